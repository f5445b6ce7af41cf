"""The api_id and api_hash that a person makes at my.telegram.org: what can be wrong with them, as typed."""

import re

from safecheck.model.clients import OFFICIAL_IDS
from safecheck.model.connection import Identity
from safecheck.model.errors import BadInputError
from safecheck.model.text import N_

LARGEST_ID = 2**31 - 1  # api_id is an int of Telegram's schema
HASH_LENGTH = 32

# Published as an example for programmers (tdlib/td, example/cpp/td_example.cpp).
SAMPLE_IDS = frozenset({94575})

_NOT_AN_ID = N_("An api_id is a number of up to ten digits. Copy it from my.telegram.org.")
_NOT_YOURS = N_(
    "This api_id belongs to an app of Telegram itself. Telegram may close accounts that use it. "
    "Make your own at my.telegram.org."
)
_NOT_A_HASH = N_("An api_hash is 32 characters long: digits, and letters from a to f. Copy it in full.")


def api_id_problem(text: str, *, complete: bool = False) -> str | None:
    """Return what is wrong with an api_id (a catalogue message id), None if nothing is.

    Without `complete` it is still being typed: only what no further key can put right is wrong then.
    """
    digits = text.strip()
    if not digits:
        return _NOT_AN_ID if complete else None
    if not re.fullmatch(r"[1-9][0-9]{0,9}", digits) or int(digits) > LARGEST_ID:
        return _NOT_AN_ID
    if complete and int(digits) in OFFICIAL_IDS | SAMPLE_IDS:
        return _NOT_YOURS
    return None


def api_hash_problem(text: str, *, complete: bool = False) -> str | None:
    """Return what is wrong with an api_hash, like `api_id_problem`; the sentence never holds it (P3)."""
    least = HASH_LENGTH if complete else 0
    if re.fullmatch(rf"[0-9a-fA-F]{{{least},{HASH_LENGTH}}}", text.strip()):
        return None
    return _NOT_A_HASH


def identity_of(api_id: str, api_hash: str) -> Identity:
    """Return both as a value. Raises BadInputError with what is wrong with the first that is."""
    for problem in (api_id_problem(api_id, complete=True), api_hash_problem(api_hash, complete=True)):
        if problem is not None:
            raise BadInputError(problem)
    return Identity(int(api_id.strip()), api_hash.strip().lower())
