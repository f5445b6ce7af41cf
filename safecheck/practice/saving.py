"""What apps are told to save by themselves: templates of automatic download, and saving to the gallery."""

from typing import Any

from telethon.tl import functions, types

from safecheck.practice.chat_answers import described, peer_named
from safecheck.practice.faults import RpcFailure
from safecheck.practice.telegram import Call, Handler


def get_auto_download(call: Call) -> Any:
    """account.getAutoDownloadSettings."""
    return types.account.AutoDownloadSettings(**call.telegram.state.templates)


def save_auto_download(call: Call) -> Any:
    """account.saveAutoDownloadSettings: one template, the middle one unless a flag names another.

    The author of an independent server reports that Telegram keeps nothing of it and says yes all the same;
    `templates_stored` of the scenario decides which Telegram this is.
    """
    request = call.request
    name = "low" if request.low else "high" if request.high else "medium"
    if call.telegram.scenario.settings.templates_stored:
        call.telegram.state.templates[name] = request.settings
    return True


def get_auto_save(call: Call) -> Any:
    """account.getAutoSaveSettings, with the people and chats that are exceptions."""
    state = call.telegram.state
    peers = [exception.peer for exception in state.auto_save_exceptions]
    chats, users = described(
        call.telegram,
        [peer.user_id for peer in peers if isinstance(peer, types.PeerUser)],
        [getattr(peer, "chat_id", None) or peer.channel_id for peer in peers if not hasattr(peer, "user_id")],
    )
    return types.account.AutoSaveSettings(
        users_settings=state.auto_save["users"],
        chats_settings=state.auto_save["chats"],
        broadcasts_settings=state.auto_save["broadcasts"],
        exceptions=state.auto_save_exceptions,
        chats=chats,
        users=users,
    )


def save_auto_save(call: Call) -> Any:
    """account.saveAutoSaveSettings: for one kind of chats, or for one chat.

    For one chat, settings that say nothing, not even a size, take its exception away: that is how TDLib
    (AutosaveManager.cpp) clears one.
    """
    request, state = call.request, call.telegram.state
    kinds = [name for name in state.auto_save if getattr(request, name)]
    if len(kinds) + (request.peer is not None) != 1:
        raise RpcFailure(400, "SETTINGS_INVALID")
    if kinds:
        state.auto_save[kinds[0]] = request.settings
        return True
    peer = peer_named(call.telegram, request.peer)
    kept = [exception for exception in state.auto_save_exceptions if exception.peer != peer]
    new = request.settings
    if new.photos or new.videos or new.video_max_size is not None:
        kept.append(types.AutoSaveException(peer, new))
    state.auto_save_exceptions = kept
    return True


def delete_auto_save_exceptions(call: Call) -> Any:
    """account.deleteAutoSaveExceptions."""
    call.telegram.state.auto_save_exceptions = []
    return True


CLOSED: dict[type, Handler] = {
    functions.account.GetAutoDownloadSettingsRequest: get_auto_download,
    functions.account.GetAutoSaveSettingsRequest: get_auto_save,
}

WRITES: dict[type, Handler] = {
    functions.account.SaveAutoDownloadSettingsRequest: save_auto_download,
    functions.account.SaveAutoSaveSettingsRequest: save_auto_save,
    functions.account.DeleteAutoSaveExceptionsRequest: delete_auto_save_exceptions,
}
