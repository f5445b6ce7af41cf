"""A menu path that can be followed with the device in the hand: one item a line."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from safecheck.tui.safe_text import words


class PathLines(Static):
    """The items of a path, numbered; `lines` say each in words (report/switches.crumb_words)."""

    DEFAULT_CSS = """
    PathLines { width: 100%; max-width: 72; height: auto; margin: 0 0 1 2; }
    """

    def __init__(self, lines: Sequence[str]) -> None:
        numbered = [
            Content.assemble((f"{number}", "bold $key"), "  ", words(line))
            for number, line in enumerate(lines, start=1)
        ]
        super().__init__(Content("\n").join(numbered))
