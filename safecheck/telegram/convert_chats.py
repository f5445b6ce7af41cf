"""Turn an entry of the chat list into the facts of one group or channel. Pure.

Meaning of the fields: https://core.telegram.org/constructor/channel, …/chat, …/dialog.
"""

from datetime import datetime
from typing import Any

from msgspec.structs import replace
from telethon import utils
from telethon.tl import types

from safecheck.model import facts
from safecheck.model.text import UntrustedText


def chat(dialog: types.Dialog, entity: Any, top_message: Any, now: datetime) -> facts.Chat | None:
    """Return the facts of one group or channel, or None for what is none (a private chat, a community, the
    direct messages of a channel, a basic group that has moved to a supergroup)."""
    if not _is_listed(entity):
        return None
    mute_until = dialog.notify_settings.mute_until
    return facts.Chat(
        id=str(utils.get_peer_id(dialog.peer)),
        kind=_kind(entity),
        title=UntrustedText(entity.title),
        archived=dialog.folder_id == 1,
        muted=mute_until is not None and mute_until > now,
        pinned=bool(dialog.pinned),
        unread=dialog.unread_count,
        never_read=dialog.read_inbox_max_id == 0 and dialog.top_message > 0,
        last_activity=getattr(top_message, "date", None),
        newest_message=dialog.top_message if isinstance(dialog.peer, types.PeerChannel) else None,
        auto_delete_seconds=dialog.ttl_period,
        gone=_gone(entity),
        **_details(entity),
    )


def filled(known: facts.Chat, entity: Any) -> facts.Chat:
    """Return a chat that Telegram described in part, with what it says of it when asked again."""
    return replace(known, gone=_gone(entity), **_details(entity))


def _gone(entity: Any) -> bool:
    if isinstance(entity, types.ChatForbidden | types.ChannelForbidden):
        return True
    # A basic group that is closed for good, without one that it moved to, sends nothing any more.
    return bool(entity.left) or (isinstance(entity, types.Chat) and bool(entity.deactivated))


def _is_listed(entity: Any) -> bool:
    if isinstance(entity, types.Channel | types.ChannelForbidden):
        return not entity.monoforum
    if isinstance(entity, types.Chat):
        return not (entity.deactivated and entity.migrated_to)
    return isinstance(entity, types.ChatForbidden)


def _kind(entity: Any) -> facts.ChatKind:
    if isinstance(entity, types.Chat | types.ChatForbidden):
        return "group"
    return "channel" if entity.broadcast else "supergroup"


def _details(entity: Any) -> dict[str, Any]:
    """Return what only the full kinds of chats say; a forbidden chat has none of it."""
    if isinstance(entity, types.Chat):
        return {
            "members": entity.participants_count,
            "created": entity.date,
            "owned": bool(entity.creator),
            "admin": entity.admin_rights is not None,
            "no_forwards": bool(entity.noforwards),
            "media_open": _media_open(entity.default_banned_rights),
        }
    if isinstance(entity, types.Channel):
        return {
            "usernames": _usernames(entity),
            "members": entity.participants_count,
            # The date of a channel is when the account joined; without membership it is something else.
            "joined": None if entity.left else entity.date,
            "owned": bool(entity.creator),
            "admin": entity.admin_rights is not None,
            "verified": bool(entity.verified),
            "scam": bool(entity.scam),
            "fake": bool(entity.fake),
            "restrictions": tuple(_restriction(reason) for reason in entity.restriction_reason or ()),
            "no_forwards": bool(entity.noforwards),
            "join_request": bool(entity.join_request),
            "join_to_send": bool(entity.join_to_send),
            "forum": bool(entity.forum),
            "media_open": _media_open_in(entity),
            "paid": bool(entity.send_paid_messages_stars) or entity.subscription_until_date is not None,
            "linked": bool(entity.has_link) or entity.linked_monoforum_id is not None,
            "limited": _limited(entity.banned_rights),
            "partial": bool(entity.min),
        }
    return {}


def _restriction(reason: types.RestrictionReason) -> facts.Restriction:
    return facts.Restriction(platform=reason.platform, reason=reason.reason, text=UntrustedText(reason.text))


def _media_open_in(entity: types.Channel) -> bool | None:
    if entity.broadcast or entity.gigagroup:
        return False
    # A partial description leaves the rights out, so there their absence says nothing.
    return None if entity.min else _media_open(entity.default_banned_rights)


def _limited(rights: Any) -> bool:
    """True if the account itself may do less there than others: a set right means forbidden."""
    return rights is not None and any(
        value is True for name, value in vars(rights).items() if name != "until_date"
    )


def _media_open(rights: Any) -> bool:
    """True if ordinary members may post photos or videos; a set right means forbidden."""
    return rights is None or not (rights.send_media or (rights.send_photos and rights.send_videos))


def _usernames(entity: types.Channel) -> tuple[UntrustedText, ...]:
    names = [name.username for name in entity.usernames or () if name.active]
    if entity.username and entity.username not in names:
        names.insert(0, entity.username)
    return tuple(UntrustedText(name) for name in names)
