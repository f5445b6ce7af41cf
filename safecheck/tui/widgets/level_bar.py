"""The levels of all chats: each count with its mark and word, and one bar in which they share the width."""

from collections.abc import Sequence

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from safecheck.model.findings import ChatLevel
from safecheck.report.charts import shares
from safecheck.report.summary import LevelCount
from safecheck.tui.marks import colour, mark
from safecheck.tui.safe_text import words

# Told apart by their density too, where there are no colours.
_BLOCKS: dict[ChatLevel, tuple[str, str]] = {
    "high": ("█", "#"),
    "medium": ("▓", "="),
    "low": ("▒", "-"),
    "none": ("░", "."),
}
_WIDEST = 48


class LevelBar(Widget):
    """Counts on one line, the bar under them."""

    DEFAULT_CSS = """
    LevelBar { width: 100%; height: auto; margin-bottom: 1; }
    """

    def __init__(self, name: str, counts: Sequence[LevelCount], *, unicode: bool = True) -> None:
        super().__init__()
        self._label, self._counts, self._unicode = words(name), tuple(counts), unicode

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the counts take, and the bar."""
        return len(self._lines(width))

    def render(self) -> RenderResult:
        """Draw the counts and the bar."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, room: int) -> list[Content]:
        indent = self._label.cell_length + 2
        width = min(room - indent, _WIDEST)
        cells = shares([count.count for count in self._counts], width)
        bar = [Content(" " * indent)]
        for count, size in zip(self._counts, cells, strict=True):
            block = _BLOCKS[count.level][0 if self._unicode else 1]
            bar.append(Content.styled(block * size, colour(count.level)))
        return [*self._counted(room, indent), Content.assemble(*bar)]

    def _counted(self, room: int, indent: int) -> list[Content]:
        """Return the counts on as few lines as they take; none is broken in two."""
        parts = [
            Content.assemble(
                mark(count.level, unicode=self._unicode),
                " ",
                words(count.words).stylize(colour(count.level)),
            )
            for count in self._counts
        ]
        needed = indent + sum(part.cell_length for part in parts)
        gap = "  " if needed + 2 * (len(parts) - 1) <= room else " "
        lines = [self._label.stylize("bold").pad_right(2)]
        for part in parts:
            line = Content.assemble(lines[-1], "" if lines[-1].cell_length == indent else gap, part)
            if line.cell_length > room and lines[-1].cell_length > indent:
                lines.append(Content.assemble(" " * indent, part))
            else:
                lines[-1] = line
        return lines
