"""A request in the words of Telegram's schema, for whoever wants to see what would be sent."""

from datetime import datetime
from typing import Any

from safecheck.telegram.allowlist import ALLOWED
from safecheck.telegram.gate import request_class

_NAMES = {request_class(entry.method): entry.method for entry in ALLOWED}
# Numbers with which Telegram lets this account alone name a chat or a person; they say nothing to anyone.
_PASSED_OVER = frozenset({"access_hash", "has_more"})


def as_words(request: Any) -> str:
    """Return the method with every argument that is given, such as
    `account.setContentSettings(sensitive_enabled=true)`."""
    return f"{_NAMES[type(request)]}({_arguments(request)})"


def _arguments(thing: Any) -> str:
    given = {name: value for name, value in vars(thing).items() if name not in _PASSED_OVER}
    return ", ".join(f"{name}={_value(value)}" for name, value in given.items() if value is not None)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, datetime):
        return str(int(value.timestamp()))
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(each) for each in value) + "]"
    if hasattr(value, "CONSTRUCTOR_ID"):
        name = type(value).__name__
        inside = _arguments(value)
        return name[0].lower() + name[1:] + (f"({inside})" if inside else "")
    if isinstance(value, bytes):
        return value.hex() or '""'
    # The name of a sound that the owner chose: what it is called is nobody's business.
    return "…" if value else '""'
