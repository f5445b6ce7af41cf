"""One value as it was read, or the reason why it could not be."""

from datetime import datetime
from typing import Generic, TypeVar

import msgspec


class Unknown(msgspec.Struct, frozen=True, tag="unknown"):
    """A value that could not be read. `reason` is a catalogue message id; it is never shown as OK."""

    reason: str


T = TypeVar("T")


class Fact(msgspec.Struct, Generic[T], frozen=True):
    """One value as read: from which Telegram method or file (`source`) and when (`read_at`, UTC)."""

    value: T | Unknown
    source: str
    read_at: datetime
