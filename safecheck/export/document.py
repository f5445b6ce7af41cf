"""The whole of an export: which lists it has, and what to keep of each entry.

Only `chats`, `left_chats`, `sessions` and the account's own number are looked at; everything else passes by.
What was kept so far can be asked for at any moment, so that a file that breaks off has told what stood
before. Source: tdesktop 6.1.2, export_output_json.cpp."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Literal

from safecheck.export.chats import ChatEntry
from safecheck.export.events import DamagedError, Event, entries, events, members, skip
from safecheck.export.history import sender_of
from safecheck.export.repair import Repair
from safecheck.export.sessions import SessionList
from safecheck.export.unreadable import CUT_OFF, DAMAGED, TOO_MANY
from safecheck.model.export import CHAT_TYPES, ChatType
from safecheck.model.fact import Unknown
from safecheck.model.facts import Chat

MOST = 50_000  # groups and channels; Telegram lets nobody be in so many, and each takes memory
_ONLY_EXPORTS_HAVE = frozenset(
    (
        "personal_information",
        "profile_pictures",
        "stories",
        "contacts",
        "frequent_contacts",
        "sessions",
        "web_sessions",
        "other_data",
        "chats",
        "left_chats",
    )
)


class _FullError(Exception):
    """There are more chats than are kept."""


class Document:
    """An export, read by `read`. `begun`: it was JSON at first sight. `stopped` says why it was not read to
    its end. `devices` is None if there was no list of sessions. `passed_over` counts chats that could not be
    understood; one that stands twice is kept once."""

    def __init__(self) -> None:
        self._repair = Repair()
        self._own = ""
        self._chats: dict[str, Chat] = {}
        self._types: set[ChatType] = set()
        self._newest: datetime | None = None
        self._open: ChatEntry | None = None
        self._whole_account = False
        self.begun = False
        self.one_chat = False
        self.with_chats = False
        self.private_chats = self.bots = self.passed_over = 0
        self.devices: SessionList | None = None
        self.stopped: Unknown | None = None

    def read(self, raw: Iterable[bytes]) -> None:
        """Read the bytes of a file. Damage ends it early and is noted; what `raw` raises is raised, and what
        was read until then stands."""
        stream = events(self._repair.pieces(raw))
        try:
            self._read_root(stream)
        except DamagedError as damage:
            self.stopped = Unknown(CUT_OFF if damage.at_end else DAMAGED)
        except _FullError:
            self.stopped = Unknown(TOO_MANY, {"most": MOST})
        finally:
            self._close()

    @property
    def scope(self) -> Literal["account", "chat"] | None:
        """Return what it is an export of, None if it is none."""
        if self._whole_account:
            return "account"
        return "chat" if self.one_chat else None

    @property
    def chats(self) -> tuple[Chat, ...]:
        """The groups and channels, in their order."""
        return tuple(self._chats.values())

    @property
    def types(self) -> tuple[ChatType, ...]:
        """The types of groups and channels that there are."""
        return tuple(type for type in CHAT_TYPES if type in self._types)

    @property
    def newest(self) -> datetime | None:
        """The latest moment that was seen: of a device, or of a message in a group or channel."""
        used = [device.last_active for device in self.devices.devices] if self.devices is not None else []
        return max([*used, *([self._newest] if self._newest else [])], default=None)

    def _read_root(self, stream: Iterator[Event]) -> None:
        for event, _ in stream:
            self.begun = True
            if event == "start_map":
                self._read_members(stream)
            else:
                skip(stream, event)

    def _read_members(self, stream: Iterator[Event]) -> None:
        # An export of one chat is that chat itself, so this is one as long as nothing speaks against it.
        alone = self._open = ChatEntry("", left=False, alone=True)
        for key, event, value in members(stream):
            if key in _ONLY_EXPORTS_HAVE and event.startswith("start_"):
                self._whole_account, self._open = True, None
                self._section(stream, key, event)
            elif self._whole_account:
                skip(stream, event)
            else:
                alone.take(stream, key, event, value)
        if not self._whole_account:
            alone.whole = True

    def _section(self, stream: Iterator[Event], key: str, event: str) -> None:
        if event != "start_map" or key not in ("personal_information", "chats", "left_chats", "sessions"):
            skip(stream, event)
            return
        for name, inner, value in members(stream):
            if key == "personal_information" and name == "user_id":
                self._own = sender_of(value)
                skip(stream, inner)
            elif key != "personal_information" and name == "list" and inner == "start_array":
                self._list(stream, key)
            else:
                skip(stream, inner)

    def _list(self, stream: Iterator[Event], key: str) -> None:
        if key == "sessions":
            self.devices = self.devices or SessionList(self._repair.mark)
            for event, _ in entries(stream):
                self.devices.read(stream, event)
            return
        self.with_chats = True
        for event, _ in entries(stream):
            if len(self._chats) >= MOST:
                raise _FullError
            if event == "start_map":
                self._open = ChatEntry(self._own, left=key == "left_chats", alone=False)
                self._open.read(stream)
                self._close()
            else:
                skip(stream, event)
                self.passed_over += 1

    def _close(self) -> None:
        """Keep the chat that was read last, also if it broke off after it had said what it is."""
        entry, self._open = self._open, None
        if entry is None:
            return
        if not self._whole_account:
            self.one_chat = self.with_chats = entry.begun and entry.is_known
            if not self.one_chat:
                return
        if entry.begun or entry.whole:
            self._keep(entry)

    def _keep(self, entry: ChatEntry) -> None:
        if entry.is_private:
            self.private_chats += 1
            return
        if entry.is_bot:
            self.bots += 1
            return
        chat, type = entry.chat(self._repair.mark), entry.group_or_channel
        if chat is None or type is None:
            self.passed_over += 1
            return
        self._types.add(type)
        if chat.id not in self._chats or self._chats[chat.id].gone:
            self._chats[chat.id] = chat
        if entry.history is not None:
            self._see(entry.history.last)

    def _see(self, moment: datetime | None) -> None:
        if moment is not None:
            self._newest = max(moment, self._newest or moment)
