"""Words are found as whole words, in titles and public names, however they are typed."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safecheck.packs.examples import ChatExample
from safecheck.rules.words import WordIndex, tokens

NOW = datetime(2026, 11, 23, tzinfo=UTC)
INDEX = WordIndex(["leaks", "leaked pics", "18+", "foto's", "gelekte foto's"])


def found(title: str, *usernames: str) -> frozenset[str]:
    return INDEX.find(ChatExample(title=title, usernames=usernames).chat(NOW))


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Leaks", {"leaks"}),
        ("LEAKS!!!", {"leaks"}),
        ("new-leaks_here", {"leaks"}),
        ("ｌｅａｋｓ", {"leaks"}),
        ("bleaks", set()),
        ("leaksy", set()),
        ("Leaked pics", {"leaked pics"}),
        ("leaked, pics", {"leaked pics"}),
        ("leaked nice pics", set()),
        ("18+ only", {"18+"}),
        ("18 +", {"18+"}),
        ("18 only", set()),
        ("118+", set()),
        ("Gelekte foto’s", {"gelekte foto's"}),
        ("Foto's, gelekte foto's", {"foto's", "gelekte foto's"}),
        ("", set()),
        ("\u202eleaks\u202c", {"leaks"}),
    ],
)
def test_words_are_found_as_whole_words(title: str, words: set[str]) -> None:
    assert found(title) == words


def test_public_names_are_read_with_underscores_and_capitals_as_spaces() -> None:
    assert found("Garden", "leaked_pics") == {"leaked pics"}
    assert found("Garden", "LeakedPics") == {"leaked pics"}
    assert found("Garden", "bleakshouse") == frozenset()


def test_a_phrase_does_not_span_title_and_public_name() -> None:
    assert found("leaked", "pics") == frozenset()


def test_a_word_without_letters_or_digits_is_refused() -> None:
    with pytest.raises(ValueError, match="no letter"):
        WordIndex(["!!"])


@given(st.text())
def test_tokens_come_from_any_text_and_are_stable(text: str) -> None:
    once = tokens(text)
    assert all(once)
    assert tokens(" ".join(once)) == once


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_word_between_blanks_is_always_found(before: str, after: str) -> None:
    assert "leaks" in found(f"{before} leaks {after}")
