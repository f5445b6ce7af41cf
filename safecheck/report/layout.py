"""Plain lines at a width: measured in terminal cells, harmless to any terminal, no boxes and no columns."""

import unicodedata

from safecheck.model.text import clean

DETAIL = 2  # cells of indent for what belongs to the line above
_WIDEST_CHARACTER = 2  # cells
_NO_LIMIT = 1_000_000
_EMOJI_STYLE = "\ufe0f"


def cells(text: str) -> int:
    """Return how many terminal cells `text` takes, rather too many than too few.

    Wide and full-width characters count two, combining marks and joiners none. Joined emoji count each part,
    because terminals differ, and a line that is too short harms nobody.
    """
    if text.isascii():  # nearly every word of a report
        return len(text)
    return sum(_cells_of(char) for char in text)


def _cells_of(char: str) -> int:
    if char == _EMOJI_STYLE:
        return 1  # it can make the narrow sign before it wide
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def inert(text: str) -> str:
    """Return `text` without anything that a terminal or log would act upon; its line ends stay (P8)."""
    return "\n".join(clean(line, _NO_LIMIT) for line in text.split("\n"))


def wrap(text: str, width: int, indent: int = 0) -> list[str]:
    """Return `text` as lines of at most `width` cells, each after `indent` blanks.

    A line end in `text` starts a new line; blanks are folded; a word is broken only if it is longer than a
    line. The indent gives way where the width is small. Everything passes through `inert`.
    """
    indent = max(0, min(indent, width // 4))
    room = max(_WIDEST_CHARACTER, width - indent)
    margin = " " * indent
    return [
        margin + line if line else ""
        for paragraph in inert(text).split("\n")
        for line in _fill(paragraph, room)
    ]


def _fill(paragraph: str, room: int) -> list[str]:
    lines: list[str] = []
    line, used = "", 0
    for word in paragraph.split():
        for piece in _pieces(word, room):
            size = cells(piece)
            if line and used + 1 + size > room:
                lines.append(line)
                line, used = "", 0
            line, used = (f"{line} {piece}", used + 1 + size) if line else (piece, size)
    lines.append(line)
    return lines


def _pieces(word: str, room: int) -> list[str]:
    """Split a word that is longer than a line; marks stay with the letter that they belong to."""
    if cells(word) <= room:
        return [word]
    pieces: list[str] = []
    piece, used = "", 0
    for char in word:
        size = _cells_of(char)
        if piece and used + size > room:
            pieces.append(piece)
            piece, used = "", 0
        piece, used = piece + char, used + size
    return [*pieces, piece]


class Page:
    """Lines being written, from top to bottom."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._lines: list[str] = []

    def say(self, text: str, indent: int = 0) -> None:
        """Add one paragraph; nothing is added for an empty one."""
        if text:
            self._lines += wrap(text, self._width, indent)

    def command(self, text: str, indent: int = 0) -> None:
        """Add a command to copy on one line, however long: a line end in the middle would be copied too."""
        if text:
            self._lines.append(" " * indent + inert(text))

    def gap(self) -> None:
        """Add one empty line, unless there is one already or the page is empty."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def heading(self, text: str) -> None:
        """Start a new block with its name on a line of its own."""
        self.gap()
        self.say(text)

    def text(self) -> str:
        """Return the page, ending in one line end."""
        return "\n".join(self._lines).rstrip("\n") + "\n"
