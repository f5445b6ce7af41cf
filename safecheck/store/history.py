"""Remembered audits of one account: a file of JSON lines that only grows, forced to the disk at each line.

The first line is the head: whose audits these are, and the key of the digests in them. Each further line is
one audit. A line that a kill or a full disk cut in half is the last one; it is passed over, and cut off
before the next line is written. Forgetting writes the file anew. Whoever writes holds the lock of the folder,
so that two processes lose nothing of one another.
"""

import contextlib
import os
import secrets
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta

from safecheck.model.errors import BadInputError
from safecheck.model.facts import SourceKind
from safecheck.model.history import AuditRecord
from safecheck.model.text import N_, clean
from safecheck.store.kept_file import KeptFile, write_all
from safecheck.store.one_process import OneProcess
from safecheck.store.outputs import remove_left_behind, write_output

T = TypeVar("T")

MAX_BYTES = 256 * 1024 * 1024  # thousands of audits of a large account
KEY_BYTES = 16
PATIENCE = 10.0  # seconds that one process waits for another, which writes for a few milliseconds
_LONGEST_HEAD = 1000
_CHUNK = 64 * 1024

_SHUT = N_("%(path)s cannot be read. The system says: %(problem)s.")
_NOT_WRITTEN = N_("%(path)s cannot be written. The system says: %(problem)s.")
_BUSY = N_(
    "Another safecheck writes what is remembered just now, in %(path)s. Wait until it has ended, and try "
    "again."
)
_DAMAGED = N_(
    "%(path)s, line %(line)d: this is no remembered audit of this version of safecheck. The check says: "
    "“%(problem)s”. To throw all remembered audits away: safecheck history forget --all"
)
_TOO_LARGE = N_(
    "%(path)s is too large to be read. To throw all remembered audits away: safecheck history forget --all"
)


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The first line. `key` is the key of the digests; whoever reads it can try titles out."""

    schema: Literal[1]
    account: str
    source: SourceKind
    key: Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$")]


class History(msgspec.Struct, frozen=True):
    """What is remembered of one account, in order of time. `torn`: the last line was cut in half, and that
    audit is lost."""

    head: Head
    records: tuple[AuditRecord, ...]
    torn: bool = False

    @property
    def key(self) -> bytes:
        """The key of the digests."""
        return bytes.fromhex(self.head.key)


class HistoryFile(KeptFile):
    """The file at `path`. Nothing is written before `append`."""

    def read(self) -> History | None:
        """Return what is remembered, None without a file or with a torn head only. Raises BadInputError."""
        if not self.may_be_read():
            return None
        try:
            if self.path.stat().st_size > MAX_BYTES:
                raise BadInputError(_TOO_LARGE, path=self.name)
            *lines, rest = self.path.read_bytes().split(b"\n")
        except OSError as error:
            raise self._problem(_SHUT, error) from None
        if not lines:
            return None
        head = self._decoded(lines[0], 1, Head)
        records = [self._decoded(line, n, AuditRecord) for n, line in enumerate(lines[1:], start=2)]
        return History(head, tuple(sorted(records, key=lambda each: each.finished)), torn=bool(rest))

    def append(self, account: str, source: SourceKind, make: Callable[[bytes], AuditRecord]) -> AuditRecord:
        """Add the audit that `make` makes with the key of this file, and return it once it is on the disk.
        Raises BadInputError; what was remembered before is there still."""
        with alone_in(self.path.parent):
            head = self._head()
            new = b""
            if head is None:
                head = Head(1, account, source, secrets.token_hex(KEY_BYTES))
                new = msgspec.json.encode(head) + b"\n"
            record = make(bytes.fromhex(head.key))
            try:
                with self._opened() as descriptor:
                    os.ftruncate(descriptor, 0 if new else _end_of_lines(descriptor))
                    write_all(descriptor, new + msgspec.json.encode(record) + b"\n")
                    os.fsync(descriptor)
            except OSError as error:
                raise self._problem(_NOT_WRITTEN, error) from None
            return record

    def _head(self) -> Head | None:
        """Return the first line, None without a file or where that line is torn."""
        if not self.may_be_read():
            return None
        try:
            with self.path.open("rb") as stream:
                line = stream.readline(_LONGEST_HEAD)
        except OSError as error:
            raise self._problem(_SHUT, error) from None
        return self._decoded(line, 1, Head) if line.endswith(b"\n") else None

    def forget(self, ids: Collection[str]) -> int:
        """Remove these audits and return how many there were; without any left there is no file. What was
        written stands in no file any more. Raises BadInputError."""
        if not self.exists:
            return 0
        with alone_in(self.path.parent):
            known = self.read()
            if known is None:
                return 0
            kept = [record for record in known.records if record.id not in ids]
            gone = len(known.records) - len(kept)
            if not kept:
                super().remove()
            elif gone:
                lines = [msgspec.json.encode(each).decode() for each in (known.head, *kept)]
                write_output(self.path, "\n".join(lines) + "\n", force=True)
            return gone

    def remove(self) -> bool:
        """Throw the file away, whatever is in it; return whether there was one. Raises BadInputError."""
        if not self.exists:
            return False
        with alone_in(self.path.parent):
            return super().remove()

    @contextlib.contextmanager
    def _opened(self) -> Iterator[int]:
        """Open the file for adding to it, for its owner only, and never through a link."""
        flags = (
            os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        )
        descriptor = os.open(self.path, flags, 0o600)
        try:
            yield descriptor
        finally:
            os.close(descriptor)

    def _decoded(self, line: bytes, number: int, kind: type[T]) -> T:
        try:
            return msgspec.json.decode(line, type=kind)
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
            problem = clean(str(error), 200)
            raise BadInputError(_DAMAGED, path=self.name, line=number, problem=problem) from None

    def _problem(self, sentence: str, error: OSError) -> BadInputError:
        return _problem(sentence, self.path, error)


@contextlib.contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Let no other process write in the folder of remembered audits meanwhile, and remove what one left
    behind that was killed while it wrote. Raises BadInputError where that cannot be had."""
    lock = OneProcess(folder / "lock")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        taken = lock.take_within(PATIENCE)
    except OSError as error:
        raise _problem(_NOT_WRITTEN, folder, error) from None
    if not taken:
        raise BadInputError(_BUSY, path=clean(str(folder), 300))
    try:
        try:
            remove_left_behind(folder)
        except OSError as error:
            raise _problem(_NOT_WRITTEN, folder, error) from None
        yield
    finally:
        lock.give_back(remove=True)


def _problem(sentence: str, path: Path, error: OSError) -> BadInputError:
    return BadInputError(sentence, path=clean(str(path), 300), problem=clean(error.strerror or str(error)))


def _end_of_lines(descriptor: int) -> int:
    """Return where the last whole line ends: what stands after it was cut in half."""
    end = os.lseek(descriptor, 0, os.SEEK_END)
    while end:
        start = max(0, end - _CHUNK)
        os.lseek(descriptor, start, os.SEEK_SET)
        found = os.read(descriptor, end - start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        end = start
    return 0


def history_files(folder: Path) -> tuple[HistoryFile, ...]:
    """Return the files of all accounts in the folder of remembered audits, by name; none without it."""
    try:
        return tuple(HistoryFile(path) for path in sorted(folder.iterdir()) if path.suffix == ".jsonl")
    except (FileNotFoundError, NotADirectoryError):
        return ()
