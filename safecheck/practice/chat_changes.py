"""Changing what the account has of one chat: its notifications, its folder, whether it is there at all."""

import time
from datetime import datetime
from typing import Any

import msgspec
from telethon.tl import functions, types

from safecheck.practice.chat_answers import channel_entry, group_entry, user_of
from safecheck.practice.dialogs import PRIVATE, Entry
from safecheck.practice.entities import peer_of
from safecheck.practice.faults import RpcFailure
from safecheck.practice.telegram import Call, Handler, Telegram


def reachable(telegram: Telegram, wanted: Any) -> Entry:
    """Return the chat that an InputPeer… names; raise PEER_ID_INVALID, or CHANNEL_PRIVATE where the owner is
    no longer let in."""
    entry = telegram.chats.find(wanted)
    if entry is None:
        raise RpcFailure(400, "PEER_ID_INVALID")
    if entry.spec.forbidden and entry.spec.kind != "group":
        raise RpcFailure(400, "CHANNEL_PRIVATE")
    return entry


def _updates(telegram: Telegram, entries: list[Entry], *updates: Any) -> Any:
    specs = [entry.spec for entry in entries]
    return types.Updates(
        updates=list(updates),
        users=[telegram.entities.user(spec) for spec in specs if spec.kind in PRIVATE],
        chats=[telegram.entities.chat(spec) for spec in specs if spec.kind not in PRIVATE],
        date=int(time.time()),
        seq=0,
    )


# --- notifications ---------------------------------------------------------------------------------------


def get_notify_settings(call: Call) -> Any:
    """account.getNotifySettings: of one chat, or the defaults of a kind of chats."""
    wanted, telegram = call.request.peer, call.telegram
    if isinstance(wanted, types.InputNotifyPeer):
        return reachable(telegram, wanted.peer).notify
    if type(wanted) not in telegram.state.notify:
        raise RpcFailure(400, "PEER_ID_INVALID")
    return telegram.state.notify[type(wanted)]


def update_notify_settings(call: Call) -> Any:
    """account.updateNotifySettings: replaced as a whole; what is not given is as for that kind of chats."""
    wanted, telegram = call.request.peer, call.telegram
    new = _notify(call.request.settings)
    if isinstance(wanted, types.InputNotifyPeer):
        telegram.put(reachable(telegram, wanted.peer)._replace(notify=new))
    elif type(wanted) in telegram.state.notify:
        telegram.state.notify[type(wanted)] = new
    else:
        raise RpcFailure(400, "PEER_ID_INVALID")
    return True


def _notify(given: Any) -> Any:
    """Return the PeerNotifySettings for what was given; one sound then holds for every app."""
    until = given.mute_until
    return types.PeerNotifySettings(
        show_previews=given.show_previews,
        silent=given.silent,
        mute_until=int(until.timestamp()) if isinstance(until, datetime) else until,
        ios_sound=given.sound,
        android_sound=given.sound,
        other_sound=given.sound,
        stories_muted=given.stories_muted,
        stories_hide_sender=given.stories_hide_sender,
        stories_ios_sound=given.stories_sound,
        stories_android_sound=given.stories_sound,
        stories_other_sound=given.stories_sound,
    )


# --- the archive -----------------------------------------------------------------------------------------


def edit_peer_folders(call: Call) -> Any:
    """folders.editPeerFolders: into the archive (1) or back (0). A chat that moves is no longer pinned."""
    telegram, moves = call.telegram, call.request.folder_peers
    if any(move.folder_id not in (0, 1) for move in moves):
        raise RpcFailure(400, "FOLDER_ID_INVALID")
    entries = [reachable(telegram, move.peer) for move in moves]
    for entry, move in zip(entries, moves, strict=True):
        archived = move.folder_id == 1
        if archived != entry.spec.archived:
            spec = msgspec.structs.replace(entry.spec, archived=archived, pinned=False)
            telegram.put(entry._replace(spec=spec))
    moved = [
        types.FolderPeer(peer_of(entry.spec), move.folder_id)
        for entry, move in zip(entries, moves, strict=True)
    ]
    return _updates(telegram, entries, types.UpdateFolderPeers(moved, pts=1, pts_count=0))


# --- leaving ---------------------------------------------------------------------------------------------


def leave_channel(call: Call) -> Any:
    """channels.leaveChannel. What belongs to the channel (its linked group) stays."""
    entry = channel_entry(call.telegram, call.request.channel)
    spec = entry.spec
    if spec.kind == "community":
        raise RpcFailure(400, "CHANNEL_INVALID")
    if entry.gone or spec.left:
        raise RpcFailure(400, "USER_NOT_PARTICIPANT")
    if spec.forbidden:
        raise RpcFailure(400, "CHANNEL_PRIVATE")
    if spec.owned:
        raise RpcFailure(400, "USER_CREATOR")
    left = _without_owner(entry)
    call.telegram.put(left)
    return _updates(call.telegram, [left], types.UpdateChannel(spec.id))


def _without_owner(entry: Entry) -> Entry:
    """A public chat can still be looked at from outside, a private one cannot."""
    spec = entry.spec
    public = spec.kind == "group" or bool(spec.username or spec.more_usernames)
    members = spec.members and spec.members - 1
    spec = msgspec.structs.replace(
        spec, left=public, forbidden=not public, members=members, owned=False, admin=False
    )
    return entry._replace(spec=spec, gone=True)


def delete_chat_user(call: Call) -> Any:
    """messages.deleteChatUser, for the owner only: a message in the group tells the others, and the group
    stays in the chat list. An owner of the group may go; somebody else becomes its owner at once."""
    telegram, request = call.telegram, call.request
    entry = group_entry(telegram, request.chat_id)
    user = user_of(telegram, request.user_id)
    if user is None:
        raise RpcFailure(400, "USER_ID_INVALID")
    if entry.spec.deactivated:
        raise RpcFailure(400, "PEER_ID_INVALID")
    if entry.gone or entry.spec.left or entry.spec.forbidden:
        raise RpcFailure(400, "USER_NOT_PARTICIPANT")
    if user.id != telegram.account.id:
        raise RpcFailure(400, "CHAT_ADMIN_REQUIRED")
    left = _without_owner(entry)._replace(top=telegram.chats.next_number(), date=int(time.time()))
    telegram.put(left)
    message = telegram.dialogs.message(left)
    return _updates(telegram, [left], types.UpdateNewMessage(message, pts=1, pts_count=0))


def get_future_creator(call: Call) -> Any:
    """messages.getFutureChatCreatorAfterLeave: who would own a chat of the owner's after that."""
    telegram = call.telegram
    spec = reachable(telegram, call.request.peer).spec
    if not spec.owned:
        raise RpcFailure(400, "CHAT_ADMIN_REQUIRED")
    return telegram.entities.sender(spec.id) if (spec.members or 0) > 1 else types.UserEmpty(0)


CLOSED: dict[type, Handler] = {
    functions.account.GetNotifySettingsRequest: get_notify_settings,
    functions.messages.GetFutureChatCreatorAfterLeaveRequest: get_future_creator,
}

WRITES: dict[type, Handler] = {
    functions.account.UpdateNotifySettingsRequest: update_notify_settings,
    functions.folders.EditPeerFoldersRequest: edit_peer_folders,
    functions.channels.LeaveChannelRequest: leave_channel,
    functions.messages.DeleteChatUserRequest: delete_chat_user,
}
