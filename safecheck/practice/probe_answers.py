"""Answers about one chat in full: its description, who is in it, who added the account, what it holds.

As on the real wire, people, photos and linked chats come along that nobody asked for.
"""

from typing import Any

from telethon.tl import functions, types

from safecheck.practice.chat_answers import channel_entry, group_entry
from safecheck.practice.faults import RpcFailure
from safecheck.practice.scenario import ChatSpec
from safecheck.practice.telegram import Call, Handler, Telegram

# filter -> the key of `holds` that it counts; what is counted by no key is 0
_COUNTED: dict[type, str] = {
    types.InputMessagesFilterPhotos: "photo",
    types.InputMessagesFilterVideo: "video",
    types.InputMessagesFilterGif: "gif",
    types.InputMessagesFilterRoundVideo: "round",
    types.InputMessagesFilterVoice: "voice",
    types.InputMessagesFilterMusic: "music",
    types.InputMessagesFilterDocument: "file",
    types.InputMessagesFilterUrl: "link",
}


def _inviter(telegram: Telegram, spec: ChatSpec) -> Any:
    """Return the User who put the account into a chat: itself, a contact among its chats, or a stranger."""
    if spec.added_by == "self":
        return telegram.entities.owner()
    known = telegram.chats.contacts
    if spec.added_by == "contact" and known:
        return telegram.entities.user(known[0])
    return telegram.entities.sender(spec.id)


def _robots(telegram: Telegram, spec: ChatSpec) -> list[Any]:
    return [telegram.entities.member(n, bot=True) for n in range(spec.bots)]


def _bot_info(telegram: Telegram, spec: ChatSpec) -> list[Any]:
    return [
        types.BotInfo(
            user_id=robot.id,
            description="What a practice bot says of itself.",
            description_photo=telegram.media.photo(robot.id, 1),
            commands=[types.BotCommand("start", "Say hello")],
        )
        for robot in _robots(telegram, spec)
    ]


def get_full_channel(call: Call) -> Any:
    """channels.getFullChannel; nothing about channels that the owner may not see."""
    telegram = call.telegram
    entry = channel_entry(telegram, call.request.channel)
    spec = entry.spec
    if spec.forbidden or spec.kind == "community":
        raise RpcFailure(400, "CHANNEL_PRIVATE")
    linked = None if spec.linked is None else telegram.entities.linked(spec)
    sees_members = spec.admin or spec.owned or (spec.kind != "channel" and not spec.members_hidden)
    full = types.ChannelFull(
        id=spec.id,
        about=spec.about,
        participants_count=spec.members,
        can_view_participants=sees_members,
        participants_hidden=spec.members_hidden,
        read_inbox_max_id=0 if spec.never_read else max(0, entry.top - spec.unread),
        read_outbox_max_id=0,
        unread_count=spec.unread,
        chat_photo=telegram.media.photo(spec.id, entry.date),
        notify_settings=entry.notify,
        bot_info=_bot_info(telegram, spec),
        pts=entry.top + 1,
        folder_id=1 if spec.archived else None,
        linked_chat_id=None if linked is None else linked.id,
        slowmode_seconds=spec.slow_mode or None,
        ttl_period=spec.auto_delete or None,
    )
    chats = [telegram.entities.chat(spec), *([] if linked is None else [linked])]
    return types.messages.ChatFull(full_chat=full, chats=chats, users=_robots(telegram, spec))


def get_full_chat(call: Call) -> Any:
    """messages.getFullChat; who is in the group, as far as the owner may see it."""
    telegram = call.telegram
    entry = group_entry(telegram, call.request.chat_id)
    spec = entry.spec
    participants: Any = types.ChatParticipantsForbidden(spec.id)
    users: list[Any] = []
    if not (spec.left or spec.forbidden or spec.deactivated):
        users, members = _members(telegram, spec)
        participants = types.ChatParticipants(spec.id, members, version=1)
    full = types.ChatFull(
        id=spec.id,
        about=spec.about,
        participants=participants,
        notify_settings=entry.notify,
        chat_photo=telegram.media.photo(spec.id, entry.date),
        bot_info=_bot_info(telegram, spec),
        folder_id=1 if spec.archived else None,
        ttl_period=spec.auto_delete or None,
    )
    return types.messages.ChatFull(full_chat=full, chats=[telegram.entities.chat(spec)], users=users)


def _members(telegram: Telegram, spec: ChatSpec) -> tuple[list[Any], list[Any]]:
    """Return the people in a basic group and their entries: the owner, contacts, bots, then strangers."""
    entities, me = telegram.entities, telegram.account.id
    inviter = _inviter(telegram, spec)
    people = {me: entities.owner(), inviter.id: inviter}
    people |= {known.id: entities.user(known) for known in telegram.chats.contacts[: spec.contacts]}
    people |= {robot.id: robot for robot in _robots(telegram, spec)}
    strangers = (entities.member(n) for n in range(spec.members or 0))
    for stranger in strangers:
        if len(people) >= (spec.members or 0):
            break
        people.setdefault(stranger.id, stranger)
    joined = entities.ago(spec.created_days_ago if spec.joined_days_ago is None else spec.joined_days_ago)
    own: Any = types.ChatParticipant(me, inviter.id, joined)
    if spec.owned:
        own = types.ChatParticipantCreator(me)
    elif spec.admin:
        own = types.ChatParticipantAdmin(me, inviter.id, joined)
    others = [types.ChatParticipant(number, number, joined) for number in people if number != me]
    return list(people.values()), [own, *others]


def get_participant(call: Call) -> Any:
    """channels.getParticipant, about the owner only: how the owner came in."""
    telegram = call.telegram
    spec = channel_entry(telegram, call.request.channel).spec
    wanted = call.request.participant
    if not (isinstance(wanted, types.InputPeerSelf) or getattr(wanted, "user_id", 0) == telegram.account.id):
        raise RpcFailure(400, "PARTICIPANT_ID_INVALID")
    if spec.forbidden or spec.kind == "community":
        raise RpcFailure(400, "CHANNEL_PRIVATE")
    if spec.left:
        raise RpcFailure(400, "USER_NOT_PARTICIPANT")
    me, inviter = telegram.account.id, _inviter(telegram, spec)
    rights = telegram.entities.chat(spec).admin_rights
    joined = telegram.entities.ago(
        spec.created_days_ago if spec.joined_days_ago is None else spec.joined_days_ago
    )
    own: Any = types.ChannelParticipantSelf(me, inviter.id, joined)
    if spec.owned:
        own = types.ChannelParticipantCreator(me, rights)
    elif spec.admin:
        own = types.ChannelParticipantAdmin(
            me, promoted_by=inviter.id, date=joined, admin_rights=rights, is_self=True, inviter_id=inviter.id
        )
    people = {me: telegram.entities.owner(), inviter.id: inviter}
    return types.channels.ChannelParticipant(
        own, chats=[telegram.entities.chat(spec)], users=list(people.values())
    )


def get_search_counters(call: Call) -> Any:
    """messages.getSearchCounters, for as many kinds of media as are asked for."""
    telegram, request = call.telegram, call.request
    entry = telegram.chats.find(request.peer)
    if entry is None:
        raise RpcFailure(400, "PEER_ID_INVALID")
    spec = entry.spec
    if spec.forbidden:
        raise RpcFailure(400, "CHANNEL_PRIVATE" if spec.kind != "group" else "CHAT_FORBIDDEN")
    if spec.no_counters:
        raise RpcFailure(400, "CHAT_ADMIN_REQUIRED")
    if len(request.filters) > 1 and telegram.faults.one_filter_at_a_time:
        raise RpcFailure(400, "INPUT_FILTER_INVALID")
    counts = {kind: getattr(spec.holds, name) for kind, name in _COUNTED.items()}
    return [
        types.messages.SearchCounter(each, counts.get(type(each), 0), inexact=spec.holds.rounded)
        for each in request.filters
    ]


CLOSED: dict[type, Handler] = {
    functions.channels.GetFullChannelRequest: get_full_channel,
    functions.messages.GetFullChatRequest: get_full_chat,
    functions.channels.GetParticipantRequest: get_participant,
    functions.messages.GetSearchCountersRequest: get_search_counters,
}
