"""Wrapping: never too wide, no word lost, nothing a terminal would act upon."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from safecheck.report.layout import Page, cells, inert, wrap

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn", "Cf")), max_size=200)


@given(st.text(max_size=300), st.integers(2, 100), st.integers(0, 12))
def test_no_line_is_ever_wider_than_the_width(text: str, width: int, indent: int) -> None:
    assert all(cells(line) <= width for line in wrap(text, width, indent))


@given(WORDS, st.integers(2, 100), st.integers(0, 12))
def test_wrapping_loses_no_letter_and_keeps_their_order(text: str, width: int, indent: int) -> None:
    wrapped = "".join(wrap(text, width, indent))
    assert "".join(wrapped.split()) == "".join(inert(text).split())


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=20), max_size=40), st.integers(40, 100))
def test_a_word_that_fits_on_a_line_is_never_broken(words: list[str], width: int) -> None:
    assert " ".join(wrap(" ".join(words), width)).split() == words


@given(st.text(max_size=200))
def test_inert_text_holds_no_control_and_no_direction_character(text: str) -> None:
    for char in inert(text).replace("\n", ""):
        assert char == "\u200d" or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp")


def test_wide_characters_count_two_cells_and_marks_none() -> None:
    assert cells("日本") == 4
    assert cells("e\u0301") == 1
    assert cells("ab") == 2
    assert cells("☀\ufe0f") == 2


def test_a_mark_stays_with_its_letter_when_a_long_word_is_broken() -> None:
    assert wrap("e\u0301" * 5, 2) == ["e\u0301" * 2, "e\u0301" * 2, "e\u0301"]


def test_a_line_end_starts_a_new_line_and_the_indent_is_kept() -> None:
    assert wrap("one\ntwo", 20, 2) == ["  one", "  two"]


def test_the_indent_gives_way_on_a_narrow_terminal() -> None:
    assert wrap("abcd", 4, 8) == [" abc", " d"]


def test_a_page_never_has_two_empty_lines_in_a_row_and_ends_once() -> None:
    page = Page(40)
    page.gap()
    page.say("first")
    page.gap()
    page.gap()
    page.say("")
    page.heading("second")
    page.gap()
    assert page.text() == "first\n\nsecond\n"
