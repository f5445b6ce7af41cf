"""A list to choose from: one entry a line, with few words beside or below it."""

from collections.abc import Sequence
from typing import ClassVar, Literal

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from safecheck.model.text import N_
from safecheck.report.choices import Choice
from safecheck.report.layout import cells, wrap
from safecheck.tui.safe_text import words

_WIDEST = 74
_GAP = 3
_POINTER = 2  # cells


class Choices(OptionList):
    """Entries, each with its `key` as the id of its option. The words beside them go below where one of them
    is too long for the line. None draws a line between two groups of entries, where the terminal can."""

    DEFAULT_CSS = """
    Choices { max-height: 100%; }
    Choices > .option-list--option { padding: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "cursor_down", N_("choose"), key_display="↑↓"),
        Binding("enter", "select", N_("start")),
    ]

    def __init__(
        self, choices: Sequence[Choice | None], *, at: int = 0, unicode: bool = True, id: str
    ) -> None:
        self._unicode = unicode
        self._pointer = "❯ " if unicode else "> "
        self._at: int | None = None
        super().__init__(*self._as_options(choices), id=id)
        self.highlighted = at

    def offer(self, choices: Sequence[Choice | None], *, at: int | None = 0) -> None:
        """Offer these instead, and point at one of them; how far it was scrolled stays, but at the first."""
        down = self.scroll_y if at else 0
        self.set_options(self._as_options(choices))
        self._at = None
        self.highlighted = at if self.option_count else None
        self.call_after_refresh(self.scroll_to, y=down, animate=False)

    def _as_options(self, choices: Sequence[Choice | None]) -> list[Option | None]:
        self._choices = tuple(choice for choice in choices if choice is not None)
        with_words = [choice for choice in self._choices if choice.side]
        self._column = max((cells(choice.title) for choice in with_words), default=0) + _GAP
        widest = max((cells(choice.side) for choice in with_words), default=0)
        self._beside = _POINTER + self._column + widest <= _WIDEST
        return [
            Option(self._prompt(one, False), one.key) if one else None
            for one in choices
            if one or self._unicode
        ]

    def _move_page(self, direction: Literal[-1, 1]) -> None:
        """Turn a page, unless nothing was drawn yet: Textual's own list fails then."""
        if self._index_to_line:
            super()._move_page(direction)

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Let the pointer follow."""
        super().watch_highlighted(highlighted)
        before, self._at = self._at, highlighted
        for index in {before, highlighted}:
            if index is not None and index < self.option_count:
                self.replace_option_prompt_at_index(
                    index, self._prompt(self._choices[index], index == highlighted)
                )

    def _prompt(self, choice: Choice, pointed_at: bool) -> Content:
        pointer = self._pointer if pointed_at else " " * _POINTER
        if not choice.side:
            return Content.assemble(pointer, words(choice.title))
        if self._beside:
            gap = " " * (self._column - cells(choice.title))
            side = words(choice.side).stylize("$quiet")
            return Content.assemble(pointer, words(choice.title), gap, side)
        below = "\n".join(wrap(choice.side, _WIDEST, indent=2 * _POINTER))  # harmless already; see wrap
        return Content.assemble(pointer, words(choice.title), "\n", Content(below).stylize("$quiet"))


class WaysOn(Choices):
    """Entries that lead on: Enter says so."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", N_("go on"))]
