"""The one line on top: where am I, and is this a practice account."""

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from safecheck.report.layout import cells
from safecheck.tui.safe_text import words


class TitleLine(Widget):
    """The place on the left, the kind of account or the date on the right."""

    DEFAULT_CSS = """
    TitleLine { dock: top; height: 2; padding: 1 2 0 2; color: $primary; text-style: bold; }
    """

    def __init__(self, left: str, right: str = "") -> None:
        super().__init__()
        self._left, self._right = left, right

    def render(self) -> RenderResult:
        """Draw both parts; the left one is cut where there is no room, for whether anything is real must
        always be seen."""
        room = self.content_size.width
        if not self._right:
            return words(self._left).truncate(room, ellipsis=True)
        left = words(self._left).truncate(max(0, room - cells(self._right) - 2), ellipsis=True)
        space = room - left.cell_length - cells(self._right)
        return Content.assemble(left, " " * max(0, space), words(self._right))
