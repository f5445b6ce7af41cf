"""What a press stops and what comes in all the same, in sentences that a person can follow."""

import pytest

from safecheck.downloads.effect import effect, remains_in_words, removes_in_words, still_landing_in_words
from safecheck.downloads.switches import all_off, as_told, pressed, untouched
from safecheck.model.downloads import ProfileId
from safecheck.model.text import Lang
from tests.downloads.builders import PROFILES


def stopped_by(app: ProfileId, *presses: str, lang: Lang = "en") -> str:
    profile = PROFILES[app]
    return removes_in_words(effect(profile, untouched(profile), [*map(profile.press, presses)]), lang)


@pytest.mark.parametrize(
    ("app", "presses", "says"),
    [
        (
            "android",
            ("mobile_off", "wifi_off", "roaming_off"),
            "Stops photos, videos, files and voice messages in private chats, groups and channels, also when"
            " a chat is never opened.",
        ),
        (
            "android",
            ("wifi_off",),
            "Stops photos, videos, files and voice messages in private chats, groups and channels, over"
            " Wi-Fi, also when a chat is never opened.",
        ),
        (
            "android",
            ("roaming_off",),
            "Stops photos and voice messages in private chats, groups and channels, over mobile data abroad,"
            " also when a chat is never opened.",
        ),
        (
            "android",
            ("groups_off",),
            "Stops photos, videos and files in groups, from people who are not your contacts, also when"
            " a chat is never opened.",
        ),
        ("desktop", ("ask_path",), "Stops files in private chats and groups."),
        ("desktop", ("channels_off",), "Stops photos, videos and round video messages in channels."),
        ("macos", ("all_off",), "Stops photos and videos in private chats, groups and channels."),
        ("web-a", ("files_off",), "As far as we know this is off already."),
        ("android", ("gallery_off",), "As far as we know this is off already."),
        ("ios", ("gallery_off",), "Stops copies of photos and videos in the phone's gallery."),
    ],
)
def test_a_press_says_what_it_stops_where_and_on_which_network(
    app: ProfileId, presses: tuple[str, ...], says: str
) -> None:
    assert stopped_by(app, *presses) == says


def test_it_says_the_same_in_dutch() -> None:
    assert stopped_by("android", "mobile_off", "wifi_off", "roaming_off", lang="nl") == (
        "Houdt foto's, video's, bestanden en spraakberichten tegen in privéchats, groepen en kanalen, ook als"
        " je een chat nooit opent."
    )


def test_a_gallery_switch_that_is_on_is_worth_a_press() -> None:
    profile = PROFILES["android"]
    on = as_told(profile, untouched(profile), {"gallery.groups": "on"})
    found = effect(profile, on, [profile.press("gallery_off")])
    assert found.copies
    assert removes_in_words(found, "en") == "Stops copies of photos and videos in the phone's gallery."


def test_what_was_pressed_already_is_not_promised_again() -> None:
    profile = PROFILES["ios"]
    off = all_off(profile, untouched(profile))
    assert effect(profile, off, profile.presses).stopped == ()
    wifi_off = pressed(profile, untouched(profile), profile.press("wifi_off"))
    last = effect(profile, wifi_off, [profile.press("mobile_off")])
    assert "over" not in removes_in_words(last, "en")


@pytest.mark.parametrize(
    ("app", "says"),
    [
        ("android", "Still coming in when it is on the screen: stickers."),
        ("desktop", "Still coming in when it is on the screen: GIFs and stickers. Small thumbnails"),
        ("macos", "What may still come in: voice messages and stickers."),
        ("ios", "Whether stories come in by themselves was not established."),
        ("web-a", "What may still come in: stickers."),
    ],
)
def test_what_remains_after_everything_off_is_said(app: ProfileId, says: str) -> None:
    profile = PROFILES[app]
    remains = remains_in_words(profile, untouched(profile), "en")
    assert remains.startswith(says)
    assert remains == still_landing_in_words(profile, all_off(profile, untouched(profile)), "en")
