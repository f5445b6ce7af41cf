"""Days and numbers as each language writes them."""

from datetime import date

import pytest

from safecheck.model.spoken import day_in_words, grouped, short_day
from safecheck.model.text import Lang


@pytest.mark.parametrize(
    ("lang", "full", "short"),
    [("en", "3 March 2026", "3 Mar 2026"), ("nl", "3 maart 2026", "3 mrt 2026")],
)
def test_a_day_is_said_in_full_and_in_short(lang: Lang, full: str, short: str) -> None:
    assert day_in_words(date(2026, 3, 3), lang) == full
    assert short_day(date(2026, 3, 3), lang) == short


def test_no_two_months_look_alike() -> None:
    for lang in ("en", "nl"):
        assert len({short_day(date(2026, month, 1), lang) for month in range(1, 13)}) == 12


def test_thousands_stand_apart() -> None:
    assert grouped(118000, "en") == "118,000"
    assert grouped(118000, "nl") == "118.000"
    assert grouped(64, "nl") == "64"
