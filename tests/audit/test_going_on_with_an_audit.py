"""An audit that had to stop is gone on with by the same remembered sign-in, for a day and once (G13)."""

import time
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from safecheck.audit import remembered
from safecheck.audit.visit import Visit
from safecheck.model.connection import Endpoint
from safecheck.model.probing import ProbePlan
from safecheck.practice.scenario import ErrorFault, FaultsSpec
from safecheck.practice.server import PracticeServer
from safecheck.store import sealed, sessions
from safecheck.store.paths import places
from safecheck.telegram.account import Reading
from safecheck.telegram.errors import WaitTooLongError
from tests.audit.test_remembered_sign_ins import RSA, named, opened, remember
from tests.practice.accounts import account, many_chats, scenario

MANY = scenario(*many_chats(350), account=account(home_dc=2))
LISTS = "messages.getDialogs"
PROBED = "messages.getSearchCounters"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a guess cost little; what it costs is not tested here."""
    monkeypatch.setattr("safecheck.store.sessions.Cost", lambda: sealed.Cost(n=2, r=1))


@pytest.fixture
async def server() -> AsyncIterator[PracticeServer]:
    async with PracticeServer(MANY, rsa_key=RSA[0]) as telegram:
        yield telegram


def wait_at(server: PracticeServer, method: str, call: int) -> None:
    """Ask to wait for a quarter of an hour at one call from now on, once."""
    fault = ErrorFault(message="FLOOD_WAIT_900", code=420, method=method, from_call=call)
    server.set_faults(FaultsSpec(errors=(fault,)))


async def go(endpoint: Endpoint, *, anew: bool = False, closer: int = 0) -> tuple[Reading, Visit]:
    """Use the sign-in for one audit, with a look at the first chats."""
    source, _ = opened(endpoint)
    visit = Visit(replace(source, anew=anew))
    await visit.open()
    reading = await visit.read("en")
    if closer and reading.problem is None:
        chats = tuple(chat.id for chat in reading.facts.chat_list.chats[:closer] if not chat.probed)
        plan = ProbePlan(depth="deep", worth=closer, chats=chats, requests=9, seconds=9)
        reading = await visit.probe(reading.facts, plan)
    await visit.close()
    return reading, visit


def until() -> datetime | None:
    (one,) = remembered.kept_sign_ins()
    return one.read_until


async def test_what_was_read_is_not_read_again_and_what_moved_meanwhile_is_found(
    server: PracticeServer, tmp_path: Path
) -> None:
    endpoint = named(server, tmp_path)
    await remember(server, endpoint)
    wait_at(server, LISTS, 4)
    first, _ = await go(endpoint, closer=5)
    assert isinstance(first.problem, WaitTooLongError)
    known = {chat.id for chat in first.facts.chat_list.chats}
    assert 0 < len(known) < 350
    assert until() == first.facts.started + timedelta(hours=24)

    # A chat further down gets a message meanwhile, and stands at the top then.
    telegram = server._telegram
    moved = next(entry for entry in reversed(telegram.chats.folder(0)) if entry.date)
    telegram.put(moved._replace(date=int(time.time())))
    wait_at(server, PROBED, 3)
    before = server.request_count
    second, visit = await go(endpoint, closer=5)
    asked = [entry.method for entry in server.log[before:]]
    assert visit.began_on == first.facts.started == second.facts.started
    assert "account.getPrivacy" not in asked
    chats = second.facts.chat_list
    assert (chats.complete, chats.listed, len(chats.chats)) == (True, 350, len({c.id for c in chats.chats}))
    assert sum(chat.probed for chat in chats.chats) == 2

    before = server.request_count
    third, _ = await go(endpoint, closer=5)
    asked = [entry.method for entry in server.log[before:]]
    assert third.facts.complete
    assert (asked.count(LISTS), asked.count(PROBED)) == (0, 3)
    assert [chat.probed for chat in third.facts.chat_list.chats[:6]] == [True] * 5 + [False]
    assert until() is None, "it counts once"


async def test_g13_it_is_of_that_sign_in_for_a_day_and_gone_with_it(
    server: PracticeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint, folder = named(server, tmp_path), places().sessions_folder
    await remember(server, endpoint)
    wait_at(server, LISTS, 2)
    stopped, _ = await go(endpoint)
    file = folder / "mine.so-far"
    content = file.read_bytes()
    assert not [chat for chat in stopped.facts.chat_list.chats if chat.title.raw.encode() in content]

    whole, visit = await go(endpoint, anew=True)
    assert (whole.facts.complete, visit.began_on, file.exists()) == (True, None, True), "left alone"

    file.write_bytes(content.replace(b'"sealed":"', b'"sealed":"AAAA'))
    damaged, visit = await go(endpoint)
    assert (damaged.facts.complete, visit.began_on, file.exists()) == (True, None, False)

    file.write_bytes(content)
    later = sessions.now() + timedelta(hours=24, seconds=1)
    monkeypatch.setattr("safecheck.store.sessions.now", lambda: later)
    assert until() is None
    assert not file.exists(), "thrown away as soon as somebody looks"
    file.write_bytes(content)
    held = remembered.hold("mine")
    held.forget()
    held.release()
    assert not folder.exists()
