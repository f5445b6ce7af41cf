"""What rules look at: the facts of one chat, made comparable. Unknown stays None."""

from datetime import datetime

import msgspec

from safecheck.model.facts import Chat, ChatKind, Restriction

_SECONDS_A_DAY = 86_400


class Features(msgspec.Struct, frozen=True):
    """One chat as rules see it, with the names of `safecheck.packs.rule_pack.When`. Days are whole days."""

    kind: ChatKind
    restrictions: tuple[Restriction, ...]
    scam: bool | None
    fake: bool | None
    verified: bool | None
    owned: bool | None
    admin: bool | None
    public: bool | None
    no_forwards: bool | None
    join_request: bool | None
    join_to_send: bool | None
    forum: bool | None
    media_open: bool | None
    paid: bool | None
    archived: bool
    muted: bool
    pinned: bool
    never_read: bool
    members: int | None
    joined_days: int | None
    known_days: int | None
    silent_days: int | None
    unread: int
    newest_message: int | None
    words: frozenset[str]


def features(chat: Chat, words: frozenset[str], now: datetime) -> Features:
    """Return the features of `chat` at `now` (with a time zone); `words` are those found in its names."""

    def told(flag: bool) -> bool | None:
        # A partial description leaves flags out, so there "not set" means nothing.
        return None if chat.partial and not flag else flag

    joined = _days(chat.joined, now)
    return Features(
        kind=chat.kind,
        restrictions=chat.restrictions,
        scam=told(chat.scam),
        fake=told(chat.fake),
        verified=told(chat.verified),
        owned=told(chat.owned),
        admin=told(chat.admin),
        public=told(bool(chat.usernames)),
        no_forwards=told(chat.no_forwards),
        join_request=told(chat.join_request),
        join_to_send=told(chat.join_to_send),
        forum=told(chat.forum),
        media_open=chat.media_open,
        paid=told(chat.paid),
        archived=chat.archived,
        muted=chat.muted,
        pinned=chat.pinned,
        never_read=chat.never_read,
        members=chat.members,
        joined_days=joined,
        known_days=_days(chat.created, now) if joined is None else joined,
        silent_days=_days(chat.last_activity, now),
        unread=chat.unread,
        newest_message=chat.newest_message,
        words=words,
    )


def _days(then: datetime | None, now: datetime) -> int | None:
    # A clock that is behind makes no chat younger than new.
    return None if then is None else max(0, int((now - then).total_seconds() // _SECONDS_A_DAY))
