"""Sections of sentences: the detail of one thing, on a screen of its own or beside a list."""

from collections.abc import Iterable

from textual.app import ComposeResult, RenderResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from safecheck.report.sections import Section, Style
from safecheck.tui.marks import symbol
from safecheck.tui.safe_text import words

_WIDEST = 72


class Detail(Widget):
    """Everything about one thing as text, at most 72 cells wide. Entries of a list stand under themselves."""

    DEFAULT_CSS = """
    Detail { width: 100%; height: auto; margin-bottom: 1; }
    Detail.quiet { color: $quiet; }
    """

    def __init__(
        self, heading: Content | None = None, sections: Iterable[Section] = (), *, classes: str = ""
    ) -> None:
        super().__init__(classes=classes)
        self._heading, self._sections = heading or Content(""), tuple(sections)

    def show(self, heading: Content, sections: Iterable[Section]) -> None:
        """Show this from now on."""
        self._heading, self._sections = heading, tuple(sections)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the text takes in this width."""
        return len(self._lines(width))

    def render(self) -> RenderResult:
        """Draw the text in the width that there is."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        width = min(width, _WIDEST)
        blocks = [_wrapped(self._heading, width)] if self._heading.plain else []
        tick = symbol("good", unicode=not self.screen.has_class("-ascii"))
        blocks += [_section(section, width, tick) for section in self._sections]
        lines: list[Content] = []
        for block in blocks:
            lines += [Content(""), *block] if lines else block
        return lines


def _section(section: Section, width: int, tick: str) -> list[Content]:
    heading = words(section.heading).stylize("bold")
    if section.done:
        heading = Content.assemble((f"{tick} ", "$good"), heading)
    lines = _wrapped(heading, width) if section.heading else []
    for number, line in enumerate(section.lines, start=section.first):
        mark = {"list": "- ", "numbered": f"{number} ", "card": "  "}.get(section.style, "")
        lines += _wrapped(_styled(line, section.style), width, mark)
    return lines + [part for line in section.then for part in _wrapped(words(line), width)]


def _styled(line: str, style: Style) -> Content:
    if style == "card":
        field, colon, value = line.partition(":")
        return Content.assemble((f"{field}{colon} ", "$key"), words(value))
    return words(line).stylize("bold") if style == "strong" else words(line)


def _wrapped(text: Content, width: int, mark: str = "") -> list[Content]:
    """Return lines of at most `width` cells, the first after `mark`, the others as far to the right."""
    lines = [line.rstrip() for line in text.wrap(max(width - len(mark), 8))]
    start = Content.styled(mark, "$key")
    return [(line.pad_left(len(mark)) if at else start + line) for at, line in enumerate(lines)]


class DetailPane(VerticalScroll, can_focus=True):
    """The detail of what a list points at; it stands beside the list where there is room, and is gone
    elsewhere. It can be focused, so that the arrows scroll it."""

    DEFAULT_CSS = """
    DetailPane { width: 2fr; height: 1fr; padding: 0 1 0 2; scrollbar-size-vertical: 1; }
    DetailPane { border-left: solid $rule; }
    DetailPane:focus { border-left: solid $primary; }
    """

    def __init__(self) -> None:
        super().__init__(classes="beside")
        self._detail = Detail()

    def compose(self) -> ComposeResult:
        """Begin empty."""
        yield self._detail

    def show(self, heading: Content, sections: Iterable[Section]) -> None:
        """Show this from now on, from the top."""
        self._detail.show(heading, sections)
        self.scroll_home(animate=False)
