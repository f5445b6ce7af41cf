"""Values as Qt writes them, read one after another. Every step is held against what is left, and every error
says where it was.

Source: Qt's QDataStream in the form of Qt 5.1, as telegramdesktop/tdesktop sets it: the highest byte comes
first; an array and a string are their length in bytes, 0xFFFFFFFF for none at all, and that many bytes.
"""

from safecheck.desktop.unreadable import DAMAGED_AT, DAMAGED_IN_BLOCK, UnreadableError
from safecheck.model.local import version_name

_NO_ARRAY = 0xFFFFFFFF
_SIZES = {"h": 2, "i": 4, "q": 8}


class Stream:
    """Reads `data`, which stands in `file` as `version` wrote it. `block` is set by whoever knows which block
    the next values belong to; `start` is the offset of the first byte."""

    def __init__(
        self, data: bytes, file: str, version: int, *, block: int | None = None, start: int = 0
    ) -> None:
        self.file = file
        self.version = version
        self.block = block
        self._data = data
        self._at = 0
        self._start = start

    @property
    def offset(self) -> int:
        """Where the next value begins."""
        return self._start + self._at

    @property
    def left(self) -> int:
        """How many bytes are left."""
        return len(self._data) - self._at

    def int8(self) -> int:
        """Read a signed number of 1 byte."""
        return int.from_bytes(self._take(1), "big", signed=True)

    def int32(self) -> int:
        """Read a signed number of 4 bytes."""
        return int.from_bytes(self._take(4), "big", signed=True)

    def uint32(self) -> int:
        """Read an unsigned number of 4 bytes."""
        return int.from_bytes(self._take(4), "big")

    def int64(self) -> int:
        """Read a signed number of 8 bytes."""
        return int.from_bytes(self._take(8), "big", signed=True)

    def uint64(self) -> int:
        """Read an unsigned number of 8 bytes."""
        return int.from_bytes(self._take(8), "big")

    def byte_array(self) -> bytes:
        """Read a QByteArray; one that is none at all is empty."""
        size = self.uint32()
        return b"" if size == _NO_ARRAY else self._take(size)

    def string(self) -> str:
        """Read a QString; it may hold half a pair of surrogates, as Qt's can."""
        data = self.byte_array()
        if len(data) % 2:
            raise self.damaged()
        return data.decode("utf-16-be", "surrogatepass")

    def inner(self) -> "Stream":
        """Read a QByteArray that is a stream of its own, and return that."""
        data = self.byte_array()
        return Stream(data, self.file, self.version, block=self.block, start=self.offset - len(data))

    def step_over(self, layout: str) -> None:
        """Step over values without looking at them: "h", "i" and "q" are numbers of 2, 4 and 8 bytes, "b" an
        array or a string. A "*" in front is a count, and that many rows of what follows it."""
        rows = self.uint32() if layout.startswith("*") else 1
        for _ in range(rows):  # each row takes bytes, so it ends with them
            for value in layout.lstrip("*"):
                if value == "b":
                    self.byte_array()
                else:
                    self._take(_SIZES[value])

    def damaged(self) -> UnreadableError:
        """Return the error for a value that is cut off here or cannot be."""
        return self.unreadable(DAMAGED_AT if self.block is None else DAMAGED_IN_BLOCK)

    def unreadable(self, reason: str, at: int | None = None) -> UnreadableError:
        """Return an error that names file, version, block and offset (here, if not `at`)."""
        return UnreadableError(reason, **self.place(at))

    def place(self, at: int | None = None) -> dict[str, str | int]:
        """Return in words where this is, as sentences name it."""
        return {
            "file": self.file,
            "version": version_name(self.version),
            "block": "" if self.block is None else f"0x{self.block:02x}",
            "offset": self.offset if at is None else at,
        }

    def _take(self, size: int) -> bytes:
        if size > self.left:
            raise self.damaged()
        self._at += size
        return self._data[self._at - size : self._at]
