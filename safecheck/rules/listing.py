"""Turn what an organisation wants to list into digests, so that its list can be handed out without
printing it."""

from collections.abc import Iterable

import msgspec

from safecheck.model.errors import BadInputError
from safecheck.model.text import N_
from safecheck.packs.protected_list import MAX_TOKENS, START_BYTES, EntryKind
from safecheck.rules.fold import fold
from safecheck.rules.protected import digest, normal

KINDS: dict[str, EntryKind] = {"words": "w", "usernames": "u", "ids": "i"}


class Listing(msgspec.Struct, frozen=True):
    """The digests of all entries, in order of value so that nothing is told by their order, the number of
    tokens of the longest entry of words, and the beginnings of the digests of the first of several tokens."""

    digests: tuple[str, ...]
    longest: int
    starts: tuple[str, ...]


def listing(lines: Iterable[str], kind: EntryKind, salt: bytes) -> Listing:
    """Return the digests of all lines that are not empty.

    Raises BadInputError, with the number of the line and never its text, for an entry that could match
    nothing or has more than four words; and if there is no entry at all.
    """
    digests: set[str] = set()
    starts: set[str] = set()
    longest = 1
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        if kind == "w":
            tokens = fold(line).split()
            if len(tokens) > MAX_TOKENS:
                raise BadInputError(
                    N_(
                        "Line %(line)d has %(count)d words or signs; an entry has at most %(most)d."
                        " Shorten it."
                    ),
                    line=number,
                    count=len(tokens),
                    most=MAX_TOKENS,
                )
            longest = max(longest, len(tokens))
            if len(tokens) > 1:
                starts.add(digest(salt, normal("w", tokens[0]))[:START_BYTES].hex())
        entry = normal(kind, line)
        if len(entry) <= len(f"{kind}:"):
            raise BadInputError(
                N_("Line %(line)d holds no letter, digit or emoji. Correct it and try again."), line=number
            )
        digests.add(digest(salt, entry).hex())
    if not digests:
        raise BadInputError(N_("There is nothing to list: give one entry a line, on standard input."))
    return Listing(tuple(sorted(digests)), longest, tuple(sorted(starts)))
