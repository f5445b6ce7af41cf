"""`safecheck switches`: every app, in both languages, without a connection."""

import re

import pytest

from safecheck.advice.switches import switches
from safecheck.model.text import LANGUAGES, Lang
from safecheck.packs.guides import GUIDE_IDS
from tests.advice.builders import GUIDES


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_app_is_there_with_its_source_and_what_remains(lang: Lang) -> None:
    found = switches(GUIDES, lang)
    assert tuple(each.id for each in found) == GUIDE_IDS
    for app in found:
        assert app.app
        assert app.all_off
        assert app.downloads
        assert app.read_version
        for entry in app.entries:
            assert entry.crumbs
            assert all(crumb.label and crumb.hint for crumb in entry.crumbs)
            assert entry.do
            assert entry.removes
            assert entry.remains
            assert entry.sources


def test_one_app_can_be_asked_for_and_the_web_is_two() -> None:
    assert [each.id for each in switches(GUIDES, "en", "android")] == ["android"]
    assert [each.id for each in switches(GUIDES, "en", "web")] == ["web-a", "web-k"]
    assert [each.id for each in switches(GUIDES, "en", "web-k")] == ["web-k"]
    assert switches(GUIDES, "en", "toaster") == switches(GUIDES, "en", "") == ()


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("Android", ["android"]),
        ("iPhone", ["ios"]),
        ("ipad", ["ios"]),
        ("IOS", ["ios"]),
        ("Mac", ["macos"]),
        ("macOS", ["macos"]),
        ("WEB", ["web-a", "web-k"]),
        ("Web A", ["web-a"]),
        ("browser", ["web-a", "web-k"]),
        ("tdesktop", ["desktop"]),
        (" Telegram  Desktop ", ["desktop"]),
        ("Windows", ["desktop"]),
        ("telegram_x", ["tdlib"]),
        ("Unigram", ["tdlib"]),
    ],
)
def test_an_app_is_found_by_the_words_that_people_use_for_it(typed: str, ids: list[str]) -> None:
    assert [each.id for each in switches(GUIDES, "en", typed)] == ids


def test_no_word_for_an_app_means_another_app_too() -> None:
    words = {(word, guide.client) for guide in GUIDES for word in (guide.id, guide.client, *guide.also)}
    assert len({word for word, _ in words}) == len(words)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_android_says_which_chats_bring_media_in_unopened(lang: Lang) -> None:
    (android,) = switches(GUIDES, lang, "android")
    never_open = {"en": "even if you never open them", "nl": "ook binnen als je ze nooit opent"}[lang]
    on_screen = {"en": "when they are on the screen", "nl": "pas als ze in beeld zijn"}[lang]
    assert android.downloads.index(never_open) < android.downloads.index(on_screen)


@pytest.mark.parametrize("client", ["ios", "desktop"])
def test_an_app_without_a_checked_path_to_privacy_and_devices_says_so(client: str) -> None:
    (app,) = switches(GUIDES, "en", client)
    assert not {"who_can_add_me", "devices"} & {entry.kind for entry in app.entries}
    assert "could not check" in app.note


def test_the_version_of_an_app_is_written_without_words_of_one_language() -> None:
    for guide in GUIDES:
        assert not re.search(r"\b(January|July|September)\b", guide.read_at.version)


def test_android_has_a_switch_for_each_network_and_desktop_one_for_each_kind_of_chat() -> None:
    (android,) = switches(GUIDES, "en", "android")
    last = [entry.crumbs[-1].label for entry in android.entries if entry.kind == "auto_download"]
    assert last == ["When using mobile data", "When connected on Wi-Fi", "When roaming"]
    (desktop,) = switches(GUIDES, "en", "desktop")
    last = [entry.crumbs[-1].label for entry in desktop.entries if entry.kind == "auto_download"]
    assert last == ["In private chats", "In groups", "In channels"]


def test_an_app_whose_menus_were_not_checked_says_so_instead_of_a_path() -> None:
    (tdlib,) = switches(GUIDES, "nl", "tdlib")
    assert tdlib.entries == ()
    assert "konden we niet controleren" in tdlib.note


def test_labels_are_english_in_dutch_too_and_the_description_is_not() -> None:
    (english,) = switches(GUIDES, "en", "android")
    (dutch,) = switches(GUIDES, "nl", "android")
    for one, other in zip(english.entries, dutch.entries, strict=True):
        assert [crumb.label for crumb in one.crumbs] == [crumb.label for crumb in other.crumbs]
        assert one.title != other.title
