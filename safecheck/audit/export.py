"""An export of Telegram Desktop: read it, and say what it told. No sign-in, no network, and nothing is
written."""

from collections.abc import Iterator
from datetime import UTC, datetime

from safecheck.export.document import Document
from safecheck.export.events import SLOW
from safecheck.export.place import ExportFile
from safecheck.export.unreadable import (
    BROKE_OFF,
    FOR_PEOPLE,
    NO_CHATS,
    NO_SESSIONS,
    NOT_JSON,
    ONE_CHAT,
    OTHER_JSON,
    PASSED_OVER,
    REFUSED,
    STOPPED,
)
from safecheck.model.errors import BadInputError
from safecheck.model.export import Export
from safecheck.model.facts import AuditFacts, ChatList, DeviceList, Fact, Unknown
from safecheck.model.progress import Progress, ProgressListener, ignore_progress
from safecheck.model.text import clean

READS_SLOWLY = SLOW
_MEGABYTE = 1024 * 1024
_AT_FIRST_SIGHT = 200  # bytes that are enough to tell a web page from JSON


class ExportAudit:
    """Reads the export that `path` names. Raises BadInputError if there is none, or nothing may be read
    there. `read` may be broken off at any time; `facts` then tells what was read until then."""

    def __init__(self, path: str) -> None:
        self._started = datetime.now(UTC)
        self._document = Document()
        self._stopped: Unknown | None = Unknown(STOPPED)
        self._file = ExportFile(path)
        self.media_beside = self._file.media_beside()

    @property
    def recognised(self) -> bool:
        """Whether what was read so far is an export."""
        return self._document.scope is not None

    def read(self, listener: ProgressListener = ignore_progress) -> None:
        """Read the file to its end, or as far as it goes; `listener` hears how far it is. Raises
        BadInputError if it is no export."""
        first = bytearray()
        try:
            self._document.read(self._pieces(first, listener))
            self._stopped = self._document.stopped
        except OSError as error:
            problem = clean(error.strerror or type(error).__name__)
            if not self.recognised:
                raise BadInputError(REFUSED, path=self._file.shown, problem=problem) from None
            self._stopped = Unknown(BROKE_OFF, {"problem": problem})
        finally:
            self._file.close()
        if not self.recognised:
            raise BadInputError(self._what_else(bytes(first)), path=self._file.shown)

    def _pieces(self, first: bytearray, listener: ProgressListener) -> Iterator[bytes]:
        """Yield the file piece by piece and tell how far it is; `first` takes up how it begins."""
        done = 0
        for piece in self._file.pieces():
            first += piece[: _AT_FIRST_SIGHT - len(first)]
            yield piece
            done += len(piece)
            listener(Progress("export", done=done // _MEGABYTE, total=max(1, self._file.size // _MEGABYTE)))

    def _what_else(self, first: bytes) -> str:
        if first.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
            return FOR_PEOPLE
        return OTHER_JSON if self._document.begun and self._stopped is None else NOT_JSON

    def facts(self) -> AuditFacts:
        """Return the facts of an audit of this export alone."""
        read, now = self._document, datetime.now(UTC)
        listed = len(read.chats) + read.private_chats + read.bots
        source = clean(self._file.path.name)
        return AuditFacts(
            source="export",
            source_name="",
            started=self._started,
            finished=now,
            settings=None,
            devices=Fact(self._devices(), source, now),
            chat_list=ChatList(
                chats=read.chats,
                private_chats=read.private_chats,
                bots=read.bots,
                listed=listed,
                total=listed + read.passed_over if self._stopped is None else None,
                source=source,
                read_at=now,
                stopped=self._incomplete(),
            ),
            requests=(),
            export=Export(
                scope=read.scope or "account",
                types=read.types,
                newest=read.newest,
                passed_over=self._passed_over,
                media_beside=self.media_beside,
            ),
        )

    def _incomplete(self) -> Unknown | None:
        """Return why not everything is known that should stand in the export."""
        if self._stopped is not None:
            return self._stopped
        if not self._document.with_chats:
            return Unknown(NO_CHATS)
        return Unknown(PASSED_OVER, {"count": self._passed_over}) if self._passed_over else None

    @property
    def _passed_over(self) -> int:
        devices = self._document.devices
        return self._document.passed_over + (devices.passed_over if devices is not None else 0)

    def _devices(self) -> DeviceList | Unknown:
        listed = self._document.devices
        if listed is not None:
            return DeviceList(tuple(listed.devices), tuple(listed.leftovers))
        return Unknown(ONE_CHAT if self._document.scope == "chat" else NO_SESSIONS)
