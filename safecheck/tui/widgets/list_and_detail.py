"""A list to walk through, with the detail of what is pointed at beside it where there is room."""

from collections.abc import Callable, Sequence
from typing import ClassVar, Literal, NamedTuple

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Resize
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from safecheck.model.text import N_
from safecheck.tui.widgets.detail import DetailPane

LIST_CSS = """
ListAndDetail { height: 1fr; }
ListAndDetail Entries { width: 3fr; height: 1fr; max-height: 100%; margin-bottom: 0; }
ListAndDetail Entries { scrollbar-size-vertical: 1; scrollbar-gutter: stable; overflow-x: hidden; }
ListAndDetail Entries, ListAndDetail Entries:focus { background: $background; background-tint: transparent; }
ListAndDetail Entries > .option-list--option-disabled { color: $foreground; }
"""
_PADDING = 2  # cells beside the text of an option


class Entry(NamedTuple):
    """One entry: `draw` gives its text for a width in cells. Without an id it is a heading."""

    draw: Callable[[int], Content]
    id: str | None = None


class Entries(OptionList):
    """The list. Its entries are drawn again for each width that it gets."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", N_("more"))]

    def __init__(self, entries: Sequence[Entry], *, at: str | None = None, id: str) -> None:
        self._entries = tuple(entries)
        self._width = 0
        options = [Option("", id=entry.id, disabled=entry.id is None) for entry in entries]
        super().__init__(*options, id=id)
        if at is not None:
            self.point_at(at)

    def point_at(self, entry: str) -> None:
        """Point at the entry of this id."""
        self.highlighted = self.get_option_index(entry)

    def _move_page(self, direction: Literal[-1, 1]) -> None:
        """Turn a page, unless nothing was drawn yet: Textual's own list fails then."""
        if self._index_to_line:
            super()._move_page(direction)

    def on_resize(self, event: Resize) -> None:
        """Draw the entries in the width that there is now."""
        del event
        width = self.scrollable_content_region.width - _PADDING
        if width != self._width and width > 0:
            self._width = width
            for index, entry in enumerate(self._entries):
                self.replace_option_prompt_at_index(index, entry.draw(width))


class ListAndDetail(Horizontal):
    """Both, side by side. `at` is the id of the entry to begin with; without one it is the first."""

    def __init__(self, entries: Sequence[Entry], *, at: str | None = None, id: str) -> None:
        super().__init__(Entries(entries, at=at, id=id), DetailPane())
