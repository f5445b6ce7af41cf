"""A practice account over many days: each day follows from the one before, and from nothing else."""

from itertools import pairwise
from pathlib import Path

import pytest

from safecheck.packs.yaml_file import DataFileError
from safecheck.practice.consistency import problems
from safecheck.practice.days import on_day
from safecheck.practice.library import load_days, load_scenario
from safecheck.practice.scenario import Scenario

HEAD = "schema: 1\nname: mine\nabout: {en: Mine, nl: Mijn}\n"


def listed(scenario: Scenario) -> dict[int, str]:
    return {chat.id: chat.title for chat in scenario.chats if chat.kind not in ("person", "bot")}


def test_ninety_days_begins_with_106_groups_and_channels_and_every_day_makes_sense() -> None:
    account = load_days("ninety-days")
    assert account.days is not None
    days = [on_day(account, day) for day in range(1, account.days.count + 1)]
    assert (len(days), len(listed(days[0]))) == (90, 106)
    assert [next(problems(day), None) for day in days] == [None] * 90
    pairs = [(listed(before), listed(after)) for before, after in pairwise(days)]
    came = sum(len(set(after) - set(before)) for before, after in pairs)
    left = sum(len(set(before) - set(after)) for before, after in pairs)
    renamed = sum(before[id] != after[id] for before, after in pairs for id in set(before) & set(after))
    assert came >= 10
    assert left >= 10
    assert renamed >= 7
    who = [day.settings.who_can_add_me.who for day in days]
    assert [now for before, now in pairwise(who) if now != before] == [
        "contacts",
        "everyone",
        "contacts",
    ], "a setting that was put right is flipped back, and put right again"


def test_a_day_is_the_same_whenever_it_is_asked_for_and_the_last_one_is_the_account() -> None:
    one, other = load_days("ninety-days"), load_days("ninety-days")
    assert on_day(one, 66) == on_day(other, 66)
    assert load_scenario("ninety-days") == on_day(one, 90)
    with pytest.raises(ValueError, match="no day 91"):
        on_day(one, 91)


def test_chats_and_devices_grow_older_and_keep_their_numbers(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(
        HEAD
        + "devices: [{device_model: A, created_days_ago: 9}, {device_model: B}]\n"
        + "chats: [{id: 1, kind: channel, title: One, joined_days_ago: 5}]\n"
        + "days:\n  count: 9\n  events:\n"
        + "    - {day: 3, signed_out: [A], signed_in: [{device_model: C, created_days_ago: 0}]}\n"
        + "    - {day: 4, joined: [{id: 2, kind: channel, title: Two, joined_days_ago: 0.5}]}\n"
        + "    - {day: 6, changed: {1: {title: Uno, muted: true}}, left: [2]}\n"
    )
    account = load_days(str(file))
    fourth, last = on_day(account, 4), on_day(account, 9)
    assert [(chat.id, chat.joined_days_ago) for chat in fourth.chats] == [(1, 8), (2, 0.5)]
    assert [(device.device_model, device.session) for device in last.devices] == [("B", 2), ("C", 3)]
    assert [device.created_days_ago for device in last.devices] == [108, 6]
    assert [(chat.title, chat.muted, chat.joined_days_ago) for chat in last.chats] == [("Uno", True, 13)]


@pytest.mark.parametrize(
    ("event", "problem"),
    [
        ("{day: 12}", "there is no day 12"),
        ("{day: 2, left: [5]}", "there is no chat 5 on that day"),
        ("{day: 2, changed: {1: {titel: Uno}}}", "unknown field"),
        ("{day: 2, signed_out: [X]}", "there is no device X on that day"),
        ("{day: 2, joined: [{id: 3, kind: group, title: T, scam: true}]}", "chats[1].scam makes no sense"),
        ("{day: 2, settings: {shared_folders: 3}}", "settings.shared_folders makes no sense"),
    ],
)
def test_an_event_that_cannot_happen_is_said_with_its_line(tmp_path: Path, event: str, problem: str) -> None:
    file = tmp_path / "mine.yaml"
    chats = "chats: [{id: 1, kind: channel, title: One}]\n"
    file.write_text(f"{HEAD}{chats}days:\n  count: 9\n  events:\n    - {{day: 2}}\n    - {event}\n")
    with pytest.raises(DataFileError) as refused:
        load_days(str(file))
    assert problem in str(refused.value)
    assert (refused.value.line, refused.value.key) == (9, "days.events[1]")
