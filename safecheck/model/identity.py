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
_HASH_AS_ID = N_("That is an api_hash: 32 signs. Here belongs the api_id, which is a number.")
_ID_AS_HASH = N_("That is an api_id: a number. Here belongs the api_hash, which has 32 signs.")

# What people copy along from the page or from a program: the name before it, quotes around it.
_AROUND = " \t\r\n\"'`“”‘’„,;"
_NAME = re.compile(r"(?:app\s+)?api_?(?:id|hash)[\"']?\s*[:=]\s*", re.IGNORECASE)
_HASH_IN = re.compile(r"(?<![0-9A-Za-z])[0-9a-fA-F]{32}(?![0-9A-Za-z])")
_ID_IN = re.compile(r"(?<![0-9A-Za-z.+-])[1-9][0-9]{0,9}(?![0-9A-Za-z])")


def as_pasted(text: str) -> str:
    """Return what was typed or pasted without its name, quotes and blanks around it."""
    bare = text.strip(_AROUND)
    return bare[named.end() :].strip(_AROUND) if (named := _NAME.match(bare)) else bare


def pair_in(text: str) -> tuple[str, str]:
    """Return the api_id and the api_hash that stand in a text, "" for what does not."""
    found = _HASH_IN.search(text)
    api_hash = found[0] if found else ""
    number = _ID_IN.search(text.replace(api_hash, " ") if api_hash else text)
    return number[0] if number else "", api_hash


def api_id_problem(text: str, *, complete: bool = False) -> str | None:
    """Return what is wrong with an api_id (a catalogue message id), None if nothing is.

    Without `complete` it is still being typed: only what no further key can put right is wrong then.
    """
    digits = as_pasted(text)
    if not digits:
        return _NOT_AN_ID if complete else None
    if not re.fullmatch(r"[1-9][0-9]{0,9}", digits) or int(digits) > LARGEST_ID:
        return _HASH_AS_ID if _HASH_IN.fullmatch(digits) else _NOT_AN_ID
    if complete and int(digits) in OFFICIAL_IDS | SAMPLE_IDS:
        return _NOT_YOURS
    return None


def api_hash_problem(text: str, *, complete: bool = False) -> str | None:
    """Return what is wrong with an api_hash, like `api_id_problem`; the sentence never holds it (P3)."""
    least = HASH_LENGTH if complete else 0
    bare = as_pasted(text)
    if re.fullmatch(rf"[0-9a-fA-F]{{{least},{HASH_LENGTH}}}", bare):
        return None
    return _ID_AS_HASH if _ID_IN.fullmatch(bare) else _NOT_A_HASH


def identity_of(api_id: str, api_hash: str) -> Identity:
    """Return both as a value. Raises BadInputError with what is wrong with the first that is."""
    for problem in (api_id_problem(api_id, complete=True), api_hash_problem(api_hash, complete=True)):
        if problem is not None:
            raise BadInputError(problem)
    return Identity(int(as_pasted(api_id)), as_pasted(api_hash).lower())
