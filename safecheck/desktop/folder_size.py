"""How much lies in a folder: files are listed and measured, never opened, and no name is kept."""

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from safecheck.desktop.files import folder_inside, is_link, unreadable
from safecheck.desktop.unreadable import NO_FOLDER, NOT_ORDINARY, UnreadableError
from safecheck.model.local import FolderSize
from safecheck.model.text import clean

MOST_ENTRIES, MOST_DEPTH = 50_000, 32


def folder_size(folder: Path) -> FolderSize:
    """Count the files in a folder and in those below it, up to MOST_ENTRIES and MOST_DEPTH.

    A link to the folder is followed, links in it are not. Raises UnreadableError if it cannot be listed.
    """
    name = clean(str(folder), 300)
    try:
        return _count(folder)
    except FileNotFoundError:
        raise UnreadableError(NO_FOLDER, file=name) from None
    except NotADirectoryError:
        raise UnreadableError(NOT_ORDINARY, file=name) from None
    except OSError as error:
        raise unreadable(error, name) from None
    except ValueError:  # no system has such a name
        raise UnreadableError(NO_FOLDER, file=name) from None


def size_inside(root: Path, names: Iterable[str]) -> FolderSize:
    """Count the files in several folders of a data folder; one that is not there holds none.

    Raises UnreadableError if one cannot be listed, or a link leads to it.
    """
    folders = (folder_inside(root, name) for name in names)
    return together([folder_size(folder) for folder in folders if folder])


def together(sizes: Iterable[FolderSize]) -> FolderSize:
    """Add up what lies in several folders."""
    total = FolderSize(0, 0)
    for size in sizes:
        total = FolderSize(
            total.files + size.files, total.bytes + size.bytes, total.at_least or size.at_least
        )
    return total


def _count(top: Path) -> FolderSize:
    files = size = seen = 0
    at_least = False
    waiting = [(os.fspath(top), 0)]
    while waiting:
        folder, depth = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    seen += 1
                    if seen > MOST_ENTRIES:
                        return FolderSize(files, size, at_least=True)
                    status = _status(entry)
                    if status is None:
                        at_least = True
                    elif is_link(status):
                        continue
                    elif stat.S_ISREG(status.st_mode):
                        files += 1
                        size += status.st_size
                    elif stat.S_ISDIR(status.st_mode):
                        if depth < MOST_DEPTH:
                            waiting.append((entry.path, depth + 1))
                        else:
                            at_least = True
        except OSError:
            if depth == 0:
                raise
            at_least = True
    return FolderSize(files, size, at_least)


def _status(entry: "os.DirEntry[str]") -> os.stat_result | None:
    try:
        return entry.stat(follow_symlinks=False)
    except OSError:  # it may not be looked at, or is gone in the meantime
        return None
