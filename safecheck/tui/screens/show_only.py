"""Which groups and channels to show: things to choose from a list, each with a word that can be typed too."""

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from safecheck.model.text import N_
from safecheck.report.chat_filter import LABELS, Label, LabelChoice, kept_rows, label_choices, matches
from safecheck.report.chat_table import ChatRow
from safecheck.report.layout import cells
from safecheck.tui.page import Page
from safecheck.tui.safe_text import words
from safecheck.tui.widgets.prose import Prose

_GAP = 3


class Conditions(OptionList):
    """One thing a line: chosen or not, what it is, of how many chats it is true, and its word."""

    DEFAULT_CSS = """
    Conditions { max-width: 76; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "select", N_("choose"), key_display="⏎"),
    ]

    def __init__(self, choices: Sequence[LabelChoice], only: frozenset[Label]) -> None:
        self._choices = tuple(choices)
        super().__init__(*(Option(self._drawn(one, only), one.label) for one in choices), id="conditions")

    def show(self, only: frozenset[Label]) -> None:
        """Show that these are chosen."""
        for index, choice in enumerate(self._choices):
            self.replace_option_prompt_at_index(index, self._drawn(choice, only))

    def _drawn(self, choice: LabelChoice, only: frozenset[Label]) -> Content:
        titles = max(cells(one.title) for one in self._choices) + _GAP
        numbers = max(len(str(one.count)) for one in self._choices)
        chosen = choice.label in only
        return Content.assemble(
            Content.styled("[x]" if chosen else "[ ]", "$primary" if chosen else "$quiet"),
            " ",
            words(choice.title),
            " " * (titles - cells(choice.title)),
            f"{choice.count:>{numbers}}" + " " * _GAP,
            words(choice.word).stylize("$quiet"),
        )


class ShowOnly(Page):
    """All that can be chosen; what is chosen holds at once."""

    GUIDE: ClassVar[str] = "result"
    AUTO_FOCUS = "Conditions"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "all", N_("show all")),
        Binding("escape", "back", N_("back")),
    ]
    EXPLAIN = (
        N_(
            "Choose what the list is to show; Enter chooses and takes back. Of things that exclude each"
            " other, such as groups and channels, chats with any of them are shown; of all others everything"
            " must be true."
        ),
        N_(
            "The number says of how many chats it is true. The last word is one that you can type after / as"
            " well."
        ),
    )

    def __init__(
        self, rows: Sequence[ChatRow], only: frozenset[Label], changed: Callable[[frozenset[Label]], None]
    ) -> None:
        """Begin with what is chosen already; `changed` is told of every change."""
        super().__init__()
        self._all, self._only, self._changed = tuple(rows), only, changed

    def title_words(self) -> str:
        """Return what is asked."""
        return self.catalog.gettext("Show only")

    def body(self) -> Iterable[Widget]:
        """Yield how many are shown then, and the list."""
        yield Prose(self._state(), id="state", classes="big")
        yield Conditions(label_choices(self._all, self.catalog), self._only)

    def _state(self) -> str:
        return matches(len(kept_rows(self._all, "", self._only)), len(self._all), self.catalog)

    def _choose(self, only: frozenset[Label]) -> None:
        self._only = only
        self._changed(only)
        for conditions in self.query(Conditions):
            conditions.show(only)
        for state in self.query("#state").results(Prose):
            state.update(words(self._state()))

    @on(OptionList.OptionSelected, "#conditions")
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Choose it, or take it back."""
        self._choose(self._only ^ {label for label in LABELS if label == event.option_id})

    def action_all(self) -> None:
        """Take back all."""
        self._choose(frozenset())
