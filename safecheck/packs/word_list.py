"""Lists of words that rules refer to: what stands in names, one meaning a list, in many languages."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from safecheck.packs.header import Part, Source

ListId = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
LanguageCode = Annotated[str, Meta(pattern=r"^[a-z]{2,3}$")]
MAX_TERM = 60
# Beside an asterisk: fewer letters would match half a dictionary.
_LEAST_BESIDE_ASTERISK = 3


class WordList(Part, frozen=True, kw_only=True):
    """Words and phrases with one meaning. `meaning` says which, in English, and why they stand here.

    `terms` holds, for each language, one text of terms with commas between them: whole words, in small or
    capital letters, an asterisk at the end of a word for any ending and at the beginning of a term for any
    beginning. Ideographs need no blanks. How a term is written does not matter (accents, letter variants):
    names and terms are folded alike.
    """

    id: ListId
    meaning: Annotated[str, Meta(min_length=10, max_length=400)]
    terms: Annotated[dict[LanguageCode, str], Meta(min_length=1)]
    sources: Annotated[tuple[Source, ...], Meta(min_length=1)]

    def all_terms(self) -> Iterator[str]:
        """Yield every term, in every language, as it is written."""
        for text in self.terms.values():
            yield from split_terms(text)


def split_terms(text: str) -> list[str]:
    """Return the terms of one text, blanks around and within them made single."""
    return [" ".join(part.split()) for part in text.split(",")]


def list_problems(lists: tuple[WordList, ...]) -> Iterator[tuple[str, str]]:
    """Yield each problem that types cannot see, as the key where it stands and a sentence."""
    ids: set[str] = set()
    for number, each in enumerate(lists):
        key = f"lists[{number}]"
        if each.id in ids:
            yield f"{key}.id", f"the list {each.id} stands here twice"
        ids.add(each.id)
        for language, text in each.terms.items():
            terms = split_terms(text)
            for term in terms:
                if len(term) <= MAX_TERM and term.replace(" ", "").isalnum():
                    continue  # as most are: nobody waits for each term to be looked at closely
                if problem := _term_problem(term):
                    yield f"{key}.terms.{language}", f"{term[:80]!r}: {problem}"
            if len(set(terms)) < len(terms):
                twice = next(term for term, times in Counter(terms).items() if times > 1)
                yield f"{key}.terms.{language}", f"{twice!r} stands here twice"


_ASTERISK = re.compile(r"(?<![^\s])\*|\*(?!\S)")  # at the beginning or the end of a word


def _term_problem(term: str) -> str:
    """Return what is wrong with a term, "" if nothing is."""
    if not term:
        return "a term is missing between two commas"
    if len(term) > MAX_TERM:
        return f"a term has at most {MAX_TERM} characters"
    if not any(char.isalnum() or ord(char) > 0x2000 for char in term):
        return "a term needs a letter, a digit or an emoji"
    if term.count("*") != len(_ASTERISK.findall(term)):
        return "an asterisk stands at the end of a word only, or at the beginning of the term"
    if re.search(r"\s\*", term):
        return "an asterisk before a word stands at the beginning of the term only"
    for word in term.split():
        letters = word.strip("*")
        if letters != word and len(letters) < _LEAST_BESIDE_ASTERISK:
            return f"beside an asterisk stand at least {_LEAST_BESIDE_ASTERISK} letters"
    return ""
