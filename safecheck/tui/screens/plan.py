"""The plan: every step on one line, in the order in which to take them, under what is left to land."""

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList

from safecheck.model.findings import Subject
from safecheck.model.plan import Step
from safecheck.model.result import AuditResult
from safecheck.model.text import N_
from safecheck.report.plan_list import (
    StepGroup,
    begin_here,
    exposure,
    first_step_about,
    step_groups,
    step_sections,
)
from safecheck.report.plan_states import SEEN_OPEN, can_be_said, next_part, part_line, parts, said_next
from safecheck.report.profiles import recommended_for
from safecheck.report.saving import how_to_save
from safecheck.report.summary import nothing_to_do
from safecheck.tui.marks import mark
from safecheck.tui.page import Page
from safecheck.tui.safe_text import words
from safecheck.tui.widgets.columns import cut
from safecheck.tui.widgets.detail import DetailPane
from safecheck.tui.widgets.exposure_bar import ExposureBar
from safecheck.tui.widgets.list_and_detail import LIST_CSS, Entries, Entry, ListAndDetail
from safecheck.tui.widgets.prose import Prose
from safecheck.tui.widgets.step_lines import step_block


class PlanList(Page):
    """All steps."""

    GUIDE: ClassVar[str] = "plan"
    AUTO_FOCUS = "Entries"
    CSS = LIST_CSS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "say", N_("I did this"), priority=True),
        Binding("c", "check", N_("check again"), show=False),
        Binding("p", "profile", N_("for whom"), show=False),
        Binding("f", "part", N_("one device only"), show=False),
        Binding("u", "taken", N_("what safecheck changed"), show=False),
        Binding("escape", "back", N_("back")),
    ]
    EXPLAIN = (
        N_("The steps stand in the order in which to take them: your devices first, then each chat."),
        N_(
            "The bar is what can still land on your devices by itself. It gets shorter by what you switch"
            " off, not by how many steps you take."
        ),
        N_("Enter shows one step in full. You may skip any step, and stop whenever you like."),
        N_(
            "With the space bar you say of a step of your own that you did it, or that it can wait. No reason"
            " is asked, and it is gone when safecheck ends. What safecheck did itself, it checked with"
            " Telegram."
        ),
        N_(
            "With c safecheck looks once more how the step under the cursor stands, where there is something"
            " to read: it asks Telegram up to three times, or reads the files here. Nothing is changed."
        ),
        N_("With p you choose for whom settings are recommended: adult, teen or strict."),
        N_("With f you see the steps of one device only. On paper: safecheck plan --print"),
    )

    def __init__(self, about: Subject | None = None) -> None:
        """Begin at the first step about this thing, if there is one."""
        super().__init__()
        self._about = about
        self.at: int | None = None
        self.part = ""
        self._said = ""
        self._drawn: AuditResult | None = None

    def title_words(self) -> str:
        """Return where we are."""
        return self.catalog.gettext("What you can do, in this order")

    def explanation(self) -> tuple[str, ...]:
        """Return the paragraphs; how to save only where that is possible."""
        saving = (how_to_save(self.catalog, "v"),) if self.safecheck.can_save else ()
        return (*super().explanation(), *saving)

    def body(self) -> Iterable[Widget]:
        """Yield what is left to land, and the steps."""
        result, catalog = self.safecheck.result, self.catalog
        self._drawn = result
        if self.at is None and self._about is not None:
            self.at = first_step_about(result, self._about)
        if line := begin_here(result, catalog):
            yield Prose(line, classes="big")
        if self.safecheck.shows_chats:
            yield ExposureBar(exposure(result, catalog), unicode=self.safecheck.unicode)
        if line := nothing_to_do(result, catalog):
            yield Prose(line, classes="big")
        if result.plan.steps:
            found = parts(result, catalog)
            shown = part_line(self.part, found, catalog, notes=self.safecheck.notes)
            if line := catalog.gettext(self._said) or " ".join(self._keys(shown)):
                yield Prose(line, classes="quiet")
            entries = list(self._entries())
            at = str(self.at) if str(self.at) in {entry.id for entry in entries} else None
            yield ListAndDetail(entries, at=at, id="steps")

    def _keys(self, line: str) -> Iterable[str]:
        """Yield what is shown, and the keys of the list that the footer has no room for."""
        result = self.safecheck.result
        yield line
        if any(map(self.safecheck.can_check, result.plan.every)):
            yield self.catalog.gettext("Check a step again: c.")
        if self.safecheck.notes and result.facts.settings is not None:
            yield recommended_for(self.safecheck.profile, self.catalog)
        if self.safecheck.can_save:
            yield self.catalog.gettext("Save: v.")

    def _entries(self) -> Iterable[Entry]:
        for at, group in enumerate(step_groups(self.safecheck.result, self.catalog, self.part)):
            yield Entry(partial(self._heading, group, at == 0))
            for step in group.steps:
                yield Entry(partial(step_block, step, unicode=self.safecheck.unicode), str(step.number))

    def _heading(self, group: StepGroup, first: bool, width: int) -> Content:
        heading = words(group.heading).stylize("bold")
        if group.level:
            heading = Content.assemble(mark(group.level, unicode=self.safecheck.unicode), " ", heading)
        return Content.assemble("" if first else "\n", cut(heading, width, unicode=self.safecheck.unicode))

    @on(OptionList.OptionHighlighted, "#steps")
    def follow(self, event: OptionList.OptionHighlighted) -> None:
        """Let the pane say more about this step."""
        if event.option_id:
            self.at = int(event.option_id)
            step = self.safecheck.result.plan.every[self.at - 1]
            heading = words(step.title).stylize("bold")
            for pane in self.query(DetailPane):
                pane.show(heading, step_sections(step, self.catalog))

    @on(OptionList.OptionSelected, "#steps")
    def open_step(self, event: OptionList.OptionSelected) -> None:
        """Go on to one step."""
        from safecheck.tui.screens.step import StepPage

        if event.option_id:
            self.app.push_screen(StepPage(int(event.option_id), self._point_at))

    async def on_screen_resume(self) -> None:
        """Show what was told or changed meanwhile."""
        await super().on_screen_resume()
        if self._drawn is not None and self._drawn is not self.safecheck.result:
            await self.redraw()

    async def action_say(self) -> None:
        """Say that the step under the cursor is done, that it can wait, or take that back."""
        if (step := self._pointed) is None:
            return
        self._said = can_be_said(step)
        if not self._said:
            said = said_next(step)
            self.safecheck.say_of_step(step.id, said)
            now = self.safecheck.result.plan.step(step.id)
            self._said = SEEN_OPEN if now is not None and now.state != (said or "to_do") else ""
            if self._said:
                self.safecheck.say_of_step(step.id, None)
        await self.redraw()
        self._said = ""

    @property
    def _pointed(self) -> Step | None:
        """The step under the cursor."""
        steps = self.safecheck.result.plan.every
        return steps[self.at - 1] if self.at is not None and 1 <= self.at <= len(steps) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Look once more only where there is something to read; choose a profile where an account was
        asked; say, choose and take back nothing where nothing can be told or changed."""
        if action in ("say", "taken", "profile") and not self.safecheck.notes:
            return False
        if action == "check":
            return self._pointed is not None and self.safecheck.can_check(self._pointed)
        return action != "profile" or self.safecheck.result.facts.settings is not None

    def action_check(self) -> None:
        """Look once more how the step under the cursor stands."""
        if self._pointed is not None:
            self.safecheck.check_again(self._pointed)

    def action_profile(self) -> None:
        """Choose for whom settings are recommended."""
        from safecheck.tui.screens.profiles import Profiles

        self.app.push_screen(Profiles())

    async def action_part(self) -> None:
        """Show the steps of the next device only, and at last all again."""
        self.part = next_part(self.part, parts(self.safecheck.result, self.catalog))
        await self.redraw()

    def action_taken(self) -> None:
        """Show what safecheck changed."""
        from safecheck.tui.screens.taken_steps import TakenSteps

        self.app.push_screen(TakenSteps())

    def _point_at(self, number: int) -> None:
        """Point at the step that is shown above this list, so that going back leads there."""
        self.at = number
        for entries in self.query(Entries):
            entries.point_at(str(number))
