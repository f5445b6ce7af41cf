"""The first choice."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import OptionList

from safecheck.model.connection import Endpoint
from safecheck.model.text import N_
from safecheck.report.choices import Choice, first_choices, origin, promises, welcome
from safecheck.store.paths import places
from safecheck.tui.page import Page
from safecheck.tui.widgets.choices import Choices
from safecheck.tui.widgets.key_line import KeyLine
from safecheck.tui.widgets.prose import Prose


class FirstChoice(Page):
    """What would you like to do?"""

    GUIDE: ClassVar[str] = "start"
    EXPLAIN: ClassVar[tuple[str, ...]] = (
        N_("This is where you choose. Nothing is asked of Telegram before you have read what will be asked."),
        N_(
            "“Show me the switches” is the quickest: it says where to switch automatic download off in your "
            "app. “Check my account” also says which of your groups stand out."
        ),
        N_("Press r for a short tour of what safecheck does and how its screens work."),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "app.focus('choices')", N_("choose"), key_display="↑↓"),
        Binding("enter", "app.focus('choices')", N_("start")),
        Binding("l", "app.other_language", N_("Nederlands")),
        Binding("r", "tour", N_("a short tour"), show=False),
    ]

    def title_words(self) -> str:
        """Return the name of the program."""
        return "safecheck"

    def account_words(self) -> str:
        """Return nothing: this is about no account."""
        return ""

    def body(self) -> Iterable[Widget]:
        """Yield the question, the choices and what safecheck never does."""
        yield Prose(welcome(self.catalog), classes="big")
        yield Choices(self._choices(), unicode=self.safecheck.unicode, id="choices")
        for promise in promises(self.catalog):
            yield Prose(promise, classes="close")
        yield Prose("", classes="close")
        yield KeyLine("r", self.catalog.gettext("a short tour, in five pages"), classes="close")
        yield Prose(origin(self.catalog), classes="quiet close")

    def _choices(self) -> tuple[Choice, ...]:
        choices = first_choices(self.catalog)
        if self.safecheck.facts is None:
            return choices
        say = self.catalog.gettext
        return (Choice("result", say("Back to the result"), say("what was read a moment ago")), *choices)

    def action_tour(self) -> None:
        """Show how safecheck works."""
        from safecheck.tui.screens.tour import Tour

        self.app.push_screen(Tour())

    async def on_screen_resume(self) -> None:
        """Offer the way back to a result, once there is one."""
        if (self.safecheck.facts is not None) != ("result" in self._offered):
            await self.redraw()

    @property
    def _offered(self) -> set[str]:
        return {option.id or "" for choices in self.query(Choices) for option in choices.options}

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Go where the choice leads."""
        if event.option.id == "together":
            self.safecheck.begin_together()
        else:
            self.app.push_screen(_page(event.option.id or "", self.safecheck.server))


def _page(key: str, server: Endpoint | None) -> Page:
    if key == "result":
        from safecheck.tui.screens.result import Result

        return Result()
    if key == "switches":
        from safecheck.tui.screens.switches import Switches

        return Switches()
    if key == "account":
        if places().sessions_folder.is_dir():  # most people have none
            from safecheck.audit.resuming import usable_sign_ins
            from safecheck.tui.screens.use_remembered import ChooseSignIn

            if usable_sign_ins(server):
                return ChooseSignIn()
        from safecheck.tui.screens.before_reading import BeforeReading

        return BeforeReading()
    if key == "practice":
        from safecheck.tui.screens.practice_choice import PracticeChoice

        return PracticeChoice()
    from safecheck.tui.screens.this_computer import ReadThisComputer

    return ReadThisComputer()
