"""Signing in with the real client: codes, passwords, QR codes, data centres, signing out."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from telethon import errors
from telethon.sessions import MemorySession
from telethon.tl import functions, types

from safecheck.practice import sign_in as sign_in_module
from safecheck.practice.key_exchange import RsaKey
from tests.practice.accounts import account, scenario
from tests.practice.conftest import Connect, Serve, sign_in

PASSWORD = "an invented password"


async def test_the_right_code_signs_in(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario())
    client = await connect(server)
    assert not await client.is_user_authorized()

    user = await sign_in(client, server)

    assert user.first_name == "Practice"
    assert server.signed_in_sessions == 1


async def test_a_wrong_code_is_refused_and_the_right_one_still_works(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario())
    client = await connect(server)
    phone, code = server.credentials.phone, server.credentials.code
    await client.send_code_request(phone)

    with pytest.raises(errors.PhoneCodeInvalidError):
        await client.sign_in(phone, "00000")
    assert server.signed_in_sessions == 0

    await client.sign_in(phone, code)
    assert server.signed_in_sessions == 1


async def test_an_empty_code_has_an_error_of_its_own(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario())
    client = await connect(server)
    sent = await client.send_code_request(server.credentials.phone)
    request = functions.auth.SignInRequest(server.credentials.phone, sent.phone_code_hash, "")

    with pytest.raises(errors.PhoneCodeEmptyError):
        await client(request)


async def test_a_code_can_be_sent_again_once_and_called_off(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario())
    client = await connect(server)
    phone = server.credentials.phone
    sent = await client.send_code_request(phone)
    assert isinstance(sent.type, types.auth.SentCodeTypeApp)

    again = await client(functions.auth.ResendCodeRequest(phone, sent.phone_code_hash))
    assert isinstance(again.type, types.auth.SentCodeTypeSms)
    with pytest.raises(errors.SendCodeUnavailableError):
        await client(functions.auth.ResendCodeRequest(phone, sent.phone_code_hash))

    assert await client(functions.auth.CancelCodeRequest(phone, sent.phone_code_hash))
    with pytest.raises(errors.PhoneCodeExpiredError):
        await client.sign_in(phone, server.credentials.code)


async def test_a_code_expires(serve: Serve, connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_in_module, "CODE_SECONDS", -1)
    server = await serve(scenario())
    client = await connect(server)
    with pytest.raises(errors.PhoneCodeExpiredError):
        await sign_in(client, server)


@pytest.mark.parametrize("phone", ["12", "99966112345678901234", "no number"])
async def test_what_is_no_number_is_refused(phone: str, serve: Serve, connect: Connect) -> None:
    server = await serve(scenario())
    client = await connect(server)
    request = functions.auth.SendCodeRequest(phone, 1, "invented", types.CodeSettings())

    with pytest.raises(errors.PhoneNumberInvalidError):
        await client(request)


async def test_a_number_without_account_becomes_known_only_at_the_end(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario())
    client = await connect(server)
    await client.send_code_request("99966199999")

    with pytest.raises(errors.PhoneNumberUnoccupiedError):
        await client.sign_in("99966199999", server.credentials.code)


async def test_an_app_without_id_gets_no_code(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario())
    client = await connect(server)
    request = functions.auth.SendCodeRequest(server.credentials.phone, 0, "", types.CodeSettings())

    with pytest.raises(errors.ApiIdInvalidError):
        await client(request)


async def test_two_step_verification_asks_for_the_password(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario(account=account(password=PASSWORD, password_hint="hint")))
    client = await connect(server)
    with pytest.raises(errors.SessionPasswordNeededError):
        await sign_in(client, server)
    assert server.signed_in_sessions == 0
    with pytest.raises(errors.AuthKeyUnregisteredError):
        await client(functions.account.GetContentSettingsRequest())

    with pytest.raises(errors.PasswordHashInvalidError):
        await client.sign_in(password="another one")
    await client.sign_in(password=PASSWORD)

    assert server.signed_in_sessions == 1
    setting = await client(functions.account.GetPasswordRequest())
    assert (setting.has_password, setting.hint) == (True, "hint")


async def test_a_challenge_serves_once(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario(account=account(password=PASSWORD)))
    client = await connect(server)
    with pytest.raises(errors.SessionPasswordNeededError):
        await sign_in(client, server)
    proof = types.InputCheckPasswordSRP(1, bytes(256), bytes(32))

    with pytest.raises(errors.SrpIdInvalidError):
        await client(functions.auth.CheckPasswordRequest(proof))
    await client(functions.account.GetPasswordRequest())
    with pytest.raises(errors.PasswordHashInvalidError):
        await client(functions.auth.CheckPasswordRequest(types.InputCheckPasswordEmpty()))


async def test_the_password_setting_is_a_secret_until_the_code_was_right(
    serve: Serve, connect: Connect
) -> None:
    server = await serve(scenario(account=account(password=PASSWORD)))
    client = await connect(server)
    with pytest.raises(errors.AuthKeyUnregisteredError):
        await client(functions.account.GetPasswordRequest())
    with pytest.raises(errors.AuthKeyUnregisteredError):
        await client(functions.auth.CheckPasswordRequest(types.InputCheckPasswordEmpty()))


async def test_an_account_without_password_says_so(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario())
    client = await connect(server)
    await sign_in(client, server)

    assert not (await client(functions.account.GetPasswordRequest())).has_password


async def test_the_wrong_data_centre_sends_the_client_home(
    rsa_key: RsaKey, serve: Serve, connect: Connect
) -> None:
    server = await serve(scenario(account=account(home_dc=4)), rsa_key=rsa_key, first_dc=1)
    client = await connect(server)
    assert client.session.dc_id == 1

    await sign_in(client, server)

    assert client.session.dc_id == 4
    sent = [(entry.dc, entry.method) for entry in server.log if entry.method == "auth.sendCode"]
    assert sent == [(1, "auth.sendCode"), (4, "auth.sendCode")]


# --- ways in which a code travels --------------------------------------------------------------------------

WAYS: dict[str, tuple[type, str]] = {
    "app": (types.auth.SentCodeTypeApp, "12345"),
    "sms": (types.auth.SentCodeTypeSms, "12345"),
    "call": (types.auth.SentCodeTypeCall, "12345"),
    "flash_call": (types.auth.SentCodeTypeFlashCall, "99966123456"),
    "missed_call": (types.auth.SentCodeTypeMissedCall, "123456"),
    "sms_word": (types.auth.SentCodeTypeSmsWord, "lantern"),
    "sms_phrase": (types.auth.SentCodeTypeSmsPhrase, "a quiet lantern"),
    "fragment": (types.auth.SentCodeTypeFragmentSms, "12345"),
    "firebase": (types.auth.SentCodeTypeFirebaseSms, "12345"),
}


@pytest.mark.parametrize("way", sorted(WAYS))
async def test_a_code_travels_the_way_that_the_account_says(way: str, serve: Serve, connect: Connect) -> None:
    kind, code = WAYS[way]
    server = await serve(scenario(account=account(code=code, code_sent_by=way)))
    client = await connect(server)
    phone = server.credentials.phone
    sent = await client.send_code_request(phone)

    assert type(sent.type) is kind
    await client(functions.auth.SignInRequest(phone, sent.phone_code_hash, code))
    assert server.signed_in_sessions == 1


async def test_a_code_by_mail_counts_in_its_own_field_only(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario(account=account(code_sent_by="email")))
    client = await connect(server)
    phone, code = server.credentials.phone, server.credentials.code
    sent = await client.send_code_request(phone)
    assert isinstance(sent.type, types.auth.SentCodeTypeEmailCode)
    with pytest.raises(errors.PhoneCodeEmptyError):
        await client(functions.auth.SignInRequest(phone, sent.phone_code_hash, code))
    for given, works in (("00000", False), (code, True)):
        proof = types.EmailVerificationCode(given)
        request = functions.auth.SignInRequest(phone, sent.phone_code_hash, email_verification=proof)
        if works:
            await client(request)
        else:
            with pytest.raises(errors.PhoneCodeInvalidError):
                await client(request)
    assert server.signed_in_sessions == 1


@pytest.mark.parametrize("way", ["email_setup", "payment"])
async def test_where_no_code_was_sent_none_signs_in(way: str, serve: Serve, connect: Connect) -> None:
    server = await serve(scenario(account=account(code_sent_by=way)))
    client = await connect(server)
    phone, code = server.credentials.phone, server.credentials.code
    sent = await client(functions.auth.SendCodeRequest(phone, 1, "invented", types.CodeSettings()))
    with pytest.raises(errors.PhoneCodeExpiredError):
        await client(functions.auth.SignInRequest(phone, sent.phone_code_hash, code))


async def test_an_account_may_need_no_code(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario(account=account(code_sent_by="not_needed")))
    client = await connect(server)
    request = functions.auth.SendCodeRequest(server.credentials.phone, 1, "invented", types.CodeSettings())
    assert isinstance(await client(request), types.auth.SentCodeSuccess)
    assert server.signed_in_sessions == 1


# --- QR codes --------------------------------------------------------------------------------------------


async def scanned(client: Any, scan: Callable[[], Any]) -> Any:
    """Show a code, let it be scanned while the client waits, and return the outcome."""
    shown = await client.qr_login()
    waiting = asyncio.ensure_future(shown.wait(10))
    await asyncio.sleep(0.05)
    scan()
    return await waiting


async def test_a_scanned_code_signs_in(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario())
    client = await connect(server)
    user = await scanned(client, server.accept_qr)

    assert user.first_name == "Practice"
    assert server.signed_in_sessions == 1


async def test_a_scanned_code_still_needs_the_password(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario(account=account(password=PASSWORD)))
    client = await connect(server)
    with pytest.raises(errors.SessionPasswordNeededError):
        await scanned(client, server.accept_qr)
    await client.sign_in(password=PASSWORD)

    assert server.signed_in_sessions == 1


async def test_a_code_shown_at_the_wrong_data_centre_carries_over(
    rsa_key: RsaKey, serve: Serve, connect: Connect
) -> None:
    server = await serve(scenario(account=account(home_dc=5)), rsa_key=rsa_key, first_dc=2)
    client = await connect(server)
    await scanned(client, server.accept_qr)

    assert client.session.dc_id == 5
    assert server.signed_in_sessions == 1
    assert "auth.importLoginToken" in {entry.method for entry in server.log}


async def test_another_device_can_accept_the_code(rsa_key: RsaKey, serve: Serve, connect: Connect) -> None:
    server = await serve(scenario(), rsa_key=rsa_key)
    phone = await connect(server)
    await sign_in(phone, server)
    laptop = await connect(server, shared=False, device_model="Laptop")
    shown = await laptop.qr_login()
    waiting = asyncio.ensure_future(shown.wait(10))
    await asyncio.sleep(0.05)

    accepted = await phone(functions.auth.AcceptLoginTokenRequest(shown.token))
    await waiting

    assert accepted.device_model == "Laptop"
    assert server.signed_in_sessions == 2
    devices = (await laptop(functions.account.GetAuthorizationsRequest())).authorizations
    assert [(device.device_model, bool(device.current)) for device in devices] == [
        ("Laptop", True),
        ("Test device", False),
    ]


async def test_a_code_is_accepted_once_and_only_while_it_is_good(
    rsa_key: RsaKey, serve: Serve, connect: Connect
) -> None:
    server = await serve(scenario(), rsa_key=rsa_key)
    phone = await connect(server)
    await sign_in(phone, server)
    laptop = await connect(server, shared=False)
    shown = await laptop.qr_login()
    await phone(functions.auth.AcceptLoginTokenRequest(shown.token))
    with pytest.raises(errors.AuthTokenAlreadyAcceptedError):
        await phone(functions.auth.AcceptLoginTokenRequest(shown.token))

    server._telegram.account = account(qr_seconds=-1)
    tablet = await connect(server, shared=False)
    late = await tablet.qr_login()
    with pytest.raises(errors.AuthTokenExpiredError):
        await phone(functions.auth.AcceptLoginTokenRequest(late.token))


async def test_an_accepted_code_leads_home_from_every_data_centre(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario(account=account(home_dc=5)))
    client, elsewhere = await connect(server, dc=1), await connect(server, dc=3)
    shown = await client.qr_login()
    assert server.accept_qr()

    answer = await elsewhere(functions.auth.ImportLoginTokenRequest(shown.token))
    assert (type(answer), answer.dc_id) == (types.auth.LoginTokenMigrateTo, 5)


async def test_a_sign_in_without_the_codes_hash_is_refused(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario())
    client = await connect(server)
    with pytest.raises(errors.PhoneCodeHashEmptyError):
        await client(functions.auth.SignInRequest(server.credentials.phone, "", server.credentials.code))


async def test_a_code_that_nobody_scanned_gives_nothing(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario())
    client = await connect(server)
    assert not server.accept_qr()
    shown = await client.qr_login()

    with pytest.raises(errors.AuthTokenInvalidError):
        await client(functions.auth.ImportLoginTokenRequest(shown.token))
    with pytest.raises(errors.AuthTokenInvalidError):
        await client(functions.auth.ImportLoginTokenRequest(b"another"))
    token = shown.token
    await shown.recreate()
    assert token == shown.token, "a code that is still good is shown again"


async def test_an_expired_code_cannot_be_scanned_and_is_replaced(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario(account=account(qr_seconds=1)))
    client = await connect(server)
    shown = await client.qr_login()
    first = shown.token
    await asyncio.sleep(1.05)

    assert not server.accept_qr()
    await shown.recreate()
    assert first != shown.token


async def test_without_updates_a_scan_goes_unnoticed(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario())
    client = await connect(server, receive_updates=False)
    shown = await client.qr_login()
    waiting = asyncio.ensure_future(shown.wait(0.3))
    await asyncio.sleep(0.05)
    assert server.accept_qr()

    with pytest.raises(asyncio.TimeoutError):
        await waiting


# --- the end ---------------------------------------------------------------------------------------------


async def test_signing_out_ends_the_sign_in_for_good(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario())
    client = await connect(server)
    await sign_in(client, server)
    assert await client.log_out()
    assert server.signed_in_sessions == 0

    again = await connect(server)
    assert not await again.is_user_authorized()
    with pytest.raises(errors.AuthKeyUnregisteredError):
        await again.get_dialogs()
    await sign_in(again, server)
    assert server.signed_in_sessions == 1


async def test_a_key_stays_signed_in_over_connections(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario())
    client = await connect(server)
    await sign_in(client, server)
    await client.disconnect()

    again = await connect(server)
    assert await again.is_user_authorized()
    assert isinstance(again.session, MemorySession)
