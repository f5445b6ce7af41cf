"""Takes what is written line by line and gives it back as parts and lists: each sentence is written once, by
the code of the plain-text report."""

from collections.abc import Iterator, Sequence

from safecheck.report.layout import Page
from safecheck.report.paper.blocks import Block, Line, Lines, Paragraph
from safecheck.report.sections import Section

_ANY_WIDTH = 80  # nothing is wrapped here


class Outline(Page):
    """A page whose lines stay whole, with their indents."""

    def __init__(self) -> None:
        super().__init__(_ANY_WIDTH)
        self._heading = ""
        self._runs: list[list[tuple[int, str]]] = [[]]

    def say(self, text: str, indent: int = 0) -> None:
        """Add one paragraph at its indent."""
        if text:
            self._runs[-1].append((indent, text))

    def command(self, text: str, indent: int = 0) -> None:
        """Add a command to copy: here it is a line like any other."""
        self.say(text, indent)

    def gap(self) -> None:
        """Begin a new list."""
        if self._runs[-1]:
            self._runs.append([])

    def heading(self, text: str) -> None:
        """Take the heading; an outline is of one part."""
        self._heading = text

    @property
    def title(self) -> str:
        """The heading, "" if none was written."""
        return self._heading

    def blocks(self) -> tuple[Block, ...]:
        """Return a list for each run of lines between gaps."""
        return tuple(Lines(_nested(run)) for run in self._runs if run)


def _nested(run: Sequence[tuple[int, str]]) -> tuple[Line, ...]:
    """Return lines with those that are indented further below them."""
    return tuple(_lines(run))


def _lines(run: Sequence[tuple[int, str]]) -> Iterator[Line]:
    at = 0
    while at < len(run):
        indent, text = run[at]
        end = at + 1
        while end < len(run) and run[end][0] > indent:
            end += 1
        yield Line(text, _nested(run[at + 1 : end]))
        at = end


def of_sections(sections: Sequence[Section]) -> tuple[Block, ...]:
    """Return sections as they stand on the screens as blocks."""
    return tuple(block for each in sections for block in _of_section(each))


def _of_section(section: Section) -> Iterator[Block]:
    styles = {"list": "list", "numbered": "numbered", "card": "card"}
    if section.style == "strong":
        yield from (Paragraph(line, "strong") for line in section.lines)
    elif section.lines or section.heading:
        yield Lines(
            tuple(map(Line, section.lines)),
            section.heading,
            styles.get(section.style, "plain"),  # type: ignore[arg-type]  # one of the styles of Lines
            section.first,
        )
    if section.then:
        yield Lines(tuple(map(Line, section.then)))


def said(*sentences: str) -> tuple[Block, ...]:
    """Return sentences as one list without a label; nothing where all are ""."""
    lines = tuple(Line(sentence) for sentence in sentences if sentence)
    return (Lines(lines),) if lines else ()
