"""The report as one table for spreadsheets: a row for each thing, four columns.

A cell that a spreadsheet would take for a formula gets an apostrophe before it, which spreadsheets hide or
show as text: what strangers wrote is never calculated (P8). UTF-8 with a byte order mark, without which some
spreadsheets guess another encoding.
"""

import csv
import io
from collections.abc import Iterator, Sequence

from safecheck.i18n.catalog import Catalog
from safecheck.report.layout import inert
from safecheck.report.paper.blocks import Block, Chart, Entry, Line, Lines, Paragraph, Report, Step, Table

_BYTE_ORDER_MARK = "\ufeff"
# The full-width forms count too where a spreadsheet is set to East Asian languages.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")

Row = tuple[str, str, str, str]


def render_csv(report: Report, catalog: Catalog) -> str:
    """Return the report as CSV: part, what a row is about, how it stands, and details."""
    say, out = catalog.gettext, io.StringIO()
    write = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerow
    write((say("Part"), say("About"), say("How it stands"), say("Details")))
    write(tuple(map(safe_cell, ("", report.title, "", report.notice))))
    for heading, blocks in (
        (report.title, report.opening),
        *((part.heading, part.blocks) for part in report.parts),
    ):
        for row in _rows(heading, blocks):
            write(tuple(map(safe_cell, row)))
    return _BYTE_ORDER_MARK + out.getvalue()


def safe_cell(text: str) -> str:
    """Return one line of text that no spreadsheet takes for a formula."""
    line = " ".join(inert(text).split())
    return f"'{line}" if line.startswith(_FORMULA) else line


def _rows(part: str, blocks: Sequence[Block]) -> Iterator[Row]:
    for block in blocks:
        match block:
            case Paragraph():
                yield part, "", "", block.text
            case Lines():
                yield from ((part, block.label, "", " ".join(_texts(line))) for line in block.lines)
            case Table():
                for name, second, *rest in block.rows:
                    more = zip(block.columns[2:], rest, strict=True)
                    details = "; ".join(f"{column}: {cell.text}" for column, cell in more if cell.text)
                    yield part, name.text, second.text, details
            case Chart():
                yield from ((part, bar.name, bar.words, block.title) for bar in block.bars)
            case Step():
                yield part, f"{block.number}. {block.title}", block.effort, _joined(block.blocks)
            case Entry():
                own = [each for each in block.blocks if not isinstance(each, Step)]
                if own or block.mark_words:
                    yield part, block.heading, block.mark_words, _joined(own)
                yield from _rows(part, [each for each in block.blocks if isinstance(each, Step)])


def _joined(blocks: Sequence[Block]) -> str:
    """Return the text of paragraphs and lists as one."""
    texts: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            texts.append(block.text)
        elif isinstance(block, Lines):
            lines = " ".join(text for line in block.lines for text in _texts(line))
            texts.append(f"{block.label}: {lines}" if block.label else lines)
    return " ".join(texts)


def _texts(line: Line) -> Iterator[str]:
    yield line.text
    for below in line.below:
        yield from _texts(below)
