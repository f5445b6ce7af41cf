"""A visit ends in one way only: signed out, or said not to be (P3, P7, G22)."""

import asyncio
from pathlib import Path

from safecheck.audit.sources import AccountSource, PracticeSource
from safecheck.audit.visits import Visits
from safecheck.model.connection import PRACTICE_IDENTITY, Credentials
from safecheck.practice.library import load_scenario
from safecheck.practice.scenario import ErrorFault, FaultsSpec
from safecheck.practice.server import PracticeServer
from safecheck.telegram.sign_in import sign_in_with
from tests.cli.process import scenario_file


async def visiting(server: PracticeServer) -> Visits:
    """A visit to a server as if it were the user's own account, signed in."""
    visits = Visits()
    visit = await visits.start(AccountSource(server.endpoint, PRACTICE_IDENTITY))
    await visit.open()
    own = server.credentials
    await sign_in_with(visit.sign_in, Credentials(own.phone, own.code, own.password))
    return visits


def server(folder: Path) -> PracticeServer:
    account = {"password": None, "password_hint": ""}
    return PracticeServer(load_scenario(str(scenario_file(folder, "quiet", account=account))))


def waits(seconds: int) -> FaultsSpec:
    """Telegram asks to wait once before it signs out."""
    return FaultsSpec(errors=(ErrorFault(message=f"FLOOD_WAIT_{seconds}", code=420, method="auth.logOut"),))


async def test_without_a_visit_nothing_is_signed_in() -> None:
    visits = Visits()
    assert await visits.close() is None
    assert visits.signed_out is None
    assert not visits.practice_only


async def test_a_visit_that_was_never_open_was_no_sign_in() -> None:
    visits = Visits()
    await visits.start(PracticeSource())
    await visits.close()
    assert visits.signed_out is None
    assert visits.practice_only


async def test_closing_twice_at_once_signs_out_once(tmp_path: Path) -> None:
    async with server(tmp_path) as telegram:
        visits = await visiting(telegram)
        assert list(await asyncio.gather(visits.close(), visits.close())) == [True, True]
        assert telegram.signed_in_sessions == 0
        assert visits.signed_out is True


async def test_being_cancelled_once_is_no_reason_to_leave_a_sign_in_behind(tmp_path: Path) -> None:
    async with server(tmp_path) as telegram:
        visits = await visiting(telegram)
        telegram.set_faults(waits(1))
        closing = asyncio.create_task(visits.close())
        await asyncio.sleep(0.05)
        closing.cancel()
        assert await closing is True
        assert telegram.signed_in_sessions == 0


async def test_being_cancelled_twice_gives_up_and_says_so(tmp_path: Path) -> None:
    async with server(tmp_path) as telegram:
        visits = await visiting(telegram)
        telegram.set_faults(waits(30))
        closing = asyncio.create_task(visits.close())
        for _ in range(2):
            await asyncio.sleep(0.05)
            closing.cancel()
        assert await closing is False
        assert visits.signed_out is False


async def test_one_sign_out_that_failed_is_remembered_after_a_second_visit(tmp_path: Path) -> None:
    async with server(tmp_path) as telegram:
        visits = await visiting(telegram)
        telegram.set_faults(FaultsSpec(missing_methods=("auth.logOut",)))
        assert await visits.close() is False
        await visits.start(PracticeSource("quiet"))
        await visits.close()
        assert visits.signed_out is False
        assert not visits.practice_only
