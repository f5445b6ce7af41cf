"""What looks the same to a person is the same text to the rules, in every script."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safecheck.rules.fold import LINE, MAX_CHARS, fold, readings


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Leaks", " leaks "),
        ("LEAKS!!!", " leaks "),
        ("new-leaks_here", " new leaks here "),
        ("ｌｅａｋｓ", " leaks "),
        ("𝓛𝓮𝓪𝓴𝓼 𝕏", " leaks x "),
        ("ʟᴇᴀᴋꜱ 🅻🅴🅰🅺", " leaks leak "),
        ("le\u200baks \u202eab\u202c", " leaks ab "),
        ("Ça été, Straße, łódź", " ca ete strasse lodz "),
        ("foto’s foto's", " foto s foto s "),
        ("İstanbul ISPARTA ığdır", " istanbul isparta igdir "),
        ("Ёлка йод", " елка иод "),
        ("می\u200cخواهم ۱۲۳ ١٢٣", " ميخواهم 123 123 "),
        ("مَكْتَبَة", " مكتبه "),
        ("हिंदी ज़मीन", " हिंदी जमीन "),
        ("跑分担保CVV群", " 跑 分 担 保 cvv 群 "),
        ("ガチャ", " カ ゙ チ ャ "),
        ("18+ only, 100%", " 18 + only 100 % "),
        ("🔞👍🏽 hot", " 🔞 👍 hot "),
        ("①②", " 12 "),
        ("l\u0336e\u0336a\u0336k\u0336s\u0338", " leaks "),
        ("a ≠ b", " a b "),
        ("", " "),
        (" \u3164 -- ", " "),
        ("\ud800a", " a "),
    ],
)
def test_a_text_becomes_tokens_between_single_blanks(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("LeakedPics", " leaked pics "),
        ("l3ak", " leak "),
        ("acc0unt$ h3re", " accounts here "),
        ("he11o", " hello "),
        ("leaks2024", " leaks 2024 "),
        ("взлoм", " взлом "),
        ("lеаks", " leaks "),
        ("ďάťά", " data "),
        ("l3ak ďάťά", " leak data "),
        ("l e a k s now", " leaks now "),
        ("L.E.A.K.S", " leaks "),
        ("в з л о м", " взлом "),
    ],
)
def test_other_ways_to_read_it_are_tried_beside_the_plain_one(text: str, reading: str) -> None:
    found = readings(text).split(LINE)
    assert found[0] == fold(text)
    assert reading in found


@pytest.mark.parametrize("text", ["Running club Haarlem", "Fietsen 2026", "跑步", "Клуб любителей", "a b"])
def test_an_ordinary_text_is_read_in_one_way_only(text: str) -> None:
    assert readings(text) == fold(text)


@given(st.text())
def test_any_text_folds_and_folding_again_changes_nothing(text: str) -> None:
    once = fold(text)
    assert once == " " or (once[0] == once[-1] == " " and "  " not in once)
    assert fold(once) == once or len(once) > MAX_CHARS
    assert readings(text).split(LINE)[0] == once


@given(st.text(max_size=200))
def test_how_a_text_is_composed_or_set_in_capitals_does_not_matter(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert fold(unicodedata.normalize("NFC", text)) == fold(decomposed)


def test_what_nobody_would_read_is_not_read() -> None:
    assert len(fold("x " * 9000)) <= MAX_CHARS + 2
