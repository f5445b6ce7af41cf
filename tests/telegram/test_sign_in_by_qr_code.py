"""Signing in by QR code on the real server: what the phone does, what time does, and who else may speak."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from telethon.tl import types

from safecheck.model.errors import IdentityRefusedError, OtherWayError, SignInError, UnreachableError
from safecheck.model.sign_in import CodeWanted, PasswordWanted, PhoneWanted, QrShown, SignedIn, SignInState
from safecheck.practice.scenario import FaultsSpec
from safecheck.telegram import sign_in as sign_in_module
from safecheck.telegram.allowlist import ONCE
from safecheck.telegram.discard import DiscardingReader
from tests.telegram.test_sign_in_states import PASSWORD, Conversation, Converse, converse

__all__ = ["converse"]
EXPORT, IMPORT = "auth.exportLoginToken", "auth.importLoginToken"


async def shown_in(it: Conversation) -> QrShown:
    state = await it.sign_in.by_qr()
    assert isinstance(state, QrShown)
    return state


async def after_a_scan(it: Conversation) -> SignInState:
    """Let the phone scan while the code is waited for; return what follows."""
    waiting = asyncio.ensure_future(it.sign_in.scanned())
    await asyncio.sleep(0.05)
    assert it.server.accept_qr()
    async with asyncio.timeout(5):
        return await waiting


def listens(it: Conversation) -> bool:
    """Whether the server sends updates to any line now."""
    devices = it.server._telegram.devices.values()
    return any(link.subscribed for device in devices for link in device.links)


async def test_a_scan_signs_in_and_everything_can_be_read_then(converse: Converse) -> None:
    it = await converse()
    shown = await shown_in(it)
    assert shown.url.startswith("tg://login?token=")
    assert timedelta(0) < shown.expires - datetime.now(UTC) <= timedelta(seconds=30)
    assert await after_a_scan(it) == SignedIn()
    assert (await it.account.read()).facts.complete
    assert await it.account.leave() == (True, 0)


async def test_a_scan_of_an_account_with_a_password_asks_for_it(converse: Converse) -> None:
    it = await converse(password=PASSWORD)
    await shown_in(it)
    assert await after_a_scan(it) == PasswordWanted()
    assert isinstance(await it.sign_in.give_password("another"), PasswordWanted)
    assert await it.sign_in.give_password(PASSWORD) == SignedIn()
    assert (await it.account.read()).facts.complete


@pytest.mark.parametrize("password", [None, PASSWORD])
async def test_a_code_shown_elsewhere_moves_to_the_accounts_own_data_centre(
    converse: Converse, password: str | None
) -> None:
    it = await converse(home_dc=5, first_dc=1, password=password)
    await shown_in(it)
    state = await after_a_scan(it)
    if password:
        assert state == PasswordWanted()
        state = await it.sign_in.give_password(password)
    assert state == SignedIn()
    assert [entry.dc for entry in it.server.log if entry.method == IMPORT] == [5]
    assert (await it.account.read()).facts.complete


async def test_an_old_code_is_followed_by_a_new_one_which_works(
    converse: Converse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_in_module, "SHORTEST_QR", timedelta(seconds=0.2))
    it = await converse(qr_seconds=1)
    first = await shown_in(it)
    async with asyncio.timeout(5):
        second = first
        while second.url == first.url:  # a code is good for whole seconds
            state = await it.sign_in.scanned()
            assert isinstance(state, QrShown)
            second = state
    assert second.problem is None
    assert await after_a_scan(it) == SignedIn()


async def test_a_scan_between_two_waits_is_not_missed(converse: Converse) -> None:
    it = await converse()
    await shown_in(it)
    assert it.server.accept_qr()
    await asyncio.sleep(0.05)
    async with asyncio.timeout(5):
        assert await it.sign_in.scanned() == SignedIn()


async def test_a_second_acceptance_changes_nothing(converse: Converse) -> None:
    it = await converse()
    await shown_in(it)
    waiting = asyncio.ensure_future(it.sign_in.scanned())
    await asyncio.sleep(0.05)
    assert it.server.accept_qr()
    assert not it.server.accept_qr()
    it.server.push(types.UpdateLoginToken())
    assert await waiting == SignedIn()
    it.server.push(types.UpdateLoginToken())
    assert (await it.account.read()).facts.complete


# --- updates ---------------------------------------------------------------------------------------------


async def test_updates_are_on_for_the_wait_only(converse: Converse) -> None:
    it = await converse(password=PASSWORD)
    assert not listens(it)
    await shown_in(it)
    assert listens(it)
    assert await after_a_scan(it) == PasswordWanted()
    assert not listens(it)
    await it.sign_in.give_password(PASSWORD)
    assert not listens(it)
    await it.account.read()
    assert not listens(it)
    after = [entry for entry in it.server.log if entry.method == "messages.getDialogs"]
    assert after
    assert all("invokeWithoutUpdates" in entry.wrappers for entry in after)


async def test_nothing_listens_any_more_after_choosing_a_code_instead(converse: Converse) -> None:
    it = await converse()
    await shown_in(it)
    assert listens(it)
    assert isinstance(await it.sign_in.by_code(it.owner.phone), CodeWanted)
    assert not listens(it)
    assert await it.sign_in.give_code(it.owner.code) == SignedIn()


async def test_g14_what_strangers_write_meanwhile_is_thrown_away(
    converse: Converse, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[bytes] = []
    real = DiscardingReader.__init__

    def spy(self: DiscardingReader, data: bytes) -> None:
        parsed.append(bytes(data))
        real(self, data)

    monkeypatch.setattr(DiscardingReader, "__init__", spy)
    it = await converse()
    await shown_in(it)
    waiting = asyncio.ensure_future(it.sign_in.scanned())
    for number in range(20):
        it.server.push(
            types.UpdateNewMessage(
                types.Message(
                    id=number,
                    peer_id=types.PeerUser(5),
                    date=datetime.now(UTC),
                    message="words of a stranger",
                ),
                pts=number,
                pts_count=1,
            )
        )
    await asyncio.sleep(0.1)
    assert not waiting.done(), "only a scan ends the wait"
    assert b"words of a stranger" in b"".join(parsed), "they really arrived"
    assert it.account._client._updates_queue.empty()
    assert it.server.accept_qr()
    assert await waiting == SignedIn()
    assert {entry.method for entry in it.server.log} == {"help.getConfig", EXPORT}


# --- second thoughts and broken lines ------------------------------------------------------------------


async def test_a_wait_that_was_stopped_leaves_the_code_open(converse: Converse) -> None:
    it = await converse()
    await shown_in(it)
    waiting = asyncio.ensure_future(it.sign_in.scanned())
    await asyncio.sleep(0.05)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert isinstance(await it.sign_in.by_code(it.owner.phone), CodeWanted)
    assert await it.sign_in.give_code(it.owner.code) == SignedIn()


async def test_a_wait_that_was_stopped_can_be_taken_up_again(converse: Converse) -> None:
    it = await converse()
    await shown_in(it)
    waiting = asyncio.ensure_future(it.sign_in.scanned())
    await asyncio.sleep(0.05)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await shown_in(it)
    assert await after_a_scan(it) == SignedIn()


async def test_a_code_that_nobody_scanned_leaves_nothing_behind(converse: Converse) -> None:
    it = await converse()
    await shown_in(it)
    assert await it.account.leave() == (True, 0)
    assert it.server.signed_in_sessions == 0
    assert not listens(it)


async def test_a_line_that_breaks_during_the_wait_comes_back_and_hears_the_scan(converse: Converse) -> None:
    it = await converse()
    await shown_in(it)
    waiting = asyncio.ensure_future(it.sign_in.scanned())
    await asyncio.sleep(0.05)
    it.server.drop_connections()
    async with asyncio.timeout(5):
        again = await waiting
    assert isinstance(again, QrShown), "asked again, because a scan may have been missed"
    assert again.problem is None
    assert listens(it)
    assert await after_a_scan(it) == SignedIn()


async def test_a_scan_while_the_line_was_broken_is_found_out(converse: Converse) -> None:
    it = await converse()
    await shown_in(it)
    it.server.drop_connections()
    assert it.server.accept_qr()
    async with asyncio.timeout(5):
        assert await it.sign_in.scanned() == SignedIn()


async def test_a_line_that_never_comes_back_says_so(converse: Converse) -> None:
    it = await converse()
    await shown_in(it)
    waiting = asyncio.ensure_future(it.sign_in.scanned())
    await asyncio.sleep(0.05)
    it.server.break_down()
    async with asyncio.timeout(10):
        with pytest.raises(UnreachableError):
            await waiting
    assert isinstance(it.sign_in.state, QrShown)


async def to_the_end(it: Conversation) -> SignInState:
    """Sign in as a patient person would, whose phone scans whatever code is shown."""
    state = await it.sign_in.by_qr()
    async with asyncio.timeout(20):
        while isinstance(state, QrShown):
            it.server.accept_qr()
            state = await it.sign_in.scanned()
        if state == PasswordWanted():
            state = await it.sign_in.give_password(PASSWORD)
    return state


@pytest.mark.parametrize("kind", ["drop_at", "drop_after"])
async def test_p7_a_line_dropped_at_each_request_of_a_scan_in_turn_ends_well(
    converse: Converse, kind: str
) -> None:
    """Whether the request was handled or not; the fixture looks whether each sign-in is gone in the end."""
    account: dict[str, Any] = {"home_dc": 5, "first_dc": 1, "password": PASSWORD}
    first = await converse(**account)
    assert await to_the_end(first) == SignedIn()
    methods = [entry.method for entry in first.server.log]
    assert {EXPORT, IMPORT, "auth.checkPassword"} < set(methods)
    for number, method in enumerate(methods, start=1):
        faults: dict[str, Any] = {kind: (number,)}
        it = await converse(FaultsSpec(**faults), **account)
        if method in ONCE:
            with pytest.raises(UnreachableError):
                await to_the_end(it)
        else:
            assert await to_the_end(it) == SignedIn(), f"{kind} at {number}, {method}"
            assert (await it.account.read()).facts.complete
        assert it.received("auth.checkPassword") <= 1


# --- refusals --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "code", "words"),
    [
        ("AUTH_TOKEN_EXPIRED", 400, "too old"),
        ("AUTH_TOKEN_INVALID", 400, "refused the QR code"),
        ("AUTH_TOKEN_ALREADY_ACCEPTED", 400, "had been used"),
        ("AUTH_RESTART", 500, "new QR code"),
        ("AUTH_KEY_UNREGISTERED", 401, "new QR code"),
    ],
)
async def test_a_refused_code_is_followed_by_a_new_one_and_by_the_other_way(
    converse: Converse, message: str, code: int, words: str
) -> None:
    it = await converse()
    it.fail(EXPORT, message, code)
    shown = await shown_in(it)
    assert words in str(shown.problem)
    assert "umber" not in str(shown.problem), "nothing was typed"
    it.fail(EXPORT, message, code, times=2)
    with pytest.raises(OtherWayError, match="code instead"):
        await it.sign_in.by_qr()
    it.server.set_faults(FaultsSpec())
    assert isinstance(await it.sign_in.by_code(it.owner.phone), CodeWanted)


async def test_a_code_that_is_refused_at_the_other_data_centre_is_replaced_there(converse: Converse) -> None:
    it = await converse(home_dc=5, first_dc=1)
    await shown_in(it)
    it.fail(IMPORT, "AUTH_TOKEN_EXPIRED")
    again = await after_a_scan(it)
    assert isinstance(again, QrShown)
    assert "too old" in str(again.problem)
    assert await after_a_scan(it) == SignedIn()


async def test_a_sign_in_that_telegram_forgot_at_the_password_starts_with_a_new_code(
    converse: Converse,
) -> None:
    it = await converse(password=PASSWORD)
    await shown_in(it)
    await after_a_scan(it)
    for device in it.server._telegram.devices.values():
        device.sign_out()
    again = await it.sign_in.give_password(PASSWORD)
    assert isinstance(again, QrShown)
    assert "new QR code" in str(again.problem)
    assert again is it.sign_in.state
    assert listens(it)
    assert await after_a_scan(it) == PasswordWanted()
    assert await it.sign_in.give_password(PASSWORD) == SignedIn()
    assert it.received("auth.sendCode") == 0


async def test_a_password_that_is_to_be_proved_from_the_start_is_asked_for_again(converse: Converse) -> None:
    """Telegram forgot the password step, but not that the code was scanned."""
    it = await converse(password=PASSWORD)
    await shown_in(it)
    await after_a_scan(it)
    it.fail("auth.checkPassword", "AUTH_RESTART", 500)
    again = await it.sign_in.give_password(PASSWORD)
    assert isinstance(again, PasswordWanted)
    assert "Type the password once more" in str(again.problem)
    assert not listens(it)
    assert await it.sign_in.give_password(PASSWORD) == SignedIn()


@pytest.mark.parametrize(
    ("message", "code", "words", "kind"),
    [
        ("API_ID_INVALID", 400, "belong together", IdentityRefusedError),
        ("API_ID_PUBLISHED_FLOOD", 400, "published", IdentityRefusedError),
        ("UPDATE_APP_TO_LOGIN", 406, "newer program", SignInError),
        ("PHONE_PASSWORD_FLOOD", 406, "too many tries", SignInError),
        ("SOMETHING_ODD", 400, "SOMETHING_ODD", SignInError),
    ],
)
async def test_what_no_other_qr_code_can_change_ends_with_its_sentence(
    converse: Converse, message: str, code: int, words: str, kind: type[SignInError]
) -> None:
    it = await converse()
    it.fail(EXPORT, message, code)
    with pytest.raises(SignInError, match=words) as caught:
        await it.sign_in.by_qr()
    assert type(caught.value) is kind


async def test_too_many_passwords_offer_no_other_way(converse: Converse) -> None:
    it = await converse(password=PASSWORD)
    await shown_in(it)
    await after_a_scan(it)
    it.fail("auth.checkPassword", "PHONE_PASSWORD_FLOOD", 406)
    with pytest.raises(SignInError, match="too many tries") as caught:
        await it.sign_in.give_password(PASSWORD)
    assert type(caught.value) is SignInError


async def test_asking_for_a_scan_of_nothing_is_a_mistake_of_the_caller(converse: Converse) -> None:
    it = await converse()
    with pytest.raises(RuntimeError):
        await it.sign_in.scanned()
    with pytest.raises(RuntimeError):
        await it.sign_in.give_code("12345")
    assert it.sign_in.state in (None, PhoneWanted())
    assert it.received("auth.signIn") == 0


def test_p3_a_qr_code_shows_itself_to_the_phone_only() -> None:
    shown: Any = QrShown("tg://login?token=c2VjcmV0", datetime.now(UTC))
    assert "c2VjcmV0" not in repr(shown) + str(shown) + repr(shown.__rich_repr__())
