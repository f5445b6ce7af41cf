"""Chats written down briefly: the examples inside rule packs."""

from datetime import datetime, timedelta
from typing import Annotated

from msgspec import Meta

from safecheck.model.facts import AddedBy, Chat, ChatKind, MediaCounts, Restriction
from safecheck.model.text import UntrustedText
from safecheck.packs.header import Part

Days = Annotated[float, Meta(ge=0)]
Count = Annotated[int, Meta(ge=0)]


class RestrictionExample(Part, frozen=True, kw_only=True):
    """One restriction as Telegram would send it."""

    platform: str = "all"
    reason: str
    text: str = "This chat is not available."


class ChatExample(Part, frozen=True):
    """What is told of an example chat; the rest is as in an ordinary chat of which nothing more is known."""

    kind: ChatKind = "supergroup"
    title: str = "Example"
    usernames: tuple[str, ...] = ()
    members: Count | None = None
    joined_days_ago: Days | None = None
    created_days_ago: Days | None = None
    active_days_ago: Days | None = None
    restrictions: tuple[RestrictionExample, ...] = ()
    owned: bool = False
    admin: bool = False
    verified: bool = False
    scam: bool = False
    fake: bool = False
    no_forwards: bool = False
    join_request: bool = False
    join_to_send: bool = False
    forum: bool = False
    media_open: bool | None = None
    paid: bool = False
    archived: bool = False
    muted: bool = False
    pinned: bool = False
    never_read: bool = False
    gone: bool = False
    unread: Count = 0
    newest_message: Count | None = None
    linked: bool = False
    limited: bool = False
    about: str | None = None
    members_hidden: bool | None = None
    added_by: AddedBy | None = None
    contacts: Count | None = None
    bots: Count | None = None
    photos: Count | None = None

    def chat(self, now: datetime, id: str = "example") -> Chat:
        """Return the facts of this chat as they would be at `now`."""

        def ago(days: float | None) -> datetime | None:
            return None if days is None else now - timedelta(days=days)

        return Chat(
            id=id,
            kind=self.kind,
            title=UntrustedText(self.title),
            usernames=tuple(UntrustedText(name) for name in self.usernames),
            members=self.members,
            joined=ago(self.joined_days_ago),
            created=ago(self.created_days_ago),
            last_activity=ago(self.active_days_ago),
            restrictions=tuple(
                Restriction(each.platform, each.reason, UntrustedText(each.text))
                for each in self.restrictions
            ),
            owned=self.owned,
            admin=self.admin,
            verified=self.verified,
            scam=self.scam,
            fake=self.fake,
            no_forwards=self.no_forwards,
            join_request=self.join_request,
            join_to_send=self.join_to_send,
            forum=self.forum,
            media_open=self.media_open,
            paid=self.paid,
            archived=self.archived,
            muted=self.muted,
            pinned=self.pinned,
            never_read=self.never_read,
            gone=self.gone,
            unread=self.unread,
            newest_message=self.newest_message,
            linked=self.linked,
            limited=self.limited,
            about=None if self.about is None else UntrustedText(self.about),
            members_hidden=self.members_hidden,
            added_by=self.added_by,
            contacts=self.contacts,
            bots=self.bots,
            media=None if self.photos is None else MediaCounts(photo=self.photos),
        )
