"""The table of what lands where, in a picture of marks and words."""

from collections.abc import Iterable, Iterator

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from safecheck.model.findings import Lands
from safecheck.report.landing_table import LandingTable
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
_INDENT = 1


class LandingTableView(Widget):
    """Rows of devices. A name gives way where there is no room; an answer never does."""

    DEFAULT_CSS = """
    LandingTableView { width: 100%; max-width: 100; height: auto; margin-bottom: 1; }
    """

    def __init__(self, table: LandingTable, answers: dict[Lands, str], *, unicode: bool = True) -> None:
        super().__init__()
        self._table, self._answers, self._unicode = table, answers, unicode

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """One line for the headings and one for each device."""
        return 1 + len(self._table.rows)

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
        lines = [
            Content.assemble(
                fitted(words(table.title).stylize("bold"), first),
                *(between + fitted(head.stylize("$quiet"), width) for head, width in _pairs(columns, widths)),
            )
        ]
        for row, name, how in zip(table.rows, names, known, strict=True):
            answers = [self._answer(answer, sure=row.state in ("told", "read")) for answer in row.answers]
            lines.append(
                Content.assemble(
                    " " * _INDENT,
                    fitted(name, name_width, unicode=self._unicode),
                    " " * gap,
                    fitted(how.stylize("$quiet"), known_width),
                    *(between + fitted(answer, width) for answer, width in _pairs(answers, widths)),
                )
            )
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
