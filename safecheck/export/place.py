"""The file of an export on disk: the one that was named, and no other, is opened, for reading only.

Whether folders with pictures lie beside it is asked by their names, without a look into them.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from safecheck.export.unreadable import (
    FOR_PEOPLE,
    MISSING,
    NO_NAME,
    NO_RESULT,
    NO_RIGHT,
    NOT_ORDINARY,
    REFUSED,
)
from safecheck.model.errors import BadInputError
from safecheck.model.text import clean

RESULT = "result.json"
_FOR_PEOPLE = ("export_results.html", "messages.html")  # the first pages of an account's and of one chat's
# Where Telegram Desktop puts files: of one chat beside the export, of an account in a folder for each chat
# below `chats` (tdesktop 6.1.2, export_data_types.cpp and export_api_wrap.cpp).
_MEDIA = (
    "photos",
    "video_files",
    "animations",
    "stickers",
    "voice_messages",
    "round_video_messages",
    "files",
    "profile_pictures",
    "stories",
    "chats",
)
_PATH_LIMIT = 300
_PIECE = 256 * 1024
# Windows has none of the first four and needs the last: without it, bytes are changed on the way.
_FLAGS = ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_NOCTTY", "O_BINARY")
_OPEN = os.O_RDONLY | sum(getattr(os, flag, 0) for flag in _FLAGS)


class ExportFile:
    """The file that `path` names: itself, or `result.json` in the folder that it is. It is open until
    `close`.

    Raises BadInputError if there is none, or none that may be read.
    """

    def __init__(self, path: str) -> None:
        self._given = path
        if not path:
            raise BadInputError(NO_NAME)
        try:
            self.path = self._find(Path(path))
            if self.path.suffix.lower() in (".html", ".htm"):
                raise self._error(FOR_PEOPLE)
            self._descriptor = self._open()
        except (FileNotFoundError, NotADirectoryError, ValueError):  # ValueError: no system has such a name
            raise self._error(MISSING) from None
        except PermissionError:
            raise self._error(NO_RIGHT) from None
        except OSError as error:
            problem = clean(error.strerror or type(error).__name__)
            raise self._error(REFUSED, problem=problem) from None
        self.size = os.fstat(self._descriptor).st_size

    def _find(self, path: Path) -> Path:
        if not stat.S_ISDIR(os.stat(path).st_mode):
            return path
        if os.path.lexists(path / RESULT):
            return path / RESULT
        raise self._error(FOR_PEOPLE if any((path / name).exists() for name in _FOR_PEOPLE) else NO_RESULT)

    def _open(self) -> int:
        if not stat.S_ISREG(os.lstat(self.path).st_mode):
            raise self._error(NOT_ORDINARY)
        descriptor = os.open(self.path, _OPEN)
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):  # it was put there just now
            os.close(descriptor)
            raise self._error(NOT_ORDINARY)
        return descriptor

    def _error(self, message: str, **values: str) -> BadInputError:
        return BadInputError(message, path=self.shown, **values)

    @property
    def shown(self) -> str:
        """What was given, to be shown."""
        return clean(self._given, _PATH_LIMIT)

    def pieces(self) -> Iterator[bytes]:
        """Yield the bytes of the file, in order. Raises OSError."""
        while piece := os.read(self._descriptor, _PIECE):
            yield piece

    def media_beside(self) -> bool:
        """Return whether there is a folder beside it in which Telegram Desktop puts pictures or other
        files."""
        return any((self.path.parent / name).is_dir() for name in _MEDIA)

    def close(self) -> None:
        """Close the file."""
        os.close(self._descriptor)
