"""A sign-in that safecheck remembers, as values: what has to be kept of it, and for how long (G13)."""

import re
from datetime import datetime, timedelta
from typing import Any

import msgspec

from safecheck.model.errors import BadInputError, SignInError
from safecheck.model.text import N_, clean

LASTS = timedelta(days=30)
CLOCK_SLACK = timedelta(days=1)  # a clock that is this far behind the file was set back, or is broken
MOST_USES = 500  # moments that are kept; nobody audits as often in thirty days

SHORTEST = 12  # characters of a passphrase
FEWEST_DIFFERENT = 5

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,30}[a-z0-9])?")
_WINDOWS_DEVICE = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")


class SignInKey(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What signs in without a code: the auth key (256 bytes) at one data centre, and whose account it opens.

    `host` and `port` are those of a server on this computer; "" and 0 are for Telegram's own data centre of
    that number, whose address is never taken from a file. `repr` shows none of it (P3).
    """

    auth_key: bytes
    dc: int
    account_id: int
    api_id: int
    host: str = ""
    port: int = 0

    def __repr__(self) -> str:
        return "SignInKey(…)"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        return []


class RememberedSignIn(msgspec.Struct, frozen=True):
    """One sign-in that is kept: its name, when it was made, and each moment when it was used after that.
    `own_key` closes what lies beside it; `repr` of a sign-in shows it no more than the other key (P3)."""

    name: str
    made_on: datetime
    uses: tuple[datetime, ...]
    key: SignInKey
    own_key: bytes = b""

    def __repr__(self) -> str:
        return f"RememberedSignIn({self.name!r}, …)"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        return [("name", self.name)]

    @property
    def ends_on(self) -> datetime:
        """When it ends."""
        return self.made_on + LASTS


class KeptOne(msgspec.Struct, frozen=True):
    """What can be known of a kept sign-in without its passphrase. `at_server` is True for one to a server on
    this computer, which is not Telegram; `problem` is why it cannot be used; `made_on` is None then.
    `read_until` is until when an audit that had to stop can be gone on with, None where there is none."""

    name: str
    path: str
    made_on: datetime | None = None
    at_server: bool = False
    problem: BadInputError | SignInError | None = None
    read_until: datetime | None = None

    @property
    def ends_on(self) -> datetime | None:
        """When it ends, None where that cannot be known."""
        return None if self.made_on is None else self.made_on + LASTS


def has_ended(made_on: datetime, now: datetime) -> bool:
    """Return whether the thirty days of a sign-in are over."""
    return now >= made_on + LASTS


def checked_name(name: str) -> str:
    """Return a name that a sign-in can have. Raises BadInputError."""
    if _NAME.fullmatch(name) and not _WINDOWS_DEVICE.fullmatch(name):
        return name
    raise BadInputError(
        N_(
            "A sign-in cannot be remembered as “%(name)s”. Choose up to 32 small letters, digits, - and _, "
            "such as: mine"
        ),
        name=clean(name, 40),
    )


def passphrase_problem(typed: str, name: str) -> str | None:
    """Return what is wrong with a new passphrase (a catalogue message id), None if nothing is. The sentence
    never holds it (P3)."""
    if "\ufffd" in typed or any(ord(sign) < ord(" ") or sign == "\x7f" for sign in typed):
        return N_(
            "That holds a sign that safecheck cannot read from this terminal. Choose another passphrase."
        )
    if len(typed.strip()) < SHORTEST:
        return N_(
            "That is too short: a passphrase has at least 12 characters. Four words picked at random do."
        )
    if len(set(typed.casefold())) < FEWEST_DIFFERENT or typed.strip().casefold() == name.casefold():
        return N_("That is too easy to guess. Four words picked at random make a good passphrase.")
    return None
