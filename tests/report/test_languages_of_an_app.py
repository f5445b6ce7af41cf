"""The languages of an app as rows to choose from: both names, harmless, filtered by what is typed."""

import pytest

from safecheck.i18n.catalog import Catalog, load
from safecheck.model.labels import AppLanguage
from safecheck.model.text import LANGUAGES, UntrustedText
from safecheck.report import app_language as words

BOTH = pytest.mark.parametrize("catalog", [load(lang) for lang in LANGUAGES], ids=LANGUAGES)


def language(code: str, name: str, native: str) -> AppLanguage:
    return AppLanguage(code, UntrustedText(name), UntrustedText(native))


SOME = (
    language("en", "English", "English"),
    language("tr", "Turkish", "Türkçe"),
    language("pt-br", "Portuguese (Brazil)", "Português (Brasil)"),
    language("ar", "Arabic", "العربية"),
    language("ko", "Korean", ""),
)


def codes(rows: tuple[words.LanguageRow, ...]) -> list[str]:
    return [row.code for row in rows]


@BOTH
def test_the_choice_to_take_it_back_stands_on_top_and_is_chosen_where_nothing_was_said(
    catalog: Catalog,
) -> None:
    rows = words.language_rows(SOME, "", catalog)
    assert codes(rows) == ["", "en", "tr", "pt-br", "ar", "ko"]
    chosen = {"en": "chosen now", "nl": "nu gekozen"}[catalog.lang]
    assert [chosen in row.beside for row in rows] == [True, *[False] * 5]
    rows = words.language_rows(SOME, "en", catalog)
    assert [chosen in row.beside for row in rows] == [False, True, *[False] * 4]


def test_each_language_has_its_own_name_and_the_english_one_beside_it_unless_they_are_alike() -> None:
    rows = words.language_rows(SOME, "", load("en"))[1:]
    assert [(row.name, row.beside) for row in rows] == [
        ("English", ""),
        ("Türkçe", "Turkish"),
        ("Português (Brasil)", "Portuguese (Brazil)"),
        ("العربية", "Arabic"),
        ("Korean", ""),
    ]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("", ["", "en", "tr", "pt-br", "ar", "ko"]),
        ("turk", ["", "tr"]),
        ("TURKCE", ["", "tr"]),
        ("brasil portu", ["", "pt-br"]),
        ("PT-BR", ["", "pt-br"]),
        ("العربية", ["", "ar"]),
        ("zz", [""]),
    ],
)
def test_a_filter_looks_at_both_names_and_the_code_and_never_hides_the_first_row(
    wanted: str, found: list[str]
) -> None:
    assert codes(words.shown_languages(words.language_rows(SOME, "", load("en")), wanted)) == found


def test_p8_names_of_languages_are_harmless_and_short() -> None:
    odd = language("x", "\x1b[31mRed\u202e" + "x" * 900, "[@click=app.quit]a[/]\nb")
    row = words.language_rows((odd,), "", load("en"))[1]
    for text in (row.name, row.beside):
        assert text.isprintable()
        assert len(text) <= 40
    assert words.names_of((odd,)) == {"x": row.name}


@BOTH
def test_what_was_chosen_is_said_by_its_name_where_that_is_known(catalog: Catalog) -> None:
    names = words.names_of(SOME)
    assert "Türkçe" in words.told_language("tr", names, catalog)
    assert "tr" in words.told_language("tr", {}, catalog)
    assert words.told_language("", names, catalog) == ""
    like = {"en": "like safecheck", "nl": "zoals safecheck"}[catalog.lang]
    assert words.chosen_language("", names, catalog) == like


@BOTH
def test_each_state_has_a_sentence_of_its_own(catalog: Catalog) -> None:
    said = {
        words.question(catalog),
        words.asking(catalog),
        words.no_match(catalog),
        words.nothing_came(catalog, open=True),
        words.nothing_came(catalog, open=False),
    }
    assert len(said) == 5
