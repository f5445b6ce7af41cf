"""What is not built yet says so, and what works now."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import OptionList

from safecheck.model.text import N_
from safecheck.report.choices import Choice, first_choices, not_yet
from safecheck.tui.page import Page
from safecheck.tui.widgets.choices import Choices
from safecheck.tui.widgets.prose import Prose


class NotYet(Page):
    """One of the first choices that this version does not have; `key` is its ChoiceKey."""

    EXPLAIN: ClassVar[tuple[str, ...]] = (N_("This part comes in a later version. The switches work now."),)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "app.focus('choices')", N_("start")),
        Binding("escape", "back", N_("back")),
    ]

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key

    def title_words(self) -> str:
        """Return the name of the choice."""
        return next((one.title for one in first_choices(self.catalog) if one.key == self._key), "safecheck")

    def account_words(self) -> str:
        """Return nothing: this is about no account."""
        return ""

    def body(self) -> Iterable[Widget]:
        """Yield the sentence and the way on."""
        yield Prose(not_yet(self._key, self.catalog), classes="big")
        switches = next(one for one in first_choices(self.catalog) if one.key == "switches")
        back = Choice("back", self.catalog.gettext("Back to the start"), "")
        yield Choices((switches, back), unicode=self.safecheck.unicode, id="choices")

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Show the switches, or go back."""
        if event.option.id == "switches":
            from safecheck.tui.screens.switches import Switches

            self.app.push_screen(Switches())
        else:
            self.action_back()
