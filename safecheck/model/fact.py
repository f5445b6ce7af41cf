"""One value as it was read, or the reason why it could not be."""

from datetime import datetime
from typing import Generic, TypeVar

import msgspec

from safecheck.model.text import N_

# Reasons of a check together, each a clause that can follow "because": what was not read was not to be read.
LEFT_OUT = N_("you chose that this is not looked at")
LEFT_OUT_BY_OWNER = N_(
    "the owner of the account chose that this is not looked at"
)  # for whoever else reads it
NOT_NEEDED = N_("a check together does not ask for this")
_ON_PURPOSE = frozenset({LEFT_OUT, LEFT_OUT_BY_OWNER, NOT_NEEDED})


class Unknown(msgspec.Struct, frozen=True, tag="unknown"):
    """A value that could not be read. `reason` is a catalogue message id, `values` fill its `%(name)s`
    placeholders and are shown as they are: whoever makes one cleans strangers' text first. It is never shown
    as OK. `safecheck.i18n.catalog.Catalog.reason` says it in a language."""

    reason: str
    values: dict[str, str | int] = {}

    @property
    def on_purpose(self) -> bool:
        """True if nobody tried to read it, as it was not to be read: nothing went wrong."""
        return self.reason in _ON_PURPOSE

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
