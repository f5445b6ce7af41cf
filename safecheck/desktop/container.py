"""The form of every file of Telegram Desktop: a mark, the version that wrote it, a body, a checksum.

Source: telegramdesktop/tdesktop 6.1.2, storage_file_utilities.cpp (FileWriteDescriptor, ReadFile).
"""

import hashlib

from safecheck.desktop.cipher import LocalKey, PartError
from safecheck.desktop.stream import Stream
from safecheck.desktop.unreadable import DAMAGED, UnreadableError

_MARK = b"TDF$"
_HEAD, _CHECKSUM = 8, 16


class Container:
    """The body of a file, and the version that wrote it (such as 6001002 for 6.1.2). Where no passcode is set
    a body is as good as a key, so no representation shows it."""

    def __init__(self, file: str, version: int, body: bytes) -> None:
        self.file = file
        self.version = version
        self._body = body

    def stream(self) -> Stream:
        """Return the body to read from."""
        return Stream(self._body, self.file, self.version)

    def decrypted(self, part: bytes, key: LocalKey) -> Stream:
        """Return what a part of the body holds. Raises UnreadableError if it does not open with this key."""
        try:
            return Stream(key.decrypt(part), self.file, self.version)
        except PartError:
            raise self.damaged() from None

    def damaged(self) -> UnreadableError:
        """Return the error for a body that is not what it has to be."""
        return UnreadableError(DAMAGED, file=self.file)


def unpack(data: bytes, file: str) -> Container:
    """Take a file out of its mark and checksum. Raises UnreadableError if they do not fit what is between."""
    version, body = data[4:_HEAD], data[_HEAD:-_CHECKSUM]
    digest = hashlib.md5(body, usedforsecurity=False)
    digest.update(len(body).to_bytes(4, "little") + version + _MARK)
    if len(data) < _HEAD + _CHECKSUM or data[:4] != _MARK or data[-_CHECKSUM:] != digest.digest():
        raise UnreadableError(DAMAGED, file=file)
    return Container(file, int.from_bytes(version, "little", signed=True), body)
