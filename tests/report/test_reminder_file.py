"""The calendar file: RFC 5545 to the letter, and nothing in it about chats or accounts."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safecheck.i18n.catalog import load
from safecheck.model.text import LANGUAGES, Lang
from safecheck.report.reminder import folded, next_check, reminder

MADE = datetime(2026, 11, 26, 23, 30, tzinfo=timezone(timedelta(hours=-5)))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_file_is_a_calendar_of_one_whole_day(lang: Lang) -> None:
    text = reminder(next_check(date(2026, 11, 26)), MADE, "1234", load(lang))
    assert text.endswith("END:VCALENDAR\r\n")
    assert text.count("\n") == text.count("\r\n") == text.count("\r")
    lines = text.replace("\r\n ", "").split("\r\n")[:-1]
    names = dict(line.partition(":")[::2] for line in lines)
    assert names["UID"] == "1234"
    assert names["DTSTAMP"] == "20261127T043000Z"  # always UTC
    assert (names["DTSTART;VALUE=DATE"], names["DTEND;VALUE=DATE"]) == ("20270224", "20270225")
    assert "\\," in names["DESCRIPTION"] or lang == "nl" or "\\," in text
    begun: list[str] = []
    for line in lines:
        name, _, value = line.partition(":")
        if name == "BEGIN":
            begun.append(value)
        elif name == "END":
            assert begun.pop() == value
    assert not begun
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


@given(st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=400))
def test_a_line_of_any_length_is_folded_and_comes_back(line: str) -> None:
    pieces = folded(line).split("\r\n")
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert "".join([pieces[0], *(piece[1:] for piece in pieces[1:])]) == line
    assert all(piece.startswith(" ") for piece in pieces[1:])


def test_the_moment_it_was_made_is_said_in_utc_wherever_that_is() -> None:
    text = reminder(date(2027, 2, 24), datetime(2026, 11, 26, tzinfo=UTC), "x", load("en"))
    assert "DTSTAMP:20261126T000000Z\r\n" in text
