"""Watches everything that this process does with files, by Python's own audit events."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

_LISTING = ("os.listdir", "os.scandir")
_CHANGING = (
    "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod",
    "os.chown", "os.utime", "os.setxattr", "os.removexattr", "os.lockf",
)  # fmt: skip
_OTHER = (
    "shutil.",
    "tempfile.",
    "glob.",
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.system",
    "ctypes.",
)
_TO_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Seen(NamedTuple):
    """What was done: the files that were opened and the folders that were listed, each as often as it was;
    and everything that is more than reading."""

    opened: list[Path]
    listed: list[Path]
    else_done: list[str]


_watching: list[Seen] = []


def _audit(event: str, arguments: tuple[object, ...]) -> None:
    if not _watching:
        return
    seen = _watching[-1]
    if event == "open":
        path, _, flags = arguments
        assert isinstance(flags, int)
        if flags & _TO_WRITE:
            seen.else_done.append(f"opened to write: {path}")
        seen.opened.append(Path(os.fsdecode(path)) if isinstance(path, str | bytes) else Path(f"<{path}>"))
    elif event in _LISTING:
        seen.listed.append(Path(str(arguments[0])))
    elif event in _CHANGING or event.startswith(_OTHER):
        seen.else_done.append(f"{event} {arguments[:2]}")


sys.addaudithook(_audit)  # cannot be removed; it does nothing while nobody watches


@contextmanager
def watched() -> Iterator[Seen]:
    """Watch until the end of the block. What is imported in it would be seen too, so import before."""
    seen = Seen([], [], [])
    _watching.append(seen)
    try:
        yield seen
    finally:
        _watching.pop()
