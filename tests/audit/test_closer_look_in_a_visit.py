"""A closer look in a visit: the quick result first, refined later, stopped with what there is (P7)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from msgspec.structs import replace

from safecheck.audit.evaluate import evaluate
from safecheck.audit.probing import next_look
from safecheck.audit.sources import PracticeSource
from safecheck.audit.visit import Visit
from safecheck.model.connection import Credentials
from safecheck.model.facts import AuditFacts, Unknown
from safecheck.model.local import LocalComputer
from safecheck.model.probing import NO_PACE, ProbePlan
from safecheck.model.progress import Progress
from safecheck.telegram.errors import STOPPED
from safecheck.telegram.sign_in import sign_in_with


@asynccontextmanager
async def visited(name: str = "individual") -> AsyncIterator[tuple[Visit, AuditFacts]]:
    visit = Visit(PracticeSource(name))
    try:
        await visit.open()
        own = visit.owner
        assert own is not None
        await sign_in_with(visit.sign_in, Credentials(own.phone, own.code, own.password))
        yield visit, (await visit.read("en")).facts
    finally:
        assert await visit.close() is True


def look(visit: Visit, facts: AuditFacts) -> ProbePlan | None:
    ratings = evaluate(facts, visit.told, "en").ratings
    return next_look(facts.chat_list.chats, ratings, pace=visit.pace)


async def test_the_quick_result_is_refined_and_keeps_all_that_was_known_beside_it() -> None:
    async with visited() as (visit, quick):
        assert visit.pace == NO_PACE
        plan = look(visit, quick)
        assert plan is not None
        # What was read on this computer meanwhile, and the words of menus, are none of this.
        beside = replace(quick, computer=LocalComputer(()))
        reading = await visit.probe(beside, plan)
        assert (reading.problem, reading.cancelled) == (None, False)
        facts = reading.facts
        assert facts.computer == beside.computer
        assert facts.labels == quick.labels
        assert facts.settings == quick.settings
        assert {chat.id for chat in facts.chat_list.chats if chat.probed} == set(plan.chats)
        assert facts.probing is not None
        assert facts.probing.done == len(plan.chats) == plan.worth
        sent = sum(one.count for one in facts.requests) - sum(one.count for one in quick.requests)
        assert sent == plan.requests == facts.probing.requests
        assert facts.finished >= quick.finished
        again = look(visit, facts)
        assert again is not None
        assert again.depth == "deep"
        whole = (await visit.probe(facts, again)).facts
        assert look(visit, whole) is None
        assert whole.complete


async def test_p7_a_closer_look_is_stopped_at_once_and_can_go_on_later() -> None:
    async with visited() as (visit, quick):
        plan = look(visit, quick)
        assert plan is not None

        def stop(event: Progress) -> None:
            if event.stage == "probes" and event.done == 2:
                visit.stop_reading()

        visit.listener = stop
        stopped = await visit.probe(quick, plan)
        assert stopped.cancelled
        assert stopped.facts.probing is not None
        assert stopped.facts.probing.done == 2
        assert stopped.facts.probing.stopped == Unknown(STOPPED)
        assert not stopped.facts.complete
        assert stopped.facts.chat_list.complete
        rest = look(visit, stopped.facts)
        assert rest is not None
        assert len(rest.chats) == len(plan.chats) - 2
        visit.listener = lambda _event: None
        done = (await visit.probe(stopped.facts, rest)).facts
        assert done.complete
        assert done.probing is not None
        assert (done.probing.worth, done.probing.planned, done.probing.done) == (plan.worth,) * 3


async def test_whoever_is_cancelled_stops_the_look_and_after_the_end_none_begins() -> None:
    async with visited("quiet") as (visit, quick):
        chats = tuple(chat.id for chat in quick.chat_list.chats)
        plan = ProbePlan(depth="deep", worth=len(chats), chats=chats, requests=50, seconds=1)
        looking = asyncio.ensure_future(visit.probe(quick, plan))
        await asyncio.sleep(0)
        looking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await looking
    with pytest.raises(asyncio.CancelledError):
        await visit.probe(quick, plan)
