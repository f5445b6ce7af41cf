"""Read the chat list: one chain of pages per folder, raw, 100 at a time.

Telethon's own iteration is not used: it keeps every channel for update requests of its own, stops at short
pages and fails on newer kinds of entries. Paging as https://core.telegram.org/api/offsets describes it: the
next page starts after the last entry that is not pinned and has a message; pinned entries come with the
first page only.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec
from telethon import errors, utils
from telethon.tl import functions, types

from safecheck.model.errors import SafecheckError, SignInError
from safecheck.model.facts import Chat, ChatList, Unknown
from safecheck.model.so_far import FolderSoFar, ListSoFar, Peer
from safecheck.telegram import convert_chats
from safecheck.telegram.asking import Asker
from safecheck.telegram.errors import (
    REPEATED_PAGE,
    SHORT_LIST,
    UNREADABLE,
    TelegramStumbledError,
    unread_because,
)

PAGE = 100  # Telegram gives no more per page
FOLDERS = (0, 1)  # the main list and the archive
SOURCE = "messages.getDialogs"

_Key = tuple[str, int]


def _key(peer: Any) -> _Key:
    if isinstance(peer, types.PeerUser):
        return ("user", peer.user_id)
    if isinstance(peer, types.PeerChat):
        return ("chat", peer.chat_id)
    return ("channel", peer.channel_id)


def _entry_key(dialog: Any) -> _Key:
    if isinstance(dialog, types.DialogCommunity):
        return ("community", dialog.community_id)
    return _key(dialog.peer)


class _Next(msgspec.Struct, frozen=True):
    """Where the next page of a folder begins, and how many pages came before it."""

    pages: int = 0
    date: datetime | None = None
    id: int = 0
    peer: Peer | None = None


class ChatListReader:
    """Reads both folders and can say at any moment what it has (`facts`)."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker
        self._chats: dict[int, list[Chat]] = {folder: [] for folder in FOLDERS}
        self._seen: set[_Key] = set()
        self._listed = dict.fromkeys(FOLDERS, 0)
        self._archive_entries = dict.fromkeys(FOLDERS, 0)
        self._totals: dict[int, int] = {}
        self._open = set(FOLDERS)
        self._private = self._bots = 0
        self._stopped: Unknown | None = None
        self._inputs: dict[str, Any] = {}
        self._next: dict[int, _Next] = {folder: _Next() for folder in FOLDERS}
        self._taken_up: set[int] = set()

    @property
    def listed(self) -> int:
        """How many different entries were seen so far."""
        return len(self._seen)

    @property
    def total(self) -> int | None:
        """How many there are in all, once both folders have said so."""
        return sum(self._totals.values()) if len(self._totals) == len(FOLDERS) else None

    def facts(self, missing: str) -> ChatList:
        """Return what was read so far; incomplete until both folders are through, because of what stopped
        them or else of `missing` (a catalogue message id)."""
        stopped = self._stopped or (Unknown(missing) if self._open else None)
        return ChatList(
            chats=tuple(self.chats),
            private_chats=self._private,
            bots=self._bots,
            listed=self.listed,
            total=self.total,
            source=SOURCE,
            read_at=datetime.now(UTC),
            stopped=stopped,
        )

    @property
    def chats(self) -> Sequence[Chat]:
        """The groups and channels that were seen so far, in the order of the list."""
        return tuple(chat for folder in FOLDERS for chat in self._chats[folder])

    def input_peer(self, chat_id: str) -> Any:
        """Return how Telegram wants a group or channel of the list to be named; KeyError if there is none."""
        return self._inputs[chat_id]

    def so_far(self) -> ListSoFar:
        """Return how far both folders were read, for a later run to go on."""
        return ListSoFar(
            folders=tuple(self._folder_so_far(folder) for folder in FOLDERS),
            seen=tuple(sorted(self._seen)),
            private_chats=self._private,
            bots=self._bots,
            peers={id: _named(peer) for id, peer in self._inputs.items()},
        )

    def _folder_so_far(self, folder: int) -> FolderSoFar:
        then = self._next[folder]
        return FolderSoFar(
            chats=tuple(self._chats[folder]),
            listed=self._listed[folder],
            archive_entries=self._archive_entries[folder],
            total=self._totals.get(folder),
            done=folder not in self._open,
            pages=then.pages,
            next_date=then.date,
            next_id=then.id,
            next_peer=then.peer,
        )

    def take_up(self, earlier: ListSoFar) -> None:
        """Go on where an earlier run stopped."""
        for folder, known in zip(FOLDERS, earlier.folders, strict=True):
            self._chats[folder] = list(known.chats)
            self._listed[folder] = known.listed
            self._archive_entries[folder] = known.archive_entries
            if known.total is not None:
                self._totals[folder] = known.total
            self._next[folder] = _Next(known.pages, known.next_date, known.next_id, known.next_peer)
            if known.done:
                self._open.discard(folder)
            elif known.pages:
                self._taken_up.add(folder)
        self._seen = set(earlier.seen)
        self._private, self._bots = earlier.private_chats, earlier.bots
        self._inputs = {id: _as_input(peer) for id, peer in earlier.peers.items()}

    def go_on(self) -> None:
        """Let the next reading go on after the last page: what ended this one counts no more."""
        self._stopped = None
        self._taken_up |= {folder for folder in self._open if self._next[folder].pages}

    async def fill_partial(self) -> None:
        """Ask again for the chats that Telegram described in part, all in one request, or in one for each
        hundred; nothing is sent if there are none. Raises what ends the reading; what Telegram refuses to say
        leaves them as they are."""
        partial = [chat for chat in self.chats if chat.partial]
        for start in range(0, len(partial), PAGE):
            some = {chat.id: chat for chat in partial[start : start + PAGE]}
            wanted = [utils.get_input_channel(self._inputs[chat_id]) for chat_id in some]
            try:
                answer = await self._asker.ask(
                    functions.channels.GetChannelsRequest(wanted), "chats", self.listed, self.total
                )
                entities = {str(utils.get_peer_id(entity)): entity for entity in answer.chats}
                found = {
                    chat_id: convert_chats.filled(chat, entities[chat_id])
                    for chat_id, chat in some.items()
                    if chat_id in entities
                }
            except (TelegramStumbledError, errors.RPCError, *UNREADABLE):
                continue
            for folder in FOLDERS:
                self._chats[folder] = [found.get(chat.id, chat) for chat in self._chats[folder]]

    async def read_folder(self, folder: int) -> None:
        """Read one folder to its end, or note why it ended early. A stop by the user passes through."""
        try:
            await self._read_pages(folder)
        except SignInError as error:
            self._stopped = Unknown(unread_because(error))
            raise
        except (SafecheckError, errors.RPCError, *UNREADABLE) as error:
            # A page that is refused or cannot be parsed: what came before it still counts.
            self._stopped = Unknown(unread_because(error))
        else:
            self._open.discard(folder)
            if not self._open:
                self._asker.report("chats", self.listed, self.total, finished=True)

    async def _read_pages(self, folder: int) -> None:
        while folder in self._open:
            then = self._next[folder]
            page = await self._asker.ask(
                functions.messages.GetDialogsRequest(
                    offset_date=then.date,
                    offset_id=then.id,
                    offset_peer=_as_input(then.peer),
                    limit=PAGE,
                    hash=0,
                    exclude_pinned=then.pages > 0,
                    folder_id=folder,
                ),
                "chats",
                self.listed,
                self.total,
            )
            whole = isinstance(page, types.messages.Dialogs)
            new, last = self._take(page, folder)
            self._totals[folder] = self._listed[folder] if whole else page.count
            self._asker.report("chats", self.listed, self.total)
            if whole:
                return
            if not new:
                if folder in self._taken_up and self._listed[folder] < page.count:
                    # What was written in since the earlier run has moved to the top: begin there once more.
                    self._taken_up.discard(folder)
                    self._next[folder] = _Next()
                    continue
                if self._listed[folder] + self._archive_entries[folder] < page.count:
                    self._stopped = Unknown(REPEATED_PAGE if page.dialogs else SHORT_LIST)
                return
            # Without a last one the first page held nothing but pinned entries.
            self._next[folder] = _Next(then.pages + 1, *(last or (then.date, then.id, then.peer)))

    def _take(self, page: Any, folder: int) -> tuple[int, tuple[datetime, int, Peer] | None]:
        """Keep the facts of one page; return how many entries were new, and where the next page starts."""
        now = datetime.now(UTC)
        users = {user.id: user for user in page.users}
        chats = {chat.id: chat for chat in page.chats}
        messages = {
            (_key(message.peer_id), message.id): message
            for message in page.messages
            if message.peer_id is not None
        }
        new = 0
        last: tuple[datetime, int, _Key] | None = None
        for dialog in page.dialogs:
            if isinstance(dialog, types.DialogFolder):
                # The archive as an entry of the main list; its chats come from the archive itself.
                self._archive_entries[folder] = 1
                continue
            key = _entry_key(dialog)
            top = messages.get((key, getattr(dialog, "top_message", 0)))
            date = getattr(top, "date", None)
            if date is not None and not dialog.pinned:
                last = (date, dialog.top_message, key)
            if key in self._seen:
                continue
            self._seen.add(key)
            self._listed[folder] += 1
            new += 1
            if key[0] == "community":
                continue  # a heading over several groups, which are entries of their own
            if key[0] == "user":
                if getattr(users.get(key[1]), "bot", False):
                    self._bots += 1
                else:
                    self._private += 1
                continue
            fact = convert_chats.chat(dialog, chats.get(key[1]), top, now)
            if fact is not None:
                self._chats[folder].append(fact)
                self._inputs[fact.id] = _input_peer(key, users, chats)
        return new, last and (*last[:2], _named(_input_peer(last[2], users, chats)))


def _input_peer(key: _Key, users: dict[int, Any], chats: dict[int, Any]) -> Any:
    kind, number = key
    if kind == "chat":
        return types.InputPeerChat(number)
    entity = (users if kind == "user" else chats).get(number)
    access_hash = getattr(entity, "access_hash", None) or 0
    if kind == "user":
        return types.InputPeerUser(number, access_hash)
    return types.InputPeerChannel(number, access_hash)


def _named(peer: Any) -> Peer:
    """Return an input peer as a value that can be kept."""
    if isinstance(peer, types.InputPeerChat):
        return Peer("chat", peer.chat_id)
    if isinstance(peer, types.InputPeerUser):
        return Peer("user", peer.user_id, peer.access_hash)
    return Peer("channel", peer.channel_id, peer.access_hash)


def _as_input(peer: Peer | None) -> Any:
    if peer is None:
        return types.InputPeerEmpty()
    if peer.kind == "chat":
        return types.InputPeerChat(peer.number)
    if peer.kind == "user":
        return types.InputPeerUser(peer.number, peer.access_hash)
    return types.InputPeerChannel(peer.number, peer.access_hash)
