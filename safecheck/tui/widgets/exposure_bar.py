"""What can still land by itself: a sentence with the number, and a bar under it."""

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from safecheck.report.charts import bar
from safecheck.report.plan_list import Exposure
from safecheck.tui.safe_text import words

_BAR = 40
_WIDEST = 72


class ExposureBar(Widget):
    """The bar is there only where there is a number."""

    DEFAULT_CSS = """
    ExposureBar { width: 100%; height: auto; margin-bottom: 1; }
    """

    def __init__(self, exposure: Exposure, *, unicode: bool = True) -> None:
        super().__init__()
        self._exposure, self._unicode = exposure, unicode

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as sentence and bar take."""
        return len(self._lines(width))

    def render(self) -> RenderResult:
        """Draw both."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        left = self._exposure
        lines = [line.rstrip() for line in words(left.words).wrap(max(1, min(width, _WIDEST)))]
        if left.known:
            number = f"  {left.landing} / {left.of}"
            full, empty = bar(left.landing, left.of, min(_BAR, width - len(number)), unicode=self._unicode)
            lines.append(Content.assemble((full, "$level-medium"), (empty, "$quiet"), number))
        return lines
