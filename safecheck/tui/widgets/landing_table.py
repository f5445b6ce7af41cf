"""The table of what lands where, in a picture of marks and words."""

from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise
from typing import ClassVar

from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.widget import Widget

from safecheck.model.findings import Lands
from safecheck.model.text import N_
from safecheck.report.landing import ChatKinds
from safecheck.report.landing_table import FOLDED, LandingRow, LandingTable
from safecheck.tui.marks import symbol
from safecheck.tui.safe_text import words
from safecheck.tui.widgets.columns import fitted

# "yes" has no red: that belongs to chats which stand out strongly.
_MARKS: dict[Lands, str] = {"yes": "high", "on_view": "medium", "no": "good", "unknown": "unknown"}
_COLOURS: dict[Lands, str] = {
    "yes": "$level-medium",
    "on_view": "$level-low",
    "no": "$good",
    "unknown": "$quiet",
}
_GAP = 2
_HIGH = 30  # lines: as Page.VERTICAL_BREAKPOINTS has it
_INDENT = 1


class LandingTableView(Widget, can_focus=True):
    """Rows of devices. A name gives way where there is no room; an answer never does. While the table has the
    focus, the arrows point at one answer and Enter opens it; so does a click."""

    DEFAULT_CSS = """
    LandingTableView { width: 100%; max-width: 100; height: auto; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("why")),
        Binding("left", "point(0, -1)", show=False),
        Binding("right", "point(0, 1)", show=False),
        Binding("up", "point(-1, 0)", show=False),
        Binding("down", "point(1, 0)", show=False),
        Binding("escape", "leave", N_("back"), show=False),
    ]

    class Pointed(Message):
        """Another answer is pointed at; `at` is its row and column."""

        def __init__(self, at: tuple[int, int]) -> None:
            super().__init__()
            self.at = at

    class Opened(Message):
        """Somebody wants to know what is behind one answer."""

        def __init__(self, device_id: str, chat_kind: ChatKinds) -> None:
            super().__init__()
            self.device_id = device_id
            self.chat_kind: ChatKinds = chat_kind

    def __init__(
        self,
        table: LandingTable,
        answers: dict[Lands, str],
        *,
        at: tuple[int, int] = (0, 0),
        unicode: bool = True,
        id: str,
    ) -> None:
        super().__init__(id=id)
        self._table, self._answers, self._unicode = table, answers, unicode
        self._at = self._within(*at)
        self._cells: list[tuple[int, int]] = []  # where each column begins and ends, in cells

    def _within(self, row: int, column: int) -> tuple[int, int]:
        return (
            max(0, min(row, len(self._table.rows) - 1)),
            max(0, min(column, len(self._table.columns) - 1)),
        )

    def action_point(self, down: int, right: int) -> None:
        """Point at another answer; up from the first row leaves the table."""
        row, column = self._at
        if row + down < 0:
            self.action_leave()
            return
        self._point(row + down, column + right)

    def action_open(self) -> None:
        """Open the answer that is pointed at."""
        row, column = self._at
        self.post_message(self.Opened(self._table.rows[row].device_id, self._table.kinds[column]))

    def action_leave(self) -> None:
        """Give the keys back to the screen."""
        self.screen.set_focus(None)

    def on_click(self, event: Click) -> None:
        """Open the answer that was clicked."""
        event.stop()
        for column, (begin, end) in enumerate(self._cells):
            if begin <= event.x < end and 1 <= event.y <= len(self._rows):
                self._point(event.y - 1, column)
                self.action_open()

    def _point(self, row: int, column: int) -> None:
        self._at = self._within(row, column)
        self.post_message(self.Pointed(self._at))
        self.refresh()
        if isinstance(self.parent, Widget):
            line = Region(0, self.virtual_region.y + 1 + self._at[0], 1, 1)
            self.parent.scroll_to_region(line, animate=False)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """One line for the headings, one for each device, and one for those that are not shown."""
        return 1 + len(self._rows) + self._is_folded

    @property
    def _is_folded(self) -> bool:
        """True where lines are few and nobody looks at the table."""
        return bool(self._table.more) and not self.has_focus and self.app.size.height < _HIGH

    @property
    def _rows(self) -> tuple[LandingRow, ...]:
        return self._table.rows[:FOLDED] if self._is_folded else self._table.rows

    def on_focus(self) -> None:
        """Show every row."""
        self.refresh(layout=True)

    def on_blur(self) -> None:
        """Make room again for what follows."""
        self.refresh(layout=True)

    def render(self) -> RenderResult:
        """Draw the table in the width that there is."""
        table = self._table
        names = [words(row.name) for row in table.rows]
        known = [words(row.known) for row in table.rows]
        columns = [words(heading) for heading in table.columns]
        widths = [
            max([heading.cell_length, *(self._answer(row.answers[at]).cell_length for row in table.rows)])
            for at, heading in enumerate(columns)
        ]
        known_width = max(each.cell_length for each in known)
        longest = max(each.cell_length for each in names)
        gap = _GAP
        room = self.content_size.width - sum(widths) - _INDENT
        if longest + known_width + gap * (len(widths) + 1) > room:
            gap = 1
        room -= gap * len(widths)
        title = words(table.title).cell_length
        name_width = max(min(max(longest, title - gap - known_width), room - known_width - gap), 4)
        between = Content(" " * gap)
        first = _INDENT + name_width + gap + known_width
        ends = [*accumulate((gap + width for width in widths), initial=first)]
        self._cells = [(begin + gap, end) for begin, end in pairwise(ends)]
        lines = [
            Content.assemble(
                fitted(words(table.title).stylize("bold"), first),
                *(between + fitted(head.stylize("$quiet"), width) for head, width in _pairs(columns, widths)),
            )
        ]
        for number, (row, name, how) in enumerate(zip(self._rows, names, known, strict=False)):
            answers = [self._answer(answer, sure=row.state in ("told", "read")) for answer in row.answers]
            if self.has_focus and number == self._at[0]:
                chosen = self._at[1]
                pointed = fitted(answers[chosen], widths[chosen]).stylize("$primary reverse")
                answers[chosen] = pointed
            lines.append(
                Content.assemble(
                    " " * _INDENT,
                    fitted(name, name_width, unicode=self._unicode),
                    " " * gap,
                    fitted(how.stylize("$quiet"), known_width),
                    *(between + fitted(answer, width) for answer, width in _pairs(answers, widths)),
                )
            )
        if self._is_folded:
            lines.append(words(table.more).stylize("$quiet").pad_left(_INDENT))
        return Content("\n").join(lines)

    def _answer(self, answer: Lands, *, sure: bool = False) -> Content:
        """Return one answer; what is only assumed never looks like a fact."""
        text = words(f"{symbol(_MARKS[answer], unicode=self._unicode)} {self._answers[answer]}")
        return text.stylize(f"{_COLOURS[answer]} bold" if sure else _COLOURS[answer])


def _pairs(texts: Iterable[Content], widths: Iterable[int]) -> Iterator[tuple[Content, int]]:
    return zip(texts, widths, strict=True)


def answer_mark(answer: Lands) -> str:
    """Return the name of the mark of an answer."""
    return _MARKS[answer]


def answer_colour(answer: Lands) -> str:
    """Return the theme variable in which an answer is drawn."""
    return _COLOURS[answer]
