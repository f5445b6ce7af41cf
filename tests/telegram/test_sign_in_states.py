"""Signing in on the real server: every state, what leads to it, and what each refusal of Telegram means."""

import asyncio
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import msgspec
import pytest

from safecheck.model.connection import Endpoint
from safecheck.model.errors import (
    AccountClosedError,
    IdentityRefusedError,
    OtherWayError,
    SafecheckError,
    SignInError,
    UnreachableError,
)
from safecheck.model.progress import Progress
from safecheck.model.sign_in import CodeWanted, PasswordWanted, PhoneWanted, QrShown, SignedIn
from safecheck.model.text import Words
from safecheck.practice.scenario import AccountSpec, ErrorFault, FaultsSpec, Scenario
from safecheck.practice.server import PracticeServer
from safecheck.telegram.account import Account
from safecheck.telegram.client import PRACTICE_IDENTITY
from safecheck.telegram.errors import KeepsAskingToWaitError, TelegramStumbledError, WaitTooLongError
from safecheck.telegram.sign_in import SignIn
from tests.telegram.conftest import assert_only_the_list_arrived

PASSWORD = "an invented password"


class Conversation:
    """One account that is signed in to, its server, and what was reported."""

    def __init__(self, server: PracticeServer, endpoint: Endpoint) -> None:
        self.server = server
        self.events: list[Progress] = []
        self.slept: list[float] = []
        self.account = Account(endpoint, PRACTICE_IDENTITY, source="practice", listener=self.events.append)
        self.account._asker._sleep = self._sleep
        self.owner = server.credentials

    async def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        await asyncio.sleep(0)

    @property
    def sign_in(self) -> SignIn:
        return self.account.sign_in

    def fail(self, method: str, message: str, code: int = 400, **more: Any) -> None:
        """Answer the next request of that method with an error."""
        fault = ErrorFault(message=message, code=code, method=method, **more)
        self.server.set_faults(FaultsSpec(errors=(fault,)))

    def received(self, method: str) -> int:
        return sum(entry.method == method for entry in self.server.log)


Converse = Callable[..., Awaitable[Conversation]]


@pytest.fixture
async def converse() -> AsyncIterator[Converse]:
    """Return a function that connects to a new server; keyword arguments are fields of AccountSpec. In the
    end it signs out, and nothing may be left."""
    async with AsyncExitStack() as stack:

        async def connected(faults: FaultsSpec | None = None, **account: Any) -> Conversation:
            scenario = Scenario(
                schema=1,
                name="test",
                about=Words("x", "x"),
                account=AccountSpec(**account),
                faults=faults or FaultsSpec(),
            )
            server = await stack.enter_async_context(PracticeServer(scenario))
            conversation = Conversation(server, server.endpoint)
            stack.push_async_callback(left, conversation)
            await conversation.account.connect()
            return conversation

        async def left(conversation: Conversation) -> None:
            conversation.server.set_faults(FaultsSpec())
            await conversation.account.leave()
            assert conversation.server.signed_in_sessions == 0
            assert_only_the_list_arrived(conversation.server)

        yield connected


async def all_steps(it: Conversation) -> None:
    await it.sign_in.by_code(it.owner.phone)
    await it.sign_in.give_code(it.owner.code)
    await it.sign_in.give_password(PASSWORD)


# --- by code ---------------------------------------------------------------------------------------------


async def test_a_code_signs_in_and_everything_can_be_read_then(converse: Converse) -> None:
    it = await converse()
    wanted = await it.sign_in.by_code(it.owner.phone)
    assert wanted == CodeWanted("app", length=5)
    assert await it.sign_in.give_code(it.owner.code) == SignedIn()
    assert (await it.account.read()).facts.complete


@pytest.mark.parametrize("typed", ["+999 66 11-23.45", "0099966112345", "(999)66112345", " 99966112345 "])
async def test_a_number_may_be_typed_as_people_write_it(converse: Converse, typed: str) -> None:
    it = await converse()
    assert isinstance(await it.sign_in.by_code(typed), CodeWanted)
    assert isinstance(await it.sign_in.give_code(" 12 345 "), SignedIn)


@pytest.mark.parametrize(
    ("way", "code", "hint", "length"),
    [
        ("app", "12345", "", 5),
        ("sms", "123456", "", 6),
        ("call", "12345", "", 5),
        ("flash_call", "99966123456", "999********", None),
        ("missed_call", "123456", "99966", 6),
        ("sms_word", "lantern", "l", None),
        ("sms_phrase", "a quiet lantern", "a", None),
        ("fragment", "12345", "", 5),
        ("email", "12345", "p***@example.org", 5),
    ],
)
async def test_each_way_of_a_code_is_told_and_signs_in(
    converse: Converse, way: str, code: str, hint: str, length: int | None
) -> None:
    it = await converse(code=code, code_sent_by=way)
    wanted = await it.sign_in.by_code(it.owner.phone)
    assert wanted == CodeWanted(way, hint, length)  # type: ignore[arg-type] # one of the ways
    wrong = await it.sign_in.give_code("other" if way.startswith("sms_") else "54321")
    assert isinstance(wrong, CodeWanted)
    assert wrong.problem is not None
    assert (wrong.way, wrong.hint, wrong.length) == (way, hint, length)
    assert await it.sign_in.give_code(f" {code} ") == SignedIn()
    assert it.received("auth.sendCode") == 1


@pytest.mark.parametrize(
    ("way", "kind", "words"),
    [
        ("email_setup", SignInError, "e-mail"),
        ("firebase", OtherWayError, "QR"),
        ("payment", OtherWayError, "payment"),
    ],
)
async def test_a_way_that_only_telegrams_own_apps_can_follow_says_so(
    converse: Converse, way: str, kind: type[SignInError], words: str
) -> None:
    it = await converse(code_sent_by=way)
    with pytest.raises(kind, match=words):
        await it.sign_in.by_code(it.owner.phone)
    assert isinstance(await it.sign_in.by_qr(), QrShown), "the other way is open"


async def test_a_sign_in_without_a_code_is_possible(converse: Converse) -> None:
    it = await converse(code_sent_by="not_needed")
    assert await it.sign_in.by_code(it.owner.phone) == SignedIn()


async def test_a_code_asked_for_elsewhere_moves_to_the_accounts_own_data_centre(converse: Converse) -> None:
    it = await converse(home_dc=4, first_dc=1)
    assert isinstance(await it.sign_in.by_code(it.owner.phone), CodeWanted)
    assert await it.sign_in.give_code(it.owner.code) == SignedIn()
    assert [entry.dc for entry in it.server.log if entry.method == "auth.sendCode"] == [1, 4]


async def test_a_number_without_account_leads_back_to_the_number(converse: Converse) -> None:
    it = await converse()
    await it.sign_in.by_code("99966199999")
    state = await it.sign_in.give_code(it.owner.code)
    assert isinstance(state, PhoneWanted)
    assert "No account" in str(state.problem)


# --- two-step verification -------------------------------------------------------------------------------


async def test_the_password_is_asked_for_until_it_is_right(converse: Converse) -> None:
    it = await converse(password=PASSWORD)
    await it.sign_in.by_code(it.owner.phone)
    assert await it.sign_in.give_code(it.owner.code) == PasswordWanted()
    again = await it.sign_in.give_password("another")
    assert isinstance(again, PasswordWanted)
    assert "wrong" in str(again.problem)
    assert await it.sign_in.give_password(PASSWORD) == SignedIn()


@pytest.mark.parametrize("message", ["SRP_ID_INVALID", "SRP_PASSWORD_CHANGED"])
async def test_a_stale_challenge_is_replaced_once_by_itself(converse: Converse, message: str) -> None:
    it = await converse(password=PASSWORD)
    await it.sign_in.by_code(it.owner.phone)
    await it.sign_in.give_code(it.owner.code)
    it.fail("auth.checkPassword", message, times=2)
    state = await it.sign_in.give_password(PASSWORD)
    assert isinstance(state, PasswordWanted)
    assert "once more" in str(state.problem)
    it.fail("auth.checkPassword", message)
    assert await it.sign_in.give_password(PASSWORD) == SignedIn()


# --- refusals --------------------------------------------------------------------------------------------

CODE, PASSWORD_STEP, SEND = "auth.signIn", "auth.checkPassword", "auth.sendCode"


@pytest.mark.parametrize(
    ("method", "message", "code", "state", "words"),
    [
        (SEND, "PHONE_NUMBER_INVALID", 400, PhoneWanted, "does not know that phone number"),
        (SEND, "PHONE_NUMBER_APP_SIGNUP_FORBIDDEN", 400, PhoneWanted, "No account"),
        (SEND, "AUTH_RESTART", 500, PhoneWanted, "start the sign-in again"),
        (SEND, "AUTH_RESTART_2", 500, PhoneWanted, "start the sign-in again"),
        (SEND, "AUTH_KEY_UNREGISTERED", 401, PhoneWanted, "start the sign-in again"),
        (CODE, "PHONE_NUMBER_UNOCCUPIED", 400, PhoneWanted, "No account"),
        (CODE, "PHONE_CODE_INVALID", 400, CodeWanted, "code is wrong"),
        (CODE, "PHONE_CODE_EMPTY", 400, CodeWanted, "code is missing"),
        (CODE, "PHONE_CODE_EXPIRED", 400, PhoneWanted, "too old"),
        (CODE, "PHONE_CODE_HASH_EMPTY", 400, PhoneWanted, "too old"),
        (CODE, "AUTH_RESTART", 500, PhoneWanted, "start the sign-in again"),
        (CODE, "SESSION_REVOKED", 401, PhoneWanted, "start the sign-in again"),
        (PASSWORD_STEP, "PASSWORD_HASH_INVALID", 400, PasswordWanted, "password is wrong"),
        (PASSWORD_STEP, "AUTH_RESTART", 500, PhoneWanted, "start the sign-in again"),
        (PASSWORD_STEP, "AUTH_KEY_UNREGISTERED", 401, PhoneWanted, "start the sign-in again"),
        ("account.getPassword", "AUTH_KEY_UNREGISTERED", 401, PhoneWanted, "start the sign-in again"),
    ],
)
async def test_what_another_try_can_change_leads_to_another_try(
    converse: Converse, method: str, message: str, code: int, state: type[Any], words: str
) -> None:
    it = await converse(password=PASSWORD)
    it.fail(method, message, code)
    reached: Any = await it.sign_in.by_code(it.owner.phone)
    if isinstance(reached, CodeWanted):
        reached = await it.sign_in.give_code(it.owner.code)
    if isinstance(reached, PasswordWanted) and reached.problem is None:
        reached = await it.sign_in.give_password(PASSWORD)
    assert type(reached) is state
    assert words in str(reached.problem)
    assert it.received(SEND) == 1, "no second code was asked for"
    # The person tries again, and it works.
    if isinstance(reached, PhoneWanted):
        reached = await it.sign_in.by_code(it.owner.phone)
    if isinstance(reached, CodeWanted):
        reached = await it.sign_in.give_code(it.owner.code)
    assert isinstance(reached, PasswordWanted)
    assert await it.sign_in.give_password(PASSWORD) == SignedIn()


@pytest.mark.parametrize(
    ("method", "message", "code", "kind", "words"),
    [
        (SEND, "API_ID_INVALID", 400, IdentityRefusedError, "do not belong together"),
        (SEND, "API_ID_PUBLISHED_FLOOD", 400, IdentityRefusedError, "published"),
        (SEND, "PHONE_NUMBER_BANNED", 400, AccountClosedError, "closed the account"),
        (SEND, "PHONE_NUMBER_FLOOD", 400, OtherWayError, "too many codes"),
        (SEND, "PHONE_PASSWORD_FLOOD", 406, OtherWayError, "too many sign-ins"),
        (SEND, "SEND_CODE_UNAVAILABLE", 406, OtherWayError, "QR code"),
        (SEND, "SMS_CODE_CREATE_FAILED", 400, OtherWayError, "QR code"),
        (SEND, "UPDATE_APP_TO_LOGIN", 406, SignInError, "newer program"),
        (SEND, "SOMETHING_NEW_AND_ODD", 400, SignInError, "SOMETHING_NEW_AND_ODD"),
        (SEND, "INTERNAL", 500, TelegramStumbledError, "problem of its own"),
        (CODE, "UPDATE_APP_TO_LOGIN", 406, SignInError, "newer program"),
        (CODE, "SIGN_IN_FAILED", 500, TelegramStumbledError, "problem of its own"),
        (CODE, "USER_DEACTIVATED", 401, AccountClosedError, "deleted"),
        (CODE, "USER_DEACTIVATED_BAN", 401, AccountClosedError, "closed this account"),
        (CODE, "AUTH_KEY_DUPLICATED", 406, SignInError, "twice at the same time"),
        (CODE, "AUTH_KEY_INVALID", 401, SignInError, "no longer valid"),
        (CODE, "FROZEN_METHOD_INVALID", 420, SignInError, "frozen"),
        (PASSWORD_STEP, "PHONE_PASSWORD_FLOOD", 406, SignInError, "too many tries"),
    ],
)
async def test_what_another_try_cannot_change_ends_with_its_sentence(
    converse: Converse, method: str, message: str, code: int, kind: type[SafecheckError], words: str
) -> None:
    it = await converse(password=PASSWORD)
    it.fail(method, message, code)
    with pytest.raises(kind, match=words) as caught:
        await all_steps(it)
    assert type(caught.value) is kind
    assert it.received(SEND) == 1, "no second code was asked for"


@pytest.mark.parametrize("message", ["FLOOD_WAIT_3", "FLOOD_PREMIUM_WAIT_3", "FLOOD_TEST_PHONE_WAIT_3"])
@pytest.mark.parametrize("method", [SEND, CODE, PASSWORD_STEP, "auth.exportLoginToken"])
async def test_a_short_wait_counts_down_and_goes_on(converse: Converse, method: str, message: str) -> None:
    it = await converse(password=PASSWORD)
    it.fail(method, message, 420)
    if method == "auth.exportLoginToken":
        assert isinstance(await it.sign_in.by_qr(), QrShown)
    else:
        await it.sign_in.by_code(it.owner.phone)
        await it.sign_in.give_code(it.owner.code)
        assert await it.sign_in.give_password(PASSWORD) == SignedIn()
        assert it.received(SEND) == (2 if method == SEND else 1), "refused once, then asked for"
    assert it.slept == [1, 1, 1]
    counted = [event for event in it.events if event.waiting_until is not None]
    assert [event.stage for event in counted] == ["sign_in"] * 3


@pytest.mark.parametrize(("seconds", "words"), [(600, "10 minutes before"), (50_000, "14 hours before")])
async def test_a_long_wait_is_told_and_not_waited(converse: Converse, seconds: int, words: str) -> None:
    it = await converse()
    it.fail(SEND, f"FLOOD_WAIT_{seconds}", 420)
    with pytest.raises(WaitTooLongError, match=words):
        await it.sign_in.by_code(it.owner.phone)
    assert it.slept == []
    assert it.received(SEND) == 1


async def test_waits_without_end_are_given_up_without_speaking_of_what_was_read(converse: Converse) -> None:
    it = await converse()
    it.fail(SEND, "FLOOD_WAIT_2", 420, times=0)
    with pytest.raises(KeepsAskingToWaitError) as caught:
        await it.sign_in.by_code(it.owner.phone)
    assert "read" not in str(caught.value)


async def test_a_telegram_that_asks_to_wait_before_the_greeting_is_heard(converse: Converse) -> None:
    fault = ErrorFault(message="FLOOD_WAIT_600", code=420, method="help.getConfig")
    with pytest.raises(WaitTooLongError, match="10 minutes"):
        await converse(FaultsSpec(errors=(fault,)))


@pytest.mark.parametrize(("seconds", "waited"), [(0, 1), (7, 7), (60, 60)])
async def test_a_short_wait_before_the_greeting_is_waited_out(
    converse: Converse, seconds: int, waited: int
) -> None:
    it = await converse()
    await it.account._client.close_line()
    it.fail("help.getConfig", f"FLOOD_WAIT_{seconds}", 420)
    assert isinstance(await it.sign_in.by_code(it.owner.phone), CodeWanted)
    assert it.slept == [1] * waited


async def test_a_short_wait_after_a_move_is_waited_out_at_the_new_data_centre(converse: Converse) -> None:
    it = await converse(home_dc=4, first_dc=1)
    it.fail("help.getConfig", "FLOOD_WAIT_3", 420)
    assert isinstance(await it.sign_in.by_code(it.owner.phone), CodeWanted)
    assert it.slept == [1] * 3
    assert [entry.dc for entry in it.server.log if entry.method == SEND] == [1, 4]


# --- broken lines and second thoughts ------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["drop_at", "drop_after"])
async def test_a_line_that_breaks_under_the_question_for_a_code_asks_no_second_one(
    converse: Converse, kind: str
) -> None:
    it = await converse()
    faults: dict[str, Any] = {kind: (it.server.request_count + 1,)}
    it.server.set_faults(FaultsSpec(**faults))
    with pytest.raises(UnreachableError):
        await it.sign_in.by_code(it.owner.phone)
    await asyncio.sleep(0.1)
    assert it.received(SEND) <= 1
    assert it.sign_in.state == PhoneWanted()
    await it.sign_in.by_code(it.owner.phone)
    assert await it.sign_in.give_code(it.owner.code) == SignedIn()


async def test_a_line_that_was_given_up_is_opened_again_by_the_next_step(converse: Converse) -> None:
    it = await converse()
    await it.sign_in.by_code(it.owner.phone)
    await it.account._client._sender._disconnect(error=ConnectionError("gone"))
    assert await it.sign_in.give_code(it.owner.code) == SignedIn()
    assert it.received(SEND) == 1


async def test_a_code_that_is_no_longer_wanted_leaves_the_other_way_open(converse: Converse) -> None:
    it = await converse(FaultsSpec(delay_ms=100))
    asking = asyncio.ensure_future(it.sign_in.by_code(it.owner.phone))
    await asyncio.sleep(0.05)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert isinstance(await it.sign_in.by_qr(), QrShown)
    assert it.received(SEND) == 1


async def test_a_sign_in_that_was_cut_off_in_the_middle_is_still_ended(converse: Converse) -> None:
    it = await converse()
    await it.sign_in.by_code(it.owner.phone)
    it.server.set_faults(FaultsSpec(drop_after=(it.server.request_count + 1,)))
    with pytest.raises(UnreachableError):
        await it.sign_in.give_code(it.owner.code)
    assert it.server.signed_in_sessions == 1
    assert await it.account.leave() == (True, 0)
    assert it.server.signed_in_sessions == 0


# --- secrets ---------------------------------------------------------------------------------------------


def shown_of(error: BaseException) -> str:
    """All that a report of this error could show, local variables included."""
    lines = traceback.TracebackException.from_exception(error, capture_locals=False).format()
    return "".join(lines) + repr(error) + repr(vars(error))


@pytest.mark.parametrize(
    ("method", "message", "code"),
    [
        (SEND, "INTERNAL", 500),
        (SEND, "SOMETHING", 400),
        (CODE, "SOMETHING", 400),
        (CODE, "INTERNAL", 500),
        (PASSWORD_STEP, "SOMETHING", 400),
        (PASSWORD_STEP, "USER_DEACTIVATED", 401),
    ],
)
async def test_p3_no_error_of_a_sign_in_holds_what_was_typed(
    converse: Converse, method: str, message: str, code: int
) -> None:
    it = await converse(password=PASSWORD, code="678905")
    it.fail(method, message, code)
    with pytest.raises(SafecheckError) as caught:
        await all_steps(it)
    error = caught.value
    assert error.__cause__ is None
    assert error.__context__ is None, "Telethon's error would hold the request"
    for secret in (it.owner.phone, "678905", PASSWORD):
        assert secret not in shown_of(error)
        assert secret not in repr(it.sign_in) + repr(it.account)


async def test_p3_no_state_shows_a_secret(converse: Converse) -> None:
    it = await converse(password=PASSWORD, code="678905")
    shown = await it.sign_in.by_qr()
    assert isinstance(shown, QrShown)
    token = shown.url.removeprefix("tg://login?token=")
    states: list[Any] = [
        shown,
        await it.sign_in.by_code(it.owner.phone),
        await it.sign_in.give_code("00000"),
        await it.sign_in.give_code("678905"),
        await it.sign_in.give_password("another"),
        await it.sign_in.give_password(PASSWORD),
    ]
    for state in states:
        rich = repr(state.__rich_repr__()) if hasattr(state, "__rich_repr__") else ""
        for secret in (token, it.owner.phone, "678905", PASSWORD, "another"):
            assert secret not in repr(state) + str(state) + rich
            assert secret not in str(getattr(state, "problem", ""))
    assert all(secret not in msgspec.json.encode(it.events, enc_hook=str).decode() for secret in (PASSWORD,))
