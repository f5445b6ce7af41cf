"""Leaving a set of chats: looked over first, one by one, and what is left when it stops early."""

import asyncio

from safecheck.audit.leaving import review, take_all
from safecheck.audit.several import BETWEEN
from safecheck.model.changes import MemberValue
from safecheck.model.facts import Chat
from safecheck.model.progress import Progress
from safecheck.model.text import UntrustedText
from safecheck.practice.scenario import ErrorFault, FaultsSpec
from tests.audit.changed import CHANNEL, GROUP, OWNED, SUPERGROUP, changing

ALL = (SUPERGROUP, CHANNEL, GROUP, OWNED, "-1000000000004", "-7")


async def test_the_list_says_what_can_be_left_what_cannot_and_what_to_know_first() -> None:
    async with changing() as (changes, _server):
        chats = changes._account.chats.chats
        found = review(chats, ALL, high=[CHANNEL])
        assert {chat.id for chat in found.leave} == {SUPERGROUP, CHANNEL, GROUP}
        assert {chat.id for chat in found.owned} == {OWNED}
        # The list names no group that has moved to a larger one (-7).
        assert [chat.id for chat in found.out] == ["-1000000000004"]
        assert {chat.id for chat in found.private} == {SUPERGROUP, GROUP}
        assert [chat.id for chat in found.small] == [GROUP]
        assert [chat.id for chat in found.linked] == [SUPERGROUP]
        assert [chat.id for chat in found.high] == [CHANNEL]


def test_nothing_is_left_that_was_not_marked() -> None:
    chat = Chat(id="-1", kind="channel", title=UntrustedText("Some channel"))
    assert review([chat], []).targets == ()


async def test_chats_are_left_one_by_one_with_progress_and_a_pause_at_telegram_itself() -> None:
    pauses, events = list[float](), list[Progress]()

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    async with changing() as (changes, server):
        targets = review(changes._account.chats.chats, ALL).targets
        changes._account._probes.pace = 0.8  # as at Telegram itself
        run = await take_all(changes, targets, listener=events.append, pause=pause)
        assert [done.outcome for done in run.done] == ["applied"] * 3
        assert all(done.found == MemberValue(False) for done in run.done)
        assert (run.to_do, run.seconds) == ((), 0)
        assert pauses == [BETWEEN] * 2
        assert [(event.done, event.total) for event in events] == [(0, 3), (1, 3), (2, 3), (3, 3)]
        again = await take_all(changes, targets, pause=pause)
        assert [done.outcome for done in again.done] == ["already"] * 3
    small = [entry.written for entry in server.log if entry.method == "messages.deleteChatUser"]
    assert small == [{"chat_id": 6, "user_id": {"_": "InputUserSelf"}}]


async def test_a_long_wait_ends_it_and_keeps_the_rest_to_do() -> None:
    async with changing() as (changes, server):
        targets = review(changes._account.chats.chats, (SUPERGROUP, CHANNEL, GROUP)).targets
        first, *rest = sorted(targets, key=lambda target: target.chat == GROUP)
        wait = ErrorFault(message="FLOOD_WAIT_120", code=420, method="channels.leaveChannel", from_call=2)
        server.set_faults(FaultsSpec(errors=(wait,)))
        run = await take_all(changes, (first, *rest))
        assert [done.outcome for done in run.done] == ["applied", "later"]
        assert (run.to_do, run.seconds) == (tuple(rest), 120)


async def test_who_stops_keeps_what_is_done_and_what_is_not() -> None:
    async with changing() as (changes, _server):
        targets = review(changes._account.chats.chats, ALL).targets
        changes._account._probes.pace = 0.8
        waiting = asyncio.Event()

        async def pause(_seconds: float) -> None:
            waiting.set()
            await asyncio.Event().wait()

        leaving = asyncio.ensure_future(take_all(changes, targets, pause=pause))
        await waiting.wait()
        leaving.cancel()
        run = await leaving
        assert [done.outcome for done in run.done] == ["applied"]
        assert run.to_do == targets[1:]
