"""Meet chats with protected lists: only digests are compared, and no term is ever known."""

import hashlib
from collections.abc import Iterable, Sequence

from safecheck.packs.protected_list import DIGEST_BYTES, EntryKind
from safecheck.packs.rule_pack import ChatRule, ListedTexts
from safecheck.packs.rule_set import Protected, listed_rule
from safecheck.rules.fold import LINE, fold

Met = tuple[ChatRule, bool]  # the rule of a list that a chat is on; True if by its number or public name


class ProtectedFinder:
    """All protected lists of a set of rules."""

    def __init__(self, lists: Sequence[Protected], texts: ListedTexts) -> None:
        self._lists = [
            (listed_rule(each, texts), bytes.fromhex(each.list.salt), each.list.digests(), each.list.longest)
            for each in lists
        ]

    def find(self, chat_id: str, usernames: Iterable[str], text: str) -> list[Met]:
        """Return the lists that a chat is on. `text` holds its folded readings, one a line."""
        if not self._lists:
            return []
        exact = [normal("i", chat_id), *(normal("u", name) for name in usernames)]
        grams: dict[int, list[bytes]] = {}
        met: list[Met] = []
        for rule, salt, digests, longest in self._lists:
            if any(digest(salt, entry) in digests for entry in exact):
                met.append((rule, True))
                continue
            if longest not in grams:
                grams[longest] = _grams(text, longest)
            if any(digest(salt, entry) in digests for entry in grams[longest]):
                met.append((rule, False))
        return met


def normal(kind: EntryKind, text: str) -> bytes:
    """Return an entry as it is digested; nothing but the kind if nothing is left of it.

    Words are folded as names are. Of a public name and of a number only letters and digits count, so that
    `@Name`, `t.me/name` and `-1001234` are `name` and `1234`.
    """
    if kind == "w":
        return b"w:" + fold(text).strip().encode()
    if kind == "i":
        number = text.strip().removeprefix("-100").lstrip("-")
        return b"i:" + number.encode()
    name = text.strip().rpartition("/")[2].lstrip("@").lower()
    return b"u:" + name.encode("utf-8", "replace")


def _grams(text: str, longest: int) -> list[bytes]:
    found: set[str] = set()
    for line in text.split(LINE):
        tokens = line.split()
        for size in range(1, min(longest, len(tokens)) + 1):
            found.update(" ".join(tokens[at : at + size]) for at in range(len(tokens) - size + 1))
    return [b"w:" + gram.encode("utf-8", "replace") for gram in found]


def digest(salt: bytes, entry: bytes) -> bytes:
    """Return the keyed digest (16 bytes) of an entry of `normal`; `salt` has at most 64 bytes."""
    return hashlib.blake2b(entry, key=salt, digest_size=DIGEST_BYTES).digest()
