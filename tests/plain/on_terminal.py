"""Run the program as a process on a terminal of its own, type what a person would, and keep all it shows."""

import os
import re
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.cli.process import SECONDS, environment_of, log_of, only_the_list_arrived

DRAWN = re.compile("[\u2500-\u25ff]")  # boxes, blocks and other drawings
COLOUR = re.compile("\x1b\\[(?:40|107|0)m")  # what a QR code is made of


ONCE_MORE = {
    "en": "Type q once more to end. Enter alone goes on:",
    "nl": "Typ nog een keer q om te stoppen. Met alleen Enter ga je verder:",
}


class Terminal:
    """One process with a terminal as its stdin, stdout and stderr, and as its controlling terminal.

    `before` is a script that runs the process, given the name of the terminal. The terminal adds nothing of
    its own to what is written, so that each byte shown is the program's own.
    """

    def __init__(
        self,
        folder: Path,
        *arguments: str,
        environment: Mapping[str, str] | None = None,
        command: tuple[str, ...] = ("-m", "safecheck"),
        size: tuple[int, int] = (24, 80),
        before: tuple[str, ...] = (),
        **streams: Any,
    ) -> None:
        for name in ("home", "work"):
            (folder / name).mkdir(exist_ok=True)
        self.folder = folder
        self.own, its = os.openpty()
        modes = termios.tcgetattr(its)
        modes[1] &= ~termios.OPOST  # else each line end would come with a carriage return of the terminal's
        termios.tcsetattr(its, termios.TCSANOW, modes)
        termios.tcsetwinsize(its, size)
        self.name = os.ttyname(its)
        self._its = its
        more = {"COLUMNS": "", "LINES": "", **(environment or {})}
        self.process = subprocess.Popen(
            [sys.executable, *(before or ("-c", _BEGIN)), self.name, sys.executable, *command, *arguments],
            cwd=folder / "work",
            env={key: value for key, value in environment_of(folder, more).items() if value},
            start_new_session=True,
            **{"stdin": its, "stdout": its, "stderr": its, **streams},
        )
        self._received = b""
        self._seen = 0

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for descriptor in (self.own, self._its):
            try:
                os.close(descriptor)
            except OSError:
                continue
        if kind is None:
            only_the_list_arrived(self.folder)
            assert "Traceback" not in self.shown

    @property
    def shown(self) -> str:
        """Everything that was shown so far, the echo of what was typed included."""
        return self._received.decode("utf-8", "replace")

    @property
    def text(self) -> str:
        """The same as one line, so that a sentence is found wherever it was wrapped."""
        return " ".join(COLOUR.sub("", self.shown).split())

    def wait_for(self, words: str) -> str:
        """Wait until `words` are shown after what an earlier call waited for; return what came until then."""
        deadline = time.monotonic() + SECONDS
        while True:
            rest = " ".join(COLOUR.sub("", self._received[self._seen :].decode("utf-8", "replace")).split())
            if words in rest:
                self._seen = len(self._received)
                return rest
            if not self._read(deadline):
                raise AssertionError(f"never shown: {words!r}, but:\n{self.shown[-3000:]}")

    def type(self, line: str) -> None:
        """Type a line and Enter."""
        self.press(line.encode() + b"\n")

    def press(self, keys: bytes) -> None:
        """Press keys, without Enter."""
        os.write(self.own, keys)

    def answer(self, question: str, line: str) -> str:
        """Wait for a question, then type a line and Enter."""
        before = self.wait_for(question)
        self.type(line)
        return before

    def end(self) -> int:
        """Read to the end and return the exit code; where it asks whether to end, say so once more."""
        deadline = time.monotonic() + SECONDS
        asked = False
        while self._read(deadline):
            rest = " ".join(self._received[self._seen :].decode("utf-8", "replace").split())
            if not asked and any(words in rest for words in ONCE_MORE.values()):
                asked = True
                self.type("q")
        return self.process.wait(timeout=SECONDS)

    def press_and_wait(self, keys: bytes) -> None:
        """Press keys and give the kernel, which hands them over in its own time, a moment for it."""
        self.press(keys)
        time.sleep(0.5)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        os.kill(self.process.pid, number)

    def hang_up(self) -> None:
        """Close the window."""
        os.close(self._its)
        os.close(self.own)

    @property
    def echoes(self) -> bool:
        """Whether the terminal shows what is typed, now."""
        return bool(termios.tcgetattr(self._its)[3] & termios.ECHO)

    @property
    def holds_anything_typed(self) -> bool:
        """Whether the next program on the terminal would read something that this one was told."""
        modes = termios.tcgetattr(self._its)
        modes[3] &= ~termios.ICANON
        termios.tcsetattr(self._its, termios.TCSANOW, modes)
        return bool(select.select([self._its], [], [], 0)[0])

    def wait_for_echo(self, on: bool) -> None:
        """Wait until the terminal shows, or hides, what is typed."""
        deadline = time.monotonic() + SECONDS
        while self.echoes is not on:
            assert time.monotonic() < deadline, "the echo was never switched"
            time.sleep(0.01)

    def wait_for_file(self, path: Path) -> None:
        """Wait until a file is there, and read meanwhile: who writes to a full terminal has to wait."""
        deadline = time.monotonic() + SECONDS
        while not path.exists():
            assert time.monotonic() < deadline, f"{path.name} was never made"
            if select.select([self.own], [], [], 0.01)[0]:
                self._received += os.read(self.own, 65536)

    @property
    def received(self) -> list[str]:
        """The methods that the practice server received, in order, where its scenario keeps a log."""
        return [entry["method"] for entry in log_of(self.folder)]

    def _read(self, deadline: float) -> bool:
        """Read what there is; False at the end of the process. Fail where nothing ever comes."""
        while time.monotonic() < deadline:
            if select.select([self.own], [], [], 0.02)[0]:
                self._received += os.read(self.own, 65536)
                return True
            if self.process.poll() is not None and not select.select([self.own], [], [], 0)[0]:
                return False
        raise AssertionError(f"nothing more was shown, and it goes on:\n{self.shown[-3000:]}")


# A terminal becomes the controlling one of a new session when its leader opens it.
_BEGIN = "import os, sys; os.close(os.open(sys.argv[1], os.O_RDWR)); os.execv(sys.argv[2], sys.argv[2:])"
