"""P8: whatever strangers wrote comes out as one harmless visible line, or as nothing."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safecheck.model.text import MAX_COMBINING, UntrustedText, clean

FORBIDDEN = ("Cc", "Cs", "Co", "Cn")


@given(st.text(), st.integers(min_value=1, max_value=200))
def test_p8_no_control_format_or_private_character_survives(raw: str, limit: int) -> None:
    line = clean(UntrustedText(raw), limit)
    assert len(line) <= limit
    assert "\n" not in line
    for char in line:
        assert unicodedata.category(char) not in FORBIDDEN
        assert unicodedata.category(char) != "Cf" or char == "\u200d"


@given(st.text())
def test_cleaning_twice_changes_nothing_more(raw: str) -> None:
    once = clean(raw)
    assert clean(once) == once


@given(st.text(alphabet="a\u0301\u0302\u0303\u0304\u0305\u0306", max_size=60))
def test_stacks_of_marks_are_cut(raw: str) -> None:
    marks = 0
    for char in clean(raw):
        marks = marks + 1 if unicodedata.combining(char) else 0
        assert marks <= MAX_COMBINING


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("plain", "plain"),
        ("two\nlines\tand a tab", "two lines and a tab"),
        ("\x1b[2Jclear", "\ufffd[2Jclear"),
        ("\x9b31mred", "\ufffd31mred"),
        ("\x1b]52;c;cHJhY3RpY2U=\x07", "\ufffd]52;c;cHJhY3RpY2U=\ufffd"),
        ("left\u202eright", "leftright"),
        ("zero\u200bwidth\u00ad", "zerowidth"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("\u200djoiner first", "joiner first"),
        ("tag\U000e0041s", "tags"),
        ("\u3164", ""),
        ("\u2800\u200b ", ""),
        ("", ""),
        ("\ud800", "\ufffd"),
        ("مرحبا", "مرحبا"),
        ("[b]markup[/b]", "[b]markup[/b]"),
    ],
)
def test_known_tricks(raw: str, shown: str) -> None:
    assert clean(raw) == shown


def test_what_is_cut_says_so() -> None:
    assert clean("a" * 200, 10) == "a" * 9 + "…"
    assert clean("a" * 10, 10) == "a" * 10


def test_p8_strangers_text_cannot_be_shown_by_accident() -> None:
    text = UntrustedText("secret")
    with pytest.raises(TypeError, match="clean"):
        str(text)
    with pytest.raises(TypeError, match="clean"):
        f"{text}"
