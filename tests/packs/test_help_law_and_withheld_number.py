import hashlib
import itertools
import re
from datetime import date
from pathlib import Path

import pytest

import safecheck
from safecheck.i18n import catalog
from safecheck.model.text import LANGUAGES, Lang
from safecheck.packs.help_names import countries
from safecheck.packs.help_pack import load_help
from safecheck.packs.help_page import help_lines
from safecheck.report.help import render_help_text

PACKAGE = Path(safecheck.__file__).parent
FILES = sorted(path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
TODAY = date(2026, 11, 26)
WITHHELD = "ee940641a59169ce9d6cbb5e328c5b44f752fd8ca7a918f3a1ef5b20d9943f6b"
_SEPARATED = re.compile(r"\d(?:[ \t.()/\u00a0\u2010-\u2015-]{0,3}\d){8,}")


def _nine_digits(text: str) -> set[str]:
    """Return every run of nine digits in `text`, separators removed."""
    runs: set[str] = set()
    for match in _SEPARATED.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        runs |= {digits[start : start + 9] for start in range(len(digits) - 8)}
    return runs


def _hash(digits: str) -> str:
    return hashlib.sha256(digits.encode()).hexdigest()


def test_the_search_for_nine_digits_sees_through_separators() -> None:
    for text in ("123456789", "12-345 67 89", "(12) 345.67.89", "0123456789", "+31 12 345 67 89"):
        assert "123456789" in _nine_digits(f"call {text} now"), text
    assert _nine_digits("12345678 and 9") == set()


def test_g5_the_withheld_number_is_nowhere_in_the_package_or_its_data() -> None:
    assert len(FILES) > 20
    for path in FILES:
        for digits in _nine_digits(path.read_bytes().decode("latin-1")):
            assert _hash(digits) != WITHHELD, path


def test_g5_the_withheld_number_is_on_no_page_of_help() -> None:
    pages = 0
    for country, lang in itertools.product((*countries(), ""), LANGUAGES):
        pack = load_help(country)
        for topic in (None, *(one.id for one in pack.topics)):
            text = render_help_text(help_lines(pack, topic, lang, TODAY), catalog.load(lang), 72)
            assert all(_hash(digits) != WITHHELD for digits in _nine_digits(text))
            pages += 1
    assert pages > 20


def test_g5_the_juridisch_loket_is_an_address_only() -> None:
    (line,) = help_lines(load_help("NL"), "legal_advice", "nl", TODAY).entries
    assert (line.phone, line.url) == (None, "https://www.juridischloket.nl")


_JUDGING = re.compile(r"punishable|strafba", re.IGNORECASE)


def test_g6_the_word_for_what_the_law_forbids_stands_in_the_law_text_only() -> None:
    """The section `law` of help/nl.yaml is the one place in the whole package, catalogues included."""
    law_file = PACKAGE / "data" / "help" / "nl.yaml"
    before, marker, law = law_file.read_text(encoding="utf-8").partition("\nlaw:\n")
    assert marker
    assert _JUDGING.search(law)
    assert not _JUDGING.search(before)
    for path in FILES:
        if path != law_file:
            assert not _JUDGING.search(path.read_bytes().decode("utf-8", "replace")), path


@pytest.mark.parametrize(
    ("lang", "intent", "conditional", "cannot", "advice"),
    [
        (
            "en",
            "intent",
            "conditional intent",
            "safecheck cannot say whether",
            "Ask a lawyer or the Juridisch Loket",
        ),
        (
            "nl",
            "opzet",
            "voorwaardelijk opzet",
            "kan safecheck niet zeggen",
            "een advocaat of het Juridisch Loket",
        ),
    ],
)
def test_g6_the_law_names_intent_the_maximum_and_who_can_advise(
    lang: Lang, intent: str, conditional: str, cannot: str, advice: str
) -> None:
    page = help_lines(load_help("NL"), "legal_advice", lang, TODAY)
    assert page.law is not None
    text = " ".join(render_help_text(page, catalog.load(lang), 72).split())
    for needed in (intent, conditional, cannot, advice, "252", "2024R006"):
        assert needed in text
    assert re.search(r"\b6 (years|jaar)\b.*\b9 (years|jaar)\b", text)
    assert len(page.law.sources) >= 2


def test_g6_no_page_but_the_one_about_legal_advice_carries_the_law() -> None:
    pack = load_help("NL")
    for topic in pack.topics:
        assert (help_lines(pack, topic.id, "en", TODAY).law is not None) == (topic.id == "legal_advice")


def test_g6_the_dutch_law_is_not_told_where_the_country_is_unknown() -> None:
    assert help_lines(load_help(""), "legal_advice", "en", TODAY).law is None
