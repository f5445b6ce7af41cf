"""The report as Markdown: plain to read as it is, and read aloud well.

Every text is escaped, also ours: what strangers wrote stands in the middle of sentences, and must not become
a heading, a link or anything else (P8). Not even an address becomes a link by itself.
"""

import re
from collections.abc import Iterator, Sequence

from safecheck.report.layout import inert
from safecheck.report.paper.blocks import (
    Block,
    Cell,
    Chart,
    Entry,
    Line,
    Lines,
    Paragraph,
    Report,
    Step,
    Table,
)

_SIGNS = re.compile(r"[\\`*_{}\[\]<>|~$^]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
# What some programs make a link of: addresses with and without a scheme, and of mail.
_ADDRESS = re.compile(r"(?<=\w)([.@:])(?=[\w/])")
# What means something at the beginning of a line: headings, lists, numbers of lists, rules, quotes.
_BEGINNING = re.compile(r"^(\s*)([#+\-=]|\d{1,9}(?=[.)]))")
_STEP = "  "  # what belongs to an item of a list is indented so far


def render_markdown(report: Report) -> str:
    """Return the report as Markdown (CommonMark, with the tables and boxes to tick of GitHub)."""
    lines = [f"# {escaped(report.title)}"]
    if report.notice:
        lines += ["", f"**{escaped(report.notice)}**"]
    lines += _blocks(report.opening, 3)
    for part in report.parts:
        lines += ["", f"## {escaped(part.heading)}", *_blocks(part.blocks, 3)]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Return one line of text in which no sign means anything to Markdown."""
    line = _SIGNS.sub(r"\\\g<0>", " ".join(inert(text).split()))
    line = _ADDRESS.sub(r"\\\1", _ENTITY.sub(r"\\&", line))
    return _BEGINNING.sub(_beginning, line)


def _beginning(found: re.Match[str]) -> str:
    blank, sign = found.groups()
    return f"{blank}{sign[:-1]}&#{ord(sign[-1])};" if sign.isdigit() else f"{blank}\\{sign}"


def _blocks(blocks: Sequence[Block], level: int) -> Iterator[str]:
    """Yield the lines of blocks, each block after an empty one; names of entries are headings of `level`."""
    for block in blocks:
        yield ""
        match block:
            case Paragraph():
                text = escaped(block.text)
                yield text if block.voice in ("plain", "note") else f"**{text}**"
            case Lines():
                yield from _lines(block)
            case Table():
                caption = "" if block.named_above else block.caption
                yield from _table(caption, block.columns, block.rows)
            case Chart():
                rows = tuple((Cell(bar.name), Cell(bar.words, number=True)) for bar in block.bars)
                yield from _table(block.title, block.columns, rows)
            case Step():
                yield from _step(block)
            case Entry():
                name = f"{block.heading}: {block.mark_words}" if block.mark_words else block.heading
                yield f"{'#' * level} {escaped(name)}"
                yield from _blocks(block.blocks, level + 1)


def _lines(block: Lines) -> Iterator[str]:
    if block.label:
        yield from (f"{escaped(block.label)}:" if block.label[-1:].isalnum() else escaped(block.label), "")
    for number, line in enumerate(block.lines, start=block.first):
        yield from _line(line, f"{number}. " if block.style == "numbered" else "- ")


def _line(line: Line, sign: str) -> Iterator[str]:
    yield sign + escaped(line.text)
    for below in line.below:
        yield from (" " * len(sign) + each for each in _line(below, "- "))


def _table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    numbers = [cell.number for cell in rows[0]] if rows else [False] * len(columns)
    if caption:
        yield from (f"{escaped(caption)}:", "")
    yield f"| {' | '.join(map(escaped, columns))} |"
    yield f"| {' | '.join('---:' if number else '---' for number in numbers)} |"
    for row in rows:
        yield f"| {' | '.join(escaped(cell.text) for cell in row)} |"


def _step(step: Step) -> Iterator[str]:
    box = f"[{'x' if step.done else ' '}] " if step.to_take or step.done else ""
    effort = f" ({escaped(step.effort)})" if step.effort else ""
    yield f"- {box}**{step.number}. {escaped(step.title)}**{effort}"
    yield from (_STEP + line if line else "" for line in _blocks(step.blocks, 6))
