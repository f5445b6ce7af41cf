"""What an export tells, and what stays unknown because it does not tell it."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from safecheck.export.unreadable import NO_CHATS, NO_SESSIONS, ONE_CHAT, PASSED_OVER, TOO_MANY
from safecheck.model.facts import AddedBy, Chat, DeviceList, MediaCounts, Unknown
from tests.export import exports
from tests.export.exports import BOB, DAY, EVE, OWN, START, chat, file, message, photo, service, session


def only(folder: Path, value: exports.Json) -> Chat:
    (found,) = exports.facts_of(folder, value).chat_list.chats
    return found


def moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def test_a_whole_account_gives_its_chats_and_devices_and_counts_the_rest(tmp_path: Path) -> None:
    facts = exports.facts_of(tmp_path, exports.everything())
    listed = facts.chat_list
    assert [(each.title.raw, each.kind, each.public, each.gone, each.id) for each in listed.chats] == [
        ("Garden club", "supergroup", False, False, "-1000000000031"),
        ("Green wharf", "channel", True, False, "-1000000000032"),
        ("Rowing", "group", False, False, "-33"),
        ("Old allotment", "supergroup", True, True, "-1000000000034"),
    ]
    assert (listed.private_chats, listed.bots, listed.listed, listed.total) == (2, 1, 7, 7)
    assert listed.complete
    assert facts.complete
    assert (facts.source, facts.settings, facts.requests) == ("export", None, ())
    assert listed.source == "result.json"
    assert facts.export is not None
    assert set(facts.export.types) == {
        "private_group", "private_supergroup", "public_supergroup", "public_channel"
    }  # fmt: skip
    assert facts.export.newest == facts.as_of == moment(START)
    assert isinstance(facts.devices.value, DeviceList)
    assert [each.client for each in facts.devices.value.devices] == ["android", "desktop"]


def test_what_an_export_does_not_tell_stays_unknown(tmp_path: Path) -> None:
    """P5: nothing may follow from a flag that nobody told."""
    found = only(tmp_path, exports.account([chat("Rowing", "public_channel", 5, [message("channel5")])]))
    assert found.partial
    assert (found.members, found.media_open, found.joined, found.added_by, found.media) == (None,) * 5
    assert (found.usernames, found.last_activity, found.members_hidden) == ((), None, None)


def test_the_export_of_one_chat_is_that_chat(tmp_path: Path) -> None:
    facts = exports.facts_of(
        tmp_path, chat("Rowing", "private_supergroup", 5, [message(OWN, **photo()), message(BOB, START + 9)])
    )
    (found,) = facts.chat_list.chats
    assert (found.title.raw, found.last_activity) == ("Rowing", moment(START + 9))
    assert found.media is not None
    assert (found.media.photo, found.media.rounded) == (1, True), "a period may have been chosen"
    assert facts.devices.value == Unknown(ONE_CHAT)
    assert facts.export is not None
    assert facts.export.scope == "chat"
    private = exports.facts_of(tmp_path, chat("Person", "personal_chat", 5, [message(BOB)]))
    assert (private.chat_list.chats, private.chat_list.private_chats) == ((), 1)


def test_media_are_counted_by_kind_and_only_where_they_came_with_a_message(tmp_path: Path) -> None:
    messages = [
        message(BOB, **photo()),
        message(OWN, **photo(media_spoiler=True)),
        message(BOB, **file("video_file")),
        message(BOB, **file("animation")),
        message(BOB, **file("video_message")),
        message(BOB, **file("voice_message", "audio/ogg")),
        message(BOB, **file("audio_file", "audio/mpeg")),
        message(BOB, **file("sticker")),
        message(BOB, **file(mime="application/pdf")),
        message(BOB, **file(mime="image/png")),
        service("edit_group_photo", BOB, **photo()),
        {"id": 1, "type": "unsupported"},
    ]
    found = only(tmp_path, exports.account([chat("Rowing", "private_group", 5, messages)]))
    assert found.media == MediaCounts(photo=2, video=1, gif=1, round=1, voice=1, music=1, file=2)


@pytest.mark.parametrize(
    ("type", "senders", "own", "full"),
    [
        ("private_group", [OWN, BOB], OWN, True),
        ("private_group", [OWN, OWN], OWN, False),
        ("private_group", [BOB], OWN, True),
        ("private_group", [BOB, BOB], None, False),
        ("private_group", [BOB, EVE], None, True),
        ("private_group", [], OWN, False),
        ("private_supergroup", [OWN, "channel5"], OWN, False),
        ("private_supergroup", [OWN, "channel6"], OWN, True),
        ("private_channel", ["channel5", "channel5"], OWN, False),
        ("public_supergroup", [OWN], OWN, False),
    ],
    ids=str,
)
def test_a_chat_is_fully_there_once_somebody_else_has_sent_something(
    tmp_path: Path, type: str, senders: list[int | str], own: int | None, full: bool
) -> None:
    """Posts in the name of the chat itself may be the account's own."""
    messages = [message(sender, **photo()) for sender in senders]
    found = only(tmp_path, exports.account([chat("Rowing", type, 5, messages)], own=own))
    assert (found.media is not None) is full
    assert (found.last_activity is not None) is full


@pytest.mark.parametrize(
    ("type", "messages", "full"),
    [
        ("private_channel", [message("channel5", **photo())], True),
        ("public_supergroup", [message(OWN), message(BOB)], True),
        ("private_group", [message(OWN), message(OWN)], False),
    ],
    ids=["a channel", "a group", "one person only"],
)
def test_an_export_of_one_chat_has_all_its_messages(
    tmp_path: Path, type: str, messages: list[Any], full: bool
) -> None:
    assert (only(tmp_path, chat("Rowing", type, 5, messages)).media is not None) is full


@pytest.mark.parametrize(
    ("messages", "added_by", "joined"),
    [
        ([service("join_group_by_link", at=START, inviter="x")], "self", START),
        ([service("join_group_by_request", at=START)], "self", START),
        ([service("create_channel", at=START, title="x")], "self", START),
        ([service("join_group_by_link", BOB)], None, None),
        ([service("invite_members", BOB, members=["Ann"])], None, None),
        ([service("invite_members", OWN, members=["Bob"])], None, None),
        ([service("join_group_by_link"), service("remove_members", members=["Ann"])], None, None),
        (
            [
                service("join_group_by_link"),
                service("remove_members"),
                service("join_group_by_link", at=START + 5),
            ],
            "self",
            START + 5,
        ),
        ([message(OWN)], None, None),
    ],
)
def test_who_added_the_account_is_known_only_where_it_came_by_itself(
    tmp_path: Path, messages: list[Any], added_by: AddedBy | None, joined: int | None
) -> None:
    found = only(tmp_path, exports.account([chat("Rowing", "private_supergroup", 5, messages)]))
    assert (found.added_by, found.joined) == (added_by, None if joined is None else moment(joined))
    unknown = only(tmp_path, exports.account([chat("Rowing", "private_supergroup", 5, messages)], own=None))
    assert (unknown.added_by, unknown.joined) == (None, None), "whose account it is was not ticked"


def test_older_versions_wrote_numbers_for_people_and_local_times(tmp_path: Path) -> None:
    old = [
        {"id": 1, "type": "message", "date": "2020-05-06T07:08:09", "from_id": OWN, "text": ""},
        {"id": 2, "type": "message", "date": "2020-05-07T07:08:09", "from_id": 4_000_000_000, "text": ""},
    ]
    found = only(tmp_path, exports.account([chat("Rowing", "private_group", 5, old)]))
    assert found.last_activity == datetime(2020, 5, 7, 7, 8, 9, tzinfo=UTC)
    assert found.media is not None


@pytest.mark.parametrize(
    ("entry", "client", "system"),
    [
        (session(), "android", "android"),
        (session("Telegram iOS", "iPhone 15", "iOS", "17.2"), "ios", "ios"),
        (session("Telegram Desktop", "MacBook", "Desktop", "macOS 14"), "desktop", "macos"),
        (session("Telegram macOS", "MacBook", "macOS", "14"), "macos", "macos"),
        (session("Telegram Web", "Chrome 120", "Web", "Linux"), "web", "chrome"),
        (session("Telegram Android X", "Pixel", "Android", "SDK 34"), "tdlib", "android"),
        (session("Unigram", "PC", "Windows", "11"), "tdlib", "windows"),
        (session("Somegram", "Pixel", "Android", "SDK 34"), "unknown", "android"),
        (session(None, "Pixel", "Android", "SDK 34"), "unknown", "android"),
    ],
    ids=lambda value: value["application_name"] if isinstance(value, dict) else None,
)
def test_a_device_is_known_by_what_its_app_calls_itself(
    tmp_path: Path, entry: exports.Json, client: str, system: str
) -> None:
    known = exports.facts_of(tmp_path, exports.account(sessions=[entry])).devices.value
    assert isinstance(known, DeviceList)
    (device,) = known.devices
    assert (device.client, device.system, device.last_active) == (client, system, moment(START))


def test_the_same_device_has_the_same_id_in_a_later_export_and_no_two_share_one(tmp_path: Path) -> None:
    two = [session(), session(), session("safecheck", "safecheck, reads chat names")]
    first, later = (
        exports.facts_of(tmp_path, exports.account(sessions=each)).devices.value
        for each in (two, [session(at=START + DAY)])
    )
    assert isinstance(first, DeviceList)
    assert isinstance(later, DeviceList)
    assert len({device.id for device in first.devices}) == 2
    assert later.devices[0].id == first.devices[0].id
    assert [left.last_active for left in first.leftovers] == [moment(START)]


def test_lists_that_were_not_ticked_are_unknown_and_not_empty(tmp_path: Path) -> None:
    facts = exports.facts_of(tmp_path, exports.account(chats=None))
    assert facts.chat_list.stopped == Unknown(NO_CHATS)
    assert facts.devices.value == Unknown(NO_SESSIONS)
    assert not facts.complete


BAD = [
    5,
    [],
    {},
    chat("No id", "private_group", 0),
    {**chat("Half an id", "private_group", 1), "id": 1.5},
    {**chat("Not an id", "private_group", 1), "id": True},
    chat("Far too much", "private_group", 2**62),
    chat("Below nothing", "private_group", -5),
    chat("Unheard of", "private_forum", 4),
    {"name": "No type", "id": 4},
    {**chat("x", "private_group", 4), "name": 12},
    {**chat("x", "private_group", 4), "type": {"a": "private_group"}},
    chat("half a pair \ud800", "private_group", 6),
]


@pytest.mark.parametrize("bad", BAD, ids=str)
def test_an_entry_that_makes_no_sense_is_passed_over_and_counted(tmp_path: Path, bad: object) -> None:
    """DECISIONS 20: half a surrogate pair too; it cannot come from Telegram."""
    good = [chat("Rowing", "private_group", 5), chat("Garden club", "private_group", 6)]
    value = exports.account(chats=[good[0], bad, good[1]])  # type: ignore[list-item]
    facts = exports.facts_of(tmp_path, value)
    listed = facts.chat_list
    assert [each.title.raw for each in listed.chats] == ["Rowing", "Garden club"]
    assert (listed.listed, listed.total) == (2, 3)
    assert listed.stopped is not None
    assert (listed.stopped.reason, listed.stopped.values) == (PASSED_OVER, {"count": 1})
    assert not facts.complete


def test_a_device_that_makes_no_sense_is_passed_over_and_counted(tmp_path: Path) -> None:
    late = {**session(at=10**12), "last_active": "soon"}
    bad = [session(), 5, {}, {**session(), "device_model": 5}, late, session(model="\udc00")]
    facts = exports.facts_of(tmp_path, exports.account(sessions=bad))  # type: ignore[arg-type]
    assert isinstance(facts.devices.value, DeviceList)
    assert len(facts.devices.value.devices) == 1
    assert facts.export is not None
    assert facts.export.passed_over == 5
    assert facts.chat_list.total == 0


def test_a_chat_that_stands_twice_is_listed_once_and_being_in_it_counts(tmp_path: Path) -> None:
    again = chat("Rowing", "public_supergroup", 5)
    value = exports.account([again, again], left=[again, chat("Garden club", "public_channel", 6)])
    listed = exports.facts_of(tmp_path, value).chat_list
    assert [(each.title.raw, each.gone) for each in listed.chats] == [
        ("Rowing", False),
        ("Garden club", True),
    ]
    backwards = {"left_chats": value["left_chats"], "chats": value["chats"]}
    chats = exports.facts_of(tmp_path, backwards).chat_list.chats
    assert [each.gone for each in chats] == [False, True]


def test_no_number_of_chats_fills_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("safecheck.export.document.MOST", 3)
    value = exports.account([chat(f"Garden {number}", "private_group", number) for number in range(1, 9)])
    listed = exports.facts_of(tmp_path, value).chat_list
    assert len(listed.chats) == 3
    assert listed.stopped is not None
    assert listed.stopped.reason == TOO_MANY


def test_a_key_that_stands_twice_loses_nothing(tmp_path: Path) -> None:
    data = exports.as_written(exports.account([chat("Rowing", "private_group", 5)]))
    more = exports.as_written({"list": [chat("Garden club", "private_group", 6)]})
    facts = exports.facts_of(tmp_path, data.rstrip(b"}\n") + b'}, "chats": ' + more + b"}")
    assert [each.title.raw for each in facts.chat_list.chats] == ["Rowing", "Garden club"]
