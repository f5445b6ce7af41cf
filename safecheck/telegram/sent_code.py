"""How Telegram says that a sign-in code travels (auth.SentCodeType, layer 229: https://core.telegram.org/type/auth.SentCodeType)."""

from typing import Any

from telethon.tl import types

from safecheck.model.errors import OtherWayError, SignInError
from safecheck.model.sign_in import CodeWanted, CodeWay
from safecheck.model.text import N_, clean

_HINT = 60  # characters: enough for the beginning of a phrase or a mail address

# type -> the way, and its field that says more
_WAYS: dict[type, tuple[CodeWay, str]] = {
    types.auth.SentCodeTypeApp: ("app", ""),
    types.auth.SentCodeTypeSms: ("sms", ""),
    types.auth.SentCodeTypeCall: ("call", ""),
    types.auth.SentCodeTypeFlashCall: ("flash_call", "pattern"),
    types.auth.SentCodeTypeMissedCall: ("missed_call", "prefix"),
    types.auth.SentCodeTypeSmsWord: ("sms_word", "beginning"),
    types.auth.SentCodeTypeSmsPhrase: ("sms_phrase", "beginning"),
    types.auth.SentCodeTypeFragmentSms: ("fragment", ""),
    types.auth.SentCodeTypeEmailCode: ("email", "email_pattern"),
}


def code_wanted(sent: Any) -> CodeWanted:
    """Return what to ask for. Raises OtherWayError or SignInError where the code goes a way that only
    Telegram's own apps can follow."""
    kind = type(getattr(sent, "type", None))
    if kind in _WAYS:
        way, field = _WAYS[kind]
        hint = clean(getattr(sent.type, field, None) or "", _HINT) if field else ""
        return CodeWanted(way, hint, getattr(sent.type, "length", None) or None)
    if kind is types.auth.SentCodeTypeSetUpEmailRequired:
        raise SignInError(
            N_(
                "Telegram wants a login e-mail address for this account first. Add one in the Telegram app, "
                "then try again."
            )
        )
    if isinstance(sent, types.auth.SentCodePaymentRequired):
        raise OtherWayError(
            N_("For this number Telegram sends no code without a payment in its own app. Use the QR code.")
        )
    # SentCodeTypeFirebaseSms, and what a later Telegram may add
    raise OtherWayError(N_("Telegram sends the code for this number to its own apps only. Use the QR code."))
