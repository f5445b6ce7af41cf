"""The report as plain lines, where it is too short for the report in full: see `safecheck.report.text`."""

from collections.abc import Sequence

from safecheck.report.layout import DETAIL, Page
from safecheck.report.paper.blocks import Block, Chart, Lines, Paragraph, Report, Table


def render_plain(report: Report, width: int) -> str:
    """Return a report of numbers as lines of at most `width` terminal cells: no boxes and no columns."""
    page = Page(width)
    page.say(report.title)
    page.gap()
    page.say(report.notice)
    _write(page, report.opening, 0)
    for part in report.parts:
        page.heading(part.heading)
        _write(page, part.blocks, DETAIL)
    return page.text()


def _write(page: Page, blocks: Sequence[Block], indent: int) -> None:
    for block in blocks:
        match block:
            case Paragraph():
                page.gap()
                page.say(block.text, indent)
            case Lines():
                for line in block.lines:
                    page.say(line.text, indent)
            case Table():
                for name, *cells in block.rows:
                    page.say(f"{name.text}: {', '.join(cell.text for cell in cells)}", indent)
            case Chart():
                pass  # the same numbers stand above it, in words
            case _:
                raise TypeError(f"a report of numbers has no {type(block).__name__}")
