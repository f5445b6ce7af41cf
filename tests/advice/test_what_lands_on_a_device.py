"""Devices: what is assumed, told or unknown about their downloads."""

from typing import get_args

import pytest

from safecheck.advice.devices import downloads_are_off, judge_devices
from safecheck.model.facts import CLIENTS, Client
from safecheck.model.findings import DeviceJudgement, Lands
from safecheck.model.told import Told
from tests.advice.builders import PROFILES, device, judged, listed, not_listed


def _lands(judgement: DeviceJudgement, chat_kind: str, media: str) -> Lands:
    return next(each.lands for each in judgement.lands if (each.chat_kind, each.media) == (chat_kind, media))


@pytest.mark.parametrize(
    ("client", "chat_kind", "media", "lands"),
    [
        ("android", "private", "photo", "yes"),
        ("android", "group", "photo", "yes"),
        ("android", "channel", "photo", "yes"),
        ("android", "supergroup", "photo", "on_view"),
        ("android", "group", "video", "yes"),
        ("android", "channel", "file", "yes"),
        ("android", "supergroup", "file", "on_view"),
        ("ios", "private", "photo", "yes"),
        ("ios", "supergroup", "photo", "yes"),
        ("ios", "channel", "video", "yes"),
        ("desktop", "private", "photo", "on_view"),
        ("desktop", "channel", "photo", "on_view"),
        ("desktop", "group", "file", "on_view"),
        ("desktop", "channel", "file", "no"),
        ("desktop", "group", "video", "on_view"),
        ("macos", "group", "photo", "unknown"),
        ("macos", "channel", "file", "no"),
        ("web", "group", "photo", "unknown"),
        ("web", "group", "file", "unknown"),
        ("tdlib", "group", "photo", "unknown"),
        ("unofficial", "group", "photo", "unknown"),
        ("unknown", "channel", "photo", "unknown"),
    ],
)
def test_an_untouched_install_does_what_its_source_code_says(
    client: Client, chat_kind: str, media: str, lands: Lands
) -> None:
    (judgement,) = judged(device("a", client))
    assert _lands(judgement, chat_kind, media) == lands


@pytest.mark.parametrize(
    ("client", "state"),
    [
        ("android", "default_assumed"),
        ("ios", "default_assumed"),
        ("desktop", "default_assumed"),
        ("macos", "default_assumed"),
        ("web", "unknown"),
        ("tdlib", "unknown"),
        ("unofficial", "unknown"),
        ("unknown", "unknown"),
    ],
)
def test_a_device_nobody_spoke_of_is_assumed_or_unknown_never_known(client: Client, state: str) -> None:
    (judgement,) = judged(device("a", client))
    assert judgement.state == state
    (hesitant,) = judged(device("a", client), told=[Told("a", "dont_know")])
    assert hesitant == judgement


@pytest.mark.parametrize("client", ["android", "ios", "macos", "web", "tdlib"])
def test_a_device_told_to_be_off_lets_nothing_land(client: Client) -> None:
    (judgement,) = judged(device("a", client), told=[Told("a", "off")])
    assert judgement.state == "told"
    assert {each.lands for each in judgement.lands} == {"no"}
    assert downloads_are_off(judgement)


def test_telegram_desktop_told_to_be_off_still_plays_videos_on_view() -> None:
    (judgement,) = judged(device("a", "desktop"), told=[Told("a", "off")])
    assert _lands(judgement, "group", "video") == "on_view"
    assert _lands(judgement, "group", "photo") == "no"
    assert downloads_are_off(judgement)


@pytest.mark.parametrize("client", ["unofficial", "unknown"])
def test_an_app_that_is_not_known_stays_unknown_whatever_is_told(client: Client) -> None:
    (judgement,) = judged(device("a", client), told=[Told("a", "off")])
    assert judgement.state == "unknown"
    assert {each.lands for each in judgement.lands} == {"unknown"}
    assert not downloads_are_off(judgement)


def test_a_device_told_to_be_on_keeps_the_defaults_and_says_that_it_was_told() -> None:
    (assumed,) = judged(device("a", "android"))
    (told,) = judged(device("a", "android"), told=[Told("a", "on")])
    assert told.state == "told"
    assert told.lands == assumed.lands
    assert not downloads_are_off(told)


def test_off_told_of_a_name_that_two_devices_share_counts_for_neither() -> None:
    both = judged(
        device("a", "android", name="Phone"), device("b", "ios", name="Phone"), told=[Told("Phone", "off")]
    )
    assert [each.state for each in both] == ["default_assumed", "default_assumed"]


@pytest.mark.parametrize("answers", [("off", "on"), ("on", "off")])
def test_of_two_answers_about_one_device_the_more_careful_one_counts(answers: tuple[str, str]) -> None:
    told = [Told("a", "on" if answer == "on" else "off") for answer in answers]
    (judgement,) = judged(device("a", "android"), told=told)
    assert not downloads_are_off(judgement)


def test_a_list_that_could_not_be_read_has_no_devices() -> None:
    assert judge_devices(not_listed(), [], PROFILES) == ()


def test_a_device_name_is_shown_clean() -> None:
    (judgement,) = judged(device("a", "android", name="My\x1b[31m phone\u202e"))
    assert "\x1b" not in judgement.name
    assert "\u202e" not in judgement.name


def test_every_client_gets_an_answer_for_every_kind_of_chat_and_media() -> None:
    for judgement in judge_devices(listed(*(device(each, each) for each in CLIENTS)), [], PROFILES):
        cells = {(each.chat_kind, each.media) for each in judgement.lands}
        assert len(cells) == len(judgement.lands) == 12
        assert {each.lands for each in judgement.lands} <= set(get_args(Lands))
