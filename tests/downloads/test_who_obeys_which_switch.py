"""Account presets, switches that a person told about, contacts, the gallery, and Desktop's question."""

import pytest

from safecheck.downloads.effect import still_landing
from safecheck.downloads.model import decide, row_of
from safecheck.downloads.switches import (
    all_off,
    as_told,
    deciding,
    from_limits,
    pressed,
    said_off,
    said_on,
    types_off,
    untouched,
)
from safecheck.model.downloads import (
    LANDING_CHAT_KINDS,
    MEDIA,
    SENDERS,
    LandingChatKind,
    Medium,
    ProfileId,
    Question,
)
from safecheck.model.facts import AutoDownloadTemplates
from safecheck.model.local import AutoDownload, DownloadLimits
from tests.downloads.builders import KIB, MIB, PROFILES, landing, preset, same_for_all

# --- the account's presets ------------------------------------------------------------------------------

NOTHING = same_for_all(preset(0, 0, 0, disabled=True))


def test_an_untouched_iphone_follows_the_account_for_videos_and_files_and_never_for_photos() -> None:
    switches = untouched(PROFILES["ios"], NOTHING)
    answers = {medium: landing("ios", switches, medium) for medium in MEDIA}
    assert {medium for medium, lands in answers.items() if lands == "yes"} == {"photo", "voice", "sticker"}
    assert {medium for medium, lands in answers.items() if lands == "no"} == set(MEDIA) - {
        "photo",
        "voice",
        "sticker",
    }


def test_an_iphone_takes_the_medium_preset_for_mobile_data_and_the_high_one_for_wifi() -> None:
    presets = AutoDownloadTemplates(
        low=preset(0, 9, 9), medium=preset(0, 5 * MIB, 100 * KIB), high=preset(0, 6 * MIB, 0)
    )
    switches = untouched(PROFILES["ios"], presets)
    assert landing("ios", switches, "gif", size=5 * MIB, network="mobile") == "yes"
    assert landing("ios", switches, "gif", size=5 * MIB + 1, network="mobile") == "no"
    assert landing("ios", switches, "gif", size=5 * MIB, network="roaming") == "yes"
    assert landing("ios", switches, "gif", size=6 * MIB) == "yes"
    assert landing("ios", switches, "gif", size=6 * MIB + 1) == "no"
    assert landing("ios", switches, "file", size=100 * KIB, network="mobile") == "yes"
    assert landing("ios", switches, "file") == "no"


def test_an_iphone_does_not_look_at_whether_a_preset_is_disabled() -> None:
    enabled, disabled = (same_for_all(preset(1, MIB, MIB, disabled=flag)) for flag in (False, True))
    assert untouched(PROFILES["ios"], enabled) == untouched(PROFILES["ios"], disabled)


def test_an_iphone_begins_larger_videos_only_where_the_limit_is_above_two_mebibytes() -> None:
    for limit, lands in ((2 * MIB, "no"), (2 * MIB + 1, "yes")):
        switches = untouched(PROFILES["ios"], same_for_all(preset(1, limit, 1)))
        assert landing("ios", switches, "video", size=20 * MIB) == lands
        assert landing("ios", switches, "video", size=20 * MIB, network="mobile") == "no"


@pytest.mark.parametrize("app", ["android", "desktop", "macos", "web-a", "web-k", "tdlib"])
def test_no_other_untouched_app_looks_at_the_account(app: ProfileId) -> None:
    assert untouched(PROFILES[app], NOTHING) == untouched(PROFILES[app])


def test_a_limit_from_the_account_names_the_account_as_its_source() -> None:
    switches = untouched(PROFILES["ios"], NOTHING)
    assert switches["wifi.video.groups"].source == "account.getAutoDownloadSettings"
    assert switches["wifi.photo.groups"].source != "account.getAutoDownloadSettings"
    assert switches["wifi.video.groups"].known == "default_assumed"


# --- contacts -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("app", "chats"),
    [
        ("android", ("private", "group", "supergroup")),
        ("ios", ("private", "group", "supergroup")),
        ("web-a", ("private", "group", "supergroup")),
        ("web-k", ("private",)),
        ("desktop", ()),
        ("macos", ()),
        ("tdlib", ()),
    ],
)
def test_which_chats_go_by_the_row_for_contacts(app: ProfileId, chats: tuple[str, ...]) -> None:
    for kind in LANDING_CHAT_KINDS:
        of_contact, of_stranger = (
            row_of(PROFILES[app], Question(chat_kind=kind, media="photo", size=1, sender=sender))
            for sender in SENDERS
        )
        assert (of_contact == "contacts") == (kind in chats)
        assert of_stranger != "contacts"


@pytest.mark.parametrize("app", ["android", "ios", "web-a"])
@pytest.mark.parametrize("kind", ["group", "supergroup"])
def test_groups_off_alone_is_said_to_be_incomplete_and_leaves_what_contacts_post(
    app: ProfileId, kind: LandingChatKind
) -> None:
    profile = PROFILES[app]
    press = profile.press("groups_off")
    assert press.kind == "partial"
    assert press.falls_short is not None
    assert "contacts" in press.falls_short.en
    before = untouched(profile)
    after = pressed(profile, before, press)
    for medium in ("photo", "video"):
        assert landing(app, after, medium, kind) == "no"
        assert landing(app, after, medium, kind, sender="contact") == landing(app, before, medium, kind)
        assert landing(app, after, medium, kind, sender="contact") != "no"


def test_whatever_falls_short_leaves_more_than_everything_off() -> None:
    for app, profile in PROFILES.items():
        for press in profile.presses:
            if press.kind == "partial":
                after = pressed(profile, untouched(profile), press)
                assert still_landing(profile, after).keys() > LEFT[app], press.id


# --- what no switch stops -------------------------------------------------------------------------------

LEFT: dict[ProfileId, set[Medium]] = {
    "android": {"sticker"},
    "ios": set(),
    "desktop": {"gif", "sticker"},
    "macos": {"voice", "sticker"},
    "web-a": {"sticker"},
    "web-k": {"voice", "sticker"},
    "tdlib": {"voice", "sticker"},
}
LEFT_BY_UNTICKING: dict[ProfileId, set[Medium]] = {
    "android": {"voice", "sticker"},
    "ios": {"voice", "sticker"},
    "desktop": {"video", "gif", "round", "sticker"},
    "macos": {"voice", "sticker"},
    "web-a": {"sticker"},
    "web-k": {"voice", "sticker"},
    "tdlib": {"voice", "sticker"},
}


@pytest.mark.parametrize("app", PROFILES)
def test_everything_off_leaves_only_what_no_switch_stops(app: ProfileId) -> None:
    profile = PROFILES[app]
    for switches, left in (
        (all_off(profile, untouched(profile)), LEFT[app]),
        (types_off(profile, untouched(profile)), LEFT_BY_UNTICKING[app]),
    ):
        assert still_landing(profile, switches).keys() == left


# --- the gallery ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("app", ["android", "ios"])
def test_a_gallery_switch_that_is_on_puts_a_copy_there_that_stays(app: ProfileId) -> None:
    profile = PROFILES[app]
    on = as_told(profile, untouched(profile), {"gallery.groups": "on"})
    expected: tuple[tuple[Medium, LandingChatKind, str], ...] = (
        ("photo", "group", "gallery"),
        ("video", "supergroup", "gallery"),
        ("photo", "channel", "app_storage"),
        ("file", "group", "app_storage"),
        ("voice", "group", "app_storage"),
    )
    for medium, kind, where in expected:
        decision = decide(profile, on, Question(chat_kind=kind, media=medium, size=1))
        assert decision.where == where
        assert decision.survives_leaving == ("yes" if where == "gallery" else "unknown")
    off = pressed(profile, on, profile.press("gallery_off"))
    assert decide(profile, off, Question(chat_kind="group", media="photo", size=1)).where == "app_storage"


def test_what_does_not_land_is_not_copied_either() -> None:
    profile = PROFILES["android"]
    switches = as_told(profile, untouched(profile), {"gallery.groups": "on", "wifi": "off"})
    decision = decide(profile, switches, Question(chat_kind="group", media="photo", size=1))
    assert (decision.lands, decision.where, decision.survives_leaving) == ("no", "nowhere", "no")


# --- Telegram Desktop -----------------------------------------------------------------------------------


def _desktop(photo: int, file: int, autoplay: int) -> AutoDownload:
    limits = DownloadLimits(photo, file, autoplay, autoplay, autoplay)
    return AutoDownload(limits, limits, limits)


def test_asking_for_a_path_stops_files_and_nothing_else() -> None:
    limits = _desktop(8 * MIB, 8 * MIB, 50 * MIB)
    for ask, lands in ((False, "on_view"), (True, "no"), (None, "unknown")):
        switches = from_limits(PROFILES["desktop"], limits, ask)
        assert landing("desktop", switches, "file") == lands
        assert landing("desktop", switches, "photo") == "on_view"
        assert landing("desktop", switches, "video") == "on_view"


def test_what_could_not_be_read_is_unknown_and_what_was_read_is_exact() -> None:
    profile = PROFILES["desktop"]
    unread = from_limits(profile, None, False)
    assert landing("desktop", unread, "photo") == "unknown"
    assert landing("desktop", unread, "sticker") == "on_view"
    read = from_limits(profile, _desktop(100, 0, 0), False)
    assert landing("desktop", read, "photo", size=100) == "on_view"
    assert landing("desktop", read, "photo", size=101) == "no"
    assert landing("desktop", read, "file") == "no"
    decision = decide(profile, read, Question(chat_kind="group", media="photo", size=1))
    assert decision.state == "read"


# --- what a person told ---------------------------------------------------------------------------------


def test_who_says_that_a_switch_is_on_has_said_nothing_about_sizes() -> None:
    profile = PROFILES["android"]
    switches = as_told(profile, untouched(profile), {"wifi.video.groups": "on", "roaming.video.groups": "on"})
    assert switches["wifi.video.groups"].limit == 15 * MIB
    assert switches["roaming.video.groups"].limit is None
    assert switches["wifi.video.groups"].known == "told"
    web = as_told(PROFILES["web-a"], untouched(PROFILES["web-a"]), {"file.groups": "on"})
    assert web["file.groups"].limit == 10 * MIB


def test_dont_know_and_unknown_names_change_nothing() -> None:
    profile = PROFILES["ios"]
    before = untouched(profile)
    assert as_told(profile, before, {"wifi": "dont_know", "roaming": "off", "nonsense": "on"}) == before


def test_an_answer_is_told_only_if_every_switch_behind_it_was() -> None:
    profile = PROFILES["android"]
    question = Question(chat_kind="group", media="photo", size=1)
    told = as_told(profile, untouched(profile), {"wifi": "on"})
    assert decide(profile, told, question).state == "default_assumed"
    told = as_told(profile, told, {"wifi.photo.groups": "on"})
    assert decide(profile, told, question).state == "told"
    assert decide(profile, as_told(profile, told, {"wifi": "off"}), question).state == "told"


@pytest.mark.parametrize("app", PROFILES)
def test_on_in_one_word_keeps_what_lands_and_off_in_one_word_stops_photos_and_files(app: ProfileId) -> None:
    profile = PROFILES[app]
    before = untouched(profile)
    on, off = (as_told(profile, before, said(profile)) for said in (said_on, said_off))
    for kind in LANDING_CHAT_KINDS:
        for medium in ("photo", "file"):
            assert landing(app, on, medium, kind) == landing(app, before, medium, kind)
            assert landing(app, off, medium, kind) == "no"
    for switches in (on, off):
        assert all(switches[id].known == "told" for id in deciding(profile, switches))
