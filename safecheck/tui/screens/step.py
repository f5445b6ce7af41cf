"""One step: who takes it, the way there a line for each tap, what it removes, what remains."""

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from safecheck.model.plan import Step
from safecheck.model.result import AuditResult
from safecheck.model.text import N_
from safecheck.report.chat_changes import OFFER
from safecheck.report.copying import Copy, copy_of_sections
from safecheck.report.device_form_maker import can_be_asked
from safecheck.report.doing import target_of_step, what_can_be_done, why_not
from safecheck.report.plan_list import place_in_plan, step_sections
from safecheck.report.recheck import CAN_CHECK
from safecheck.tui.copying import CopyingPage
from safecheck.tui.explained import Only
from safecheck.tui.safe_text import words
from safecheck.tui.widgets.body import Body
from safecheck.tui.widgets.detail import Detail
from safecheck.tui.widgets.prose import Prose


class StepPage(CopyingPage):
    """One step in full; Enter goes on to the next."""

    GUIDE: ClassVar[str] = "plan"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,right,n", "go(1)", N_("next step"), key_display="⏎"),
        Binding("enter,right,n", "to_plan", N_("to the plan"), key_display="⏎"),
        Binding("a", "answer", N_("on or off?")),
        Binding("a", "do", N_("do it now")),
        Binding("c", "check", N_("check again"), show=False),
        Binding("x", "instead", N_("mute or archive instead"), show=False),
        Binding("left,p", "go(-1)", N_("previous step"), key_display="←", show=False),
        Binding("escape", "back", N_("back")),
    ]
    EXPLAIN = (
        N_("This is one step of the plan. safecheck does nothing by itself: you take it, or you skip it."),
        Only("shows_chats", N_("A reporting card is a few lines to keep. Nothing has to be opened for it.")),
        Only(
            "can_change",
            N_(
                "Where safecheck can take the step, a leads to a page that shows what would change, and"
                " asks you."
            ),
        ),
        Only(
            "notes",
            N_(
                "With c, where there is something to read, safecheck looks once more how it stands: it asks"
                " Telegram up to three times, or reads the files here. Nothing is changed."
            ),
        ),
        Only(
            "notes", N_("Of a device you can say how its switches stand: a. What is off already has a tick.")
        ),
        Only("notes", N_("With y you copy the menu path, or the card, as text, if your terminal allows it.")),
    )

    def __init__(self, number: int, moved: Callable[[int], None] | None = None) -> None:
        """Begin at step `number`; `moved` is told of each other one that is shown."""
        super().__init__()
        self._number, self._moved = number, moved
        self._step_id = ""
        self._drawn: AuditResult | None = None

    @property
    def number(self) -> int:
        """The place of this step in the plan, which may become another one by what is told meanwhile."""
        ids = [step.id for step in self.safecheck.result.plan.every]
        if self._step_id in ids:
            self._number = ids.index(self._step_id) + 1
        else:
            self._number = min(self._number, len(ids))
            self._step_id = ids[self._number - 1]
        return self._number

    def title_words(self) -> str:
        """Return which step this is, of how many."""
        return place_in_plan(self.number, self.safecheck.result, self.catalog)

    def body(self) -> Iterable[Widget]:
        """Yield the step."""
        step, result = self._step, self.safecheck.result
        self._drawn = result
        yield Detail(words(step.title).stylize("bold"), step_sections(step, self.catalog))
        yield from self.copy_line()
        can = self.safecheck.can_change
        # In a check together safecheck could never have done it, signed in or not.
        if (target := target_of_step(step)) is not None and (can or self.safecheck.notes):
            yield Prose(
                what_can_be_done(target, self.catalog) if can else why_not(result.facts, self.catalog),
                classes="name" if can else "quiet",
            )
            if can and step.instead:
                yield Prose(self.catalog.gettext(OFFER) % {"key": "x"}, classes="quiet")

        if self.safecheck.can_check(step):
            yield Prose(self.catalog.gettext(CAN_CHECK), classes="quiet")

    def to_copy(self) -> Copy | None:
        """Return the reporting card, or the ways in the menus."""
        return copy_of_sections(self._step.title, step_sections(self._step, self.catalog))

    @property
    def _step(self) -> Step:
        return self.safecheck.result.plan.every[self.number - 1]

    async def on_screen_resume(self) -> None:
        """Show what was changed or told meanwhile."""
        await super().on_screen_resume()
        if self._drawn is not None and self._drawn is not self.safecheck.result:
            await self.redraw()

    async def action_go(self, by: int) -> None:
        """Go on to the next step, or back to the one before."""
        if 1 <= self.number + by <= len(self.safecheck.result.plan.every):
            self._number, self._step_id = self.number + by, ""
            if self._moved is not None:
                self._moved(self.number)
            await self.redraw()
            for body in self.query(Body):
                self.call_after_refresh(body.scroll_home, animate=False)

    @property
    def _askable(self) -> str | None:
        """The id of the device of this step, if there is one that can be asked about."""
        result = self.safecheck.result
        if not self.safecheck.notes:
            return None
        about = result.plan.every[self.number - 1].device
        return next((each.id for each in result.devices if each.id == about and can_be_asked(each)), None)

    def action_answer(self) -> None:
        """Ask how the switches of this device stand now."""
        from safecheck.tui.screens.device_form import DeviceForm

        if self._askable is not None:
            self.app.push_screen(DeviceForm(self._askable))

    def action_do(self) -> None:
        """Go on to the page that shows what would change, and asks."""
        from safecheck.tui.screens.change import ChangePage
        from safecheck.tui.screens.report_chat import ReportChat

        if (target := target_of_step(self._step)) is not None:
            page = ReportChat if target.kind == "report" else ChangePage
            self.app.push_screen(page(target))

    def action_check(self) -> None:
        """Look once more how this stands."""
        self.safecheck.check_again(self._step)

    def action_instead(self) -> None:
        """Go on to all that safecheck can do with this chat."""
        from safecheck.tui.screens.chat_changes import ChatChanges

        self.app.push_screen(ChatChanges(self._step.subject.id))

    def action_to_plan(self) -> None:
        """Go back to the list."""
        self.action_back()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """After the last step there is no other one: the same key leads back to the list. Only of a device
        whose switches safecheck knows can be told how they stand."""
        if action == "copy":
            return self.may_copy
        if action == "answer":
            return self._askable is not None
        if action == "do":
            return self.safecheck.can_change and target_of_step(self._step) is not None
        if action == "check":
            return self.safecheck.can_check(self._step)
        if action == "instead":
            return self.safecheck.can_change and bool(self._step.instead)
        last = self.number == len(self.safecheck.result.plan.every)
        return not last if (action, parameters) == ("go", (1,)) else last or action != "to_plan"
