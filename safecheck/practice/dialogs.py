"""The chat list: its order, its pages, and the answers to messages.getDialogs and its relatives.

Order and paging follow what clients rely on: pinned chats first on the first page, then by time of the
newest message; the next page starts behind (date, message, peer) of the last entry that had a message.
Without `folder_id` both folders come in one list; with folder 0 the archive is one more entry, a
dialogFolder, on the first page. Message numbers are the account's own in private chats and basic groups,
and each channel's own elsewhere.
"""

import itertools
import time
from collections.abc import Iterable
from typing import Any, NamedTuple

from telethon.tl import types

from safecheck.practice.entities import EntityMaker, access_hash, mute_settings, peer_of
from safecheck.practice.faults import RpcFailure
from safecheck.practice.media import MediaMaker
from safecheck.practice.scenario import ChatSpec

PAGE = 100
FIRST_MESSAGE = 1000
PRIVATE = ("person", "bot")
SHARED_NUMBERS = (*PRIVATE, "group")
_LAST = 1 << 62


class Entry(NamedTuple):
    """One chat as it stands now: when its newest message came (Unix time) and that message's number.

    Both are 0 where there is no message; such chats come last, because no page can start behind them.
    `notify` are its notification settings, `mute_until` in Unix time; `gone`: the owner left it while this
    server ran.
    """

    spec: ChatSpec
    date: int
    top: int
    notify: Any
    gone: bool = False

    @property
    def key(self) -> tuple[int, int, int]:
        """What the list is sorted by, newest first."""
        return self.date, self.top, self.spec.id

    @property
    def muted(self) -> bool:
        """Whether it makes no sound now."""
        return (self.notify.mute_until or 0) > time.time()

    @property
    def listed(self) -> bool:
        """Whether it is in the chat list: a small group that was left stays there, with a note of that."""
        return not self.gone or self.spec.kind == "group"


class Page(NamedTuple):
    """Part of the list. `key` tells it from others, `whole` if the first page already held everything."""

    key: tuple[object, ...]
    entries: list[Entry]
    total: int
    whole: bool
    archive: bool


def _space(spec: ChatSpec) -> str:
    """Users, basic groups and channels are numbered apart from each other."""
    if spec.kind in PRIVATE:
        return "user"
    return "chat" if spec.kind == "group" else "channel"


class ChatIndex:
    """Every chat of the account, found by number and listed in order."""

    def __init__(self, chats: tuple[ChatSpec, ...], entities: EntityMaker) -> None:
        entries = []
        oldest_first = sorted(chats, key=lambda spec: (-spec.active_days_ago, spec.id))
        for position, spec in enumerate(oldest_first):
            own = spec.newest_message and FIRST_MESSAGE + position
            top = own if spec.kind in SHARED_NUMBERS else spec.newest_message
            notify = mute_settings(muted=spec.muted)
            if not top or spec.kind == "community":
                entries.append(Entry(spec, 0, 0, notify))
            else:
                entries.append(Entry(spec, entities.ago(spec.active_days_ago), top, notify))
        self._numbers = itertools.count(FIRST_MESSAGE + len(entries))
        self._by_peer = {(_space(entry.spec), entry.spec.id): entry for entry in entries}
        self._folders: dict[int | None, list[Entry]] = {}
        self._arrange()

    def _arrange(self) -> None:
        listed = [entry for entry in self._by_peer.values() if entry.listed]
        listed.sort(key=lambda entry: entry.key, reverse=True)
        self._folders = {
            None: listed,
            0: [entry for entry in listed if not entry.spec.archived],
            1: [entry for entry in listed if entry.spec.archived],
        }

    def put(self, entry: Entry) -> None:
        """Replace what is known of one chat."""
        self._by_peer[_space(entry.spec), entry.spec.id] = entry
        self._arrange()

    def next_number(self) -> int:
        """Return the number of a new message in a private chat or basic group."""
        return next(self._numbers)

    @property
    def entries(self) -> list[Entry]:
        """The chats of the list, newest first."""
        return self._folders[None]

    @property
    def known(self) -> Iterable[Entry]:
        """All chats, also those that are not in the list any more."""
        return self._by_peer.values()

    @property
    def contacts(self) -> list[ChatSpec]:
        """The people among the chats who are contacts of the account, the newest message first."""
        specs = (entry.spec for entry in self.entries)
        return [spec for spec in specs if spec.contact and spec.kind == "person"]

    def folder(self, number: int | None) -> list[Entry]:
        """Return the entries of folder 0 or 1, or all for None; raise FOLDER_ID_INVALID."""
        if number not in self._folders:
            raise RpcFailure(400, "FOLDER_ID_INVALID")
        return self._folders[number]

    def pinned(self, number: int | None) -> list[Entry]:
        """Return the pinned entries of a folder, those of the main list first."""
        found = [entry for entry in self.folder(number) if entry.spec.pinned]
        return sorted(found, key=lambda entry: entry.spec.archived)

    def find(self, peer: Any) -> Entry | None:
        """Return the chat that a peer of any sort (InputPeer…, InputUser…, …) names, if its hash is right."""
        for space in ("user", "chat", "channel"):
            number = getattr(peer, f"{space}_id", None)
            if number is not None:
                if getattr(peer, "access_hash", access_hash(number)) != access_hash(number):
                    return None
                return self._by_peer.get((space, number))
        return None

    def page(self, request: Any) -> Page:
        """Return what a messages.getDialogs request asks for."""
        everything = self.folder(request.folder_id)
        limit = max(0, min(request.limit, PAGE))
        before = self._offset(request)
        key = (request.folder_id, bool(request.exclude_pinned), before, limit)
        loose = [entry for entry in everything if not entry.spec.pinned]
        if before is not None:
            rest = [entry for entry in loose if entry.key < before]
            return Page(key, rest[:limit], len(everything), whole=False, archive=False)
        first = [] if request.exclude_pinned else self.pinned(request.folder_id)
        listed = first + loose
        archive = request.folder_id == 0 and not request.exclude_pinned and bool(self._folders[1])
        room = max(0, limit - archive)
        return Page(key, listed[:room], len(everything), whole=len(listed) <= room, archive=archive)

    def _offset(self, request: Any) -> tuple[int, int, int] | None:
        date = int(request.offset_date.timestamp()) if request.offset_date else 0
        entry = self.find(request.offset_peer)
        if not date and not request.offset_id and entry is None:
            return None
        number = request.offset_id or (entry.top if entry else _LAST)
        return date or (entry.date if entry else _LAST), number, entry.spec.id if entry else _LAST


class DialogMaker:
    """Turns entries of the index into the parts of an answer."""

    def __init__(self, index: ChatIndex, entities: EntityMaker, media: MediaMaker, owner: int) -> None:
        self._index = index
        self._entities = entities
        self._media = media
        self._owner = owner

    def lists(self, entries: list[Entry]) -> dict[str, list[Any]]:
        """Return `dialogs`, `messages`, `chats` and `users` for entries, each person once."""
        chats, messages, users = [], [], {}
        for entry in entries:
            spec = entry.spec
            if spec.kind in PRIVATE:
                users[spec.id] = self._entities.user(spec)
            else:
                chats.append(self._entities.chat(spec))
            if entry.top:
                messages.append(self.message(entry))
                if spec.kind not in (*PRIVATE, "channel"):
                    sender = self._entities.owner() if entry.gone else self._entities.sender(spec.id)
                    users[sender.id] = sender
        return {
            "dialogs": [self.dialog(entry) for entry in entries],
            "messages": messages,
            "chats": chats,
            "users": list(users.values()),
        }

    def archive(self) -> Any:
        """Return the entry that stands for the archive in the main list."""
        archived = self._index.folder(1)
        unread = [entry for entry in archived if entry.spec.unread]
        muted = [entry.spec.unread for entry in unread if entry.muted]
        heard = [entry.spec.unread for entry in unread if not entry.muted]
        return types.DialogFolder(
            folder=types.Folder(1, "Archived Chats"),
            peer=peer_of(archived[0].spec),
            top_message=archived[0].top,
            unread_muted_peers_count=len(muted),
            unread_unmuted_peers_count=len(heard),
            unread_muted_messages_count=sum(muted),
            unread_unmuted_messages_count=sum(heard),
            pinned=True,
        )

    def dialog(self, entry: Entry) -> Any:
        """Return the Dialog, or what stands for it."""
        spec, top = entry.spec, entry.top
        if spec.kind == "community":
            return types.DialogCommunity(spec.id, entry.notify, pinned=spec.pinned)
        written = self._entities.ago(spec.active_days_ago)
        draft = None if spec.draft is None else types.DraftMessage(spec.draft, written)
        return types.Dialog(
            peer=peer_of(spec),
            top_message=top,
            read_inbox_max_id=0 if spec.never_read else max(0, top - spec.unread),
            read_outbox_max_id=0,
            unread_count=spec.unread,
            unread_mentions_count=0,
            unread_reactions_count=0,
            unread_poll_votes_count=0,
            notify_settings=entry.notify,
            pinned=spec.pinned,
            pts=None if spec.kind in SHARED_NUMBERS else top + 1,
            draft=draft,
            folder_id=1 if spec.archived else None,
            ttl_period=spec.auto_delete or None,
        )

    def message(self, entry: Entry) -> Any:
        """Return the newest message of a chat, with everything the real wire carries."""
        spec = entry.spec
        common: dict[str, Any] = {"id": entry.top, "peer_id": peer_of(spec), "date": entry.date}
        if entry.gone:
            left = types.MessageActionChatDeleteUser(self._owner)
            return types.MessageService(action=left, from_id=types.PeerUser(self._owner), out=True, **common)
        if spec.kind == "channel":
            common.update(post=True)
        elif spec.kind not in PRIVATE:
            common.update(from_id=types.PeerUser(self._entities.sender(spec.id).id))
        if spec.added_by != "self" and spec.media == "none":
            return types.MessageService(action=types.MessageActionChatAddUser([self._owner]), **common)
        if spec.kind == "channel":
            common.update(views=100, forwards=1)
        return types.Message(
            message=spec.message,
            media=self._media.make(spec.media, spec.id, entry.date),
            noforwards=spec.no_forwards,
            **common,
        )
