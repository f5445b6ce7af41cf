"""What is written to the terminal: whole lines between words, nothing drawn over, nothing but text."""

import contextlib
import os
import sys
from collections.abc import Callable
from typing import TextIO

from safecheck.report.layout import wrap

_EMPTY = "\x1b[H\x1b[2J\x1b[3J"  # to the top, empty the window, empty its memory
_AWAY = 100  # lines; no window is higher


def draws() -> bool:
    """Return whether the terminal says of itself that it can draw: move its cursor, show colours."""
    return sys.platform == "win32" or os.environ.get("TERM", "") not in ("", "dumb", "unknown")


class Voice:
    """Writes to one terminal; `colours` is False where it, or its owner, wants none; `clears` where it may be
    able to empty its window, what was scrolled out of it included.

    A terminal that is gone is no error: the run still has to end in good order.
    """

    def __init__(
        self, stream: TextIO, width: Callable[[], int], *, colours: bool, clears: bool = False
    ) -> None:
        self._stream = stream
        self.width = width
        self.colours = colours
        self._clears = clears
        self._gap = True

    def say(self, text: str, indent: int = 0) -> None:
        """Write one paragraph, wrapped at the width of the terminal; nothing for an empty one."""
        if text:
            self._lines(wrap(text, self.width(), indent))

    def gap(self) -> None:
        """Write one empty line, unless the last one was."""
        if not self._gap:
            self._write("\n")
            self._gap = True

    def whole(self, text: str) -> None:
        """Write a text that is harmless lines already, such as a page of the report."""
        self._lines(text.rstrip("\n").split("\n"))

    def clear(self) -> None:
        """Take what was said out of sight: out of the window's memory where it knows how to, else upwards."""
        self._write(_EMPTY if self._clears else "\n" * _AWAY)
        self._gap = True

    def drawn(self, line: str) -> None:
        """Write one line of a drawing of our own making as it is."""
        self._write(line + "\n")

    def prompt(self, question: str) -> None:
        """Write a question and stay on its line."""
        *lines, last = wrap(question, self.width() - 1)
        self._lines(lines)
        self._write(f"{last} ")
        self._gap = False

    def _lines(self, lines: list[str]) -> None:
        for line in lines:
            self._write(line + "\n")
            self._gap = not line

    def _write(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except (OSError, ValueError):
            self._drop_the_rest()

    def _drop_the_rest(self) -> None:
        """Let what is still in the buffer go nowhere; Python would fail on it once more at its end."""
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._stream.fileno())
