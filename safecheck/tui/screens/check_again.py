"""One step looked at once more: how it stood, how it stands now. Nothing is changed."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget

from safecheck.advice.recheck import needed
from safecheck.audit.rechecking import read_again
from safecheck.model.errors import SafecheckError
from safecheck.model.facts import AuditFacts
from safecheck.model.plan import Step
from safecheck.model.text import N_
from safecheck.report.recheck import ASKING, READING, recheck_sections
from safecheck.tui.page import Page
from safecheck.tui.safe_text import words
from safecheck.tui.widgets.detail import Detail
from safecheck.tui.widgets.prose import Prose


class CheckAgain(Page):
    """What is read again for `step`, beside how it stood by the facts `before`."""

    GUIDE: ClassVar[str] = "plan"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", N_("go on")),
        Binding("escape", "back", N_("back")),
    ]
    EXPLAIN: ClassVar[tuple[str, ...]] = (
        N_("safecheck looks once more at this one thing, and at nothing else. Nothing is changed."),
        N_("What it found counts at once: in the plan, in the result, and in what lands on your devices."),
        N_("Where Telegram asks to wait, or the line breaks, everything stays as it was read before."),
    )

    class Over(Message):
        """It was read, or could not be."""

    def __init__(self, step: Step, before: AuditFacts) -> None:
        super().__init__()
        self._step, self._before = step, before
        self._problem: SafecheckError | None = None
        self._ended = False

    def title_words(self) -> str:
        """Return what goes on."""
        return self.catalog.gettext("Check again")

    def body(self) -> Iterable[Widget]:
        """Yield what is being read or, at the end, how it stood and how it stands."""
        app = self.safecheck
        before = app.judged(self._before)
        step = before.plan.step(self._step.id) or self._step  # in the language in use now
        heading = words(step.title).stylize("bold")
        if not self._ended:
            yield Detail(heading)
            asking = READING if needed(self._step).computer else ASKING
            yield Prose(self.catalog.gettext(asking), classes="big")
        elif self._problem is not None:
            yield Detail(heading)
            yield Prose(self.catalog.sentence(self._problem), classes="big")
        else:
            yield Detail(heading, recheck_sections(self._step, before, app.result, self.catalog))

    def on_mount(self) -> None:
        """Begin to read."""
        self._begin()

    @work(exit_on_error=False, group="check", exclusive=True)
    async def _begin(self) -> None:
        try:
            again = await read_again(self._step, self.safecheck.visits.current)
        except SafecheckError as problem:
            self._problem = problem
        else:
            self.safecheck.follow_check(self._step, again)
        self._ended = True
        self.post_message(self.Over())

    @on(Over)
    async def show(self) -> None:
        """Show what is known now."""
        await self.redraw(from_top=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Go on once it is known."""
        return action != "go_on" or self._ended

    def action_go_on(self) -> None:
        """Go back to where this was offered."""
        self.action_back()
