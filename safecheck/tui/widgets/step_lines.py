"""A few steps, one a line: its number, what to do, and how long it takes."""

from collections.abc import Sequence

from msgspec.structs import replace
from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from safecheck.report.summary import StepLine
from safecheck.tui.marks import symbol
from safecheck.tui.safe_text import words
from safecheck.tui.widgets.columns import fitted

_WIDEST = 84  # cells


class StepLines(Widget):
    """A heading and the steps under it."""

    DEFAULT_CSS = """
    StepLines { width: 100%; max-width: 84; height: auto; margin-bottom: 1; }
    """

    def __init__(self, heading: str, steps: Sequence[StepLine], *, unicode: bool = True) -> None:
        super().__init__()
        self._heading, self._steps, self._unicode = words(heading), tuple(steps), unicode

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """One line for the heading and one for each step."""
        return 1 + len(self._steps)

    def render(self) -> RenderResult:
        """Draw the lines in the width that there is; a long title gives way."""
        lines = [self._heading.stylize("bold")]
        width = self.content_size.width
        # What is here counts from one; in the plan other steps may stand between.
        lines += [
            step_content(replace(step, number=place), width, unicode=self._unicode)
            for place, step in enumerate(self._steps, start=1)
        ]
        return Content("\n").join(lines)


def _number(step: StepLine, *, unicode: bool) -> str:
    """Return the number of a step, or what stands in its place where there is nothing to do."""
    if step.done:
        return symbol("good", unicode=unicode)
    return str(step.number) if step.to_take else "–" if unicode else "-"


def step_content(step: StepLine, width: int, *, unicode: bool = True) -> Content:
    """Return one step in at most `width` cells, and no wider than reads well."""
    width = min(width, _WIDEST)
    number = Content.styled(f"{_number(step, unicode=unicode):>2}  ", "$good" if step.done else "$key")
    effort = words(step.effort).stylize("$quiet")
    room = width - number.cell_length - effort.cell_length - 2
    return Content.assemble(number, fitted(words(step.title), max(room, 4), unicode=unicode), "  ", effort)


def step_block(step: StepLine, width: int, *, unicode: bool = True) -> Content:
    """Return one step as `step_content` does, its whole title on as many lines as it takes."""
    room = min(width, _WIDEST) - 4 - words(step.effort).cell_length - 2
    first, *more = words(step.title).wrap(max(room, 8)) or [Content("")]
    line = step_content(replace(step, title=first.plain.rstrip()), width, unicode=unicode)
    return Content("\n").join([line, *(each.rstrip().pad_left(4) for each in more)])
