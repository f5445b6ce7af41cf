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
        """Draw both parts; the right one gives way where there is no room."""
        room = self.content_size.width
        space = room - cells(self._left) - cells(self._right)
        if not self._right or space < 2:
            return words(self._left)
        return Content.assemble(words(self._left), " " * space, words(self._right))
