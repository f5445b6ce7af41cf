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
from safecheck.model.text import N_
from safecheck.report.plan_list import (
    StepGroup,
    begin_here,
    exposure,
    first_step_about,
    step_groups,
    step_sections,
)
from safecheck.report.summary import nothing_to_do
from safecheck.tui.marks import mark
from safecheck.tui.page import Page
from safecheck.tui.safe_text import words
from safecheck.tui.widgets.columns import cut
from safecheck.tui.widgets.detail import DetailPane
from safecheck.tui.widgets.exposure_bar import ExposureBar
from safecheck.tui.widgets.list_and_detail import LIST_CSS, Entries, Entry, ListAndDetail
from safecheck.tui.widgets.prose import Prose
from safecheck.tui.widgets.step_lines import step_content


class PlanList(Page):
    """All steps."""

    AUTO_FOCUS = "Entries"
    CSS = LIST_CSS
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", N_("back"))]
    EXPLAIN = (
        N_("The steps stand in the order in which to take them: your devices first, then each chat."),
        N_(
            "The bar is what can still land on your devices by itself. It gets shorter by what you switch"
            " off, not by how many steps you take."
        ),
        N_("Enter shows one step in full. You may skip any step, and stop whenever you like."),
    )

    def __init__(self, about: Subject | None = None) -> None:
        """Begin at the first step about this thing, if there is one."""
        super().__init__()
        self._about = about
        self.at: int | None = None

    def title_words(self) -> str:
        """Return where we are."""
        return self.catalog.gettext("What you can do, in this order")

    def body(self) -> Iterable[Widget]:
        """Yield what is left to land, and the steps."""
        result, catalog = self.safecheck.result, self.catalog
        if self.at is None and self._about is not None:
            self.at = first_step_about(result, self._about)
        if line := begin_here(result, catalog):
            yield Prose(line, classes="big")
        yield ExposureBar(exposure(result, catalog), unicode=self.safecheck.unicode)
        if line := nothing_to_do(result, catalog):
            yield Prose(line, classes="big")
        if result.plan.steps:
            yield ListAndDetail(list(self._entries()), at=str(self.at) if self.at else None, id="steps")

    def _entries(self) -> Iterable[Entry]:
        for at, group in enumerate(step_groups(self.safecheck.result, self.catalog)):
            yield Entry(partial(self._heading, group, at == 0))
            for step in group.steps:
                yield Entry(partial(step_content, step, unicode=self.safecheck.unicode), str(step.number))

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
            step = self.safecheck.result.plan.steps[self.at - 1]
            heading = words(step.title).stylize("bold")
            for pane in self.query(DetailPane):
                pane.show(heading, step_sections(step, self.catalog))

    @on(OptionList.OptionSelected, "#steps")
    def open_step(self, event: OptionList.OptionSelected) -> None:
        """Go on to one step."""
        from safecheck.tui.screens.step import StepPage

        if event.option_id:
            self.app.push_screen(StepPage(int(event.option_id), self._point_at))

    def _point_at(self, number: int) -> None:
        """Point at the step that is shown above this list, so that going back leads there."""
        self.at = number
        for entries in self.query(Entries):
            entries.point_at(str(number))
