"""Folders of chats: their list, and leaving a shared one along with chats that came with it."""

from typing import Any

from telethon.tl import functions, types

from safecheck.practice.chat_answers import reachable, updates_about
from safecheck.practice.dialogs import Entry
from safecheck.practice.entities import access_hash, peer_of
from safecheck.practice.faults import RpcFailure
from safecheck.practice.leaving import check_leaving, leave, update_of
from safecheck.practice.telegram import Call, Handler, Telegram

FIRST_FOLDER = 2  # 0 is the main list, 1 the archive


def _plain(telegram: Telegram) -> int:
    settings = telegram.scenario.settings
    return settings.folders - settings.shared_folders


def _shared_id(telegram: Telegram, number: int) -> int:
    """Return the id of a shared folder, the first of which has the number 1; they follow the plain ones."""
    return FIRST_FOLDER + _plain(telegram) + number - 1


def _came_with(telegram: Telegram, number: int) -> list[Entry]:
    return [entry for entry in telegram.chats.known if entry.spec.shared_folder == number and not entry.gone]


def _input_peer(entry: Entry) -> Any:
    number = entry.spec.id
    if entry.spec.kind == "group":
        return types.InputPeerChat(number)
    return types.InputPeerChannel(number, access_hash(number))


def _title(number: int) -> Any:
    return types.TextWithEntities(f"Folder {number - FIRST_FOLDER + 1}", [])


def get_filters(call: Call) -> Any:
    """messages.getDialogFilters: the list of all chats, the plain folders, then those that came as shared."""
    telegram = call.telegram
    filters: list[Any] = [types.DialogFilterDefault()]
    filters += [
        types.DialogFilter(number, _title(number), [], [], [], groups=True)
        for number in range(FIRST_FOLDER, FIRST_FOLDER + _plain(telegram))
    ]
    for shared in telegram.state.shared_folders:
        number = _shared_id(telegram, shared)
        chats = [_input_peer(entry) for entry in _came_with(telegram, shared)]
        filters.append(types.DialogFilterChatlist(number, _title(number), [], chats))
    return types.messages.DialogFilters(filters)


def _shared(call: Call) -> int:
    for number in call.telegram.state.shared_folders:
        if _shared_id(call.telegram, number) == call.request.chatlist.filter_id:
            return number
    raise RpcFailure(400, "FILTER_ID_INVALID")


def get_leave_suggestions(call: Call) -> Any:
    """chatlists.getLeaveChatlistSuggestions: the chats that came with a folder and can be left with it."""
    came = _came_with(call.telegram, _shared(call))
    return [peer_of(entry.spec) for entry in came if not (entry.spec.owned or entry.spec.left)]


def leave_chatlist(call: Call) -> Any:
    """chatlists.leaveChatlist: the folder goes, and of its chats those that are named; all or nothing."""
    telegram, number = call.telegram, _shared(call)
    named = [reachable(telegram, peer) for peer in call.request.peers]
    if any(entry.spec.shared_folder != number for entry in named):
        raise RpcFailure(400, "PEER_ID_INVALID")
    for entry in named:
        check_leaving(entry)
    left = [leave(telegram, entry) for entry in named]
    telegram.state.shared_folders.remove(number)
    gone = types.UpdateDialogFilter(_shared_id(telegram, number))
    return updates_about(telegram, left, gone, *(update_of(telegram, entry) for entry in left))


CLOSED: dict[type, Handler] = {
    functions.messages.GetDialogFiltersRequest: get_filters,
    functions.chatlists.GetLeaveChatlistSuggestionsRequest: get_leave_suggestions,
}

WRITES: dict[type, Handler] = {
    functions.chatlists.LeaveChatlistRequest: leave_chatlist,
}
