"""Reporting a chat to the practice server: its questions, step by step, and reports of spam."""

from typing import Any

import pytest
from telethon import errors
from telethon.errors import RPCError
from telethon.tl import functions, types

from safecheck.practice.entities import access_hash
from safecheck.practice.scenario import ChatSpec, ReportOptionSpec, ReportSpec
from safecheck.practice.server import PracticeServer
from tests.practice.accounts import scenario
from tests.practice.conftest import Connect, Serve, sign_in

ask = functions.messages
CHATS = (
    ChatSpec(id=1, kind="channel", title="Tide tables"),
    ChatSpec(id=2, kind="supergroup", title="Own", owned=True),
    ChatSpec(id=3, kind="group", title="Small", added_by="stranger"),
    ChatSpec(id=4, kind="channel", title="Closed", forbidden=True),
    ChatSpec(id=5, kind="person", title="Iris", spam_bar=True),
    ChatSpec(id=6, kind="supergroup", title="Large", added_by="stranger", spam_bar=False),
)


def channel(number: int) -> Any:
    return types.InputPeerChannel(number, access_hash(number))


async def started(serve: Serve, connect: Connect, **changes: Any) -> tuple[PracticeServer, Any]:
    server = await serve(scenario(*CHATS, **changes))
    client = await connect(server)
    await sign_in(client, server)
    return server, client


async def step(client: Any, option: bytes = b"", message: str = "", peer: Any = None) -> Any:
    return await client(ask.ReportRequest(peer or channel(1), [], option, message))


async def test_a_report_is_a_dialogue_in_the_words_of_the_server(serve: Serve, connect: Connect) -> None:
    server, client = await started(serve, connect)
    first = await step(client)
    done, more, which, other = (option.option for option in first.options)
    second = await step(client, more)
    maybe, must, unsure = (option.option for option in second.options)

    assert first.title == "What is the matter with this chat?"
    assert [option.text for option in first.options] == [
        "I do not like it",
        "It breaks a rule",
        "It is about some of its messages",
        "Something else",
    ]
    assert second.title == "Which rule does it break?"
    assert isinstance(await step(client, done), types.ReportResultReported)
    assert isinstance(await step(client, unsure), types.ReportResultReported)
    optional, required = await step(client, maybe), await step(client, must)
    assert (optional.optional, required.optional) == (True, False)
    assert isinstance(await step(client, optional.option), types.ReportResultReported)
    with pytest.raises(RPCError, match="MESSAGE_REQUIRED"):
        await step(client, required.option)
    words = "Only words for practice"
    assert isinstance(await step(client, required.option, words), types.ReportResultReported)
    with pytest.raises(RPCError, match="MESSAGE_ID_REQUIRED"):
        await step(client, which)
    assert isinstance(await client(ask.ReportRequest(channel(1), [7], which, "")), types.ReportResultReported)
    assert isinstance(await step(client, other), types.ReportResultAddComment)
    assert all(words not in str(entry) for entry in server.log)
    asked = [entry.written for entry in server.log if entry.method == "messages.report"]
    assert asked[0] == {
        "peer": {"_": "InputPeerChannel", "channel_id": 1},
        "id": [],
        "option": "",
        "message": "0 characters",
    }
    assert asked[1] is not None
    assert bytes.fromhex(asked[1]["option"]) == more


@pytest.mark.parametrize("option", [b"/9", b"/1/9", b"x", b"/x", b"/0/0", b"+", b"/1/2/0", b"/\xff"])
async def test_an_option_that_was_not_offered_is_refused(
    option: bytes, serve: Serve, connect: Connect
) -> None:
    _, client = await started(serve, connect)
    with pytest.raises(errors.OptionInvalidError):
        await step(client, option)


async def test_only_channels_and_large_groups_of_others_can_be_reported(
    serve: Serve, connect: Connect
) -> None:
    _, client = await started(serve, connect)
    for peer in (
        channel(2),
        types.InputPeerChat(3),
        types.InputPeerUser(5, access_hash(5)),
        types.InputPeerSelf(),
        channel(99),
    ):
        with pytest.raises(errors.PeerIdInvalidError):
            await step(client, peer=peer)
    with pytest.raises(errors.ChannelPrivateError):
        await step(client, peer=channel(4))


async def test_after_leaving_a_private_channel_it_can_no_longer_be_reported(
    serve: Serve, connect: Connect
) -> None:
    _, client = await started(serve, connect)
    await client(functions.channels.LeaveChannelRequest(types.InputChannel(1, access_hash(1))))

    with pytest.raises(errors.ChannelPrivateError):
        await step(client)


async def test_a_scenario_may_bring_questions_of_its_own(serve: Serve, connect: Connect) -> None:
    own = ReportSpec(
        title="Hm?", options=(ReportOptionSpec(text="Yes", options=(ReportOptionSpec(text="So"),)),)
    )
    _, client = await started(serve, connect, report=own)
    first = await step(client)
    second = await step(client, first.options[0].option)

    assert (first.title, second.title, second.options[0].text) == ("Hm?", "Yes", "So")


async def test_spam_can_be_reported_once_where_telegram_offers_it(serve: Serve, connect: Connect) -> None:
    _, client = await started(serve, connect)
    person = types.InputPeerUser(5, access_hash(5))
    peers = {1: channel(1), 3: types.InputPeerChat(3), 5: person, 6: channel(6)}

    async def offered() -> list[int]:
        found = {number: await client(ask.GetPeerSettingsRequest(peer)) for number, peer in peers.items()}
        assert all(len(answer.chats + answer.users) == 1 for answer in found.values())
        return [number for number, answer in found.items() if answer.settings.report_spam]

    assert await offered() == [3, 5]
    full = await client(functions.users.GetFullUserRequest(types.InputUser(5, access_hash(5))))
    assert full.full_user.settings.report_spam
    assert [await client(ask.ReportSpamRequest(peer)) for peer in peers.values()] == [
        False,
        True,
        True,
        False,
    ]
    assert await offered() == []
