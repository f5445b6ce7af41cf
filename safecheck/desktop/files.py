"""The one place where a file of Telegram Desktop is opened: for reading only, from a closed list of names.

Nothing is followed, waited for or changed: no link, no pipe, no device, no file larger than Telegram Desktop
makes them. What the list leaves out stays closed: the sign-in keys, `configs`, drafts, caches.
"""

import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

from safecheck.desktop.unreadable import (
    EMPTY,
    MISSING,
    NO_RIGHT,
    NOT_ORDINARY,
    REFUSED,
    TOO_LARGE,
    UnreadableError,
)
from safecheck.model.text import clean

LARGEST = 1024 * 1024  # bytes; those of real profiles are below 20 kB
# In the root the settings and the keys' lock; in an account's folder its map and what that names.
READABLE = re.compile(r"(?:(?:settings|key_data)|[0-9A-F]{16}/(?:map|[0-9A-F]{16}))[s01]")

# Windows has none of the first four and needs the last: without it, bytes are changed on the way.
_FLAGS = ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_NOCTTY", "O_BINARY")
_OPEN = os.O_RDONLY | sum(getattr(os, flag, 0) for flag in _FLAGS)
_MOUNT_POINT = 0xA0000003  # IO_REPARSE_TAG_MOUNT_POINT: a folder of Windows that leads elsewhere


def read_file(root: Path, name: str) -> bytes:
    """Return the bytes of the file `name` ("settingss", "D877F783D5D3EF8C/maps") in the data folder `root`.

    Raises UnreadableError, and ValueError for a name that is not on the list.
    """
    if not READABLE.fullmatch(name):
        raise ValueError(f"not a file that may be opened: {name}")
    try:
        for folder in Path(name).parents[:-1]:
            _expect(stat.S_ISDIR, os.lstat(root / folder), name)
        _expect(stat.S_ISREG, os.lstat(root / name), name)
        descriptor = os.open(root / name, _OPEN)
        try:
            status = os.fstat(descriptor)
            _expect(stat.S_ISREG, status, name)
            return _read(descriptor, status.st_size, name)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise unreadable(error, name) from None


def exists(root: Path, name: str) -> bool:
    """Return whether there is anything of that name in `root`, also what may not be opened."""
    return os.path.lexists(root / name)


def folder_inside(root: Path, name: str) -> Path | None:
    """Return the folder `name` in `root`, None if it is not there. Raises UnreadableError if it is no folder,
    or a link leads to it."""
    try:
        for part in reversed([Path(name), *Path(name).parents[:-1]]):
            _expect(stat.S_ISDIR, os.lstat(root / part), name)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise unreadable(error, name) from None
    return root / name


def is_link(status: os.stat_result) -> bool:
    """Return whether something leads elsewhere, as `os.lstat` tells it."""
    return stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) == _MOUNT_POINT


def unreadable(error: OSError, name: str) -> UnreadableError:
    """Return what an error of the system means for the file or folder `name`."""
    if isinstance(error, FileNotFoundError):
        return UnreadableError(MISSING, file=name)
    if isinstance(error, PermissionError):
        return UnreadableError(NO_RIGHT, file=name)
    problem = clean(error.strerror or type(error).__name__)
    return UnreadableError(REFUSED, file=name, problem=problem)


def _expect(is_kind: Callable[[int], bool], status: os.stat_result, name: str) -> None:
    if is_link(status) or not is_kind(status.st_mode):
        raise UnreadableError(NOT_ORDINARY, file=name)


def _read(descriptor: int, size: int, name: str) -> bytes:
    if size > LARGEST:
        raise UnreadableError(TOO_LARGE, file=name)
    data = bytearray()
    while piece := os.read(descriptor, LARGEST + 1 - len(data)):  # it may have grown since
        data += piece
    if len(data) > LARGEST:
        raise UnreadableError(TOO_LARGE, file=name)
    if not data:
        raise UnreadableError(EMPTY, file=name)
    return bytes(data)
