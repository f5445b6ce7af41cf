"""The table of chats: what stands in a row, what a filter keeps, in which order, which columns fit."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from safecheck.i18n.catalog import load
from safecheck.model.downloads import MEDIA
from safecheck.model.exposure import ChatExposure, DeviceExposure
from safecheck.model.facts import Chat, MediaCounts
from safecheck.model.findings import ChatLevel
from safecheck.model.marks import Mark
from safecheck.model.text import UntrustedText
from safecheck.report.chat_columns import columns
from safecheck.report.chat_filter import (
    LABELS,
    Label,
    fold,
    kept_rows,
    label_choices,
    matches,
    nothing_matches,
)
from safecheck.report.chat_order import ORDERS, Order, next_order, order_words, orders, sorted_rows
from safecheck.report.chat_table import ChatRow, chat_rows, grouped
from tests.report.results import chat, english, rating, result


def rows_of(*given_chats: tuple[str, ChatLevel, dict[str, object]]) -> tuple[ChatRow, ...]:
    ratings = [rating(number, level, title) for number, (title, level, _) in enumerate(given_chats)]
    chats: list[Chat] = [
        replace(chat(each), **fields) for each, (_, _, fields) in zip(ratings, given_chats, strict=True)
    ]
    lands = DeviceExposure(device="device-1", state="read", media=dict.fromkeys(MEDIA, "yes"))
    exposures = tuple(
        ChatExposure(chat_id=each.id, holds=each.media, devices=(lands,), unread_but_fed=each.muted)
        for each in chats
    )
    marks: dict[str, Mark] = {"chat-2": "known"} if len(chats) > 2 else {}
    return chat_rows(replace(result(ratings, chats=chats), exposures=exposures, marks=marks), english())


THREE = rows_of(
    (
        "Tuinclub Zonnebeek",
        "none",
        {
            "members": 900,
            "joined": datetime(2024, 2, 1, tzinfo=UTC),
            "last_activity": datetime(2026, 11, 3, tzinfo=UTC),
            "muted": True,
            "media": MediaCounts(photo=40, video=2),
        },
    ),
    (
        "Élan fietsgroep",
        "high",
        {
            "members": 12,
            "joined": datetime(2026, 5, 1, tzinfo=UTC),
            "usernames": (),
            "added_by": "stranger",
            "archived": True,
            "last_activity": datetime(2026, 10, 1, tzinfo=UTC),
        },
    ),
    (
        "Boekenruil",
        "low",
        {
            "kind": "channel",
            "added_by": "self",
            "last_activity": datetime(2026, 11, 20, tzinfo=UTC),
            "media": MediaCounts(photo=1200, file=0, rounded=True),
        },
    ),
)


def shown(rows: tuple[ChatRow, ...], wanted: str, order: Order = "level") -> tuple[ChatRow, ...]:
    return sorted_rows(kept_rows(rows, wanted), order)


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
        ("muted", ["Tuinclub Zonnebeek"]),
        ("stranger", ["Élan fietsgroep"]),
        ("public group", ["Tuinclub Zonnebeek"]),
        ("marked", ["Boekenruil"]),
        ("t.me", []),
        ("a_public_name", []),
    ],
)
def test_a_filter_keeps_the_rows_with_all_its_words(wanted: str, kept: list[str]) -> None:
    assert titles(shown(THREE, wanted)) == kept


def test_what_is_chosen_must_be_true_and_of_what_excludes_each_other_one_of_it() -> None:
    def kept(*only: Label) -> set[str]:
        return set(titles(tuple(kept_rows(THREE, "", frozenset(only)))))

    assert kept("high", "low") == {"Élan fietsgroep", "Boekenruil"}
    assert kept("high", "low", "channel") == {"Boekenruil"}
    assert kept("stranger") == {"Élan fietsgroep"}
    assert kept("stranger", "self") == {"Élan fietsgroep", "Boekenruil"}
    assert kept("muted", "archive") == set()
    assert kept("fed") == {"Tuinclub Zonnebeek"}
    assert kept() == set(titles(THREE))


@given(st.frozensets(st.sampled_from(LABELS), max_size=4), st.sampled_from(LABELS))
def test_choosing_what_excludes_nothing_else_never_shows_more(only: frozenset[Label], one: Label) -> None:
    before, after = kept_rows(THREE, "", only), kept_rows(THREE, "", only | {one})
    assert set(before) >= set(after) or one not in {"unopened", "fed", "muted", "archive", "yours", "marked"}


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_what_can_be_chosen_tells_some_chats_from_others_and_can_be_typed(lang: str) -> None:
    catalog = load("nl" if lang == "nl" else "en")
    ratings = [rating(1, "high"), rating(2), rating(3)]
    chats = [replace(chat(each, "channel"), muted=each.level == "none") for each in ratings]
    rows = chat_rows(result(ratings, chats=chats), catalog)
    choices = label_choices(rows, catalog)
    assert {each.label: each.count for each in choices} == {"high": 1, "none": 2, "muted": 2}
    for each in choices:
        assert len(shown(rows, each.word)) == each.count
        assert each.title


def test_what_is_shown_is_said_with_what_was_chosen() -> None:
    assert matches(1, 3, english(), frozenset({"muted", "high"})) == (
        "1 of 3 groups and channels (only: stands out strongly, muted)"
    )
    assert nothing_matches(english(), frozenset({"muted"})).startswith(
        "No group or channel fits all of that."
    )


@pytest.mark.parametrize(
    ("order", "first_to_last"),
    [
        ("level", ["Élan fietsgroep", "Boekenruil", "Tuinclub Zonnebeek"]),
        ("name", ["Boekenruil", "Élan fietsgroep", "Tuinclub Zonnebeek"]),
        ("members", ["Tuinclub Zonnebeek", "Élan fietsgroep", "Boekenruil"]),
        ("joined", ["Élan fietsgroep", "Tuinclub Zonnebeek", "Boekenruil"]),
        ("exposure", ["Boekenruil", "Tuinclub Zonnebeek", "Élan fietsgroep"]),
        ("activity", ["Boekenruil", "Tuinclub Zonnebeek", "Élan fietsgroep"]),
        ("added", ["Élan fietsgroep", "Boekenruil", "Tuinclub Zonnebeek"]),
    ],
)
def test_rows_are_sorted_and_what_is_unknown_comes_last(order: Order, first_to_last: list[str]) -> None:
    assert titles(shown(THREE, "", order)) == first_to_last


def test_an_order_of_which_nothing_is_known_is_passed_over() -> None:
    assert orders(THREE) == ORDERS
    known = orders(rows_of(("Een", "none", {"members": 3}), ("Twee", "none", {})))
    assert known == ("level", "members", "name")
    assert [next_order(order, known) for order in known] == ["members", "name", "level"]
    assert next_order("joined", known) == "level"


def test_what_rows_are_ordered_by_gives_way_last() -> None:
    for order, column in (("activity", "active"), ("added", "added"), ("exposure", "media")):
        chosen = columns(THREE, 52, 2, english(), order=next(each for each in ORDERS if each == order))
        assert [each.key for each in chosen] == ["level", "title", column]
    assert "active" not in {each.key for each in columns(THREE, 300, 2, english())}


def test_the_order_key_walks_in_a_circle_and_each_order_is_said_in_words() -> None:
    seen = [ORDERS[0]]
    while (following := next_order(seen[-1])) != ORDERS[0]:
        seen.append(following)
    assert tuple(seen) == ORDERS
    assert len({order_words(order, english()) for order in ORDERS}) == len(ORDERS)


def test_a_chat_that_is_gone_says_so_and_stands_after_its_equals() -> None:
    rows = rows_of(("Ahorn", "low", {"gone": True}), ("Zilver", "low", {}))
    assert [(row.title, row.note) for row in shown(rows, "")] == [
        ("Zilver", ""),
        ("Ahorn", "no longer in it"),
    ]


def test_numbers_are_grouped_as_the_language_does() -> None:
    assert grouped(48200, load("en")) == "48,200"
    assert grouped(48200, load("nl")) == "48.200"


def test_a_row_tells_what_telegram_did_not_say_from_zero() -> None:
    (row,) = rows_of(("Leeg", "none", {"members": None}))
    assert (row.members, row.joined, row.media, row.added, row.active) == ("", "?", "", "?", "?")
    (row,) = rows_of(("Leeg", "none", {"partial": True, "usernames": (), "owned": True}))
    assert (row.reach, row.added) == ("", "–")


def test_a_row_says_who_can_find_it_where_it_lies_who_added_you_and_what_it_holds() -> None:
    garden, cycling, books = THREE
    assert (garden.reach, garden.folder, garden.added, garden.media) == ("public", "main", "?", "42")
    assert (cycling.reach, cycling.folder, cycling.added) == ("private", "archive", "a stranger")
    assert (books.kind, books.added, books.media, books.note) == (
        "channel",
        "yourself",
        "~1,200",
        "known to you",
    )


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
    chosen = columns(rows, 200, 2, english())
    assert [column.key for column in chosen] == ["level", "title", "kind", "reach"]


@given(st.integers(min_value=60, max_value=220), st.sampled_from(["en", "nl"]))
def test_columns_always_fit_and_names_get_what_is_left(room: int, lang: str) -> None:
    catalog = load("nl" if lang == "nl" else "en")
    chosen = columns(THREE, room, 2, catalog)
    assert sum(column.width + 2 for column in chosen) == room
    assert {"level", "title"} <= {column.key for column in chosen}
    assert all(len(column.heading) <= column.width for column in chosen)


def test_the_least_telling_column_gives_way_first() -> None:
    found = [[column.key for column in columns(THREE, room, 2, english())] for room in range(130, 40, -1)]
    assert [len(keys) for keys in found] == sorted(map(len, found), reverse=True)
    everything = ["level", "title", "kind", "reach", "folder", "members", "joined", "added", "media"]
    assert found[0] == everything
    assert "folder" not in next(keys for keys in found if keys != everything)
    assert [len(keys) for keys in found][-1] == 2


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_title_and_any_filter_go_well_together(title: str, wanted: str) -> None:
    ratings = [rating(1, "low", title), rating(2, "none", "Moestuin")]
    rows = chat_rows(result(ratings), english())
    kept = shown(rows, wanted, "name")
    assert set(kept) <= set(rows)
    assert all(row.title.isprintable() for row in rows)
    assert shown(rows, rows[0].title)[0].id in {"chat-1", "chat-2"}


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_hostile_titles_come_out_as_one_harmless_line() -> None:
    ratings = [rating(1, "high", "[@click=app.quit]x[/]\n\x1b[2J‮gnp.")]
    (row,) = chat_rows(result(ratings), english())
    assert row.title == "[@click=app.quit]x[/] �[2Jgnp."
    assert isinstance(ratings[0].title, UntrustedText)
