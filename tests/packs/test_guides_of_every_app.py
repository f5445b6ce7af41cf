"""The guides: complete, sourced, in the apps' own words, and nothing made up."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from safecheck.model.text import Lang, Words
from safecheck.packs.download_profile import load_profiles
from safecheck.packs.guides import (
    BRACES,
    GUIDE_IDS,
    OF_THE_MODEL,
    Guide,
    guides_for,
    load_guide,
    load_guides,
)
from safecheck.packs.yaml_file import DataFileError

GUIDES: dict[str, Guide] = {loaded.pack.id: loaded.pack for loaded in load_guides()}

# English words as the apps' own sources have them, by their key in Telegram's language packs.
KEYED_LABELS: dict[str, dict[str, str | None]] = {
    "desktop": {
        "lng_menu_settings": "Settings",
        "lng_settings_advanced": "Advanced",
        "lng_settings_data_storage": "Data and storage",
        "lng_media_auto_settings": "Automatic media download",
        "lng_media_auto_in_private": "In private chats",
        "lng_media_auto_in_groups": "In groups",
        "lng_media_auto_in_channels": "In channels",
        "lng_media_photo_title": "Photos",
        "lng_media_file_title": "Files",
        "lng_media_auto_play": "Autoplay",
        "lng_media_video_title": "Videos",
        "lng_media_video_messages_title": "Round video messages",
        "lng_media_animation_title": "GIFs",
        "lng_download_path_ask": "Ask download path for each file",
        "lng_settings_section_chat_settings": "Chat Settings",
        "lng_settings_sensitive_title": "Sensitive content",
        "lng_settings_sensitive_disable_filtering": "Show 18+ Content",
    },
    "android": {
        "Settings": "Settings",
        "DataSettings": "Data and Storage",
        "AutomaticMediaDownload": "Automatic media download",
        "WhenUsingMobileData": "When using mobile data",
        "WhenConnectedOnWiFi": "When connected on Wi-Fi",
        "WhenRoaming": "When roaming",
        "SaveToGallerySettings": "Save to Gallery",
        "SaveToGalleryPrivate": "Private Chats",
        "SaveToGalleryChannels": "Channels",
        "GroupsAndChannels": "Groups",
        "PrivacySettings": "Privacy and Security",
        "WhoCanAddMe": "Who can add me to group chats?",
        "Devices": "Devices",
    },
    "ios": {
        "ChatSettings.AutoDownloadUsingCellular": "Using Cellular",
        "ChatSettings.AutoDownloadUsingWiFi": "Using Wi-Fi",
        "AutoDownloadSettings.AutoDownload": "Auto-Download Media",
        "AutoDownloadSettings.Videos": "Videos",
        # Known by their keys only: there is no English word of ours for them.
        "Settings.SaveToCameraRollSection": None,
        "Notifications.PrivateChats": None,
        "Notifications.GroupChats": None,
        "Notifications.Channels": None,
    },
    "macos": {
        "AccountViewController.Title": "Settings",
        "AccountSettings.DataAndStorage": "Data and Storage",
        "DataAndStorage.AutomaticDownload.Header": "AUTOMATIC MEDIA DOWNLOAD",
        "DataAndStorage.AutomaticDownload": "Auto-Download Media",
        "DataAndStorage.AutomaticDownload.Video": "Videos",
        "DataAndStorage.Autoplay.Header": "AUTO-PLAY MEDIA",
        "DataAndStorage.SensitiveContent": "Show 18+ Content",
        "AccountSettings.PrivacyAndSecurity": "Privacy and Security",
        "PrivacySettings.Groups": "Groups and Channels",
    },
    "web-a": {},
    "web-k": {},
    "tdlib": {},
}
# Words that the sources show without their key.
LABELS_WITHOUT_A_KEY = {
    "android": set[str](),
    "desktop": set[str](),
    "tdlib": set[str](),
    "ios": {"Settings", "Data and Storage", "AUTO-PLAY MEDIA", "GIFs"},
    "macos": {"GIFs"},
    "web-a": {
        "Settings",
        "Data and Storage",
        "Auto-download photos",
        "Auto-download videos and GIFs",
        "Auto-download files",
        "Contacts",
        "Private chats",
        "Group chats",
        "Channels",
    },
    "web-k": {"Settings", "Data and Storage", "Automatic media download", "Auto-Download Media"},
}


def _texts(guide: Guide) -> Iterator[Words]:
    """Yield every text of a guide."""
    for path in guide.paths:
        yield from (text for text in (path.title, path.do, path.removes, path.remains) if text)
    yield from (guide.all_off.do, guide.untouched.says)
    yield from (text for text in (guide.all_off.check, guide.note) if text)


def _named(words: Words, lang: Lang) -> list[str]:
    """Return the labels that a text names, in its order."""
    return BRACES.findall(words.of(lang))


def test_every_client_that_can_be_named_has_a_guide() -> None:
    assert tuple(GUIDES) == GUIDE_IDS
    guides = tuple(GUIDES.values())
    for client in ("android", "ios", "desktop", "macos", "tdlib"):
        assert [guide.id for guide in guides_for(guides, client)] == [client]
    assert [guide.id for guide in guides_for(guides, "web")] == ["web-a", "web-k"]
    assert guides_for(guides, "unofficial") == guides_for(guides, "unknown") == ()


@pytest.mark.parametrize("name", GUIDE_IDS)
def test_every_menu_word_is_verbatim_from_the_apps_source(name: str) -> None:
    labels = GUIDES[name].labels.values()
    assert {label.key: label.label for label in labels if label.key} == KEYED_LABELS[name]
    assert {label.label for label in labels if not label.key} == LABELS_WITHOUT_A_KEY[name]


@pytest.mark.parametrize("name", GUIDE_IDS)
def test_no_menu_word_stands_in_a_sentence_but_by_the_name_of_its_label(name: str) -> None:
    for words in _texts(GUIDES[name]):
        assert '"' not in words.en + words.nl
    for label in GUIDES[name].labels.values():
        assert '"' not in label.hint.en + label.hint.nl


@pytest.mark.parametrize("name", GUIDE_IDS)
def test_a_dutch_text_names_the_same_menu_words_as_the_english_one(name: str) -> None:
    for words in _texts(GUIDES[name]):
        assert sorted(_named(words, "en")) == sorted(_named(words, "nl"))


@pytest.mark.parametrize("name", GUIDE_IDS)
def test_every_source_of_a_guide_is_used(name: str) -> None:
    guide = GUIDES[name]
    used = {source for path in guide.paths for source in path.sources}
    used |= {*guide.untouched.sources, *guide.all_off.sources}
    assert used == set(guide.sources)


@pytest.mark.parametrize("name", GUIDE_IDS)
def test_every_label_of_a_guide_is_used(name: str) -> None:
    guide = GUIDES[name]
    used = {crumb for path in guide.paths for crumb in path.crumbs}
    used |= {label for words in _texts(guide) for label in _named(words, "en")}
    assert used == set(guide.labels)


@pytest.mark.parametrize("name", GUIDE_IDS)
def test_every_path_to_a_switch_of_the_download_model_is_one_that_can_be_pressed(name: str) -> None:
    profile = next(loaded.pack for loaded in load_profiles() if loaded.pack.id == name)
    of_the_model = {path.id for path in GUIDES[name].paths if path.kind in OF_THE_MODEL}
    assert {press.path for press in profile.presses if press.path} == of_the_model


@pytest.mark.parametrize("name", GUIDE_IDS)
def test_no_guide_sends_anyone_to_look_at_pictures(name: str) -> None:
    advice = r"\b(?:look into|search for|screenshot|forward)\b|\b(?:bekijk|doorzoek|screenshot|stuur door)\b"
    for words in _texts(GUIDES[name]):
        assert not re.search(advice, f"{words.en} {words.nl}".lower())


# --- what is refused -----------------------------------------------------------------------------------

GOOD = (Path(__file__).parents[2] / "safecheck" / "data" / "guides" / "web-k.yaml").read_text("utf-8")


def _refused(tmp_path: Path, text: str) -> DataFileError:
    file = tmp_path / "guide.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(DataFileError) as caught:
        load_guide(file)
    return caught.value


@pytest.mark.parametrize(
    ("old", "new", "key", "problem"),
    [
        ("crumbs: [settings, data, auto, master]", "crumbs: [cellar]", "paths[0].crumbs", "no label cellar"),
        ("    sources: [menus]", "    sources: [rumour]", "paths[0].sources", "no source rumour"),
        ("  sources: [downloads]", "  sources: [rumour]", "untouched.sources", "rumour"),
        ("switch off {master}", "switch off {mistress}", "all_off.do.en", "no label mistress"),
        ("  minutes: 1", "  minutes: 1\n  sound: no", "all_off.sound", "sound"),
        (
            "    sources: [menus]",
            "    removes: {en: All., nl: Alles.}\n    sources: [menus]",
            "paths[0]",
            "download model",
        ),
        ("    label: Settings\n", "", "labels.settings", "its words, or the key"),
        ("    label: Settings\n", "    label: Settings\n    key: Settings\n", "lang_pack", "go together"),
        ("id: web-k", "id: toaster", "id", "toaster"),
        ("also: [webk,", "also: [Web K,", "also[0]", "this does not fit"),
    ],
)
def test_a_damaged_guide_is_refused_with_its_place(
    tmp_path: Path, old: str, new: str, key: str, problem: str
) -> None:
    assert old in GOOD
    error = _refused(tmp_path, GOOD.replace(old, new, 1))
    assert error.key == key
    assert problem in str(error)
    assert error.line > 0


def test_one_path_given_twice_is_refused(tmp_path: Path) -> None:
    start, end = GOOD.index("  - id: auto"), GOOD.index("untouched:\n")
    error = _refused(tmp_path, GOOD[:end] + GOOD[start:end] + GOOD[end:])
    assert error.key == "paths[1].id"
