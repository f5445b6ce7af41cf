"""What an audit had read when it had to stop, beside a remembered sign-in and sealed with a key that lies in
it: whoever cannot open the sign-in cannot read this either (G13). Until when it counts can be read without.
"""

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from safecheck.model.errors import BadInputError
from safecheck.model.so_far import SoFar
from safecheck.store.kept_file import KeptFile
from safecheck.store.outputs import write_output
from safecheck.store.sealed import WrongKeyError, close_with, open_with

MAX_BYTES = 64 * 1024 * 1024  # an account of 5,000 chats takes a few


class _Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    schema: Literal[1]
    until: Annotated[datetime, Meta(tz=True)]

    @property
    def authenticated(self) -> bytes:
        return msgspec.json.encode(self)


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    head: _Head
    sealed: bytes


class SoFarFile(KeptFile):
    """The file at `path`. It is a convenience: where it cannot be used, all is read anew."""

    @property
    def until(self) -> datetime | None:
        """Until when it counts; None without a file that can be used. Raises nothing."""
        file = self._file()
        return file.head.until if file is not None else None

    def keep(self, so_far: SoFar, key: bytes) -> None:
        """Write it in place of what was there. Raises BadInputError."""
        head = _Head(1, so_far.ends_on)
        file = _File(head, close_with(msgspec.json.encode(so_far), key, head.authenticated))
        write_output(self.path, msgspec.json.encode(file).decode(), force=True)

    def take(self, key: bytes, now: datetime) -> SoFar | None:
        """Return what was read, and throw the file away: it counts once. None where it is too old, or not of
        this sign-in. Raises BadInputError where it cannot be thrown away."""
        file = self._file()
        self.remove()
        if file is None or now >= file.head.until:
            return None
        try:
            return msgspec.json.decode(open_with(file.sealed, key, file.head.authenticated), type=SoFar)
        except (WrongKeyError, msgspec.MsgspecError):
            return None

    def _file(self) -> _File | None:
        try:
            if not self.may_be_read() or self.path.stat().st_size > MAX_BYTES:
                return None
            return msgspec.json.decode(self.path.read_bytes(), type=_File)
        except (BadInputError, OSError, msgspec.MsgspecError):
            return None
