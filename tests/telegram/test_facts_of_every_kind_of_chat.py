"""What the chat list tells of each kind of entry: real client, real server."""

from datetime import UTC, datetime
from typing import Any

import pytest
from telethon.tl import types

from safecheck.model.facts import Chat
from safecheck.model.text import Words
from safecheck.practice.library import load_scenario
from safecheck.practice.scenario import ChatSpec, ErrorFault, FaultsSpec, RestrictionSpec, Scenario
from safecheck.telegram import convert_chats
from tests.telegram.conftest import AuditRunner, Run

NOW = datetime.now(UTC)


def account(*chats: ChatSpec) -> Scenario:
    return Scenario(schema=1, name="kinds", about=Words(en="x", nl="x"), chats=chats)


def titles(run: Run) -> dict[str, Chat]:
    return {chat.title.raw: chat for chat in run.facts.chat_list.chats}


async def test_what_is_no_group_or_channel_of_its_own_is_left_out_and_what_was_left_is_gone(
    audit: AuditRunner,
) -> None:
    """A community is a heading over groups, a monoforum the direct messages of a channel, a group that moved
    stands there twice."""
    run = await audit(
        account(
            ChatSpec(id=1, kind="community", title="A community"),
            ChatSpec(id=2, kind="community", title="A closed community", forbidden=True),
            ChatSpec(id=3, kind="monoforum", title="Direct messages"),
            ChatSpec(id=4, kind="monoforum", title="Closed direct messages", forbidden=True),
            ChatSpec(id=5, kind="group", title="Moved", deactivated=True),
            ChatSpec(id=6, kind="supergroup", title="Moved here", members=9),
            ChatSpec(id=7, kind="supergroup", title="Forum", forum=True, members=30),
            ChatSpec(id=8, kind="gigagroup", title="Announcements", members=300_000),
            ChatSpec(id=9, kind="group", title="Removed", forbidden=True),
            ChatSpec(id=10, kind="channel", title="Closed", forbidden=True),
            ChatSpec(id=11, kind="supergroup", title="Left", left=True, joined_days_ago=4),
        )
    )
    chats = titles(run)
    assert set(chats) == {
        *("Moved here", "Forum", "Announcements", "Removed", "Closed", "Left"),
    }
    assert {title for title, chat in chats.items() if chat.gone} == {"Removed", "Closed", "Left"}
    assert chats["Left"].joined is None
    assert chats["Forum"].forum
    assert (chats["Announcements"].kind, chats["Announcements"].media_open) == ("supergroup", False)
    assert run.facts.complete
    assert run.facts.chat_list.listed == 11
    assert "channels.getChannels" not in run.received, "nothing was described in part"


def dialog(peer: Any) -> types.Dialog:
    return types.Dialog(peer, 1, 1, 1, 0, 0, 0, 0, types.PeerNotifySettings())


def test_a_basic_group_that_is_closed_without_a_successor_is_gone() -> None:
    entity = types.Chat(1, "Closed", types.ChatPhotoEmpty(), 3, NOW, 1, deactivated=True)
    made = convert_chats.chat(dialog(types.PeerChat(1)), entity, None, NOW)
    assert made is not None
    assert made.gone


@pytest.mark.parametrize("entity", [types.ChatEmpty(1), None])
def test_an_entry_without_a_chat_is_none(entity: Any) -> None:
    assert convert_chats.chat(dialog(types.PeerChat(1)), entity, None, NOW) is None


async def test_links_limits_money_and_self_deletion_are_read_from_the_list(audit: AuditRunner) -> None:
    reasons = (
        RestrictionSpec("ios", "porno", "one"),
        RestrictionSpec("android-windows", "terms", "two"),
        RestrictionSpec("all", "sensitive", "three"),
    )
    run = await audit(
        account(
            ChatSpec(id=1, kind="supergroup", title="Plain", members=5),
            ChatSpec(id=2, kind="channel", title="Linked", linked="Its group", restrictions=reasons),
            ChatSpec(id=3, kind="supergroup", title="Limited", limited=True, paid_stars=5),
            ChatSpec(id=4, kind="group", title="Fleeting", auto_delete=86_400),
        )
    )
    chats = titles(run)
    plain = chats["Plain"]
    assert (plain.linked, plain.limited, plain.paid, plain.auto_delete_seconds) == (False, False, False, None)
    assert chats["Linked"].linked
    assert [each.platform for each in chats["Linked"].restrictions] == ["ios", "android-windows", "all"]
    assert (chats["Limited"].limited, chats["Limited"].paid) == (True, True)
    assert chats["Fleeting"].auto_delete_seconds == 86_400
    assert not any(chat.probed for chat in chats.values())


PARTIAL = tuple(
    ChatSpec(
        id=100 + number, kind="supergroup", title=f"Part {number}", members=7, scam=True, min=number < 150
    )
    for number in range(160)
)


async def test_chats_described_in_part_are_asked_for_again_a_hundred_in_one_request(
    audit: AuditRunner,
) -> None:
    run = await audit(account(*PARTIAL))
    assert run.received.count("channels.getChannels") == 2
    assert not any(chat.partial for chat in run.facts.chat_list.chats)
    assert all(chat.scam and chat.media_open for chat in run.facts.chat_list.chats)
    assert run.facts.complete


@pytest.mark.parametrize("message", ["CHANNEL_PRIVATE", "INTERNAL"])
async def test_what_telegram_does_not_say_again_stays_partial_and_loses_nothing(
    audit: AuditRunner, message: str
) -> None:
    code = 500 if message == "INTERNAL" else 400
    fault = ErrorFault(message=message, code=code, method="channels.getChannels", times=0)
    run = await audit(account(*PARTIAL[:3]), faults=FaultsSpec(errors=(fault,)))
    assert [chat.partial for chat in run.facts.chat_list.chats] == [True] * 3
    assert {chat.media_open for chat in run.facts.chat_list.chats} == {None}, "absence says nothing there"
    assert run.facts.chat_list.complete


async def test_a_chat_that_turns_out_to_be_closed_is_gone(
    audit: AuditRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = convert_chats.filled
    monkeypatch.setattr(
        convert_chats,
        "filled",
        lambda known, entity: real(known, types.ChannelForbidden(entity.id, 1, entity.title)),
    )
    run = await audit(account(*PARTIAL[:1]))
    assert [chat.gone for chat in run.facts.chat_list.chats] == [True]


def test_the_hostile_account_keeps_a_chat_described_in_part() -> None:
    """So that every audit of it goes that way."""
    assert any(chat.min for chat in load_scenario("hostile").chats)
