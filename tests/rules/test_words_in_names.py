"""Terms are found as whole words, in names and descriptions, in every script; longer ones win."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safecheck.rules.words import Found, WordFinder, text_of
from tests.rules.packs_of_words import word_list

FINDER = WordFinder(
    [
        word_list(
            "telling", "leaks, leaked pics, 18+, gelekt* foto's, *porno, cvv, 跑分, взлом* аккаунт*, hack*"
        ),
        word_list("harmless", "life hack*, leaks of water"),
        word_list("trade", "shop, 出售, 🔞"),
    ]
)
TELLING, HARMLESS, TRADE = (FINDER.bits((name,)) for name in ("telling", "harmless", "trade"))


def find(title: str, *usernames: str, about: str | None = None) -> Found:
    return FINDER.find(*text_of(title, usernames, about))


def words(found: Found) -> set[str]:
    return {term for terms in found.terms.values() for term in terms.values()}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Leaks", {"leaks"}),
        ("LEAKS!!!", {"leaks"}),
        ("new-leaks_here", {"leaks"}),
        ("bleaks", set()),
        ("leaksy", set()),
        ("Leaked pics", {"leaked pics"}),
        ("leaked, pics", {"leaked pics"}),
        ("leaked nice pics", set()),
        ("18+ only", {"18+"}),
        ("18 +", {"18+"}),
        ("18 only", set()),
        ("118+", set()),
        ("Gelekte foto’s", {"gelekt… foto's"}),
        ("Gelekt", set()),
        ("wraakporno nu", {"…porno"}),
        ("pornografie", set()),
        ("взломать аккаунты", {"взлом… аккаунт…"}),
        ("взлом чужих аккаунтов", set()),
        ("出售CVV跑分群", {"出售", "cvv", "跑分"}),
        ("跑 分", {"跑分"}),
        ("C V V", {"cvv"}),
        ("life hacks", {"life hack…"}),
        ("life hacks and hackers", {"life hack…", "hack…"}),
        ("leaks of water", {"leaks of water"}),
        ("hot 🔞", {"🔞"}),
        ("", set()),
        ("\u202eleaks\u202c", {"leaks"}),
        ("1eaks", {"leaks"}),
    ],
)
def test_terms_are_found_as_whole_words(title: str, expected: set[str]) -> None:
    assert words(find(title)) == expected


def test_public_names_are_read_with_underscores_and_capitals_as_spaces() -> None:
    assert words(find("Garden", "leaked_pics")) == {"leaked pics"}
    assert words(find("Garden", "LeakedPics")) == {"leaked pics"}
    assert words(find("Garden", "bleakshouse")) == set()


def test_a_phrase_does_not_span_title_public_name_and_description() -> None:
    assert words(find("leaked", "pics")) == set()
    assert words(find("leaked", about="pics")) == set()


def test_it_is_told_whether_a_word_stands_in_a_name_or_in_the_description_only() -> None:
    both = find("Leaks", about="our shop")
    assert (both.lists, both.in_names) == (TELLING | TRADE, TELLING)
    assert both.first(TRADE) == "shop"
    assert both.count(TELLING | TRADE) == 2


def test_a_harmless_phrase_takes_the_word_in_it_away() -> None:
    assert find("life hacks").lists == HARMLESS


def test_one_word_counts_once_however_many_terms_find_it() -> None:
    finder = WordFinder([word_list("one", "skunk, skunk*"), word_list("other", "skunk")])
    both = finder.bits(("one", "other"))
    assert finder.find(*text_of("Skunk, SKUNK", ("skunk",), "skunk")).count(both) == 1
    assert finder.find(*text_of("Skunk skunks", (), None)).count(both) == 1
    assert FINDER.find(*text_of("Leaks, cvv", (), None)).count(TELLING) == 2


def test_a_finder_without_lists_finds_nothing() -> None:
    assert WordFinder([]).find(*text_of("leaks", (), None)).lists == 0


def test_a_term_with_nothing_to_look_for_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing to look for"):
        WordFinder([word_list("empty", "!!")])


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_word_on_a_line_of_blanks_is_found_whatever_stands_around_it(before: str, after: str) -> None:
    assert "leaks" in words(find(f"{before} , leaks , {after}"))
