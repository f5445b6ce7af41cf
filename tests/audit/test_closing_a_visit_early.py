"""A visit that is closed stays closed, whatever goes on in it; and who wants to stop begins no new one."""

import asyncio
from functools import partial

import pytest

from safecheck.audit.sources import PracticeSource
from safecheck.audit.visit import Visit
from safecheck.audit.visits import Visits

SOURCE = PracticeSource("individual")


@pytest.mark.parametrize("turns", [0, 1, 2, 4, 8, 16])
async def test_a_visit_that_is_closed_while_it_opens_stays_closed(turns: int) -> None:
    visit = Visit(SOURCE)
    opening = asyncio.ensure_future(visit.open())
    for _ in range(turns):
        await asyncio.sleep(0)
    assert await visit.close() is None
    await asyncio.wait([opening])
    assert opening.cancelled()
    assert visit.owner is None
    assert visit._account is None or not visit._account._client.is_connected()


async def test_nothing_begins_in_a_visit_that_was_closed() -> None:
    visit = Visit(SOURCE)
    await visit.open()
    await visit.close()
    for begin in (visit.open, partial(visit.read, "en"), visit.sign_in.by_qr):
        with pytest.raises(asyncio.CancelledError):
            await begin()
    assert visit._account is not None
    assert not visit._account._client.is_connected()


async def test_a_stop_while_the_visit_before_closes_starts_no_new_one() -> None:
    visits = Visits()
    before = await visits.start(SOURCE)
    await before.open()
    starting = asyncio.ensure_future(visits.start(SOURCE))
    await asyncio.sleep(0)
    starting.cancel()
    await asyncio.wait([starting])
    assert starting.cancelled()
    assert before.closed
    assert visits.current is before
    assert not (await visits.start(SOURCE)).closed, "later it may"
    await visits.close()
