"""Signing in and out: by code, by QR code, with the two-step password."""

import os
import re
import time
from typing import Any

from telethon.tl import functions, types

from safecheck.practice.devices import Device, LoginToken, PendingCode
from safecheck.practice.faults import RpcFailure
from safecheck.practice.scenario import AccountSpec
from safecheck.practice.srp import algorithm
from safecheck.practice.telegram import Call, Handler, Telegram

CODE_SECONDS = 300


def _phone(call: Call) -> str:
    phone = re.sub(r"[+\s()-]", "", call.request.phone_number)
    if not re.fullmatch(r"\d{6,15}", phone):
        raise RpcFailure(400, "PHONE_NUMBER_INVALID")
    return phone


def _check_app(call: Call) -> None:
    if call.request.api_id <= 0 or not call.request.api_hash:
        raise RpcFailure(400, "API_ID_INVALID")


def _pending(call: Call) -> PendingCode:
    """Return the code that was sent to this device for the number and hash of the request."""
    phone = _phone(call)
    if not call.request.phone_code_hash:
        raise RpcFailure(400, "PHONE_CODE_HASH_EMPTY")
    pending = call.device.code
    if (
        pending is None
        or (pending.phone, pending.hash) != (phone, call.request.phone_code_hash)
        or pending.expires < time.monotonic()
    ):
        raise RpcFailure(400, "PHONE_CODE_EXPIRED")
    return pending


def _authorized(call: Call) -> Any:
    """Sign the device in, or ask for the password first."""
    if call.telegram.account.password is not None and not call.device.signed_in:
        call.device.password_pending = True
        raise RpcFailure(401, "SESSION_PASSWORD_NEEDED")
    call.device.sign_in(time.time())
    return types.auth.Authorization(user=call.telegram.entities.owner())


def _sent_code_type(account: AccountSpec) -> Any:
    """Return how the code of this account travels, with the hint that Telegram gives of it."""
    code, length = account.code, len(account.code)
    match account.code_sent_by:
        case "sms":
            return types.auth.SentCodeTypeSms(length)
        case "call":
            return types.auth.SentCodeTypeCall(length)
        case "flash_call":
            return types.auth.SentCodeTypeFlashCall(code[:3] + "*" * (length - 3))
        case "missed_call":
            return types.auth.SentCodeTypeMissedCall(prefix="99966", length=length)
        case "sms_word":
            return types.auth.SentCodeTypeSmsWord(beginning=code[0])
        case "sms_phrase":
            return types.auth.SentCodeTypeSmsPhrase(beginning=code.split()[0])
        case "fragment":
            return types.auth.SentCodeTypeFragmentSms(url="https://fragment.example/code", length=length)
        case "email":
            return types.auth.SentCodeTypeEmailCode(email_pattern="p***@example.org", length=length)
        case "email_setup":
            return types.auth.SentCodeTypeSetUpEmailRequired()
        case "firebase":
            return types.auth.SentCodeTypeFirebaseSms(length=length)
        case _:
            return types.auth.SentCodeTypeApp(length)


def send_code(call: Call) -> Any:
    """auth.sendCode: by default to the account's other devices, as Telegram does for third-party apps."""
    phone = _phone(call)
    _check_app(call)
    account = call.telegram.account
    if phone == account.phone and call.device.dc != account.home_dc:
        raise RpcFailure(303, f"PHONE_MIGRATE_{account.home_dc}")
    if account.code_sent_by == "not_needed":
        return types.auth.SentCodeSuccess(_authorized(call))
    pending = PendingCode(phone, os.urandom(9).hex(), time.monotonic() + CODE_SECONDS)
    if account.code_sent_by == "payment":
        return types.auth.SentCodePaymentRequired(
            store_product="practice",
            phone_code_hash=pending.hash,
            support_email_address="practice@example.org",
            support_email_subject="practice",
            premium_days=7,
            currency="EUR",
            amount=100,
        )
    if account.code_sent_by != "email_setup":
        call.device.code = pending
    return types.auth.SentCode(
        type=_sent_code_type(account),
        phone_code_hash=pending.hash,
        next_type=types.auth.CodeTypeSms(),
        timeout=60,
    )


def resend_code(call: Call) -> Any:
    """auth.resendCode: once, by text message; after that there is no other way."""
    pending = _pending(call)
    if pending.resent:
        raise RpcFailure(400, "SEND_CODE_UNAVAILABLE")
    pending.resent = True
    kind = types.auth.SentCodeTypeSms(len(call.telegram.account.code))
    return types.auth.SentCode(type=kind, phone_code_hash=pending.hash)


def cancel_code(call: Call) -> Any:
    """auth.cancelCode."""
    _pending(call)
    call.device.code = None
    return True


def sign_in(call: Call) -> Any:
    """auth.signIn: only now does a number without an account become known."""
    phone = _phone(call)
    account = call.telegram.account
    given = call.request.phone_code
    if account.code_sent_by == "email":  # such a code counts in its own field only
        proof = call.request.email_verification
        given = proof.code if isinstance(proof, types.EmailVerificationCode) else None
    if not given:
        raise RpcFailure(400, "PHONE_CODE_EMPTY")
    _pending(call)
    if given.casefold() != account.code.casefold():
        raise RpcFailure(400, "PHONE_CODE_INVALID")
    call.device.code = None
    if phone != account.phone:
        return types.auth.AuthorizationSignUpRequired()
    return _authorized(call)


def get_password(call: Call) -> Any:
    """account.getPassword: for the last step of signing in, and for a look at the setting afterwards."""
    device = call.device
    if not (device.signed_in or device.password_pending):
        raise RpcFailure(401, "SESSION_REVOKED" if device.revoked else "AUTH_KEY_UNREGISTERED")
    verifier = call.telegram.verifier
    given: dict[str, Any] = {}
    if verifier is not None:
        device.challenge = verifier.challenge()
        given = {
            "has_password": True,
            "current_algo": verifier.algorithm,
            "srp_B": device.challenge.b,
            "srp_id": device.challenge.id,
            "hint": call.telegram.account.password_hint or None,
        }
    return types.account.Password(
        new_algo=algorithm(os.urandom(8), os.urandom(16)),
        new_secure_algo=types.SecurePasswordKdfAlgoPBKDF2HMACSHA512iter100000(os.urandom(8)),
        secure_random=os.urandom(256),
        **given,
    )


def check_password(call: Call) -> Any:
    """auth.checkPassword, with the proof of SRP; each challenge serves once."""
    device = call.device
    if not device.password_pending:
        raise RpcFailure(401, "AUTH_KEY_UNREGISTERED")
    proof = call.request.password
    challenge, device.challenge = device.challenge, None
    if not isinstance(proof, types.InputCheckPasswordSRP):
        raise RpcFailure(400, "PASSWORD_HASH_INVALID")
    if challenge is None or proof.srp_id != challenge.id:
        raise RpcFailure(400, "SRP_ID_INVALID")
    if not challenge.accepts(proof.A, proof.M1):
        raise RpcFailure(400, "PASSWORD_HASH_INVALID")
    device.sign_in(time.time())
    return types.auth.Authorization(user=call.telegram.entities.owner())


def log_out(call: Call) -> Any:
    """auth.logOut."""
    call.device.sign_out()
    return types.auth.LoggedOut()


# --- QR codes --------------------------------------------------------------------------------------------


def export_login_token(call: Call) -> Any:
    """auth.exportLoginToken: a token to show, or, once it was accepted, the sign-in itself."""
    _check_app(call)
    device, home = call.device, call.telegram.account.home_dc
    shown = device.login_token
    if shown is not None and shown.accepted:
        if device.dc != home:
            return types.auth.LoginTokenMigrateTo(home, shown.token)
        return types.auth.LoginTokenSuccess(_authorized(call))
    if shown is None or shown.expires <= time.time():
        good_until = time.time() + call.telegram.account.qr_seconds
        shown = device.login_token = LoginToken(os.urandom(24), good_until)
    return types.auth.LoginToken(int(shown.expires), shown.token)


def _by_token(telegram: Telegram, token: bytes) -> tuple[Device, LoginToken]:
    for device in telegram.devices.values():
        shown = device.login_token
        if shown is not None and shown.token == token:
            return device, shown
    raise RpcFailure(400, "AUTH_TOKEN_INVALID")


def import_login_token(call: Call) -> Any:
    """auth.importLoginToken: the same sign-in, carried over to the account's own data centre."""
    shower, shown = _by_token(call.telegram, call.request.token)
    home = call.telegram.account.home_dc
    if not shown.accepted:
        raise RpcFailure(400, "AUTH_TOKEN_INVALID")
    if call.device.dc != home:
        return types.auth.LoginTokenMigrateTo(home, shown.token)
    shower.login_token, call.device.login_token = None, shown
    return types.auth.LoginTokenSuccess(_authorized(call))


def accept(telegram: Telegram, device: Device) -> bool:
    """Approve the code that `device` shows, and tell it so; False if it shows none that is still good."""
    shown = device.login_token
    if shown is None or shown.accepted or shown.expires <= time.time():
        return False
    shown.accepted = True
    telegram.push(types.UpdateLoginToken(), lambda other: other is device)
    return True


def accept_login_token(call: Call) -> Any:
    """auth.acceptLoginToken: a device that is signed in approves the code of another one."""
    device, shown = _by_token(call.telegram, call.request.token)
    if shown.accepted:
        raise RpcFailure(400, "AUTH_TOKEN_ALREADY_ACCEPTED")
    if not accept(call.telegram, device):
        raise RpcFailure(400, "AUTH_TOKEN_EXPIRED")
    return authorization(device, current=False)


def authorization(device: Device, *, current: bool) -> Any:
    """Return how account.getAuthorizations describes a device that really connected here."""
    return types.Authorization(
        hash=0 if current else device.hash,
        current=current,
        device_model=device.device_model,
        platform="",
        system_version=device.system_version,
        api_id=device.api_id,
        app_name="safecheck practice",
        app_version=device.app_version,
        date_created=int(device.signed_in_at),
        date_active=int(time.time()),
        ip="127.0.0.1",
        country="Nowhere",
        region="",
    )


OPEN: dict[type, Handler] = {
    functions.auth.SendCodeRequest: send_code,
    functions.auth.ResendCodeRequest: resend_code,
    functions.auth.CancelCodeRequest: cancel_code,
    functions.auth.SignInRequest: sign_in,
    functions.account.GetPasswordRequest: get_password,
    functions.auth.CheckPasswordRequest: check_password,
    functions.auth.ExportLoginTokenRequest: export_login_token,
    functions.auth.ImportLoginTokenRequest: import_login_token,
}

CLOSED: dict[type, Handler] = {
    functions.auth.LogOutRequest: log_out,
    functions.auth.AcceptLoginTokenRequest: accept_login_token,
}
