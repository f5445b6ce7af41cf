"""The files of one data folder, by the names that Telegram Desktop gives them.

Source: telegramdesktop/tdesktop 6.1.2, storage_file_utilities.cpp (ReadFile). Unlike there, nothing that was
not chosen is deleted, and a file of a newer version is read.
"""

import os
from pathlib import Path

from safecheck.desktop.container import Container, unpack
from safecheck.desktop.files import exists, read_file, unreadable
from safecheck.desktop.names import SUFFIXES
from safecheck.desktop.unreadable import UnreadableError


class Profile:
    """A data folder to read from. Links on the way to it are followed, none inside it. `version` is the
    highest one in the files that were read, None if none was."""

    def __init__(self, tdata: Path) -> None:
        self.root = Path(os.path.realpath(tdata))
        self.version: int | None = None

    def exists(self, name: str) -> bool:
        """Return whether there is a file of that name, under any suffix."""
        return any(exists(self.root, f"{name}{suffix}") for suffix in SUFFIXES)

    def read(self, name: str) -> Container:
        """Return a file by its name without suffix. Raises UnreadableError.

        Telegram Desktop may be replacing it at this moment: what cannot be read is tried once more.
        """
        try:
            container = self._read(name)
        except UnreadableError:
            container = self._read(name)
        self.version = max(self.version or container.version, container.version)
        return container

    def _read(self, name: str) -> Container:
        """Read the file that Telegram Desktop would: the safely written one if there is one, else of the pair
        the newer one that is whole."""
        problems = []
        for file in self._candidates(name):
            try:
                return unpack(read_file(self.root, file), file)
            except UnreadableError as error:
                problems.append(error)
        raise problems[0]

    def _candidates(self, name: str) -> list[str]:
        """List the files to try; where there is none, the one whose absence is then noticed."""
        pair = [file for file in (f"{name}0", f"{name}1") if exists(self.root, file)]
        if not pair or exists(self.root, f"{name}s"):
            return [f"{name}s"]
        try:
            return sorted(pair, key=lambda file: os.lstat(self.root / file).st_mtime_ns, reverse=True)
        except OSError as error:
            raise unreadable(error, f"{name}0") from None
