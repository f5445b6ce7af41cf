"""The screens as a process on a terminal of its own."""

import os
import re
import select
import signal
import time

from tests.cli.process import SECONDS
from tests.plain.on_terminal import Terminal

# How a program of screens takes over a terminal, and how it gives it back.
TAKEN, GIVEN_BACK = "\x1b[?1049h", "\x1b[?1049l"
_COLOURS = re.compile("\x1b\\[[0-9;:]*m")
_MOVES = re.compile(
    "\x1b(?:\\[[0-9;:?<>=]*[ -/]*[@-~]|\\][^\x07\x1b]*(?:\x07|\x1b\\\\)|P[^\x1b]*\x1b\\\\|[@-Z=>])"
)


def readable(drawn: str) -> str:
    """What was drawn as words, without colours and moves of the cursor."""
    return " ".join(_MOVES.sub(" ", _COLOURS.sub("", drawn)).split())


class Screens(Terminal):
    """The program showing its screens; `wait_for` looks at what was drawn since the last one."""

    def wait_for(self, words: str) -> str:
        """Wait until these words are drawn."""
        deadline = time.monotonic() + SECONDS
        while words not in (drawn := readable(self._received[self._seen :].decode("utf-8", "replace"))):
            if not self._read(deadline):
                raise AssertionError(f"never shown: {words!r}, but:\n{readable(self.shown)[-3000:]}")
        self._seen = len(self._received)
        return drawn

    def __enter__(self) -> "Screens":
        super().__enter__()
        return self

    def drain(self) -> None:
        """Take what was drawn already."""
        while select.select([self.own], [], [], 0.1)[0]:
            self._received += os.read(self.own, 65536)
        self._seen = len(self._received)

    def type(self, line: str) -> None:
        """Type a line and Enter, as a terminal sends it to a program that takes each key."""
        self.press(line.encode() + b"\r")

    def signal_job(self, number: signal.Signals) -> None:
        """Send a signal to the program where a shell of the test's own started it."""
        os.killpg(os.tcgetpgrp(self.own), number)
