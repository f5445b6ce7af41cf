"""Changing what the account has of one chat: its notifications, and whether it is archived."""

from datetime import datetime
from typing import Any

import msgspec
from telethon.tl import functions, types

from safecheck.practice.chat_answers import reachable, updates_about
from safecheck.practice.entities import peer_of
from safecheck.practice.faults import RpcFailure
from safecheck.practice.telegram import Call, Handler

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
    return updates_about(telegram, entries, types.UpdateFolderPeers(moved, pts=1, pts_count=0))


CLOSED: dict[type, Handler] = {
    functions.account.GetNotifySettingsRequest: get_notify_settings,
}

WRITES: dict[type, Handler] = {
    functions.account.UpdateNotifySettingsRequest: update_notify_settings,
    functions.folders.EditPeerFoldersRequest: edit_peer_folders,
}
