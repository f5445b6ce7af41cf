"""Debian's own Telegram Desktop, run for the tests: on a display that nobody sees, in folders that are thrown
away, and with no way to any other machine."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.desktop import tdata

OLDER = 4000000  # made-up files are older than any Telegram Desktop that these tests meet
PROGRAMS = {"telegram-desktop": "telegram-desktop", "Xvfb": "xvfb", "xdotool": "xdotool"}
OFFLINE = Path(__file__).with_name("offline.py")
# Far more than is needed, and less than what a test may take: a loaded machine is slow, not wrong.
PATIENCE, A_WHILE, A_MOMENT = 45.0, 4.0, 0.05


def missing() -> list[str]:
    """Name the packages that have to be installed before Telegram Desktop can be run here."""
    return [package for program, package in PROGRAMS.items() if shutil.which(program) is None]


def wait_for(condition: Callable[[], bool], what: str, *, during: Callable[[], str] = lambda: "") -> None:
    """Wait until something is true; `during` may raise, or tell what went on when it did not come true."""
    end = time.monotonic() + PATIENCE
    while not condition():
        told = during()
        if time.monotonic() > end:
            raise TimeoutError(f"{what} did not happen\n{told}")
        time.sleep(A_MOMENT)


@contextmanager
def unseen_display() -> Iterator[str]:
    """Start a display in memory and give its name."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "800x600x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:
        try:
            assert server.stdout is not None
            number = server.stdout.readline().decode().strip()
            if not number:
                raise RuntimeError("Xvfb did not start")
            yield f":{number}"
        finally:
            server.terminate()


@contextmanager
def display_or_skip() -> Iterator[str]:
    """Give the name of such a display. What is missing is a reason to skip, but no reason in CI."""
    if lacking := missing():
        give_up = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        give_up(f"not installed: {', '.join(lacking)}")
    with unseen_display() as name:
        yield name


class Telegram:
    """One start of Telegram Desktop in a working folder; `tdata` is what it keeps there."""

    def __init__(self, folder: Path, display: str) -> None:
        self.folder, self.display = folder, display
        self.tdata = folder / "tdata"
        home = folder / "home"
        home.mkdir(exist_ok=True)
        self._said = folder / "said.txt"
        self.environment = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "DISPLAY": display,
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home),
            "TMPDIR": str(home),
            # No message bus is started for it, and none of this computer's is used.
            "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere",
            "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nowhere",
        }
        command = [sys.executable, "-I", str(OFFLINE), "telegram-desktop", "-workdir", f"{folder}/"]
        with self._said.open("wb") as said:
            self.process = subprocess.Popen(
                command, env=self.environment, cwd=home, umask=0o022, start_new_session=True,
                stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT,
            )  # fmt: skip

    @property
    def log(self) -> str:
        """What it has written down of this start so far."""
        log = self.folder / "log.txt"
        return log.read_text(errors="replace") if log.exists() else ""

    def wait_for(self, condition: Callable[[], bool], what: str) -> None:
        """Wait until it has done something. Raises if it ends before, or does not get there."""

        def during() -> str:
            lines = [line[:200] for line in (self._said.read_text(errors="replace") + self.log).splitlines()]
            told = "\n".join(lines[-25:])
            if (code := self.process.poll()) is not None:
                raise RuntimeError(f"Telegram Desktop ended with {code} before this: {what}\n{told}")
            return told

        wait_for(condition, what, during=during)

    def wait_for_files(self, *files: Path) -> None:
        """Wait until files are there and hold something; they come whole, under another name first."""
        self.wait_for(
            lambda: all(_holds_something(path) for path in files), f"{[path.name for path in files]}"
        )

    def wait_for_the_lock_screen(self) -> None:
        """Wait until it asks for the passcode."""

        def asks() -> bool:
            return "incorrect password" in self.log and self._xdotool(
                "search", "--onlyvisible", "--class", "."
            )

        self.wait_for(asks, "it asked for the passcode")

    def type_passcode(self, passcode: str, until: Callable[[], bool]) -> None:
        """Type a passcode into the lock screen until it has opened, in place of anything that is there."""
        again = 0.0

        def opens() -> bool:
            nonlocal again
            # A key that came before the screen was ready is lost. Too many wrong tries make it wait.
            if time.monotonic() > again:
                self._xdotool("key", "ctrl+a", "type", "--delay", "20", passcode)
                self._xdotool("key", "Return")
                again = time.monotonic() + A_WHILE
            return until()

        self.wait_for(opens, "the passcode opened it")

    def _xdotool(self, *words: str) -> bool:
        done = subprocess.run(
            ["xdotool", *words], env=self.environment, timeout=PATIENCE, stdout=subprocess.DEVNULL
        )
        return done.returncode == 0

    def stop(self) -> None:
        """End it and all that it started."""
        for end in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, end)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(5)


def _holds_something(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


@contextmanager
def working_folder() -> Iterator[Path]:
    """Give a folder that is thrown away; its name is short, because sockets are made in it."""
    with tempfile.TemporaryDirectory(prefix="tg") as folder:
        yield Path(folder)


@contextmanager
def telegram(folder: Path, display: str) -> Iterator[Telegram]:
    """Run Telegram Desktop in a working folder until the end of the block."""
    running = Telegram(folder, display)
    try:
        yield running
    finally:
        running.stop()


def sign_in_file(root: Path, index: int, local_key: bytes, version: int) -> None:
    """Write the file that makes Telegram Desktop take an account for signed in: a made-up number and key."""
    home = 2
    keys = tdata.i32(1, home) + tdata.made_up(f"sign-in of {index}", 256) + tdata.i32(0)
    blob = tdata.i32(-1, -1) + tdata.u64(5_000_000_000 + index) + tdata.i32(home) + keys
    stream = tdata.block(0x4B, tdata.byte_array(blob))
    body = tdata.byte_array(tdata.encrypt_part(stream, local_key))
    (root / f"{tdata.account_folder(index)}s").write_bytes(tdata.container(body, version))


def made_up_profile(
    folder: Path, downloads: str, choices: Sequence[bytes], *, passcode: str = ""
) -> tuple[tdata.Profile, list[Path]]:
    """Make an account for each choice of automatic downloads. Their settings begin with blocks of old, so
    that Telegram Desktop writes them anew, and takes their folder of downloads and their question for it over
    into the app's own settings."""
    old = tdata.block(0x14, tdata.i32(1)) + tdata.block(0x33, tdata.string(downloads) + tdata.byte_array(b""))
    made = []
    for index, choice in enumerate(choices):
        key = 0x1234567890ABCDE0 + index
        entries = [(tdata.USER_SETTINGS, tdata.u64(key))]
        made.append(
            tdata.AccountSpec(
                index=index, settings_key=key, downloads=choice, before=old, map_entries=entries
            )
        )
    Path(downloads).mkdir()
    root = folder / "tdata"
    profile = tdata.write_tdata(
        root, version=OLDER, passcode=passcode, accounts=made, with_app=False, with_decoys=False
    )
    for account in made:
        sign_in_file(root, account.index, profile.local_key, OLDER)
    files = [root / tdata.account_folder(each.index) / f"{tdata.file_name(each.key)}s" for each in made]
    return profile, files
