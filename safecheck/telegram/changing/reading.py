"""What a kind of change must be able to do, and how it says that it cannot."""

from typing import Any, Protocol

import msgspec

from safecheck.model.changes import Outcome, Value
from safecheck.model.text import N_

NEEDS_THE_APP = N_(
    "Telegram has something new in this setting that this version of safecheck does not know and could lose."
    " Change it in the Telegram app, or update safecheck."
)


class CannotError(Exception):
    """A change that cannot be made. `message` is a message id."""

    def __init__(self, outcome: Outcome, message: str) -> None:
        super().__init__(message)
        self.outcome: Outcome = outcome
        self.message = message


class Reading(msgspec.Struct, frozen=True):
    """A setting as it stands: the `value` that a change is about, the `rest` that must come out of it
    untouched, as bytes to compare, and the `answer` it was read from."""

    value: Value
    rest: bytes
    answer: Any


class Setting(Protocol):
    """One setting of the account or of a chat."""

    async def read(self) -> Reading:
        """Read it anew. Raises CannotError where it could not be written back, or not by this account."""
        ...

    def wanted(self, now: Value) -> Value:
        """Return what the step makes of it; `now` itself if there is nothing to do."""
        ...

    def requests(self, now: Reading, after: Value) -> list[Any]:
        """Return the requests that make it `after`, everything else left as it is. Raises CannotError."""
        ...


def known_whole(*written: Any) -> None:
    """Raise CannotError if one of these objects holds something that this version does not know."""
    if any(each.has_more for each in written):
        raise CannotError("in_app", NEEDS_THE_APP)
