"""A remembered sign-in against the real practice server: no code, no sign-out, every use noted (G13)."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from safecheck.audit import remembered
from safecheck.audit.connection import custom_endpoint, production_endpoint, resumed_source
from safecheck.audit.resuming import sign_out_for_good
from safecheck.audit.sources import AccountSource
from safecheck.audit.visit import Visit
from safecheck.model.connection import PRACTICE_IDENTITY, Endpoint
from safecheck.model.errors import BadInputError, SignInError
from safecheck.model.remembered import LASTS, RememberedSignIn, SignInKey
from safecheck.practice.demo import make_rsa_key
from safecheck.practice.scenario import ErrorFault, FaultsSpec
from safecheck.practice.server import PracticeServer
from safecheck.store import sealed
from safecheck.store.config import Preferences
from safecheck.store.sessions import now
from safecheck.telegram.sign_in import sign_in_with
from tests.practice.accounts import account, many_chats, scenario

PASSPHRASE = "four words picked blind"
HERE = scenario(*many_chats(5), account=account(home_dc=2))
RSA = make_rsa_key()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a guess cost little; what it costs is not tested here."""
    monkeypatch.setattr("safecheck.store.sessions.Cost", lambda: sealed.Cost(n=2, r=1))


@pytest.fixture
async def server() -> AsyncIterator[PracticeServer]:
    async with PracticeServer(HERE, rsa_key=RSA[0]) as telegram:
        yield telegram


def named(server: PracticeServer, folder: Path, dc: int = 2) -> Endpoint:
    (folder / "key.pem").write_text(RSA[1])
    return custom_endpoint(f"127.0.0.1:{server.endpoint.dc(dc).port}", folder / "key.pem", dc)


async def remember(server: PracticeServer, endpoint: Endpoint) -> None:
    """Sign in and have it remembered as `mine`, as every face does."""
    visit = Visit(AccountSource(endpoint, PRACTICE_IDENTITY))
    await visit.open()
    await sign_in_with(visit.sign_in, server.credentials)
    assert visit.remembered == ""
    await visit.remember(remembered.hold_new("mine"), PASSPHRASE)
    assert visit.remembered == "mine"
    assert await visit.close() is None
    assert visit.remembered == "mine"


def opened(endpoint: Endpoint | None, at: datetime | None = None) -> tuple[AccountSource, RememberedSignIn]:
    held = remembered.hold("mine")
    sign_in = held.unlock(PASSPHRASE, at or now())
    return resumed_source(Preferences(), held, endpoint), sign_in


@pytest.mark.parametrize("dc", [2, 1], ids=["at the home data centre", "sent on from another one"])
async def test_g13_it_is_used_without_a_code_is_not_signed_out_and_says_every_use(
    server: PracticeServer, tmp_path: Path, dc: int
) -> None:
    endpoint = named(server, tmp_path, dc)
    await remember(server, endpoint)
    assert server.signed_in_sessions == 1
    before = server.request_count
    for expected in (0, 1):
        source, sign_in = opened(endpoint)
        assert len(sign_in.uses) == expected, "as it was before this use"
        assert sign_in.key.account_id == HERE.account.id
        visit = Visit(source)
        await visit.open()
        reading = await visit.read("en")
        assert reading.facts.complete
        assert reading.facts.chat_list.listed == 5
        assert await visit.close() is None
        assert server.signed_in_sessions == 1
    sent = [entry.method for entry in server.log[before:]]
    assert not [method for method in sent if method.startswith("auth.")]


async def test_p3_ended_on_the_phone_it_is_said_and_the_file_is_gone(
    server: PracticeServer, tmp_path: Path
) -> None:
    endpoint = named(server, tmp_path)
    await remember(server, endpoint)
    server.set_faults(FaultsSpec(revoked_at=server.request_count + 1))
    source, _ = opened(endpoint)
    visit = Visit(source)
    try:
        await visit.open()
        reading = await visit.read("en")
        problem = reading.problem
    except SignInError as error:
        problem = error
    assert isinstance(problem, SignInError)
    assert await visit.close() is True
    assert visit.remembered == ""
    assert remembered.kept_sign_ins() == ()


async def test_a_server_that_does_not_know_the_key_is_believed_for_now_only(
    server: PracticeServer, tmp_path: Path
) -> None:
    await remember(server, named(server, tmp_path))
    async with PracticeServer(HERE, rsa_key=RSA[0]) as another:
        source, _ = opened(named(another, tmp_path))
        visit = Visit(source)
        with pytest.raises(SignInError, match="does not know this sign-in"):
            await visit.open()
        await visit.close()
    assert visit.remembered == "mine", "said in the clear, so anyone on the way can say it"


async def test_g13_after_thirty_days_it_is_signed_out_and_thrown_away(
    server: PracticeServer, tmp_path: Path
) -> None:
    endpoint = named(server, tmp_path)
    await remember(server, endpoint)
    source, sign_in = opened(endpoint, at=now() + LASTS + timedelta(seconds=1))
    assert sign_in.uses == ()
    assert await sign_out_for_good(source) is True
    assert server.signed_in_sessions == 0
    assert remembered.kept_sign_ins() == ()


async def test_g22_one_that_telegram_does_not_let_go_of_is_thrown_away_and_said_to_be_signed_in(
    server: PracticeServer, tmp_path: Path
) -> None:
    endpoint = named(server, tmp_path)
    await remember(server, endpoint)
    fault = ErrorFault(message="SOMETHING_ELSE", code=400, method="auth.logOut", from_call=1, times=0)
    server.set_faults(FaultsSpec(errors=(fault,)))
    source, _ = opened(endpoint)
    assert await sign_out_for_good(source) is False
    assert remembered.kept_sign_ins() == ()


async def test_p7_stopped_while_it_is_written_it_is_remembered_or_signed_out_and_never_half(
    server: PracticeServer, tmp_path: Path
) -> None:
    visit = Visit(AccountSource(named(server, tmp_path), PRACTICE_IDENTITY))
    await visit.open()
    await sign_in_with(visit.sign_in, server.credentials)
    held = remembered.hold_new("mine")
    work = asyncio.ensure_future(visit.remember(held, PASSPHRASE))
    await asyncio.sleep(0)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    signed_out = await visit.close()
    held.release()
    kept = [one.name for one in remembered.kept_sign_ins()]
    assert (signed_out, kept, server.signed_in_sessions) in ((None, ["mine"], 1), (True, [], 0))


async def test_what_cannot_be_written_is_not_remembered_and_ends_with_the_visit(
    server: PracticeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = Visit(AccountSource(named(server, tmp_path), PRACTICE_IDENTITY))
    await visit.open()
    await sign_in_with(visit.sign_in, server.credentials)
    held = remembered.hold_new("mine")
    monkeypatch.setattr("os.fsync", _full)
    with pytest.raises(BadInputError, match="No space left"):
        await visit.remember(held, PASSPHRASE)
    held.release()
    assert await visit.close() is True
    assert remembered.kept_sign_ins() == ()
    assert server.signed_in_sessions == 0


def _full(_descriptor: int) -> None:
    import errno
    import os

    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def kept_key(**values: object) -> remembered.HeldSignIn:
    held = remembered.hold_new("mine")
    made = {"auth_key": bytes(256), "dc": 2, "account_id": 1, "api_id": 1, **values}
    held.keep(SignInKey(**made), PASSPHRASE, now())  # type: ignore[arg-type]
    return held


def test_p4_the_address_of_telegram_never_comes_from_a_file(tmp_path: Path) -> None:
    held = kept_key(dc=4)
    source = resumed_source(Preferences(), held, None)
    telegram = production_endpoint()
    assert source.endpoint.first == 4
    assert {(one.id, one.host, one.port) for one in source.endpoint.data_centres} == {
        (one.id, one.host, one.port) for one in telegram.data_centres
    }
    assert [one.id for one in source.endpoint.data_centres if one.auth_key] == [4]
    held.forget()
    held.release()
    held = kept_key(dc=77)
    with pytest.raises(SignInError, match="does not know where"):
        resumed_source(Preferences(), held, None)


def test_p4_a_sign_in_goes_nowhere_but_where_it_was_made(tmp_path: Path) -> None:
    (tmp_path / "key.pem").write_text(RSA[1])
    here = custom_endpoint("127.0.0.1:4430", tmp_path / "key.pem", 2)
    held = kept_key()
    with pytest.raises(SignInError, match="made at Telegram"):
        resumed_source(Preferences(), held, here)
    held.forget()
    held.release()
    held = kept_key(host="203.0.113.9", port=443, dc=3)
    with pytest.raises(SignInError, match="made at a server"):
        resumed_source(Preferences(), held, None)
    with pytest.raises(SignInError, match="does not know where"):
        resumed_source(Preferences(), held, here)


def test_a_name_that_is_taken_is_refused_and_one_that_is_not_kept_is_said(tmp_path: Path) -> None:
    with pytest.raises(SignInError, match="No sign-in is remembered as “mine”"):
        remembered.hold("mine")
    kept_key().release()
    with pytest.raises(SignInError, match="already"):
        remembered.hold_new("mine")
    assert [one.name for one in remembered.kept_sign_ins()] == ["mine"]
