"""Find the words of all rules in a title at once. No regular expression comes from a pack."""

import re
import unicodedata
from collections.abc import Iterable

from safecheck.model.facts import Chat

# A token is a run of letters and digits, apostrophes inside it ("foto's"); + and % carry meaning ("18+").
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[+%]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# A title has 128 characters at most; whoever sends more gets no more attention for it.
_MAX_CHARS = 1024


def tokens(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared: NFKC, plain apostrophes, case folded."""
    plain = unicodedata.normalize("NFKC", text[:_MAX_CHARS]).replace("’", "'").casefold()
    return tuple(_TOKEN.findall(plain))


def chat_tokens(chat: Chat) -> tuple[tuple[str, ...], ...]:
    """Return the words of title and public names, each on its own so that no phrase spans two of them.

    A public name has no spaces: it is read with underscores as spaces, and once more split at capitals.
    """
    found = [tokens(chat.title.raw)]
    for name in chat.usernames:
        plain = tokens(name.raw)
        split = tokens(_CAMEL.sub(" ", name.raw))
        found.append(plain)
        if split != plain:
            found.append(split)
    return tuple(found)


class WordIndex:
    """All words and phrases of all rules, looked up together: the time does not grow with their number."""

    def __init__(self, words: Iterable[str]) -> None:
        """Raises ValueError if a word has no letter or digit."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for word in sorted(set(words)):
            phrase = tokens(word)
            if not phrase:
                raise ValueError(f"{word!r} has no letter or digit")
            self._by_first.setdefault(phrase[0], []).append((phrase, word))

    def find(self, chat: Chat) -> frozenset[str]:
        """Return the words, as the rules write them, that occur in the chat's title or public names.

        A word inside a longer phrase that was found is not counted again: "leaked photos" is one observation.
        """
        found: set[str] = set()
        for text in chat_tokens(chat):
            found.update(self._longest(text))
        return frozenset(found)

    def _longest(self, text: tuple[str, ...]) -> list[str]:
        spans = [
            (start, start + len(phrase), word)
            for start, token in enumerate(text)
            for phrase, word in self._by_first.get(token, ())
            if text[start : start + len(phrase)] == phrase
        ]
        return [
            word
            for start, end, word in spans
            if not any(
                left <= start and end <= right and right - left > end - start for left, right, _ in spans
            )
        ]
