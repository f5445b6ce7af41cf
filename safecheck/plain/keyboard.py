"""Lines typed on a terminal, read while the event loop goes on; hidden ones without echo (P3).

The terminal stays in its ordinary line mode, so that its own editing keys, dictation and braille input work.
"""

import asyncio
import contextlib
import os
import select
import signal
import sys
from collections import deque
from collections.abc import Callable

_CHUNK = 4096  # bytes; a terminal's line is no longer
_LONGEST = 1000  # characters of one line that count; nobody types more


class Keyboard:
    """One terminal to read from. Use as an async context manager; one `line` at a time.

    `again` is called when the program goes on after a suspension, to say once more what was asked.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._lines: deque[str | None] = deque()
        self._partial = b""
        self._arrived = asyncio.Event()
        self._hidden = False
        self.again: Callable[[], None] = lambda: None

    async def __aenter__(self) -> "Keyboard":
        loop = asyncio.get_running_loop()
        if sys.platform == "win32":
            import threading

            threading.Thread(target=self._read_forever, args=(loop,), daemon=True).start()
        else:
            loop.add_reader(self._descriptor, self._readable)
            loop.add_signal_handler(signal.SIGTSTP, self._suspend)
            loop.add_signal_handler(signal.SIGCONT, self._resumed)
        return self

    async def __aexit__(self, *_: object) -> None:
        self.forget()
        if sys.platform != "win32":
            loop = asyncio.get_running_loop()
            loop.remove_reader(self._descriptor)
            loop.remove_signal_handler(signal.SIGTSTP)
            loop.remove_signal_handler(signal.SIGCONT)

    async def line(self) -> str | None:
        """Return the next line without its end, None when there are no more (Ctrl+D, or no terminal any
        more). May be cancelled without losing what is typed meanwhile."""
        while not self._lines:
            self._arrived.clear()
            await self._arrived.wait()
        if self._lines[0] is None:
            return None  # and none after it
        return self._lines.popleft()

    def show(self, visible: bool) -> None:
        """Show what is typed from now on, or hide it; it stays so until the next call, so that nothing of two
        hidden lines is seen in between."""
        if self._hidden is visible:
            self._hidden = not visible
            self._echo(visible)

    def drop_early(self) -> None:
        """Drop what was typed before it was asked for: nobody can have meant it as an answer."""
        self._lines = deque(line for line in self._lines if line is None)
        self._partial = b""
        if sys.platform != "win32":
            import termios

            with contextlib.suppress(termios.error):  # the terminal is gone
                termios.tcflush(self._descriptor, termios.TCIFLUSH)

    def forget(self) -> None:
        """Show again what is typed, and drop what was typed half: the next program would read it."""
        if self._hidden:
            self._hidden = False
            self._echo(True, forgetting=True)

    # --- POSIX ---------------------------------------------------------------------------------------------

    def _readable(self) -> None:
        # What made it readable may have been dropped meanwhile, and reading would then wait with everything.
        if not select.select([self._descriptor], [], [], 0)[0]:
            return
        try:
            received = os.read(self._descriptor, _CHUNK)
        except OSError:  # the terminal is gone
            received = b""
        if not received:  # no more comes, also where a line was typed half: nothing of that was sent
            asyncio.get_running_loop().remove_reader(self._descriptor)
            self._lines.append(None)
        else:  # Ctrl+D in the middle of a line sends what there is of it
            *whole, self._partial = (self._partial + received).split(b"\n")
            self._lines.extend(_text(line) for line in whole)
        self._arrived.set()

    def _echo(self, on: bool, *, forgetting: bool = False) -> None:
        """Switch the echo of the terminal; the end of a line is shown in any case."""
        if sys.platform == "win32":
            return  # hidden lines are read without echo there
        import termios

        with contextlib.suppress(termios.error):  # the terminal is gone
            modes = termios.tcgetattr(self._descriptor)
            modes[3] = modes[3] | termios.ECHO if on else modes[3] & ~termios.ECHO
            modes[3] = modes[3] & ~termios.ECHONL if on else modes[3] | termios.ECHONL
            when = termios.TCSAFLUSH if forgetting else termios.TCSADRAIN
            termios.tcsetattr(self._descriptor, when, modes)

    def _suspend(self) -> None:
        """Stop as Ctrl+Z asks, with the terminal as it was."""
        if sys.platform == "win32":
            return
        if self._hidden:
            self._echo(True)
        loop = asyncio.get_running_loop()
        loop.remove_signal_handler(signal.SIGTSTP)  # back to the system's own behaviour
        os.kill(os.getpid(), signal.SIGTSTP)  # returns when the program goes on
        if self._hidden:
            self._echo(False)
        loop.add_signal_handler(signal.SIGTSTP, self._suspend)

    def _resumed(self) -> None:
        """Go on as before: the shell may have set its own modes meanwhile."""
        if self._hidden:
            self._echo(False)
        self.again()

    # --- Windows: its loop cannot watch a console ----------------------------------------------------------

    def _read_forever(self, loop: asyncio.AbstractEventLoop) -> None:
        going_on = True
        while going_on:
            line = _console_line(lambda: self._hidden)
            going_on = line is not None
            with contextlib.suppress(RuntimeError):  # the loop has ended
                loop.call_soon_threadsafe(self._take, line)

    def _take(self, line: str | None) -> None:
        self._lines.append(line)
        self._arrived.set()


def _text(line: bytes) -> str:
    return line.decode("utf-8", "replace").rstrip("\r")[:_LONGEST]


if sys.platform == "win32":

    def _console_line(is_hidden: Callable[[], bool]) -> str | None:
        """Return one line of the Windows console, showing each sign only where the line is not hidden."""
        import msvcrt as console

        typed = ""
        while True:
            sign = console.getwch()
            if sign in "\r\n":
                console.putwch("\n")
                return typed[:_LONGEST]
            if sign in "\x04\x1a":
                return None
            if sign == "\b":
                if typed and not is_hidden():
                    for one in "\b \b":
                        console.putwch(one)
                typed = typed[:-1]
            elif sign in "\0\xe0":
                console.getwch()  # the second half of a key that is no sign, such as an arrow
            else:
                typed += sign
                if not is_hidden():
                    console.putwch(sign)

else:

    def _console_line(_is_hidden: Callable[[], bool]) -> str | None:
        """Return that there is no such line."""
        return None
