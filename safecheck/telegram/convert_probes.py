"""Turn the answers about one chat into facts. Pure; each function returns the fields of `facts.Chat` that its
answer tells.

Nobody's name or id is kept: of people, whether one is a contact, and how many are. Meaning of the fields:
https://core.telegram.org/constructor/channelFull, …/chatFull, …/channelParticipantSelf, …/chatParticipant,
…/messages.searchCounter.
"""

from collections.abc import Sequence
from typing import Any

from telethon.tl import types

from safecheck.model.facts import AddedBy, Chat, MediaCounts
from safecheck.model.text import UntrustedText

# what is counted -> the filter that Telegram counts it by
FILTERS: dict[str, type] = {
    "photo": types.InputMessagesFilterPhotos,
    "video": types.InputMessagesFilterVideo,
    "gif": types.InputMessagesFilterGif,
    "round": types.InputMessagesFilterRoundVideo,
    "voice": types.InputMessagesFilterVoice,
    "music": types.InputMessagesFilterMusic,
    "file": types.InputMessagesFilterDocument,
    "link": types.InputMessagesFilterUrl,
}
_COUNTED = {kind: name for name, kind in FILTERS.items()}

Changes = dict[str, Any]


def full_channel(known: Chat, answer: types.messages.ChatFull) -> Changes:
    """Return what channels.getFullChannel tells beyond what is `known`."""
    full = answer.full_chat
    return {
        "about": UntrustedText(full.about),
        "members_hidden": bool(full.participants_hidden),
        "members": full.participants_count if known.members is None else known.members,
        "bots": len(full.bot_info),
        "auto_delete_seconds": full.ttl_period or 0,
        "slow_mode_seconds": full.slowmode_seconds or 0,
        "linked": known.linked or full.linked_chat_id is not None,
    }


def own_participant(known: Chat, answer: types.channels.ChannelParticipant) -> Changes:
    """Return what channels.getParticipant tells of the account itself: since when, and who added it."""
    own = answer.participant
    if isinstance(own, types.ChannelParticipantCreator):
        return {"added_by": "self"}
    if not isinstance(own, types.ChannelParticipantSelf | types.ChannelParticipantAdmin):
        return {}
    # Whoever asked to be let in was added by the admin who said yes, and came by themselves.
    asked = bool(getattr(own, "via_request", False))
    return {
        "added_by": "self" if asked else _added_by(own.inviter_id, own.user_id, _people(answer.users)),
        "joined": own.date if known.joined is None else known.joined,
    }


def full_chat(known: Chat, answer: types.messages.ChatFull) -> Changes:
    """Return what messages.getFullChat tells of a basic group beyond what is `known`."""
    full, people = answer.full_chat, _people(answer.users)
    changes: Changes = {
        "about": UntrustedText(full.about),
        "auto_delete_seconds": full.ttl_period or 0,
    }
    if isinstance(full.participants, types.ChatParticipants):
        members = full.participants.participants
        there = [people[member.user_id] for member in members if member.user_id in people]
        changes["members_hidden"] = False
        changes["contacts"] = sum(_is_contact(user) for user in there if not user.is_self)
        changes["bots"] = sum(bool(user.bot) for user in there)
    else:
        members = [full.participants.self_participant]
    me = {number for number, user in people.items() if user.is_self}
    for own in members:
        if own is None or own.user_id not in me:
            continue
        if isinstance(own, types.ChatParticipantCreator):
            changes["added_by"] = "self"
        else:
            changes["added_by"] = _added_by(own.inviter_id, own.user_id, people)
            changes["joined"] = own.date if known.joined is None else known.joined
    return changes


def media_counts(answers: Sequence[types.messages.SearchCounter]) -> Changes:
    """Return what messages.getSearchCounters tells, of one request or of several together."""
    counted = {
        _COUNTED[type(each.filter)]: max(0, each.count) for each in answers if type(each.filter) in _COUNTED
    }
    rounded = any(each.inexact for each in answers)
    return {"media": MediaCounts(**counted, rounded=rounded)} if counted else {}


def _people(users: Sequence[Any]) -> dict[int, Any]:
    """Return the people by id; an account that no longer exists tells nothing."""
    return {user.id: user for user in users if isinstance(user, types.User)}


def _added_by(inviter: int | None, me: int, people: dict[int, Any]) -> AddedBy | None:
    """Return who added the account, None where Telegram does not say who it was, or what that person is."""
    if inviter == me:
        return "self"
    user = people.get(inviter or 0)
    # What a partial description says of contacts does not count.
    if user is None or user.min:
        return None
    return "contact" if _is_contact(user) else "stranger"


def _is_contact(user: Any) -> bool:
    return bool(user.contact or user.mutual_contact)
