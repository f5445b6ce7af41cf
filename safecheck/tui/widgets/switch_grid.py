"""Switches one by one: kinds of chat by kinds of media, to walk through with the arrows."""

from typing import ClassVar

from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from safecheck.model.text import N_
from safecheck.report.device_questions import Grid, Question
from safecheck.tui.marks import colour, symbol
from safecheck.tui.safe_text import words
from safecheck.tui.widgets.columns import fitted

_MARKS = {"on": "high", "off": "good", "partly": "medium", "dont_know": "unknown"}
_COLOURS = {"on": "$level-medium", "partly": "$level-low"}
_GAP = 2


def shown_answer(question: Question, *, unicode: bool) -> Content:
    """Return the present answer: a symbol and a word in the colour of both."""
    mark = _MARKS.get(question.value, "none" if question.value else "unknown")
    drawn = words(f"{symbol(mark, unicode=unicode)} {question.shown}")
    return drawn.stylize(_COLOURS.get(question.value, colour(mark)))


class SwitchGrid(Widget, can_focus=True):
    """A grid with one cell pointed at; `at` is its row and column."""

    DEFAULT_CSS = """
    SwitchGrid { width: 100%; height: auto; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "change", N_("change"), key_display="⏎"),
        Binding("up", "go(-1, 0)", show=False),
        Binding("down", "go(1, 0)", show=False),
        Binding("left", "go(0, -1)", show=False),
        Binding("right", "go(0, 1)", show=False),
        Binding("home", "go(-100, -100)", show=False),
        Binding("end", "go(100, 100)", show=False),
    ]

    class Change(Message):
        """The answer of the cell that is pointed at is to become the next one."""

    class Moved(Message):
        """Another cell is pointed at."""

    def __init__(self, grid: Grid, at: tuple[int, int] = (0, 0), *, unicode: bool = True) -> None:
        super().__init__(id="grid")
        self._grid, self.at, self._unicode = grid, at, unicode

    @property
    def cell(self) -> Question:
        """The question that is pointed at."""
        return self._grid.rows[self.at[0]].cells[self.at[1]]

    def show(self, grid: Grid) -> None:
        """Show these answers from now on."""
        self._grid = grid
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """One line for the columns, where they have names, and one for each row."""
        return len(self._grid.rows) + any(self._grid.columns)

    def render(self) -> RenderResult:
        """Draw the grid; a name gives way where there is no room, an answer never does."""
        grid = self._grid
        answers = [[shown_answer(cell, unicode=self._unicode) for cell in row.cells] for row in grid.rows]
        heads = [words(head).stylize("$quiet") for head in grid.columns]
        widths = [
            max(head.cell_length, *(row[at].cell_length for row in answers)) + _GAP
            for at, head in enumerate(heads)
        ]
        names = [words(row.words) for row in grid.rows]
        first = min(
            max(name.cell_length for name in names) + _GAP, max(self.content_size.width - sum(widths), 8)
        )
        lines = []
        if any(grid.columns):
            columns = [" " + fitted(head, width - 1) for head, width in zip(heads, widths, strict=True)]
            lines.append(Content.assemble(" " * first, *columns))
        for number, (name, row) in enumerate(zip(names, answers, strict=True)):
            cells = [
                self._cell(answer, width, at=(number, column))
                for column, (answer, width) in enumerate(zip(row, widths, strict=True))
            ]
            lines.append(Content.assemble(fitted(name, first, unicode=self._unicode), *cells))
        return Content("\n").join(lines)

    def _cell(self, answer: Content, width: int, at: tuple[int, int]) -> Content:
        cell = fitted(" " + answer, width)
        if at != self.at:
            return cell
        return cell.stylize("$primary bold on $panel" if self.has_focus else "bold")

    def action_go(self, down: int, right: int) -> None:
        """Point at another cell, as far as there is one."""
        rows, columns = len(self._grid.rows), len(self._grid.columns)
        self.at = (min(max(self.at[0] + down, 0), rows - 1), min(max(self.at[1] + right, 0), columns - 1))
        self.refresh()
        self.post_message(self.Moved())

    def action_change(self) -> None:
        """Ask for the next answer."""
        self.post_message(self.Change())
