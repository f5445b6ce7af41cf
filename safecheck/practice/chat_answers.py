"""Answers about people, groups and channels: the chat list, single chats, and the state of updates."""

import re
import time
from typing import Any

import msgspec
from telethon.tl import functions, types

from safecheck.practice.dialogs import PRIVATE, Entry
from safecheck.practice.entities import access_hash, mute_settings, peer_of
from safecheck.practice.faults import RpcFailure
from safecheck.practice.scenario import ChatSpec
from safecheck.practice.telegram import Call, Handler, Telegram


def _state(telegram: Telegram) -> Any:
    unread = sum(1 for entry in telegram.chats.folder(0) if entry.spec.unread)
    return types.updates.State(pts=1, qts=0, date=int(time.time()), seq=1, unread_count=unread)


def get_dialogs(call: Call) -> Any:
    """messages.getDialogs, one page at most; see the module `dialogs`."""
    telegram, request = call.telegram, call.request
    page = telegram.chats.page(request)

    def make() -> Any:
        lists = telegram.dialogs.lists(page.entries)
        if page.archive:
            lists["dialogs"].insert(0, telegram.dialogs.archive())
        if page.whole:
            return types.messages.Dialogs(**lists)
        return types.messages.DialogsSlice(count=page.total, **lists)

    return telegram.remember_page(page.key, make)


def _peer_dialogs(telegram: Telegram, entries: list[Entry], *, archive: bool) -> Any:
    lists = telegram.dialogs.lists(entries)
    if archive and telegram.chats.folder(1):
        lists["dialogs"].insert(0, telegram.dialogs.archive())
    return types.messages.PeerDialogs(**lists, state=_state(telegram))


def get_pinned_dialogs(call: Call) -> Any:
    """messages.getPinnedDialogs; the archive counts as pinned in the main list."""
    number = call.request.folder_id
    return _peer_dialogs(call.telegram, call.telegram.chats.pinned(number), archive=number == 0)


def get_peer_dialogs(call: Call) -> Any:
    """messages.getPeerDialogs; chats that are not there are left out."""
    entries, archive = [], False
    for wanted in call.request.peers:
        if isinstance(wanted, types.InputDialogPeerFolder):
            archive = True
        elif (entry := call.telegram.chats.find(wanted.peer)) and entry.listed:
            entries.append(entry)
    return _peer_dialogs(call.telegram, entries, archive=archive)


def user_of(telegram: Telegram, wanted: Any) -> Any:
    """Return the User that an InputUser…, InputPeer… or PeerUser names, None if there is no such one."""
    account = telegram.account
    number = getattr(wanted, "user_id", None)
    if isinstance(wanted, types.InputUserSelf | types.InputPeerSelf) or number == account.id:
        return telegram.entities.owner()
    if number is None or getattr(wanted, "access_hash", access_hash(number)) != access_hash(number):
        return None
    entry = telegram.chats.find(wanted)
    return telegram.entities.user(entry.spec) if entry else telegram.entities.invented(number)


def group_of(telegram: Telegram, number: int) -> Entry | None:
    """Return the group or channel with that number, of whatever kind."""
    return telegram.chats.find(types.PeerChat(number)) or telegram.chats.find(types.PeerChannel(number))


def described(telegram: Telegram, people: list[int], chats: list[int]) -> tuple[list[Any], list[Any]]:
    """Return the chats and users with these numbers, as they come along with an answer that names them."""
    users = (user_of(telegram, types.PeerUser(number)) for number in dict.fromkeys(people))
    groups = (group_of(telegram, number) for number in dict.fromkeys(chats))
    return (
        [telegram.entities.chat(entry.spec) for entry in groups if entry is not None],
        [user for user in users if user is not None],
    )


def peer_named(telegram: Telegram, wanted: Any) -> Any:
    """Return the Peer… that an InputPeer… names; raise PEER_ID_INVALID if there is no such one."""
    if (user := user_of(telegram, wanted)) is not None:
        return types.PeerUser(user.id)
    if (entry := telegram.chats.find(wanted)) is not None:
        return peer_of(entry.spec)
    raise RpcFailure(400, "PEER_ID_INVALID")


def reachable(telegram: Telegram, wanted: Any) -> Entry:
    """Return the chat that an InputPeer… names; raise PEER_ID_INVALID, or CHANNEL_PRIVATE where the owner is
    no longer let in."""
    entry = telegram.chats.find(wanted)
    if entry is None:
        raise RpcFailure(400, "PEER_ID_INVALID")
    if entry.spec.forbidden and entry.spec.kind != "group":
        raise RpcFailure(400, "CHANNEL_PRIVATE")
    return entry


def get_users(call: Call) -> Any:
    """users.getUsers."""
    return [
        user_of(call.telegram, wanted) or types.UserEmpty(getattr(wanted, "user_id", 0))
        for wanted in call.request.id
    ]


def get_full_user(call: Call) -> Any:
    """users.getFullUser."""
    user = user_of(call.telegram, call.request.id)
    if user is None:
        raise RpcFailure(400, "USER_ID_INVALID")
    entry = call.telegram.chats.find(types.PeerUser(user.id))
    full = types.UserFull(
        id=user.id,
        settings=types.PeerSettings(report_spam=entry is not None and spam_is_offered(entry.spec)),
        notify_settings=mute_settings(muted=False),
        common_chats_count=0,
    )
    return types.users.UserFull(full_user=full, chats=[], users=[user])


def get_peer_settings(call: Call) -> Any:
    """messages.getPeerSettings: above all whether Telegram offers to report the chat as spam."""
    telegram, spec = call.telegram, reachable(call.telegram, call.request.peer).spec
    private = spec.kind in PRIVATE
    return types.messages.PeerSettings(
        settings=types.PeerSettings(report_spam=spam_is_offered(spec)),
        chats=[] if private else [telegram.entities.chat(spec)],
        users=[telegram.entities.user(spec)] if private else [],
    )


def updates_about(telegram: Telegram, entries: list[Entry], *updates: Any) -> Any:
    """Return the Updates that answer a change of these chats."""
    specs = [entry.spec for entry in entries]
    return types.Updates(
        updates=list(updates),
        users=[telegram.entities.user(spec) for spec in specs if spec.kind in PRIVATE],
        chats=[telegram.entities.chat(spec) for spec in specs if spec.kind not in PRIVATE],
        date=int(time.time()),
        seq=0,
    )


def spam_is_offered(spec: ChatSpec) -> bool:
    """Return whether Telegram offers to report that chat as spam."""
    return spec.added_by == "stranger" if spec.spam_bar is None else spec.spam_bar


def get_contacts(call: Call) -> Any:
    """contacts.getContacts."""
    telegram = call.telegram
    known = telegram.chats.contacts
    return types.contacts.Contacts(
        contacts=[types.Contact(spec.id, mutual=True) for spec in known],
        saved_count=len(known),
        users=[telegram.entities.user(spec) for spec in known],
    )


def resolve_username(call: Call) -> Any:
    """contacts.resolveUsername, among the account's own chats."""
    wanted = call.request.username.removeprefix("@").lower()
    if not re.fullmatch(r"[a-z][a-z0-9_]{2,31}", wanted):
        raise RpcFailure(400, "USERNAME_INVALID")
    telegram = call.telegram
    for entry in telegram.chats.known:
        spec = entry.spec
        if wanted in {name.lower() for name in (spec.username, *spec.more_usernames) if name}:
            private = spec.kind in PRIVATE
            return types.contacts.ResolvedPeer(
                peer=peer_of(spec),
                chats=[] if private else [telegram.entities.chat(spec)],
                users=[telegram.entities.user(spec)] if private else [],
            )
    raise RpcFailure(400, "USERNAME_NOT_OCCUPIED")


def channel_entry(telegram: Telegram, wanted: Any) -> Entry:
    """Return the channel or large group that an InputChannel names; raise CHANNEL_INVALID."""
    entry = telegram.chats.find(wanted)
    if entry is None or not isinstance(wanted, types.InputChannel):
        raise RpcFailure(400, "CHANNEL_INVALID")
    return entry


def group_entry(telegram: Telegram, number: int) -> Entry:
    """Return the basic group of that number; raise CHAT_ID_INVALID."""
    entry = telegram.chats.find(types.PeerChat(number))
    if entry is None:
        raise RpcFailure(400, "CHAT_ID_INVALID")
    return entry


def get_channels(call: Call) -> Any:
    """channels.getChannels."""
    entries = [channel_entry(call.telegram, wanted) for wanted in call.request.id]
    if any(entry.gone and entry.spec.forbidden for entry in entries):
        raise RpcFailure(400, "CHANNEL_PRIVATE")
    found = [entry.spec for entry in entries]
    # Who asks for a chat gets a whole description, also of one that was described partially before.
    whole = [msgspec.structs.replace(spec, min=False) for spec in found]
    return types.messages.Chats([call.telegram.entities.chat(spec) for spec in whole])


def get_chats(call: Call) -> Any:
    """messages.getChats."""
    found = [group_entry(call.telegram, number).spec for number in call.request.id]
    return types.messages.Chats([call.telegram.entities.chat(spec) for spec in found])


def get_state(call: Call) -> Any:
    """updates.getState."""
    return _state(call.telegram)


def get_difference(call: Call) -> Any:  # noqa: ARG001 - one signature for all handlers
    """updates.getDifference: nothing ever happened."""
    return types.updates.DifferenceEmpty(date=int(time.time()), seq=1)


def get_channel_difference(call: Call) -> Any:
    """updates.getChannelDifference: nothing ever happened there either."""
    channel_entry(call.telegram, call.request.channel)
    return types.updates.ChannelDifferenceEmpty(pts=call.request.pts, final=True)


CLOSED: dict[type, Handler] = {
    functions.messages.GetDialogsRequest: get_dialogs,
    functions.messages.GetPinnedDialogsRequest: get_pinned_dialogs,
    functions.messages.GetPeerDialogsRequest: get_peer_dialogs,
    functions.users.GetUsersRequest: get_users,
    functions.users.GetFullUserRequest: get_full_user,
    functions.messages.GetPeerSettingsRequest: get_peer_settings,
    functions.contacts.GetContactsRequest: get_contacts,
    functions.contacts.ResolveUsernameRequest: resolve_username,
    functions.channels.GetChannelsRequest: get_channels,
    functions.messages.GetChatsRequest: get_chats,
    functions.updates.GetStateRequest: get_state,
    functions.updates.GetDifferenceRequest: get_difference,
    functions.updates.GetChannelDifferenceRequest: get_channel_difference,
}
