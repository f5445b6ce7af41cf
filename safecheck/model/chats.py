"""Facts about chats: what Telegram said of groups and channels, never a judgement.

There is no field for a message, a picture, a draft or the name of another person (P1, G14).
"""

from datetime import datetime
from typing import Literal, get_args

import msgspec

from safecheck.model.fact import Unknown
from safecheck.model.text import UntrustedText

ChatKind = Literal["group", "supergroup", "channel"]
CHAT_KINDS: tuple[ChatKind, ...] = ("group", "supergroup", "channel")


class Restriction(msgspec.Struct, frozen=True):
    """One entry of Telegram's restriction_reason, for whatever platform it applies to."""

    platform: str
    reason: str
    text: UntrustedText


# Who put the account into a chat: itself, one of its contacts, or somebody else. Who that is, is never kept.
AddedBy = Literal["self", "contact", "stranger"]
ADDED_BY: tuple[AddedBy, ...] = get_args(AddedBy)


class MediaCounts(msgspec.Struct, frozen=True, kw_only=True):
    """How many messages of each kind a chat holds, over its lifetime, as Telegram counts them; None where it
    did not say. How many of them reached this account is known to nobody. `rounded`: "about" so many.

    messages.getSearchCounters: it answers with numbers only, no message and no file.
    """

    photo: int | None = None
    video: int | None = None
    gif: int | None = None
    round: int | None = None
    voice: int | None = None
    music: int | None = None
    file: int | None = None
    link: int | None = None
    rounded: bool = False


class Chat(msgspec.Struct, frozen=True, kw_only=True):
    """A group or channel as the chat list describes it. Private chats are counted, never listed.

    `joined` is when the account joined (of a basic group only where it was asked about; None where Telegram
    does not say);
    `members` is None where Telegram gave no number; `muted` and `archived` are as the chat list says;
    `newest_message` is the highest message number (an upper bound of messages ever posted, for supergroups
    and channels only); `media_open` is True if ordinary members may post photos or videos, None if unknown.
    `gone` chats are still listed but the account is no longer in them, `left` ones because safecheck left
    them after they were read: what stood out about them does so all the same (G1). `partial` ones Telegram
    described only in part, so that nothing may be concluded from what is absent. `linked` is True if a
    discussion group or a channel belongs to it, `limited` if the account itself may do less there than
    others.

    What stands after `partial` is known only where Telegram was asked about this one chat (`probed`), and
    None (of a number: not told) everywhere else; only after how many seconds messages delete themselves
    stands in the chat list too, where they do (0, once asked: they do not). `contacts` is how many members
    of a small (basic) group are among the account's contacts. `public` is set where it was told whether there
    is a public name and not which one (an export); elsewhere `usernames` says it.
    """

    id: str
    kind: ChatKind
    title: UntrustedText
    usernames: tuple[UntrustedText, ...] = ()
    members: int | None = None
    joined: datetime | None = None
    created: datetime | None = None
    owned: bool = False
    admin: bool = False
    verified: bool = False
    scam: bool = False
    fake: bool = False
    restrictions: tuple[Restriction, ...] = ()
    no_forwards: bool = False
    join_request: bool = False
    join_to_send: bool = False
    forum: bool = False
    media_open: bool | None = None
    paid: bool = False
    archived: bool = False
    muted: bool = False
    pinned: bool = False
    unread: int = 0
    never_read: bool = False
    last_activity: datetime | None = None
    newest_message: int | None = None
    linked: bool = False
    limited: bool = False
    gone: bool = False
    left: bool = False
    partial: bool = False
    probed: bool = False
    about: UntrustedText | None = None
    members_hidden: bool | None = None
    bots: int | None = None
    auto_delete_seconds: int | None = None
    slow_mode_seconds: int | None = None
    added_by: AddedBy | None = None
    contacts: int | None = None
    media: MediaCounts | None = None
    public: bool | None = None


class ChatList(msgspec.Struct, frozen=True, kw_only=True):
    """The chat list as far as it was read.

    `total` is what Telegram says there is, over both folders (None if it never said); `listed` is how many
    entries were seen, private chats included; `stopped` says why reading ended early (None when complete).
    """

    chats: tuple[Chat, ...]
    private_chats: int
    bots: int
    listed: int
    total: int | None
    source: str
    read_at: datetime
    stopped: Unknown | None = None

    @property
    def complete(self) -> bool:
        """True if the whole list was read."""
        return self.stopped is None

    @property
    def left_out(self) -> bool:
        """True if the list was not to be read, and so was not asked for at all."""
        return self.stopped is not None and self.stopped.on_purpose
