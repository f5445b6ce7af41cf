"""The first choice."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import OptionList

from safecheck.model.text import N_
from safecheck.tui.page import Page
from safecheck.tui.safe_text import words
from safecheck.tui.widgets.prose import Prose


class FirstChoice(Page):
    """What would you like to do?"""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", N_("start")),
        Binding("l", "app.other_language", N_("Nederlands")),
    ]

    def title_words(self) -> str:
        """Return the name of the program."""
        return "safecheck"

    def body(self) -> Iterable[Widget]:
        """Yield the question, the choices and what safecheck never does."""
        say = self.catalog.gettext
        yield Prose(say("It never opens, downloads or shows a picture, a video or a message."), classes="big")
        yield OptionList(words("one"), words("two"), id="choices")

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Go where the choice leads."""
        self.log(event.option_index)
