"""The shipped practice accounts are what their descriptions say, and harmless."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import pytest

from safecheck.model.clients import client_of, is_safecheck, system_of
from safecheck.model.facts import Client, System
from safecheck.model.text import clean
from safecheck.practice.library import load_scenario, names
from safecheck.practice.scenario import ChatSpec, Scenario
from tests.practice.planted import IN_BETWEEN, NOT_RATED, NOT_STRONGLY, STRONGLY, TWO_TELLING_WORDS

EVERY = names()
FOLDER = Path(str(files("safecheck") / "data" / "practice"))
DATA_FILES = sorted(FOLDER.rglob("*.yaml"))


def groups_and_channels(scenario: Scenario) -> list[ChatSpec]:
    return [chat for chat in scenario.chats if chat.kind in ("group", "supergroup", "channel", "gigagroup")]


def texts(value: Any) -> Iterator[str]:
    """Every text in a plain value, addresses of devices left out (they are not words)."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            if key != "ip":
                yield from texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts(item)


@pytest.mark.parametrize("name", EVERY)
def test_a_shipped_account_loads_under_its_own_name(name: str) -> None:
    scenario = load_scenario(name)
    assert (scenario.name, scenario.generate) == (name, None)
    assert scenario.about.en != scenario.about.nl


@pytest.mark.parametrize("name", EVERY)
def test_a_shipped_account_has_messages_drafts_devices_and_preview_pictures(name: str) -> None:
    scenario = load_scenario(name)
    assert scenario.devices
    assert any(chat.draft for chat in scenario.chats)
    assert any(chat.message not in ("", "An invented message.") for chat in scenario.chats)
    assert name == "hostile" or any(chat.media == "photo" for chat in scenario.chats)


def test_individual_has_about_sixty_chats_of_which_at_least_forty_are_groups_and_channels() -> None:
    scenario = load_scenario("individual")
    assert 55 <= len(scenario.chats) <= 66
    here = [c for c in groups_and_channels(scenario) if not (c.left or c.forbidden or c.deactivated or c.min)]
    assert len(here) >= 40


def test_individual_holds_every_kind_of_entry_that_an_ordinary_client_can_list() -> None:
    """Telethon's own list stumbles over a community and a partial description; `hostile` holds those."""
    chats = load_scenario("individual").chats
    hostile = load_scenario("hostile").chats
    assert any(chat.kind == "community" for chat in hostile)
    assert any(chat.min for chat in hostile)
    assert not any(chat.min for chat in chats)
    assert {chat.kind for chat in chats} == {
        "person",
        "bot",
        "group",
        "supergroup",
        "channel",
        "gigagroup",
        "monoforum",
    }
    for flag in (
        "left",
        "forbidden",
        "deactivated",
        "forum",
        "archived",
        "pinned",
        "owned",
    ):
        assert any(getattr(chat, flag) for chat in chats), flag
    assert {chat.added_by for chat in chats} == {"self", "contact", "stranger"}
    assert any(chat.archived and chat.muted and chat.never_read for chat in chats)


def test_the_settings_and_devices_of_individual_leave_something_to_do() -> None:
    scenario = load_scenario("individual")
    settings = scenario.settings
    assert scenario.account.password is None
    assert scenario.account.home_dc == 2
    assert (settings.who_can_add_me.who, settings.archive_and_mute_newcomers) == ("everyone", False)
    assert settings.sensitive_shown
    assert settings.save_to_gallery.groups.photos
    assert (settings.folders, settings.shared_folders) == (3, 1)
    assert [device.api_id for device in scenario.devices][:4] == [6, 10840, 2040, 6]
    assert [device.device_model for device in scenario.devices if not device.official] == ["Kestrel Mini"]
    assert scenario.devices[3].active_days_ago > 270


def clients(name: str) -> list[tuple[Client, System]]:
    found = []
    for device in load_scenario(name).devices:
        who: dict[str, Any] = {
            "api_id": device.api_id,
            "device_model": device.device_model,
            "platform": device.platform,
            "system_version": device.system_version,
        }
        client = client_of(**who, app_name=device.app_name, official=device.official)
        found.append((client, system_of(client, **who)))
    return found


def test_individual_has_every_client_and_the_others_have_the_rarer_cases() -> None:
    assert clients("individual") == [
        ("android", "android"),
        ("ios", "ios"),
        ("desktop", "windows"),
        ("android", "android"),
        ("unofficial", "android"),
        ("macos", "macos"),
        ("web", "firefox"),
        ("tdlib", "android"),
    ]
    everywhere = {found for name in EVERY for found in clients(name)}
    assert {("ios", "ipad"), ("web", "chrome"), ("desktop", "snap")} <= everywhere
    assert any(device.unconfirmed and device.official for device in load_scenario("teen").devices)
    assert sum(is_safecheck(device.device_model) for device in load_scenario("busy").devices) == 1


def test_individual_told_of_one_device_switch_by_switch_and_of_one_in_a_word() -> None:
    told = {entry.device_model: entry for entry in load_scenario("individual").told}
    assert told["iPhone 13"].switches == {"wifi": "off", "mobile": "dont_know"}
    assert told["MacBook Air"].auto_download == "off"


def test_between_them_the_accounts_have_each_setting_in_each_way_that_matters() -> None:
    settings = [load_scenario(name).settings for name in EVERY]
    assert {each.who_finds_me.who for each in settings} >= {"everyone", "contacts"}
    assert {each.phone_number.who for each in settings} >= {"everyone", "contacts", "nobody"}
    assert {bool(each.web_logins) for each in settings} == {True, False}
    assert {bool(each.connected_bots) for each in settings} == {True, False}
    assert {bool(each.passkeys) for each in settings} == {True, False}
    assert {bool(each.muted) for each in settings} == {True, False}
    assert {each.app_config.newcomers_offered for each in settings} == {True, False}
    assert {each.app_config.age_check for each in settings} == {True, False}


@pytest.mark.parametrize("name", sorted(STRONGLY))
def test_every_planted_chat_exists_once_and_has_one_expectation(name: str) -> None:
    ids = {chat.id for chat in load_scenario(name).chats}
    planted = Counter(
        number for table in (STRONGLY, IN_BETWEEN, NOT_STRONGLY, NOT_RATED) for number in table[name]
    )
    assert set(planted) <= ids
    assert set(planted.values()) <= {1}


@pytest.mark.parametrize("name", sorted(STRONGLY))
def test_a_chat_that_must_stand_out_strongly_has_a_mark_or_several_facts_never_one_word(name: str) -> None:
    chats = {chat.id: chat for chat in load_scenario(name).chats}
    for number in STRONGLY[name]:
        chat = chats[number]
        facts = [
            (chat.members or 0) >= 10_000 and not chat.banned and chat.kind == "supergroup",
            (chat.joined_days_ago or 99) <= 14,
            chat.never_read,
            chat.muted,
            chat.added_by == "stranger",
        ]
        enough = 2 if number in TWO_TELLING_WORDS else 4
        assert chat.restrictions or chat.scam or chat.fake or sum(facts) >= enough


def test_every_chat_with_a_mark_by_telegram_in_individual_is_planted() -> None:
    marked = {
        chat.id
        for chat in groups_and_channels(load_scenario("individual"))
        if chat.restrictions or chat.scam or chat.fake
    }
    assert marked == {3001, 3002, 2002, 2003}


def test_nothing_in_quiet_could_stand_out() -> None:
    scenario = load_scenario("quiet")
    assert len(scenario.chats) == 25
    for chat in scenario.chats:
        assert not any((chat.restrictions, chat.scam, chat.fake, chat.never_read, chat.added_by != "self"))
        assert (chat.joined_days_ago or 400) > 200
        assert chat.kind == "channel" or (chat.members or 0) < 500
    assert not set(STRONGLY["quiet"] | IN_BETWEEN["quiet"])


def test_every_switch_of_quiet_is_off_and_its_phones_are_answered() -> None:
    scenario = load_scenario("quiet")
    settings = scenario.settings
    templates = settings.auto_download
    assert scenario.account.password
    assert all(template.disabled for template in (templates.low, templates.medium, templates.high))
    assert settings.save_to_gallery == type(settings.save_to_gallery)()
    assert (settings.sensitive_shown, settings.who_can_add_me.who) == (False, "contacts")
    assert settings.archive_and_mute_newcomers
    assert settings.shared_folders == 0
    assert {(told.device_model, told.auto_download) for told in scenario.told} == {
        (device.device_model, "off") for device in scenario.devices
    }
    assert [device.api_id for device in scenario.devices] == [6, 10840]
    assert all(device.official and device.active_days_ago < 7 for device in scenario.devices)


def test_teen_has_about_forty_five_chats_a_phone_a_tablet_a_browser_and_a_new_computer() -> None:
    scenario = load_scenario("teen")
    assert 42 <= len(scenario.chats) <= 48
    assert [device.api_id for device in scenario.devices] == [10840, 2496, 10840, 2040]


def test_busy_has_5000_chats_of_which_600_are_groups_and_channels() -> None:
    scenario = load_scenario("busy")
    assert len(scenario.chats) == 5000
    assert len(groups_and_channels(scenario)) == 600
    assert len({chat.id for chat in scenario.chats}) == 5000
    marked = [c for c in groups_and_channels(scenario) if c.restrictions or c.scam or c.fake]
    assert 2 <= len(marked) <= 15
    assert [d.device_model for d in scenario.devices][:5] == [
        d.device_model for d in load_scenario("individual").devices
    ][:5]


HOSTILE_SIGNS = {
    "click action": "[@click=",
    "link markup": "[link=",
    "broken tag": "[/oops]",
    "tag after a blank": "[ @click=",
    "colours": "\x1b[31m",
    "window title": "\x1b]0;",
    "clipboard": "\x1b]52;",
    "hyperlink": "\x1b]8;;",
    "clear screen": "\x1b[2J",
    "C1": "\x9b",
    "NUL": "\0",
    "DEL": "\x7f",
    "bell": "\a",
    "backspace": "\b",
    "bidi override": "\u202e",
    "bidi isolate": "\u2066",
    "zero width": "\u200b",
    "soft hyphen": "\u00ad",
    "tags block": "\U000e0041",
    "Hangul filler": "\u3164",
    "braille blank": "\u2800",
    "newline": "\n",
    "carriage return": "\r",
    "tab": "\t",
    "line separator": "\u2028",
    "next line": "\u0085",
    "wide": "宽",
    "joined emoji": "\U0001f469\u200d",
    "flags": "\U0001f1f3\U0001f1f1",
    "keycap": "\ufe0f\u20e3",
    "Arabic": "مرحبا",
    "Devanagari": "नमस्ते",
    "script": "<script>",
    "formula": "=HYPERLINK(",
    "percent format": "%(name)s",
    "brace format": "{0.__class__",
    "YAML": "\n---\n",
    "JSON": '{"json"',
    "path": "../../",
}


@pytest.mark.parametrize("sign", HOSTILE_SIGNS)
def test_hostile_carries_the_payload_in_a_title_and_a_message(sign: str) -> None:
    chats = load_scenario("hostile").chats
    assert any(HOSTILE_SIGNS[sign] in chat.title for chat in chats)
    assert any(HOSTILE_SIGNS[sign] in chat.message for chat in chats)


def test_hostile_has_titles_that_are_stacked_endless_or_look_empty() -> None:
    titles = [chat.title for chat in load_scenario("hostile").chats]
    assert any(sum(unicodedata.combining(char) > 0 for char in title) > 100 for title in titles)
    assert max(map(len, titles)) >= 1000
    assert sum(clean(title) == "" for title in titles) >= 5
    assert "" in titles


def test_hostile_has_payloads_in_every_other_name_too() -> None:
    scenario = load_scenario("hostile")
    others = {
        "devices": [text for device in scenario.devices for text in texts(msgspec.to_builtins(device))],
        "usernames": [chat.username or "" for chat in scenario.chats],
        "last names": [chat.last_name for chat in scenario.chats],
        "drafts": [chat.draft or "" for chat in scenario.chats],
        "restrictions": [mark.text for chat in scenario.chats for mark in chat.restrictions],
        "account": [scenario.account.first_name, scenario.account.password_hint],
    }
    for where, found in others.items():
        assert any(char in text for text in found for char in "\x1b\x9b\u202e\0"), where
        assert any("[" in text or "<" in text for text in found), where


@pytest.mark.parametrize("name", EVERY)
def test_every_text_can_travel_as_utf8(name: str) -> None:
    for text in texts(msgspec.to_builtins(load_scenario(name))):
        assert text.encode("utf-8").decode("utf-8") == text


@pytest.mark.parametrize("name", EVERY)
def test_every_long_number_in_a_text_is_from_telegrams_test_range(name: str) -> None:
    scenario = load_scenario(name)
    phones = [chat.phone for chat in scenario.chats if chat.phone is not None]
    assert all(re.fullmatch(r"99966\d{6}", phone) for phone in [*phones, scenario.account.phone])
    for chat in scenario.chats:
        for text in (chat.title, chat.last_name, chat.message, chat.draft or ""):
            assert not re.search(r"\d{7}", re.sub(r"[\s().+/-]", "", text)), text


@pytest.mark.parametrize("name", [name for name in EVERY if name != "hostile"])
def test_texts_outside_hostile_need_no_cleaning(name: str) -> None:
    for text in texts(msgspec.to_builtins(load_scenario(name))):
        assert clean(text, 300) == text


@pytest.mark.parametrize("path", DATA_FILES, ids=lambda path: path.name)
def test_practice_data_names_no_real_address_and_no_word_that_judges(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"strafbaar|punishable|verdacht|bewijs", text, re.IGNORECASE)
    assert not re.search(r"https?://(?!practice\.invalid)", text)
    for address in re.findall(r"\bip: \"?([0-9.]+)", text):
        assert address.startswith(("198.51.100.", "203.0.113."))
