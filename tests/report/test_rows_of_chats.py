"""The table of chats: what stands in a row, what a filter keeps, in which order, which columns fit."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from safecheck.i18n.catalog import load
from safecheck.model.facts import Chat
from safecheck.model.findings import ChatLevel
from safecheck.model.text import UntrustedText
from safecheck.report.chat_table import (
    ORDERS,
    ChatRow,
    chat_rows,
    columns,
    fold,
    grouped,
    matches,
    next_order,
    order_words,
    shown_rows,
)
from tests.report.results import chat, english, rating, result


def rows_of(*given_chats: tuple[str, ChatLevel, dict[str, object]]) -> tuple[ChatRow, ...]:
    ratings = [rating(number, level, title) for number, (title, level, _) in enumerate(given_chats)]
    chats: list[Chat] = [
        replace(chat(each), **fields) for each, (_, _, fields) in zip(ratings, given_chats, strict=True)
    ]
    return chat_rows(result(ratings, chats=chats), english())


THREE = rows_of(
    ("Tuinclub Zonnebeek", "none", {"members": 900, "joined": datetime(2024, 2, 1, tzinfo=UTC)}),
    ("Élan fietsgroep", "high", {"members": 12, "joined": datetime(2026, 5, 1, tzinfo=UTC)}),
    ("Boekenruil", "low", {"kind": "channel"}),
)


def titles(rows: tuple[ChatRow, ...]) -> list[str]:
    return [row.title for row in rows]


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        ("", ["Élan fietsgroep", "Boekenruil", "Tuinclub Zonnebeek"]),
        ("  elan", ["Élan fietsgroep"]),
        ("ÉLAN FIETS", ["Élan fietsgroep"]),
        ("beek tuin", ["Tuinclub Zonnebeek"]),
        ("channel", ["Boekenruil"]),
        ("strongly", ["Élan fietsgroep"]),
        ("t.me", []),
        ("a_public_name", []),
    ],
)
def test_a_filter_keeps_the_rows_with_all_its_words(wanted: str, kept: list[str]) -> None:
    assert titles(shown_rows(THREE, wanted, "level")) == kept


@pytest.mark.parametrize(
    ("order", "first_to_last"),
    [
        ("level", ["Élan fietsgroep", "Boekenruil", "Tuinclub Zonnebeek"]),
        ("name", ["Boekenruil", "Élan fietsgroep", "Tuinclub Zonnebeek"]),
        ("members", ["Tuinclub Zonnebeek", "Élan fietsgroep", "Boekenruil"]),
        ("joined", ["Élan fietsgroep", "Tuinclub Zonnebeek", "Boekenruil"]),
    ],
)
def test_rows_are_sorted_and_what_is_unknown_comes_last(order: str, first_to_last: list[str]) -> None:
    assert titles(shown_rows(THREE, "", next(each for each in ORDERS if each == order))) == first_to_last


def test_the_order_key_walks_in_a_circle_and_each_order_is_said_in_words() -> None:
    seen = [ORDERS[0]]
    while (following := next_order(seen[-1])) != ORDERS[0]:
        seen.append(following)
    assert tuple(seen) == ORDERS
    assert len({order_words(order, english()) for order in ORDERS}) == len(ORDERS)


def test_a_chat_that_is_gone_says_so_and_stands_after_its_equals() -> None:
    rows = rows_of(("Ahorn", "low", {"gone": True}), ("Zilver", "low", {}))
    assert [(row.title, row.note) for row in shown_rows(rows, "", "level")] == [
        ("Zilver", ""),
        ("Ahorn", "no longer in it"),
    ]


def test_numbers_are_grouped_as_the_language_does() -> None:
    assert grouped(48200, load("en")) == "48,200"
    assert grouped(48200, load("nl")) == "48.200"


def test_a_row_tells_what_telegram_did_not_say_from_zero() -> None:
    (row,) = rows_of(("Leeg", "none", {"members": None, "media_open": None}))
    assert (row.members, row.joined, row.media) == ("", "?", "")


def test_a_day_is_short_and_of_small_groups_there_is_none() -> None:
    (row,) = rows_of(("Leeg", "none", {"joined": datetime(2026, 11, 3, tzinfo=UTC)}))
    assert row.joined == "3 Nov 2026"
    (row,) = rows_of(("Leeg", "none", {"kind": "group"}))
    assert row.joined == "–"


def test_how_many_match_is_said_in_numbers() -> None:
    assert matches(3, 3, english()) == "3 groups and channels"
    assert matches(1, 3, english()) == "1 of 3 groups and channels"


def test_a_column_of_which_nothing_is_known_is_left_out() -> None:
    rows = rows_of(("Een", "none", {}), ("Twee", "none", {}))
    assert [column.key for column in columns(rows, 200, 2, english())] == ["level", "title", "kind"]


@given(st.integers(min_value=60, max_value=220), st.sampled_from(["en", "nl"]))
def test_columns_always_fit_and_names_get_what_is_left(room: int, lang: str) -> None:
    catalog = load("nl" if lang == "nl" else "en")
    chosen = columns(THREE, room, 2, catalog)
    assert sum(column.width + 2 for column in chosen) == room
    assert {"level", "title"} <= {column.key for column in chosen}
    assert all(len(column.heading) <= column.width for column in chosen)


def test_the_least_telling_column_gives_way_first() -> None:
    rows = rows_of(
        ("Een", "none", {"members": 5, "media_open": True, "joined": datetime(2026, 1, 1, tzinfo=UTC)})
    )
    counts = [len(columns(rows, room, 2, english())) for room in range(120, 40, -1)]
    assert counts == sorted(counts, reverse=True)
    assert [column.key for column in columns(rows, 120, 2, english())][-1] == "media"
    assert [column.key for column in columns(rows, 42, 2, english())] == ["level", "title"]


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_title_and_any_filter_go_well_together(title: str, wanted: str) -> None:
    ratings = [rating(1, "low", title), rating(2, "none", "Moestuin")]
    rows = chat_rows(result(ratings), english())
    kept = shown_rows(rows, wanted, "name")
    assert set(kept) <= set(rows)
    assert all(row.title.isprintable() for row in rows)
    assert shown_rows(rows, rows[0].title, "level")[0].id in {"chat-1", "chat-2"}


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_hostile_titles_come_out_as_one_harmless_line() -> None:
    ratings = [rating(1, "high", "[@click=app.quit]x[/]\n\x1b[2J‮gnp.")]
    (row,) = chat_rows(result(ratings), english())
    assert row.title == "[@click=app.quit]x[/] �[2Jgnp."
    assert isinstance(ratings[0].title, UntrustedText)
