"""Find the terms of all lists in a chat's names and description at once (Aho-Corasick).

The time does not grow with the number of terms, and no term is a regular expression: nothing that a pack
holds can make a name slow to read.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import ahocorasick_rs
import msgspec

from safecheck.packs.word_list import WordList, split_terms
from safecheck.rules.fold import LINE, fold, fold_terms, readings

# What belongs to a pattern: the bit of a list, the term as it is written (three dots for its asterisks), and
# the words that must follow, each with whether it may go on.
_Piece = tuple[int, str, tuple[tuple[str, bool], ...]]
_STEM = 4  # letters, or two ideographs with their blanks
_Span = tuple[int, int, int, str]  # where a term begins and ends, the bit of its list, and the term


class Found(msgspec.Struct, frozen=True):
    """Which lists have a term in a text: `lists` anywhere, `in_names` in title or public names, both as bits
    (see WordFinder.bits). `terms` holds, for each bit, what was found with the term that it was found by, as
    the pack has it; `named` the same of names only. `places` counts where something was found."""

    lists: int
    in_names: int
    places: int
    terms: Mapping[int, Mapping[str, str]]
    named: Mapping[int, Mapping[str, str]]

    def first(self, bits: int) -> str:
        """Return a term of one of these lists, "" if there is none."""
        return next((next(iter(terms.values())) for bit, terms in self.terms.items() if bit & bits), "")

    def count(self, bits: int, *, named: bool = False) -> int:
        """Return how many different words or phrases of these lists were found; if `named`, in names only.

        One that stands in two lists, or is found by two terms, counts once, and so do forms of one word: what
        begins with the same letters is taken for one.
        """
        found = self.named if named else self.terms
        return len({words[:_STEM] for bit, terms in found.items() if bit & bits for words in terms})


NOTHING = Found(0, 0, 0, {}, {})


def text_of(title: str, usernames: Iterable[str], about: str | None) -> tuple[str, int]:
    """Return all readings of title and public names and the plain one of the description, a reading a line,
    and where the description begins in it. Whoever hides words hides them in names."""
    text = readings(title)
    for name in usernames:
        text += LINE + readings(name, is_handle=True)
    return (text + LINE + fold(about) if about else text), len(text)


class _Patterns:
    """What to look for of some terms, and the automaton that finds it; made when it is first needed."""

    def __init__(self) -> None:
        self.pieces: dict[str, list[_Piece]] = {}
        self._found_by: list[tuple[bool, bool, list[_Piece]]] = []
        self._find: Any = None

    def add(self, start: str, piece: _Piece) -> None:
        """Take in one term."""
        if start in self.pieces:
            self.pieces[start].append(piece)
        else:
            self.pieces[start] = [piece]

    def spans(self, text: str) -> Iterator[_Span]:
        """Yield every place in a folded text where a term stands."""
        if self._find is None:
            # What is found has a blank before and after it, unless it is the beginning or the end of a word.
            self._found_by = [
                (start[0] == " ", start[-1] == " ", each) for start, each in self.pieces.items()
            ]
            self._find = ahocorasick_rs.AhoCorasick(list(self.pieces)).find_matches_as_indexes
        for pattern, start, end in self._find(text, overlapping=True):
            before, after, pieces = self._found_by[pattern]
            for bit, term, rest in pieces:
                stop = _follows(text, end - after, rest) if rest else end - after
                if stop:
                    yield start + before, stop, bit, term


class WordFinder:
    """The terms of all lists. A list is one bit of a number, so that a rule tests many lists at once.

    Terms in Latin letters stand apart from those in other scripts: whoever has no chat with a name in another
    script does not wait for these.
    """

    def __init__(self, lists: Iterable[WordList]) -> None:
        """Raises ValueError if a term has nothing to look for."""
        self._bits: dict[str, int] = {}
        self._latin, self._others = _Patterns(), _Patterns()
        for number, each in enumerate(lists):
            bit = self._bits[each.id] = 1 << number
            for terms in each.terms.values():
                for term, folded in zip(split_terms(terms), fold_terms(terms), strict=True):
                    patterns = self._latin if folded.isascii() else self._others
                    if "*" in folded:
                        start, rest = _pattern(folded)
                        patterns.add(start, (bit, term.replace("*", "…"), rest))
                    else:
                        patterns.add(f" {folded} ", (bit, term, ()))
        if "  " in self._latin.pieces:
            raise ValueError(f"{self._latin.pieces['  '][0][1]!r} has nothing to look for")

    def bits(self, names: Iterable[str]) -> int:
        """Return these lists as bits. Raises KeyError if there is no list of that name."""
        found = 0
        for name in names:
            found |= self._bits[name]
        return found

    def find(self, text: str, names: int) -> Found:
        """Return what stands in a text of `text_of`.

        A term inside a longer term that was found is not counted: "leaked photos" is one observation, and a
        harmless phrase ("life hack") takes away the word in it.
        """
        spans = list(self._latin.spans(text))
        if not text.isascii():
            spans += self._others.spans(text)
        if not spans:
            return NOTHING
        if len(spans) > 1:
            spans = _longest(spans)
        lists = in_names = 0
        terms: dict[int, dict[str, str]] = {}
        named: dict[int, dict[str, str]] = {}
        for start, stop, bit, term in spans:
            lists |= bit
            words = text[start:stop]
            if "…" in term and text[start - 1] == text[stop] == " " and term.count("…") == 1:
                term = term.strip("…")  # the word itself stands there
            terms.setdefault(bit, {}).setdefault(words, term)
            if start < names:
                in_names |= bit
                named.setdefault(bit, {}).setdefault(words, term)
        return Found(lists, in_names, len(spans), terms, named)


def _longest(spans: list[_Span]) -> list[_Span]:
    """Return the spans that lie in no longer one."""
    spans.sort(key=lambda span: (span[0], -span[1]))
    kept: list[_Span] = []
    # Sorted like this, what could hold a span came before it, and it is the one that reaches furthest.
    first = furthest = -1
    for span in spans:
        if span[1] > furthest:
            kept.append(span)
            first, furthest = span[0], span[1]
        elif span[1] == furthest and span[0] == first:
            kept.append(span)  # the same place, another list
    return kept


def _follows(text: str, end: int, rest: tuple[tuple[str, bool], ...]) -> int:
    """Return where these words end if they are the next ones after `end`, else 0. `end` may lie within a word
    that goes on."""
    for word, open_end in rest:
        end = text.find(" ", end)
        if end < 0 or not text.startswith(word, end + 1):
            return 0
        end += 1 + len(word)
        if not open_end and text[end] != " ":
            return 0
    return end


def _pattern(folded: str) -> tuple[str, tuple[tuple[str, bool], ...]]:
    """Return what to look for first of a folded term with asterisks, and the words that must follow: what
    comes after the first word that may go on is compared by hand."""
    words = [(word.strip("*"), word.endswith("*")) for word in folded.split()]
    first = next((n for n, (_, open_end) in enumerate(words) if open_end), len(words) - 1)
    start = " ".join(word for word, _ in words[: first + 1])
    start = ("" if folded.startswith("*") else " ") + start + ("" if words[first][1] else " ")
    return start, tuple(words[first + 1 :])
