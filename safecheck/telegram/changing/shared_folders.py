"""Which chats came with a shared folder: Telegram may offer them again from there after leaving."""

from telethon import errors, utils
from telethon.tl import functions, types

from safecheck.telegram.asking import Asker
from safecheck.telegram.errors import UNREADABLE


async def chats_of_shared_folders(asker: Asker) -> frozenset[str]:
    """Return the ids of the chats in shared folders; none where Telegram does not say."""
    try:
        answer = await asker.ask(functions.messages.GetDialogFiltersRequest(), "changes")
    except (errors.RPCError, *UNREADABLE):
        return frozenset()
    return frozenset(
        str(utils.get_peer_id(peer))
        for entry in answer.filters
        if isinstance(entry, types.DialogFilterChatlist)
        for peer in (*entry.pinned_peers, *entry.include_peers)
    )
