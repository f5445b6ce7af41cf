"""Meet chats with protected lists: only digests are compared, and no term is ever known."""

import hashlib
from collections.abc import Iterable, Sequence

from safecheck.packs.protected_list import DIGEST_BYTES, START_BYTES, EntryKind
from safecheck.packs.rule_pack import ChatRule, ListedTexts
from safecheck.packs.rule_set import Protected, listed_rule
from safecheck.rules.fold import LINE, fold

_MAX_KNOWN = 100_000  # tokens remembered for each list
Met = tuple[ChatRule, bool]  # the rule of a list that a chat is on; True if by its number or public name


class _Listed:
    """One protected list, ready to be asked. What was found of a token is remembered: most come again."""

    def __init__(self, protected: Protected, texts: ListedTexts) -> None:
        self.rule = listed_rule(protected, texts)
        self._digests = protected.list.digests()
        self._starts = protected.list.first_tokens()
        self._longest = protected.list.longest
        self._keyed = hashlib.blake2b(key=bytes.fromhex(protected.list.salt), digest_size=DIGEST_BYTES)
        self._known: dict[str, tuple[bool, bool]] = {}

    def has(self, entry: bytes) -> bool:
        """Return whether an entry of `normal` is on the list."""
        return self._digest(entry) in self._digests

    def has_words(self, text: str) -> bool:
        """Return whether one to four tokens in a row are, in one of the readings."""
        for line in text.split(LINE):
            tokens = line.split()
            for at, token in enumerate(tokens):
                listed, begins = self._known.get(token) or self._look_up(token)
                if listed:
                    return True
                if begins and self._has_row(tokens[at : at + self._longest]):
                    return True
        return False

    def _has_row(self, tokens: list[str]) -> bool:
        rows = (" ".join(tokens[:size]) for size in range(2, len(tokens) + 1))
        return any(self.has(_entry("w", row)) for row in rows)

    def _look_up(self, token: str) -> tuple[bool, bool]:
        """Return whether a token is on the list by itself, and whether a row of tokens may begin with it."""
        found = self._digest(_entry("w", token))
        known = found in self._digests, found[:START_BYTES] in self._starts
        if len(self._known) < _MAX_KNOWN:
            self._known[token] = known
        return known

    def _digest(self, entry: bytes) -> bytes:
        # The key was taken in once.
        keyed = self._keyed.copy()
        keyed.update(entry)
        return keyed.digest()


class ProtectedFinder:
    """All protected lists of a set of rules."""

    def __init__(self, lists: Sequence[Protected], texts: ListedTexts) -> None:
        self._lists = [_Listed(each, texts) for each in lists]

    def find(self, chat_id: str, usernames: Iterable[str], text: str) -> list[Met]:
        """Return the lists that a chat is on. `text` holds its folded readings, one a line."""
        if not self._lists:
            return []
        exact = [normal("i", chat_id), *(normal("u", name) for name in usernames)]
        met: list[Met] = []
        for each in self._lists:
            if any(map(each.has, exact)):
                met.append((each.rule, True))
            elif each.has_words(text):
                met.append((each.rule, False))
        return met


def normal(kind: EntryKind, text: str) -> bytes:
    """Return an entry as it is digested; nothing but the kind if nothing is left of it.

    Words are folded as names are. Of a public name and of a number only letters and digits count, so that
    `@Name`, `t.me/name` and `-1001234` are `name` and `1234`.
    """
    if kind == "w":
        return _entry(kind, fold(text).strip())
    if kind == "i":
        return _entry(kind, text.strip().removeprefix("-100").lstrip("-"))
    return _entry(kind, text.strip().rpartition("/")[2].lstrip("@").lower())


def _entry(kind: EntryKind, text: str) -> bytes:
    return f"{kind}:{text}".encode("utf-8", "replace")


def digest(salt: bytes, entry: bytes) -> bytes:
    """Return the keyed digest (16 bytes) of an entry of `normal`; `salt` has at most 64 bytes."""
    return hashlib.blake2b(entry, key=salt, digest_size=DIGEST_BYTES).digest()
