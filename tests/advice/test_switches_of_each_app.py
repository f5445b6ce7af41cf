"""`safecheck switches`: every app, in both languages, without a connection."""

import re

import pytest

from safecheck.advice.switches import switches
from safecheck.model.text import LANGUAGES, Lang
from safecheck.packs.guides import GUIDE_IDS
from tests.advice.builders import GUIDES, PROFILES


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_app_is_there_with_its_source_and_what_remains(lang: Lang) -> None:
    found = switches(GUIDES, PROFILES, lang)
    assert tuple(each.id for each in found) == GUIDE_IDS
    for app in found:
        assert app.app
        assert app.all_off
        assert app.downloads
        assert app.read_version
        for entry in app.entries:
            assert entry.crumbs
            assert all(crumb.hint for crumb in entry.crumbs)
            assert entry.do
            assert entry.removes
            assert entry.remains
            assert entry.sources


def test_one_app_can_be_asked_for_and_the_web_is_two() -> None:
    assert [each.id for each in switches(GUIDES, PROFILES, "en", "android")] == ["android"]
    assert [each.id for each in switches(GUIDES, PROFILES, "en", "web")] == ["web-a", "web-k"]
    assert [each.id for each in switches(GUIDES, PROFILES, "en", "web-k")] == ["web-k"]
    assert switches(GUIDES, PROFILES, "en", "toaster") == switches(GUIDES, PROFILES, "en", "") == ()


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
    assert [each.id for each in switches(GUIDES, PROFILES, "en", typed)] == ids


def test_no_word_for_an_app_means_another_app_too() -> None:
    words = {(word, guide.client) for guide in GUIDES for word in (guide.id, guide.client, *guide.also)}
    assert len({word for word, _ in words}) == len(words)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_android_says_which_chats_bring_media_in_unopened(lang: Lang) -> None:
    (android,) = switches(GUIDES, PROFILES, lang, "android")
    never_open = {"en": "even if you never open them", "nl": "ook binnen als je ze nooit opent"}[lang]
    on_screen = {"en": "when they are on the screen", "nl": "pas als ze in beeld zijn"}[lang]
    assert android.downloads.index(never_open) < android.downloads.index(on_screen)


@pytest.mark.parametrize("client", ["ios", "desktop"])
def test_an_app_without_a_checked_path_to_privacy_and_devices_says_so(client: str) -> None:
    (app,) = switches(GUIDES, PROFILES, "en", client)
    assert not {"who_can_add_me", "devices"} & {entry.kind for entry in app.entries}
    assert "could not check" in app.note


def test_the_version_of_an_app_is_written_without_words_of_one_language() -> None:
    for guide in GUIDES:
        assert not re.search(r"\b(January|July|September)\b", guide.read_at.version)


def test_android_has_a_switch_for_each_network_and_desktop_one_for_each_kind_of_chat() -> None:
    (android,) = switches(GUIDES, PROFILES, "en", "android")
    last = [entry.crumbs[-1].label for entry in android.entries if entry.kind == "auto_download"]
    assert last == ["When using mobile data", "When connected on Wi-Fi", "When roaming"]
    (desktop,) = switches(GUIDES, PROFILES, "en", "desktop")
    last = [entry.crumbs[-1].label for entry in desktop.entries if entry.kind == "auto_download"]
    assert last == ["In private chats", "In groups", "In channels"]


def test_an_app_whose_menus_were_not_checked_says_so_instead_of_a_path() -> None:
    (tdlib,) = switches(GUIDES, PROFILES, "nl", "tdlib")
    assert tdlib.entries == ()
    assert "konden we niet controleren" in tdlib.note


def test_labels_are_english_in_dutch_too_and_the_description_is_not() -> None:
    (english,) = switches(GUIDES, PROFILES, "en", "android")
    (dutch,) = switches(GUIDES, PROFILES, "nl", "android")
    for one, other in zip(english.entries, dutch.entries, strict=True):
        assert [crumb.label for crumb in one.crumbs] == [crumb.label for crumb in other.crumbs]
        assert one.title != other.title


def test_what_a_switch_removes_is_said_by_the_download_model() -> None:
    (android,) = switches(GUIDES, PROFILES, "en", "android")
    wifi = next(entry for entry in android.entries if entry.id == "wifi")
    assert wifi.removes.startswith("Stops photos, videos, files and voice messages in private chats")
    assert "over Wi-Fi" in wifi.removes
    (desktop,) = switches(GUIDES, PROFILES, "en", "desktop")
    ask = next(entry for entry in desktop.entries if entry.id == "ask_path")
    assert ask.removes == "Stops files in private chats and groups."
    assert "stops files only" in ask.remains


def test_a_menu_item_whose_words_are_not_known_is_described_and_never_made_up() -> None:
    (ios,) = switches(GUIDES, PROFILES, "en", "ios")
    gallery = next(entry for entry in ios.entries if entry.id == "gallery")
    assert (gallery.crumbs[-1].label, gallery.crumbs[-1].hint[:8]) == ("", "the part")
    assert gallery.do.startswith("If it is on for private chats, groups or channels,")


def test_a_sentence_quotes_the_words_of_the_menu_and_describes_them_in_dutch() -> None:
    (english,) = switches(GUIDES, PROFILES, "en", "web-k")
    (dutch,) = switches(GUIDES, PROFILES, "nl", "web-k")
    assert '"Auto-Download Media"' in english.all_off
    assert '"Auto-Download Media" (de hoofdschakelaar' in dutch.all_off
