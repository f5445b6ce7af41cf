"""Leaving groups and channels on the practice server, and what is seen of them afterwards."""

from typing import Any

import pytest
from telethon import errors
from telethon.tl import functions, types

from safecheck.practice.entities import access_hash
from safecheck.practice.scenario import ChatSpec
from safecheck.practice.server import PracticeServer
from tests.practice.accounts import account, scenario
from tests.practice.conftest import Connect, Serve, sign_in

CHATS = (
    ChatSpec(id=1, kind="supergroup", title="Private", members=40, linked="Beside it"),
    ChatSpec(id=2, kind="channel", title="Public", username="practice_public", members=90),
    ChatSpec(id=3, kind="supergroup", title="Own", members=5, owned=True),
    ChatSpec(id=4, kind="channel", title="Closed", forbidden=True),
    ChatSpec(id=5, kind="channel", title="Left before", left=True),
    ChatSpec(id=6, kind="group", title="Small", members=4, active_days_ago=30),
    ChatSpec(id=7, kind="group", title="Moved", deactivated=True),
    ChatSpec(id=8, kind="group", title="Own small one", members=1, owned=True),
    ChatSpec(id=9, kind="channel", title="Stays"),
)
LEAVE_GROUP = functions.messages.DeleteChatUserRequest


def named(number: int) -> Any:
    return types.InputChannel(number, access_hash(number))


async def started(serve: Serve, connect: Connect) -> tuple[PracticeServer, Any]:
    server = await serve(scenario(*CHATS))
    client = await connect(server)
    await sign_in(client, server)
    return server, client


async def listed(client: Any) -> set[str]:
    return {dialog.name for dialog in await client.get_dialogs()}


async def test_a_private_group_that_was_left_is_gone(serve: Serve, connect: Connect) -> None:
    server, client = await started(serve, connect)
    before = await listed(client)
    peer = types.InputPeerChannel(1, access_hash(1))
    updates = await client(functions.channels.LeaveChannelRequest(named(1)))

    assert updates.updates == [types.UpdateChannel(1)]
    assert await listed(client) == before - {"Private"}
    for question in (
        functions.channels.GetChannelsRequest([named(1)]),
        functions.channels.GetFullChannelRequest(named(1)),
        functions.channels.GetParticipantRequest(named(1), types.InputPeerSelf()),
        functions.account.GetNotifySettingsRequest(types.InputNotifyPeer(peer)),
        functions.folders.EditPeerFoldersRequest([types.InputFolderPeer(peer, 1)]),
    ):
        with pytest.raises(errors.ChannelPrivateError):
            await client(question)
    single = await client(functions.messages.GetPeerDialogsRequest([types.InputDialogPeer(peer)]))
    assert single.dialogs == []
    await client.log_out()
    later = await connect(server)
    await sign_in(later, server)
    assert await listed(later) == before - {"Private"}
    left = [entry.written for entry in server.log if entry.method == "channels.leaveChannel"]
    assert left == [{"channel": {"_": "InputChannel", "channel_id": 1}}]


async def test_a_public_channel_that_was_left_can_be_seen_from_outside(
    serve: Serve, connect: Connect
) -> None:
    _, client = await started(serve, connect)
    await client(functions.channels.LeaveChannelRequest(named(2)))

    assert "Public" not in await listed(client)
    (outside,) = (await client(functions.channels.GetChannelsRequest([named(2)]))).chats
    assert (outside.left, outside.participants_count) == (True, 89)
    assert (await client(functions.channels.GetFullChannelRequest(named(2)))).full_chat.id == 2
    found = await client(functions.contacts.ResolveUsernameRequest("practice_public"))
    assert found.chats[0].left
    with pytest.raises(errors.UserNotParticipantError):
        await client(functions.channels.GetParticipantRequest(named(2), types.InputPeerSelf()))


@pytest.mark.parametrize(
    ("number", "error"),
    [
        (3, errors.UserCreatorError),
        (4, errors.ChannelPrivateError),
        (5, errors.UserNotParticipantError),
        (99, errors.ChannelInvalidError),
    ],
)
async def test_leaving_is_refused_as_telegram_refuses_it(
    number: int, error: type[Exception], serve: Serve, connect: Connect
) -> None:
    _, client = await started(serve, connect)
    before = await listed(client)
    with pytest.raises(error):
        await client(functions.channels.LeaveChannelRequest(named(number)))

    assert await listed(client) == before


async def test_a_community_is_no_channel_to_leave(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario(ChatSpec(id=10, kind="community", title="Town")))
    client = await connect(server)
    await sign_in(client, server)
    with pytest.raises(errors.ChannelInvalidError):
        await client(functions.channels.LeaveChannelRequest(named(10)))


async def test_leaving_twice_says_that_one_is_out_already(serve: Serve, connect: Connect) -> None:
    _, client = await started(serve, connect)
    for request in (
        functions.channels.LeaveChannelRequest(named(1)),
        LEAVE_GROUP(6, types.InputUserSelf()),
    ):
        await client(request)
        with pytest.raises(errors.UserNotParticipantError):
            await client(request)


async def test_a_small_group_that_was_left_stays_with_a_note_of_that(serve: Serve, connect: Connect) -> None:
    server, client = await started(serve, connect)
    updates = await client(LEAVE_GROUP(6, types.InputUserSelf()))
    first = (await client.get_dialogs())[0]
    (group,) = (await client(functions.messages.GetChatsRequest([6]))).chats

    assert isinstance(updates.updates[0].message.action, types.MessageActionChatDeleteUser)
    assert (first.name, first.entity.left, group.left, group.participants_count) == ("Small", True, True, 3)
    assert isinstance(first.message.action, types.MessageActionChatDeleteUser)
    assert first.message.action.user_id == first.message.sender_id == account().id
    full = (await client(functions.messages.GetFullChatRequest(6))).full_chat
    assert isinstance(full.participants, types.ChatParticipantsForbidden)
    asked = next(entry for entry in server.log if entry.method == "messages.deleteChatUser")
    assert asked.written == {"chat_id": 6, "user_id": {"_": "InputUserSelf"}}
    assert asked.shape["revoke_history"] is False


async def test_taking_ones_history_along_is_told_by_the_log(serve: Serve, connect: Connect) -> None:
    server, client = await started(serve, connect)
    await client(LEAVE_GROUP(6, types.InputUserSelf(), revoke_history=True))

    assert server.log[-1].written is not None
    assert server.log[-1].written["revoke_history"] is True


@pytest.mark.parametrize(
    ("request_", "error"),
    [
        (LEAVE_GROUP(99, types.InputUserSelf()), errors.ChatIdInvalidError),
        (LEAVE_GROUP(7, types.InputUserSelf()), errors.PeerIdInvalidError),
        (LEAVE_GROUP(6, types.InputUser(1, 1)), errors.UserIdInvalidError),
        (
            LEAVE_GROUP(6, types.InputUser(5_000_000_001, access_hash(5_000_000_001))),
            errors.ChatAdminRequiredError,
        ),
    ],
)
async def test_nobody_else_is_removed_from_a_small_group(
    request_: Any, error: type[Exception], serve: Serve, connect: Connect
) -> None:
    _, client = await started(serve, connect)
    with pytest.raises(error):
        await client(request_)


async def test_an_owner_can_ask_who_would_own_the_chat_then(serve: Serve, connect: Connect) -> None:
    _, client = await started(serve, connect)
    ask = functions.messages.GetFutureChatCreatorAfterLeaveRequest
    own = types.InputPeerChannel(3, access_hash(3))

    assert (await client(ask(own))).id == 5_000_000_004
    assert isinstance(await client(ask(types.InputPeerChat(8))), types.UserEmpty)
    with pytest.raises(errors.ChatAdminRequiredError):
        await client(ask(types.InputPeerChat(6)))
