"""The journal of changes: one JSON object a line, forced to the disk before Telegram hears of a change (P7).

It holds ids and values of settings, no name of a chat or a person. A line is only ever added. What was cut
off when the program or the computer stopped is kept as such, and said.
"""

import contextlib
import os
import stat
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Protocol

import msgspec

from safecheck.model.changes import JournalEntry, Torn
from safecheck.model.errors import BadInputError
from safecheck.model.text import N_, clean
from safecheck.store.kept_file import KeptFile, write_all
from safecheck.store.one_process import OneProcess
from safecheck.store.outputs import sync_folder

LONGEST = 16 * 1024 * 1024  # bytes; ten thousand changes need a quarter of it

_START = b'{"event":"'

_decoder = msgspec.json.Decoder(JournalEntry)
_encode = msgspec.json.Encoder().encode


class Journal(Protocol):
    """Where changes are noted."""

    def read(self) -> tuple[JournalEntry, ...]:
        """Return everything that was noted, in order."""
        ...

    def append(self, entry: JournalEntry) -> None:
        """Note one more thing; it is safe when this returns."""
        ...

    def alone(self) -> AbstractContextManager[bool]:
        """Keep every other run from changing anything meanwhile; False where another one does so now."""
        ...


class MemoryJournal:
    """The journal of an account that ends with the process."""

    def __init__(self) -> None:
        self._entries: list[JournalEntry] = []

    def read(self) -> tuple[JournalEntry, ...]:
        """Return everything that was noted, in order."""
        return tuple(self._entries)

    def append(self, entry: JournalEntry) -> None:
        """Note one more thing."""
        self._entries.append(entry)

    @contextlib.contextmanager
    def alone(self) -> Iterator[bool]:
        """Return True: nobody else has this account."""
        yield True


class FileJournal(KeptFile):
    """The journal at `path`. There is no file before the first entry."""

    def read(self) -> tuple[JournalEntry, ...]:
        """Return everything that was noted, in order; what was cut off at the end comes last, as Torn.

        Raises BadInputError with one sentence if the file is somebody else's, or holds anything else.
        """
        entries, _ = self._parsed()
        return entries

    @contextlib.contextmanager
    def alone(self) -> Iterator[bool]:
        """Keep every other run from changing anything on this account meanwhile; False where another one does
        so now. Raises BadInputError with one sentence where the folder takes no lock."""
        lock = OneProcess(self.path.with_suffix(".lock"))
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            taken = lock.take()
        except OSError as error:
            raise self._unwritable(error) from None
        try:
            yield taken
        finally:
            lock.give_back(remove=True)

    def append(self, entry: JournalEntry) -> None:
        """Add one line and force it to the disk. Raises BadInputError with one sentence if that fails: then
        Telegram must not hear of the change."""
        _, torn = self._parsed()
        # What was cut off stays where it is, and the next line says so; a whole line only lacks its end.
        head = b"" if torn is None else b"\n"
        if torn:
            head += _encode(_torn(torn)) + b"\n"
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            new = not self.exists
            flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
            descriptor = os.open(self.path, flags, 0o600)
            try:
                write_all(descriptor, head + _encode(entry) + b"\n")
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            if new:
                sync_folder(self.path.parent)
        except OSError as error:
            raise self._unwritable(error) from None

    def _unwritable(self, error: OSError) -> BadInputError:
        return BadInputError(
            N_("%(path)s cannot be written, so nothing is changed. The system says: %(problem)s."),
            path=self.name,
            problem=clean(error.strerror or str(error)),
        )

    def _parsed(self) -> tuple[tuple[JournalEntry, ...], bytes | None]:
        """Return the entries, and what stands after the last line end: None if nothing does, b"" if it is a
        whole entry that lacks only that."""
        *lines, last = self._data().split(b"\n")
        entries: list[JournalEntry] = []
        cut = b""  # what was cut off; the next whole line has to say so
        for number, line in enumerate(lines, start=1):
            entry = _entry(line)
            if entry is None:
                if not _may_be_cut(line):
                    raise self._damaged(number)
                cut += b" " + line
                continue
            if cut and entry != _torn(cut):
                raise self._damaged(number - 1)
            entries.append(entry)
            cut = b""
        if not last:
            if cut:
                raise self._damaged(len(lines))
            return tuple(entries), None
        entry = _entry(last)
        if entry is not None:
            return (*entries, entry), b""
        if not _may_be_cut(last):
            raise self._damaged(len(lines) + 1)
        cut += b" " + last
        return (*entries, _torn(cut)), cut

    def _data(self) -> bytes:
        if not self.may_be_read():
            return b""
        try:
            with self.path.open("rb") as stream:
                if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                    raise self._damaged(1)
                data = stream.read(LONGEST + 1)
        except OSError as error:
            raise BadInputError(
                N_("%(path)s cannot be read. The system says: %(problem)s."),
                path=self.name,
                problem=clean(error.strerror or str(error)),
            ) from None
        if len(data) > LONGEST:
            raise self._damaged(1)
        return data

    def _damaged(self, number: int) -> BadInputError:
        return BadInputError(
            N_(
                "%(path)s is not a journal of safecheck, or it is damaged (line %(line)d). safecheck changes "
                "nothing as long as it is there. Move it away; what it says can then not be undone here."
            ),
            path=self.name,
            line=number,
        )


def _entry(line: bytes) -> JournalEntry | None:
    try:
        found: JournalEntry = _decoder.decode(line)
    except msgspec.DecodeError:
        return None
    return found


def _may_be_cut(line: bytes) -> bool:
    """Whether this can be the beginning of an entry, or what a disk puts in the place of one."""
    return line.startswith(_START) or _START.startswith(line) or not line.strip(b"\0")


def _torn(text: bytes) -> Torn:
    return Torn(at="", text=clean(text.decode("utf-8", errors="replace"), 2000))
