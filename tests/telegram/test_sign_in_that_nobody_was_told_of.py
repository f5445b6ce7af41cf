"""G22: a sign-in of which the answer was lost is ended as any other, and no sign-out counts that was not
confirmed."""

import struct
from typing import Any

import pytest
from telethon.tl import types

from safecheck.model.errors import UnreachableError
from safecheck.model.sign_in import CodeWanted, SignedIn
from safecheck.practice.scenario import ErrorFault, FaultsSpec
from safecheck.practice.session import Link
from tests.telegram.test_sign_in_states import Conversation, Converse, converse

__all__ = ["converse"]
OTHER_NUMBER = "99966155555"


async def signed_in(it: Conversation) -> None:
    await it.sign_in.by_code(it.owner.phone)
    assert await it.sign_in.give_code(it.owner.code) == SignedIn()


def lose_the_next_answer(it: Conversation) -> None:
    it.server.set_faults(FaultsSpec(drop_after=(it.server.request_count + 1,)))


async def unsure_at_the_first_data_centre(it: Conversation) -> None:
    await it.sign_in.by_code(it.owner.phone)
    lose_the_next_answer(it)
    with pytest.raises(UnreachableError):
        await it.sign_in.give_code(it.owner.code)
    assert it.server.signed_in_sessions == 1


def forget_what_is_left(it: Conversation) -> None:
    """What this test left on purpose, and has looked at."""
    assert it.server.signed_in_sessions == 1
    for device in it.server._telegram.devices.values():
        device.sign_out()


def refuse_to_sign_out(it: Conversation) -> None:
    it.fail("auth.logOut", "INTERNAL", 500, times=99)


# --- lost answers ----------------------------------------------------------------------------------------


async def test_g22_a_sign_in_without_a_code_whose_answer_was_lost_is_ended(converse: Converse) -> None:
    it = await converse(code_sent_by="not_needed")
    lose_the_next_answer(it)
    with pytest.raises(UnreachableError):
        await it.sign_in.by_code(it.owner.phone)
    assert it.server.signed_in_sessions == 1, "Telegram signed us in, and we were not told"
    assert await it.account.leave() == (True, 0)
    assert it.server.signed_in_sessions == 0


async def test_a_code_that_was_only_asked_for_needs_no_sign_out(converse: Converse) -> None:
    it = await converse()
    await it.sign_in.by_code(it.owner.phone)
    assert await it.account.leave() == (None, 0)
    assert it.received("auth.logOut") == 0


async def test_g22_a_sign_in_at_the_data_centre_that_is_left_is_ended_first(converse: Converse) -> None:
    it = await converse(home_dc=1)
    await unsure_at_the_first_data_centre(it)
    it.fail("auth.sendCode", "PHONE_MIGRATE_4", 303)
    assert isinstance(await it.sign_in.by_code(OTHER_NUMBER), CodeWanted)
    assert it.server.signed_in_sessions == 0
    assert await it.account.leave() == (True, 0)


async def test_g22_a_sign_in_that_was_left_behind_is_told(converse: Converse) -> None:
    it = await converse(home_dc=1)
    await unsure_at_the_first_data_centre(it)
    moved = ErrorFault(message="PHONE_MIGRATE_4", code=303, method="auth.sendCode")
    refused = ErrorFault(message="INTERNAL", code=500, method="auth.logOut")
    it.server.set_faults(FaultsSpec(errors=(moved, refused)))
    assert isinstance(await it.sign_in.by_code(OTHER_NUMBER), CodeWanted)
    assert await it.account.leave() == (False, 0)
    forget_what_is_left(it)


# --- what confirms no sign-out -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "code"),
    [("API_ID_PUBLISHED_FLOOD", 400), ("API_ID_INVALID", 400), ("UPDATE_APP_TO_LOGIN", 406)],
)
async def test_g22_a_refused_greeting_is_no_confirmed_sign_out(
    converse: Converse, message: str, code: int
) -> None:
    it = await converse()
    await signed_in(it)
    await it.account._client.close_line()
    it.fail("help.getConfig", message, code, times=99)
    assert await it.account.leave() == (False, 0)
    forget_what_is_left(it)


async def test_a_sign_in_that_the_reopened_line_no_longer_knows_is_ended(converse: Converse) -> None:
    it = await converse()
    await signed_in(it)
    await it.account._client.close_line()
    it.fail("help.getConfig", "AUTH_KEY_UNREGISTERED", 401)
    assert await it.account.leave() == (True, 0)
    forget_what_is_left(it)


async def test_g22_received_is_not_yet_signed_out_where_telegram_then_refuses(
    converse: Converse, monkeypatch: pytest.MonkeyPatch
) -> None:
    it = await converse()
    await signed_in(it)
    answer = Link._result

    def received_first(link: Any, msg_id: int, body: bytes) -> None:
        link._say(types.MsgsAck([msg_id]), content=False, answer=False)
        answer(link, msg_id, body)

    monkeypatch.setattr(Link, "_result", received_first)
    refuse_to_sign_out(it)
    assert await it.account.leave() == (False, 0)
    forget_what_is_left(it)


async def test_g22_four_bytes_that_anyone_on_the_way_can_send_confirm_no_sign_out(
    converse: Converse, monkeypatch: pytest.MonkeyPatch
) -> None:
    it = await converse()
    await signed_in(it)
    refuse_to_sign_out(it)
    monkeypatch.setattr(Link, "_result", lambda link, *_: link._write(struct.pack("<i", -404)))
    assert await it.account.leave() == (False, 0)
    forget_what_is_left(it)
