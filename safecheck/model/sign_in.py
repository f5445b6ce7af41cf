"""Signing in as values: what the person is asked or shown next. Both faces show exactly these states.

Every state but the last may carry the `problem` that led (back) to it, so that a wrong code or a number that
Telegram does not know means another try, not an end.
"""

from datetime import datetime
from typing import Any, Literal

import msgspec

from safecheck.model.errors import SafecheckError

SignInWay = Literal["qr", "code"]

# How Telegram says that a code travels (auth.SentCodeType of Telegram's schema, layer 229).
CodeWay = Literal[
    "app", "sms", "call", "flash_call", "missed_call", "sms_word", "sms_phrase", "fragment", "email"
]


class QrShown(msgspec.Struct, frozen=True):
    """A code to scan with the phone. `url` signs in whoever's phone scans it, so repr never shows it (P3);
    after `expires` a new one follows by itself."""

    url: str
    expires: datetime
    problem: SafecheckError | None = None

    def __repr__(self) -> str:
        return "QrShown(…)"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        return []


class PhoneWanted(msgspec.Struct, frozen=True):
    """The phone number is to be typed. Only doing so asks Telegram for a code; nothing does by itself."""

    problem: SafecheckError | None = None


class CodeWanted(msgspec.Struct, frozen=True):
    """The code is to be typed. `hint` is what Telegram says of the way it travels (the beginning of a phrase,
    the pattern of a number or mail address), cleaned; `length` is None where Telegram names none."""

    way: CodeWay
    hint: str = ""
    length: int | None = None
    problem: SafecheckError | None = None


class PasswordWanted(msgspec.Struct, frozen=True):
    """The two-step password is to be typed."""

    problem: SafecheckError | None = None


class SignedIn(msgspec.Struct, frozen=True):
    """The sign-in worked."""


SignInState = QrShown | PhoneWanted | CodeWanted | PasswordWanted | SignedIn
