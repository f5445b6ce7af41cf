"""What an audit had read when it had to stop, as values, so that a later run goes on there and asks nothing
twice. It is kept sealed, for a day at most, beside a remembered sign-in (`safecheck.store.sessions`)."""

from datetime import datetime, timedelta
from typing import Literal

import msgspec

from safecheck.model.facts import AccountSettings, Chat, DeviceList, Fact
from safecheck.model.probing import Probing

LASTS_FOR = timedelta(hours=24)  # from the begin of the audit; what is older is read anew


class Peer(msgspec.Struct, frozen=True):
    """How Telegram wants a chat to be named: its number, and the hash that goes with it for this account."""

    kind: Literal["user", "chat", "channel"]
    number: int
    access_hash: int = 0


class FolderSoFar(msgspec.Struct, frozen=True, kw_only=True):
    """How far one folder of the chat list was read. `next_date`, `next_id` and `next_peer` are where the next
    page begins, as https://core.telegram.org/api/offsets has it; `pages` counts those that were read."""

    chats: tuple[Chat, ...]
    listed: int
    archive_entries: int
    total: int | None
    done: bool
    pages: int
    next_date: datetime | None
    next_id: int
    next_peer: Peer | None


class ListSoFar(msgspec.Struct, frozen=True, kw_only=True):
    """The chat list as far as it was read. `seen` are all entries by kind and number, private chats and bots
    included, which were counted only; `peers` are the groups and channels by their ids."""

    folders: tuple[FolderSoFar, ...]
    seen: tuple[tuple[str, int], ...]
    private_chats: int
    bots: int
    peers: dict[str, Peer]


class SoFar(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of it, of the account with Telegram's number `account_id`, since the audit `started`. `probed` are
    the chats that were asked about, with what each said."""

    schema: Literal[1] = 1
    account_id: int
    started: datetime
    settings: AccountSettings
    devices: Fact[DeviceList]
    chats: ListSoFar
    probed: tuple[Chat, ...] = ()
    probing: Probing | None = None

    @property
    def ends_on(self) -> datetime:
        """When it is too old to go on with."""
        return self.started + LASTS_FOR
