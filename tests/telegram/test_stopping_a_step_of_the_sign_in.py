"""A step that is stopped stops, wherever it is; two at once are refused; and after the end there is none."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from safecheck.model.sign_in import CodeWanted, PasswordWanted, PhoneWanted, SignedIn
from safecheck.practice.server import PracticeServer
from safecheck.telegram.account import Account
from tests.telegram.test_sign_in_states import PASSWORD, Conversation, Converse, converse

__all__ = ["converse"]
LONE = "\udcff"  # what a terminal makes of a byte that is no text


async def turns(count: int) -> None:
    """Let the loop go round that often."""
    for _ in range(count):
        await asyncio.sleep(0)


async def stopped_at_every_turn(
    converse: Converse, begin: Callable[[Conversation], Awaitable[Any]], **account: Any
) -> AsyncIterator[tuple[int, Conversation]]:
    """Ask for a code and stop that, each time one turn of the loop later, until it is over before."""
    for count in range(200):
        it = await converse(**account)
        await begin(it)
        step = asyncio.ensure_future(it.sign_in.by_code(it.owner.phone))
        await turns(count)
        if step.done():
            return
        step.cancel()
        await asyncio.wait([step])
        assert step.cancelled(), f"stopped after {count} turns, and went on"
        yield count, it


async def nothing(_it: Conversation) -> None:
    """Begin with the number."""


async def show_a_qr_code(it: Conversation) -> None:
    await it.sign_in.by_qr()


@pytest.mark.parametrize(
    ("begin", "account"),
    [(show_a_qr_code, {}), (nothing, {"home_dc": 4, "first_dc": 2})],
    ids=["after a QR code", "sent on to another data centre"],
)
async def test_a_stop_at_any_moment_stops_and_the_number_can_be_typed_again(
    converse: Converse, begin: Callable[[Conversation], Awaitable[Any]], account: dict[str, int]
) -> None:
    async for count, it in stopped_at_every_turn(converse, begin, **account):
        asked = it.received("auth.sendCode")
        await turns(5)
        assert it.received("auth.sendCode") <= asked + 1, "at most what was on its way"
        assert isinstance(await it.sign_in.by_code(it.owner.phone), CodeWanted), f"after {count} turns"


# --- two at once -----------------------------------------------------------------------------------------


async def test_a_second_step_at_the_same_time_is_refused(converse: Converse) -> None:
    it = await converse()
    first = asyncio.ensure_future(it.sign_in.by_code(it.owner.phone))
    await turns(2)
    with pytest.raises(RuntimeError):
        await it.sign_in.by_code(it.owner.phone)
    assert isinstance(await first, CodeWanted)
    assert it.received("auth.sendCode") == 1


async def test_a_step_waits_for_the_one_before_to_stop(converse: Converse) -> None:
    it = await converse()
    await it.sign_in.by_qr()
    scanned = asyncio.ensure_future(it.sign_in.scanned())
    await turns(5)
    scanned.cancel()
    assert isinstance(await it.sign_in.by_code(it.owner.phone), CodeWanted)
    assert scanned.cancelled()


async def test_signed_in_is_the_end(converse: Converse) -> None:
    it = await converse()
    await it.sign_in.by_code(it.owner.phone)
    assert await it.sign_in.give_code(it.owner.code) == SignedIn()
    asked = it.server.request_count
    assert await it.sign_in.by_code(it.owner.phone) == SignedIn()
    assert await it.sign_in.by_qr() == SignedIn()
    assert await it.sign_in.give_code(it.owner.code) == SignedIn()
    assert await it.sign_in.give_password(PASSWORD) == SignedIn()
    assert await it.sign_in.scanned() == SignedIn()
    assert it.server.request_count == asked


async def test_p3_once_signed_in_the_number_is_forgotten(converse: Converse) -> None:
    it = await converse()
    await it.sign_in.by_code(it.owner.phone)
    assert it.owner.phone in vars(it.sign_in).values()
    await it.sign_in.give_code(it.owner.code)
    assert not {it.owner.phone, it.owner.code} & {str(value) for value in vars(it.sign_in).values()}
    assert it.sign_in._hash == ""


# --- the end of the visit ----------------------------------------------------------------------------------


async def test_g22_a_scan_while_the_visit_ends_signs_nothing_in(converse: Converse) -> None:
    it = await converse()
    await it.sign_in.by_qr()
    waiting = asyncio.ensure_future(it.sign_in.scanned())
    await turns(5)
    for device in it.server._telegram.devices.values():
        if device.login_token is not None:
            device.login_token.accepted = True  # scanned, and the news of it is still on its way
    assert await it.account.leave() == (True, 0)
    assert it.server.signed_in_sessions == 0
    assert waiting.cancelled()
    await after_the_end(it.account, it.server)


async def after_the_end(account: Account, server: PracticeServer) -> None:
    """No step asks for anything any more."""
    asked = server.request_count
    for step in (account.sign_in.by_qr, account.sign_in.scanned):
        with pytest.raises(asyncio.CancelledError):
            await step()
    assert server.request_count == asked
    assert not account._client.is_connected()


async def test_a_scan_is_not_forgotten_when_the_question_after_it_is_stopped(converse: Converse) -> None:
    it = await converse()
    shown = await it.sign_in.by_qr()
    asked, asker = asyncio.Event(), it.account._asker

    async def wait_for_ever(_seconds: float) -> None:
        asked.set()
        await asyncio.Event().wait()

    it.fail("auth.exportLoginToken", "FLOOD_WAIT_1", 420)
    asker._sleep, soon = wait_for_ever, asker._sleep
    waiting = asyncio.ensure_future(it.sign_in.scanned())
    await turns(5)
    assert it.server.accept_qr()
    await asked.wait()
    waiting.cancel()
    await asyncio.wait([waiting])
    assert it.sign_in.state is shown
    asker._sleep = soon
    async with asyncio.timeout(10):  # and not when the code is too old
        assert await it.sign_in.scanned() == SignedIn()


# --- what is no text -------------------------------------------------------------------------------------


async def test_what_is_no_text_leads_to_another_try(converse: Converse) -> None:
    it = await converse(password=PASSWORD)
    number = await it.sign_in.by_code(it.owner.phone + LONE)
    assert isinstance(number, PhoneWanted)
    assert "phone number" in str(number.problem)
    assert isinstance(await it.sign_in.by_code(it.owner.phone), CodeWanted)
    code = await it.sign_in.give_code(it.owner.code + LONE)
    assert isinstance(code, CodeWanted)
    assert "code is wrong" in str(code.problem)
    assert await it.sign_in.give_code(it.owner.code) == PasswordWanted()
    proved = await it.sign_in.give_password(PASSWORD + LONE)
    assert isinstance(proved, PasswordWanted)
    assert "password is wrong" in str(proved.problem)
    assert await it.sign_in.give_password(PASSWORD) == SignedIn()
