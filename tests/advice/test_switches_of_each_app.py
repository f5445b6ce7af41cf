"""`safecheck switches`: every app, in both languages, without a connection."""

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
    assert switches(GUIDES, "en", "toaster") == ()


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
