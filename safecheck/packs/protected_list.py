"""Protected lists: keyed hashes instead of words, so that an organisation can hand its list out unprinted.

Obscured, not secret: whoever holds the pack can test guesses against it. An entry is the keyed BLAKE2b
digest (128 bits, key: the pack's salt) of a kind letter, a colon and the normalised text: `w:` up to four
folded tokens with single blanks, `u:` a public name in small letters, `i:` a chat's number. Of an entry of
several tokens the first 16 bits of the digest of its first token stand apart (`starts`): nearly every other
row of tokens is then passed over without a digest of its own. See `safecheck.rules.protected`."""

import re
from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta

from safecheck.model.plan import StepKind
from safecheck.packs.header import Part, RuleId, Source

DIGEST_BYTES = 16
MAX_TOKENS = 4
START_BYTES = 2
_DIGEST = re.compile(r"^[0-9a-f]{32}$")
_START = re.compile(r"^[0-9a-f]{4}$")

EntryKind = Literal["w", "u", "i"]


class ProtectedList(Part, frozen=True, kw_only=True):
    """Digests of words, public names or chat numbers, and what it means that one of them is met.

    `hashes` and `starts` are separated by blanks or line breaks. `longest` is the number of tokens of the
    longest entry of words. A chat whose name or number is on the list can reach `level` by that alone;
    words alone cannot make a chat stand out strongly."""

    organisation: Annotated[str, Meta(min_length=2, max_length=100)]
    salt: Annotated[str, Meta(pattern=r"^[0-9a-f]{32,128}$")]
    longest: Annotated[int, Meta(ge=1, le=MAX_TOKENS)] = 1
    starts: str = ""
    hashes: str
    rule: RuleId
    weight: Annotated[float, Meta(gt=0, le=10)] = 6.0
    level: Literal["high", "medium", "low"] = "high"
    recommend: tuple[StepKind, ...] = ("downloads_off", "card", "report", "leave")
    sources: Annotated[tuple[Source, ...], Meta(min_length=1)]

    def digests(self) -> frozenset[bytes]:
        """Return all digests, 16 bytes each."""
        return frozenset(map(bytes.fromhex, self.hashes.split()))

    def first_tokens(self) -> frozenset[bytes]:
        """Return `starts`, 2 bytes each."""
        return frozenset(map(bytes.fromhex, self.starts.split()))


def protected_problems(protected: ProtectedList) -> Iterator[tuple[str, str]]:
    """Yield each problem that types cannot see, as the key where it stands and a sentence."""
    entries = protected.hashes.split()
    if not entries:
        yield "protected.hashes", "there are no hashes here"
    for entry in entries:
        if not _DIGEST.match(entry):
            yield "protected.hashes", f"{entry[:40]!r} is not a hash of 32 hexadecimal digits"
            return
    for start in protected.starts.split():
        if not _START.match(start):
            yield "protected.starts", f"{start[:40]!r} is not a number of 4 hexadecimal digits"
            return
    if protected.longest > 1 and not protected.starts:
        yield "protected.starts", "entries of several words need their starts"
    if len(protected.salt) % 2:
        yield "protected.salt", "a salt has an even number of hexadecimal digits"
