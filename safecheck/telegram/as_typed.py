"""What a person typed while signing in, as Telegram wants it. Nothing here is kept (P3)."""

import re

from telethon import errors


def sendable(typed: str, refusal: type[errors.RPCError]) -> str:
    """Return what was typed. Raises `refusal`, as Telegram would, if it is no text that can be sent: half a
    character, which a terminal can make of a broken byte."""
    try:
        typed.encode()
    except UnicodeEncodeError:
        raise refusal(None) from None
    return typed


def phone_number(typed: str) -> str:
    """Return a phone number without what people put between its digits."""
    return re.sub(r"^00", "", re.sub(r"[\s().+/-]", "", typed))


def code_as_sent(typed: str) -> str:
    """Return a code without spaces around it, or between its digits."""
    words = typed.split()
    return ("" if all(word.isdigit() for word in words) else " ").join(words)
