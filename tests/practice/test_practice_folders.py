"""Shared folders on the practice server: which chats came with one, and leaving it with them."""

from typing import Any

import pytest
from telethon import errors
from telethon.tl import functions, types

from safecheck.practice.entities import access_hash
from safecheck.practice.scenario import ChatSpec, SettingsSpec
from tests.practice.accounts import scenario
from tests.practice.conftest import Connect, Serve, sign_in

ask = functions.chatlists
CHATS = (
    ChatSpec(id=1, kind="channel", title="One", shared_folder=2),
    ChatSpec(id=2, kind="group", title="Two", shared_folder=2),
    ChatSpec(id=3, kind="supergroup", title="Own", shared_folder=2, owned=True),
    ChatSpec(id=4, kind="channel", title="Elsewhere", shared_folder=1),
    ChatSpec(id=5, kind="channel", title="Alone"),
)


def channel(number: int) -> Any:
    return types.InputPeerChannel(number, access_hash(number))


async def test_a_shared_folder_can_be_left_with_the_chats_that_came_with_it(
    serve: Serve, connect: Connect
) -> None:
    server = await serve(scenario(*CHATS, settings=SettingsSpec(folders=3, shared_folders=2)))
    client = await connect(server)
    await sign_in(client, server)

    async def shared() -> dict[int, list[Any]]:
        filters = (await client(functions.messages.GetDialogFiltersRequest())).filters
        return {
            each.id: each.include_peers for each in filters if isinstance(each, types.DialogFilterChatlist)
        }

    second = types.InputChatlistDialogFilter(4)
    assert await shared() == {3: [channel(4)], 4: [channel(1), types.InputPeerChat(2), channel(3)]}
    suggested = await client(ask.GetLeaveChatlistSuggestionsRequest(second))
    assert suggested == [types.PeerChannel(1), types.PeerChat(2)]
    for peers, error in (
        ([channel(1), channel(3)], errors.UserCreatorError),
        ([channel(1), channel(4)], errors.PeerIdInvalidError),
    ):
        with pytest.raises(error):
            await client(ask.LeaveChatlistRequest(second, peers))
    assert len(await client.get_dialogs()) == 5, "a refusal changes nothing"

    answer = await client(ask.LeaveChatlistRequest(second, [channel(1), types.InputPeerChat(2)]))
    assert [type(update) for update in answer.updates] == [
        types.UpdateDialogFilter,
        types.UpdateChannel,
        types.UpdateNewMessage,
    ]
    dialogs = {dialog.name: dialog.entity for dialog in await client.get_dialogs()}
    assert set(dialogs) == {"Two", "Own", "Elsewhere", "Alone"}
    assert dialogs["Two"].left
    assert await shared() == {3: [channel(4)]}
    with pytest.raises(errors.FilterIdInvalidError):
        await client(ask.LeaveChatlistRequest(second, []))
