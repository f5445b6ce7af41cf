"""A closer look at single chats by the real client: what it tells, what it costs, and what can go wrong."""

import asyncio
import itertools
from collections import Counter
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from safecheck.model.errors import ExitCode, SignInError
from safecheck.model.facts import AuditFacts, Chat, MediaCounts, Unknown
from safecheck.model.probing import POLITE_PACE, ProbePlan
from safecheck.model.progress import Progress
from safecheck.model.text import Words
from safecheck.practice.library import load_scenario
from safecheck.practice.scenario import BucketFault, ChatSpec, ErrorFault, FaultsSpec, HoldsSpec, Scenario
from safecheck.practice.server import PracticeServer
from safecheck.telegram.account import Account
from safecheck.telegram.client import PRACTICE_IDENTITY
from safecheck.telegram.errors import ASKED_TO_WAIT, LINE_BROKE, SIGN_IN_ENDED, STOPPED
from safecheck.telegram.sign_in import sign_in_with
from tests.telegram.conftest import AuditRunner, Run

CLOSER = {
    "channels.getFullChannel",
    "messages.getFullChat",
    "channels.getParticipant",
    "messages.getSearchCounters",
}
HOLDS = HoldsSpec(photo=900, video=80, gif=7, round=6, voice=5, music=4, file=30, link=20)
COUNTS = MediaCounts(photo=900, video=80, gif=7, round=6, voice=5, music=4, file=30, link=20)
CHATS = (
    ChatSpec(id=1, kind="person", title="A friend", contact=True),
    ChatSpec(id=2, kind="person", title="Another friend", contact=True),
    ChatSpec(
        id=10,
        kind="supergroup",
        title="Crowd",
        joined_days_ago=3,
        about="All about it",
        added_by="stranger",
        members_hidden=True,
        bots=2,
        auto_delete=86_400,
        slow_mode=30,
        linked="A channel",
        holds=msgspec.structs.replace(HOLDS, rounded=True),
    ),
    ChatSpec(id=11, kind="channel", title="Sender", members=70, joined_days_ago=9, holds=HOLDS),
    ChatSpec(id=12, kind="supergroup", title="By a friend", added_by="contact", admin=True, members=9),
    ChatSpec(
        id=13,
        kind="group",
        title="Small",
        members=9,
        joined_days_ago=40,
        about="For us",
        added_by="contact",
        contacts=2,
        bots=1,
        auto_delete=3600,
        holds=HOLDS,
    ),
    ChatSpec(id=14, kind="group", title="Mine", members=3, owned=True),
    ChatSpec(id=15, kind="channel", title="My channel", members=3, owned=True),
    ChatSpec(id=16, kind="group", title="By a stranger", members=4, added_by="stranger", admin=True),
    ChatSpec(id=17, kind="group", title="By myself", members=4),
)
SCENARIO = Scenario(schema=1, name="closer", about=Words(en="x", nl="x"), chats=CHATS)


def everything(facts: AuditFacts, _pace: float, *, budget: int | None = None) -> ProbePlan:
    chats = tuple(chat.id for chat in facts.chat_list.chats if not chat.gone)
    return ProbePlan(depth="deep", worth=len(chats), chats=chats, requests=99, seconds=1, budget=budget)


def titles(run: Run) -> dict[str, Chat]:
    return {chat.title.raw: chat for chat in run.facts.chat_list.chats}


def asked(run: Run) -> Counter[str]:
    return Counter(method for method in run.received if method in CLOSER)


async def test_a_closer_look_tells_what_each_chat_is_who_added_the_account_and_what_it_holds(
    audit: AuditRunner,
) -> None:
    run = await audit(SCENARIO, closer_look=everything)
    assert run.outcome.problem is None
    assert run.facts.complete
    chats = titles(run)
    assert all(chat.probed for chat in chats.values())
    crowd = chats["Crowd"]
    assert crowd.about is not None
    assert crowd.about.raw == "All about it"
    assert (crowd.members_hidden, crowd.bots, crowd.linked, crowd.added_by) == (True, 2, True, "stranger")
    assert (crowd.auto_delete_seconds, crowd.slow_mode_seconds, crowd.contacts) == (86_400, 30, None)
    assert crowd.media == msgspec.structs.replace(COUNTS, rounded=True)
    sender = chats["Sender"]
    assert (sender.members, sender.members_hidden, sender.bots, sender.added_by) == (70, False, 0, "self")
    assert (sender.auto_delete_seconds, sender.slow_mode_seconds, sender.media) == (0, 0, COUNTS)
    small = chats["Small"]
    assert small.about is not None
    assert small.about.raw == "For us"
    assert (small.added_by, small.contacts, small.bots, small.members_hidden) == ("contact", 2, 1, False)
    assert (small.auto_delete_seconds, small.slow_mode_seconds, small.media) == (3600, None, COUNTS)
    assert small.joined is not None
    assert (datetime.now(UTC) - small.joined).days == 40
    assert {title: chat.added_by for title, chat in chats.items()} == {
        "Crowd": "stranger",
        "Sender": "self",
        "By a friend": "contact",
        "Small": "contact",
        "Mine": "self",
        "My channel": "self",
        "By a stranger": "stranger",
        "By myself": "self",
    }
    assert chats["By a stranger"].contacts == 0
    assert msgspec.json.decode(msgspec.json.encode(run.facts), type=AuditFacts) == run.facts


async def test_three_requests_for_a_large_chat_and_two_for_a_small_one_are_sent_and_counted(
    audit: AuditRunner,
) -> None:
    """DECISIONS 1."""
    run = await audit(SCENARIO, closer_look=everything)
    assert asked(run) == {
        "channels.getFullChannel": 4,
        "channels.getParticipant": 4,
        "messages.getFullChat": 4,
        "messages.getSearchCounters": 8,
    }
    probing = run.facts.probing
    assert (probing.depth, probing.worth, probing.planned, probing.done) == ("deep", 8, 8, 8)
    assert (probing.requests, probing.stopped) == (20, None)
    assert Counter(run.received) == {count.method: count.count for count in run.facts.requests}
    events = [(event.done, event.total) for event in run.events if event.stage == "probes"]
    assert events[0] == (0, 8)
    assert events[-1] == (8, 8)


async def test_without_a_plan_nothing_more_is_asked(audit: AuditRunner) -> None:
    run = await audit(SCENARIO)
    assert not asked(run)
    assert run.facts.probing is None
    assert not any(chat.probed for chat in run.facts.chat_list.chats)


@pytest.mark.parametrize(
    ("budget", "done"), [(0, 0), (1, 0), (2, 1), (5, 2), (8, 4), (10, 4), (11, 5), (20, 8)]
)
async def test_no_chat_is_begun_that_the_budget_does_not_reach_for(
    audit: AuditRunner, budget: int, done: int
) -> None:
    """The four first of the list are small groups, which take two."""
    run = await audit(SCENARIO, closer_look=lambda facts, pace: everything(facts, pace, budget=budget))
    assert sum(asked(run).values()) <= budget
    assert run.facts.probing.done == sum(chat.probed for chat in run.facts.chat_list.chats) == done
    assert run.facts.complete, "to agree to fewer requests is no failure"


async def test_counters_are_asked_one_by_one_once_telegram_wants_it_and_for_the_most_telling_kinds_only(
    audit: AuditRunner,
) -> None:
    run = await audit(SCENARIO, closer_look=everything, faults=FaultsSpec(one_filter_at_a_time=True))
    assert asked(run)["messages.getSearchCounters"] == 1 + 4 * 8, "the first refusal is remembered"
    assert titles(run)["Sender"].media == MediaCounts(photo=900, video=80, gif=7, file=30)
    assert titles(run)["Crowd"].media == MediaCounts(photo=900, video=80, gif=7, file=30, rounded=True)
    assert run.facts.complete
    short = await audit(
        SCENARIO,
        closer_look=lambda facts, pace: everything(facts, pace, budget=5),
        faults=FaultsSpec(one_filter_at_a_time=True),
    )
    assert sum(asked(short).values()) == 5, "the budget holds for these too"


async def test_a_chat_that_refuses_its_counters_costs_no_other_chat_more(audit: AuditRunner) -> None:
    closed = msgspec.structs.replace(CHATS[2], no_counters=True)
    run = await audit(msgspec.structs.replace(SCENARIO, chats=(closed, *CHATS[3:])), closer_look=everything)
    assert asked(run)["messages.getSearchCounters"] == 8
    assert titles(run)["Crowd"].media is None
    assert titles(run)["Crowd"].bots == 2
    assert titles(run)["Sender"].media == COUNTS


@pytest.mark.parametrize(
    ("method", "message"),
    [
        *itertools.product(sorted(CLOSER), ["CHANNEL_PRIVATE", "CHAT_ADMIN_REQUIRED", "SOMETHING_NEW"]),
        ("messages.getSearchCounters", "INTERNAL"),
    ],
)
async def test_an_error_of_one_chat_leaves_that_fact_unknown_and_the_rest_goes_on(
    audit: AuditRunner, method: str, message: str
) -> None:
    code = 500 if message == "INTERNAL" else 400
    times = 2 if message == "INTERNAL" else 1
    fault = ErrorFault(message=message, code=code, method=method, times=times)
    run = await audit(SCENARIO, closer_look=everything, faults=FaultsSpec(errors=(fault,)))
    assert run.facts.probing.done == 8
    assert run.facts.probing.stopped is None
    assert run.facts.complete
    field = {"channels.getParticipant": "added_by", "messages.getSearchCounters": "media"}.get(
        method, "about"
    )
    unknown = [title for title, chat in titles(run).items() if getattr(chat, field) is None]
    # A refusal that is not about the chat is asked one kind after the other, and then answered.
    answered_later = method == "messages.getSearchCounters" and message in ("SOMETHING_NEW", "INTERNAL")
    assert len(unknown) == (0 if answered_later else 1)


@pytest.mark.parametrize("method", sorted(CLOSER))
async def test_an_answer_of_another_layer_leaves_that_fact_unknown(audit: AuditRunner, method: str) -> None:
    run = await audit(SCENARIO, closer_look=everything, faults=FaultsSpec(unknown_constructor=(method,)))
    assert run.facts.complete
    assert run.facts.probing.done == 8
    assert sum(asked(run).values()) == 20


class Slept:
    """Remembers the waits instead of waiting them out."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        await asyncio.sleep(0)


async def test_p7_a_short_wait_is_shown_and_waited_out(audit: AuditRunner) -> None:
    slept = Slept()
    fault = ErrorFault(message="FLOOD_WAIT_3", code=420, method="channels.getParticipant", from_call=2)
    run = await audit(SCENARIO, closer_look=everything, faults=FaultsSpec(errors=(fault,)), sleep=slept)
    assert slept.seconds == [1, 1, 1]
    waits = [event for event in run.events if event.waiting_until is not None]
    assert {(event.stage, event.total) for event in waits} == {("probes", 8)}
    assert run.facts.probing.done == 8
    assert run.facts.complete


async def test_p7_a_long_wait_stops_and_keeps_what_was_read(audit: AuditRunner) -> None:
    fault = ErrorFault(
        message="FLOOD_WAIT_3600", code=420, method="messages.getSearchCounters", from_call=3, times=0
    )
    run = await audit(SCENARIO, closer_look=everything, faults=FaultsSpec(errors=(fault,)))
    assert run.outcome.problem is not None
    assert run.outcome.problem.exit_code == ExitCode.INCOMPLETE
    assert "60 minutes" in str(run.outcome.problem)
    assert run.facts.probing.stopped == Unknown(ASKED_TO_WAIT)
    assert run.facts.probing.done == sum(chat.probed for chat in run.facts.chat_list.chats) == 2
    assert run.facts.interrupted is None, "the list itself was read whole"
    assert run.facts.chat_list.complete
    assert not run.facts.complete
    assert run.outcome.signed_out is True


async def test_a_bucket_of_requests_is_waited_for(audit: AuditRunner) -> None:
    bucket = BucketFault(method="messages.getSearchCounters", capacity=6, refill_per_second=2)
    run = await audit(SCENARIO, closer_look=everything, faults=FaultsSpec(buckets=(bucket,)))
    assert run.facts.probing.done == 8
    assert any(event.waiting_until is not None for event in run.events)


@pytest.mark.uncounted
@pytest.mark.parametrize("kind", ["drop_at", "drop_after"])
async def test_p7_a_line_dropped_at_each_request_in_turn_loses_nothing(audit: AuditRunner, kind: str) -> None:
    few = msgspec.structs.replace(SCENARIO, chats=(*CHATS[:3], CHATS[5]))
    methods = (await audit(few, closer_look=everything)).received
    places = [number for number, method in enumerate(methods, start=1) if method in CLOSER]
    assert len(places) == 5
    for number in places:
        faults: dict[str, Any] = {kind: (number,)}
        run = await audit(few, closer_look=everything, faults=FaultsSpec(**faults))
        assert run.outcome.problem is None, number
        assert run.facts.probing.done == 2, number
        assert titles(run)["Crowd"].added_by == "stranger", number
        assert titles(run)["Small"].media == COUNTS, number


async def test_p7_a_line_that_never_comes_back_keeps_what_was_read(audit: AuditRunner) -> None:
    methods = (await audit(SCENARIO, closer_look=everything)).received
    eighth = [number for number, method in enumerate(methods, start=1) if method in CLOSER][7]
    run = await audit(SCENARIO, closer_look=everything, faults=FaultsSpec(gone_after=eighth))
    assert run.outcome.problem is not None
    assert run.outcome.problem.exit_code == ExitCode.INCOMPLETE
    assert run.facts.probing.stopped == Unknown(LINE_BROKE)
    assert 1 <= run.facts.probing.done < 8
    assert not run.facts.complete


async def test_a_sign_in_that_is_ended_meanwhile_says_so(audit: AuditRunner) -> None:
    methods = (await audit(SCENARIO, closer_look=everything)).received
    eighth = [number for number, method in enumerate(methods, start=1) if method in CLOSER][7]
    run = await audit(SCENARIO, closer_look=everything, faults=FaultsSpec(revoked_at=eighth))
    assert isinstance(run.outcome.problem, SignInError)
    assert run.facts.probing.stopped == Unknown(SIGN_IN_ENDED)
    assert run.outcome.signed_out is True


async def test_p7_stopping_keeps_what_was_read_and_signs_out(audit: AuditRunner) -> None:
    task = asyncio.current_task()
    assert task is not None

    def stop(_server: PracticeServer, event: Progress) -> None:
        if event.stage == "probes" and event.done == 3:
            task.cancel()

    run = await audit(SCENARIO, closer_look=everything, during=stop)
    assert run.outcome.cancelled
    assert run.facts.probing.stopped == Unknown(STOPPED)
    assert run.facts.probing.done == sum(chat.probed for chat in run.facts.chat_list.chats) == 3
    assert run.server.signed_in_sessions == 0


async def test_an_audit_that_was_stopped_looks_no_closer(audit: AuditRunner) -> None:
    task = asyncio.current_task()
    assert task is not None

    def stop(_server: PracticeServer, event: Progress) -> None:
        if event.stage == "chats":
            task.cancel()

    run = await audit("individual", closer_look=everything, during=stop)
    assert run.outcome.cancelled
    assert not asked(run)


async def test_at_most_three_requests_are_under_way_and_real_telegram_is_asked_slowly() -> None:
    """The pace on average, held against what was slept: no test waits for it."""
    slept = Slept()
    async with PracticeServer(SCENARIO) as server:
        account = Account(server.endpoint, PRACTICE_IDENTITY, source="account")
        account._asker._sleep = slept
        await account.connect()
        await sign_in_with(account.sign_in, server.credentials)
        facts = (await account.read()).facts
        assert account.pace == POLITE_PACE
        plan = everything(facts, account.pace)
        several = msgspec.structs.replace(plan, chats=plan.chats[:4])
        first = (await account.probe(several)).facts
        assert first.probing is not None
        assert (first.probing.planned, first.probing.done) == (4, 4)
        assert sum(slept.seconds) == pytest.approx(POLITE_PACE * first.probing.requests, rel=0.5)
        # A second look asks about those that are left, and counts all together.
        second = (await account.probe(plan)).facts
        assert second.probing is not None
        assert (second.probing.planned, second.probing.done, second.probing.requests) == (8, 8, 20)
        assert await account.leave() == (True, 0)


async def test_every_practice_account_can_be_looked_at_closely(audit: AuditRunner) -> None:
    for name in ("individual", "teen", "hostile"):
        run = await audit(name, closer_look=everything)
        scenario = {chat.id: chat for chat in load_scenario(name).chats}
        assert run.facts.complete, name
        by_about = Counter(chat.about.raw for chat in run.facts.chat_list.chats if chat.about is not None)
        present = [
            chat
            for chat in scenario.values()
            if chat.kind in ("group", "supergroup", "channel", "gigagroup")
            and not (chat.left or chat.forbidden or chat.deactivated)
        ]
        assert by_about == Counter(chat.about for chat in present), name
        assert run.facts.probing.done == len(present), name
