"""The table of groups and channels: rows in, a cursor out. What stands where is decided in `report`."""

import asyncio
from collections.abc import Iterable, Sequence
from time import perf_counter
from typing import ClassVar

from rich.text import Text
from textual import work
from textual.binding import Binding, BindingType
from textual.coordinate import Coordinate
from textual.events import Resize
from textual.message import Message
from textual.widgets import DataTable
from textual.widgets.data_table import RowKey

from safecheck.i18n.catalog import Catalog
from safecheck.model.text import N_
from safecheck.report.chat_columns import Column, columns
from safecheck.report.chat_order import Order
from safecheck.report.chat_table import ChatRow
from safecheck.tui.marks import mark_cell, symbol
from safecheck.tui.safe_text import cell

_BLINK = 0.05  # seconds that rows go in without a pause; much more would feel like a frozen screen
_TO_THE_RIGHT = ("members", "joined", "media", "active")
_PADDING = 1


class ChatTable(DataTable[Text]):
    """One row a chat. `at` is the id of the chat under the cursor, which stays on it at any size."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select_cursor", N_("why")),
        Binding("home", "scroll_top", show=False),
        Binding("end", "scroll_bottom", show=False),
    ]

    class Pointed(Message):
        """The cursor stands on another chat; None if there is no row."""

        def __init__(self, chat_id: str | None) -> None:
            super().__init__()
            self.chat_id = chat_id

    def __init__(
        self,
        shown: Sequence[ChatRow],
        rows: Sequence[ChatRow],
        catalog: Catalog,
        *,
        order: Order,
        at: str | None,
        chosen: frozenset[str] = frozenset(),
        unicode: bool = True,
        id: str,
    ) -> None:
        super().__init__(id=id, cursor_type="row", cell_padding=_PADDING, zebra_stripes=False)
        self.at, self._chosen = at, chosen
        self._all, self._rows = tuple(rows), tuple(shown)
        self._catalog, self._order, self._unicode = catalog, order, unicode
        self._columns: tuple[Column, ...] = ()
        self._made: dict[str, list[Text]] = {}  # the cells of each chat, in these columns and colours
        self._filling = False

    def on_mount(self) -> None:
        """Follow a change of colours: cells carry their own."""
        self.watch(self.app, "theme", self.redraw_cells, init=False)

    def on_resize(self, event: Resize) -> None:
        """Give the width to the names, and to as many columns as fit."""
        if self._fit(event.size.width):
            self._draw()

    def _fit(self, width: int) -> bool:
        """Choose the columns; return whether they are others than before."""
        room = width - 1  # the scroll bar
        marks = len(symbol("high", unicode=self._unicode)) + 1
        fitting = columns(self._all, room, 2 * _PADDING, self._catalog, marks=marks, order=self._order)
        if fitting == self._columns:
            return False
        self._columns = fitting
        self._made.clear()
        return True

    def redraw_cells(self) -> None:
        """Draw every row again."""
        self._made.clear()
        self._draw()

    def show_rows(
        self, shown: Sequence[ChatRow], rows: Sequence[ChatRow], order: Order, *, at: str | None = None
    ) -> None:
        """Show these of all `rows` from now on, in this order; the cursor on the chat `at`, else on top."""
        if tuple(rows) != self._all:
            self._all = tuple(rows)
            self._made.clear()
        self._rows, self._order, self.at = tuple(shown), order, at
        if self._columns:  # else there is no size yet
            self._fit(self.size.width)
        self._draw()

    def show_chosen(self, chosen: frozenset[str]) -> None:
        """Show that these are chosen, and no others."""
        changed, self._chosen = chosen ^ self._chosen, chosen
        for row in self._rows:
            if row.id in changed and row.id in self._made:
                self._made[row.id] = self._cells(row)
                for column, text in zip(self._columns, self._made[row.id], strict=True):
                    self.update_cell(row.id, column.key, text)
        for id in changed:
            self._made.pop(id, None)

    @work(exclusive=True, exit_on_error=False, group="fill")
    async def _draw(self) -> None:
        if not self._columns:
            return  # no size yet
        self._filling = True
        self.clear(columns=True)
        for column in self._columns:
            heading = Text(column.heading)
            if column.key in _TO_THE_RIGHT:
                heading.align("right", column.width)
            self.add_column(heading, width=column.width, key=column.key)
        since = perf_counter()
        for row in self._rows:
            if row.id not in self._made:
                self._made[row.id] = self._cells(row)
            self.add_row(*self._made[row.id], key=row.id)
            if perf_counter() - since > _BLINK:
                await asyncio.sleep(0)
                since = perf_counter()
        self._filling = False
        self._point()

    def _update_dimensions(self, new_rows: Iterable[RowKey]) -> None:
        """Measure no cell: every column has its width and every row its one line. Measuring takes longer than
        all the rest."""
        del new_rows
        super()._update_dimensions(())

    def _point(self) -> None:
        """Put the cursor back on its chat, or on the first one if it is not among the rows."""
        index = next((index for index, row in enumerate(self._rows) if row.id == self.at), 0)
        self.move_cursor(row=index)
        self.post_message(self.Pointed(self._rows[index].id if self._rows else None))

    def watch_cursor_coordinate(self, old: Coordinate, new: Coordinate) -> None:
        """Say which chat the cursor stands on; not while rows come in."""
        super().watch_cursor_coordinate(old, new)
        if not self._filling and 0 <= new.row < self.row_count == len(self._rows):
            self.at = self._rows[new.row].id
            self.post_message(self.Pointed(self.at))

    def _cells(self, row: ChatRow) -> list[Text]:
        colours = self.app.theme_variables
        made = []
        for column in self._columns:
            if column.key == "level":
                made.append(mark_cell(row.level, colours, row.level_word, unicode=self._unicode))
            elif column.key == "title":
                sign = Text("[x] ", colours.get("primary", "")) if row.id in self._chosen else Text()
                title = _title(row, column.width - len(sign), colours, unicode=self._unicode)
                made.append(sign.append_text(title))
            else:
                written = getattr(row, column.key)
                text = cell(written if self._unicode else written.replace("–", "-"), colours.get("quiet", ""))
                if column.key in _TO_THE_RIGHT:
                    text.align("right", column.width)
                made.append(text)
        return made


def _title(row: ChatRow, width: int, colours: dict[str, str], *, unicode: bool) -> Text:
    note = Text("  ").append_text(cell(row.note, colours.get("quiet", ""))) if row.note else Text()
    title = cell(row.title)
    _cut(note, max(width - title.cell_len, width // 2), unicode=unicode)
    _cut(title, max(width - note.cell_len, 1), unicode=unicode)
    return title.append_text(note)


def _cut(text: Text, room: int, *, unicode: bool) -> None:
    if unicode:
        text.truncate(room, overflow="ellipsis")
    elif text.cell_len > room:
        text.truncate(max(room - 2, 0), overflow="crop")
        text.append(".."[:room])
