"""One value as it was read, or the reason why it could not be."""

from datetime import datetime
from typing import Generic, TypeVar

import msgspec


class Unknown(msgspec.Struct, frozen=True, tag="unknown"):
    """A value that could not be read. `reason` is a catalogue message id, `values` fill its `%(name)s`
    placeholders and are shown as they are: whoever makes one cleans strangers' text first. It is never shown
    as OK. `safecheck.i18n.catalog.Catalog.reason` says it in a language."""

    reason: str
    values: dict[str, str | int] = {}

    def __hash__(self) -> int:  # a dict has none
        return hash(self.reason)


class Note(msgspec.Struct, frozen=True):
    """Something to know about values that were read all the same: a catalogue message id and what fills it,
    as in `Unknown`. `Catalog.note` says it."""

    text: str
    values: dict[str, str | int] = {}


T = TypeVar("T")


class Fact(msgspec.Struct, Generic[T], frozen=True):
    """One value as read: from which Telegram method or file (`source`) and when (`read_at`, UTC)."""

    value: T | Unknown
    source: str
    read_at: datetime
