"""The defaults of every app, row by row, as they were read in the apps' source code.

The tables below are written out here and share nothing with the data files: they say the same in other words.
"""

from itertools import product

import pytest

from safecheck.downloads.model import decide
from safecheck.downloads.switches import untouched
from safecheck.model.downloads import (
    LANDING_CHAT_KINDS,
    MEDIA,
    SENDERS,
    LandingChatKind,
    Lands,
    Medium,
    Network,
    ProfileId,
    Question,
)
from tests.downloads.builders import KIB, MIB, PROFILES, landing

ANY = None  # no size limit
OFF = 0

Limit = int | None
EVERYWHERE: tuple[Network, ...] = ("mobile", "wifi", "roaming")
VIDEOS: tuple[Medium, ...] = ("video", "gif", "round")
FILES: tuple[Medium, ...] = ("file", "music")

# App, networks, media, up to which size an untouched install lets it through; in every kind of chat.
LIMITS: tuple[tuple[ProfileId, tuple[Network, ...], tuple[Medium, ...], Limit], ...] = (
    ("android", ("mobile",), ("photo",), ANY),
    ("android", ("mobile",), VIDEOS, 10 * MIB),
    ("android", ("mobile",), FILES, 1 * MIB),
    ("android", ("wifi",), ("photo",), ANY),
    ("android", ("wifi",), VIDEOS, 15 * MIB),
    ("android", ("wifi",), FILES, 3 * MIB),
    ("android", ("roaming",), ("photo",), ANY),
    ("android", ("roaming",), VIDEOS, OFF),
    ("android", ("roaming",), FILES, OFF),
    ("android", EVERYWHERE, ("voice", "sticker"), ANY),
    ("ios", ("mobile", "roaming"), ("photo",), ANY),
    ("ios", ("mobile", "roaming"), VIDEOS, 2560 * KIB),
    ("ios", ("mobile", "roaming"), FILES, 1 * MIB),
    ("ios", ("wifi",), ("photo",), ANY),
    ("ios", ("wifi",), VIDEOS, 10 * MIB),
    ("ios", ("wifi",), FILES, 3 * MIB),
    ("ios", EVERYWHERE, ("voice",), 2 * MIB),
    ("ios", EVERYWHERE, ("sticker",), ANY),
    ("desktop", EVERYWHERE, ("photo",), 8 * MIB),
    ("desktop", EVERYWHERE, ("video", "round"), 50 * MIB),
    ("desktop", EVERYWHERE, ("gif", "sticker"), ANY),
    ("desktop", EVERYWHERE, ("voice", "music"), OFF),
    ("desktop", EVERYWHERE, ("file",), 8 * MIB),  # but not in channels, see below
    ("macos", EVERYWHERE, ("photo",), ANY),
    ("macos", EVERYWHERE, VIDEOS, 10 * MIB),
    ("macos", EVERYWHERE, FILES, OFF),
    ("macos", EVERYWHERE, ("voice",), 1 * MIB),
    ("macos", EVERYWHERE, ("sticker",), ANY),
    ("web-a", EVERYWHERE, ("photo",), ANY),
    ("web-a", EVERYWHERE, VIDEOS, ANY),
    ("web-a", EVERYWHERE, FILES, OFF),
    ("web-a", EVERYWHERE, ("voice",), OFF),  # it follows the switches for files
    ("web-a", EVERYWHERE, ("sticker",), ANY),
    ("web-k", EVERYWHERE, ("photo",), 1 * MIB),
    ("web-k", EVERYWHERE, VIDEOS, 15 * MIB),
    ("web-k", EVERYWHERE, FILES, 3 * MIB),
    ("web-k", EVERYWHERE, ("sticker",), ANY),
)  # fmt: skip
EXCEPTIONS: dict[tuple[ProfileId, Medium, LandingChatKind], Limit] = {("desktop", "file", "channel"): OFF}

# What then happens: fetched without opening the chat, only on the screen, or not established.
FETCHED: dict[ProfileId, dict[LandingChatKind, Lands]] = {
    "android": {"private": "yes", "group": "yes", "supergroup": "on_view", "channel": "yes"},
    "ios": dict.fromkeys(LANDING_CHAT_KINDS, "yes"),
    "desktop": dict.fromkeys(LANDING_CHAT_KINDS, "on_view"),
    "macos": dict.fromkeys(LANDING_CHAT_KINDS, "unknown"),
    "web-a": dict.fromkeys(LANDING_CHAT_KINDS, "unknown"),
    "web-k": dict.fromkeys(LANDING_CHAT_KINDS, "unknown"),
}
# What nobody read in a source: never an answer.
UNKNOWN: tuple[tuple[ProfileId, Medium], ...] = (
    ("web-k", "voice"),
    *(("tdlib", medium) for medium in MEDIA),
)

CASES = [
    pytest.param(app, network, medium, kind, EXCEPTIONS.get((app, medium, kind), limit),
                 id=f"{app}-{network}-{medium}-{kind}")
    for app, networks, media, limit in LIMITS
    for network in networks
    for medium in media
    for kind in LANDING_CHAT_KINDS
]  # fmt: skip


def _is_begun(app: ProfileId, network: Network, medium: Medium) -> bool:
    """An iPhone fetches the beginning of larger videos on Wi-Fi."""
    return (app, network) == ("ios", "wifi") and medium == "video"


@pytest.mark.parametrize(("app", "network", "medium", "kind", "limit"), CASES)
def test_every_row_of_the_defaults_just_below_at_and_just_above_its_limit(
    app: ProfileId, network: Network, medium: Medium, kind: LandingChatKind, limit: Limit
) -> None:
    switches = untouched(PROFILES[app])
    fetched = FETCHED[app][kind]
    above: Lands = fetched if _is_begun(app, network, medium) else "no"
    expected: dict[int, Lands]
    if limit is ANY:
        expected = {1: fetched, 100 * MIB: fetched, 4000 * MIB: fetched}
    elif limit == OFF:
        expected = {1: "no", MIB: "no"}
    else:
        expected = {1: fetched, limit - 1: fetched, limit: fetched, limit + 1: above}
    for size, lands in expected.items():
        for sender in SENDERS:
            found = landing(app, switches, medium, kind, size=size, network=network, sender=sender)
            assert found == lands, (size, sender)


def test_the_rows_leave_nothing_out() -> None:
    named = {
        (app, network, medium)
        for app, networks, media, _ in LIMITS
        for network in networks
        for medium in media
    }
    unknown = {(app, network, medium) for app, medium in UNKNOWN for network in EVERYWHERE}
    assert named.isdisjoint(unknown)
    assert named | unknown == set(product(PROFILES, EVERYWHERE, MEDIA))


@pytest.mark.parametrize(("app", "medium"), UNKNOWN)
def test_what_was_not_established_is_unknown(app: ProfileId, medium: Medium) -> None:
    for kind in LANDING_CHAT_KINDS:
        for network in EVERYWHERE:
            decision = decide(
                PROFILES[app],
                untouched(PROFILES[app]),
                Question(chat_kind=kind, media=medium, size=1, network=network),
            )
            assert (decision.lands, decision.state) == ("unknown", "unknown")


def test_the_main_switch_is_on_in_every_app_that_has_one() -> None:
    main = {app: PROFILES[app].main_switches for app in PROFILES}
    assert main == {
        "android": ("mobile", "wifi", "roaming"),
        "ios": ("mobile", "wifi"),
        "desktop": (),
        "macos": ("all",),
        "web-a": (),
        "web-k": ("all",),
        "tdlib": ("mobile", "wifi", "roaming"),
    }
    for app, ids in main.items():
        for id in ids:
            switch = untouched(PROFILES[app])[id]
            assert switch.known == ("unknown" if app == "tdlib" else "default_assumed")
            assert not switch.is_off


def test_saving_to_the_gallery_comes_off_on_android_and_is_unknown_elsewhere() -> None:
    for app, profile in PROFILES.items():
        found = {switch.known for id, switch in untouched(profile).items() if id.startswith("gallery.")}
        expected = {"android": {"default_assumed"}, "ios": {"unknown"}, "tdlib": {"unknown"}}
        assert found == expected.get(app, set())
    android = untouched(PROFILES["android"])
    assert all(android[f"gallery.{row}"].is_off for row in ("private", "groups", "channels"))


@pytest.mark.parametrize(
    ("app", "medium", "kind", "where", "survives"),
    [
        ("android", "photo", "channel", "app_storage", "unknown"),
        ("ios", "video", "group", "app_storage", "unknown"),
        ("desktop", "photo", "group", "encrypted_cache", "unknown"),
        ("desktop", "video", "channel", "encrypted_cache", "unknown"),
        ("desktop", "file", "group", "downloads_folder", "yes"),
        ("desktop", "file", "channel", "nowhere", "no"),
        ("desktop", "voice", "private", "nowhere", "no"),
        ("macos", "photo", "group", "unknown", "unknown"),
        ("web-a", "photo", "group", "unknown", "unknown"),
        ("web-k", "photo", "group", "unknown", "unknown"),
        ("tdlib", "photo", "group", "unknown", "unknown"),
    ],
)
def test_where_it_lands_and_whether_it_stays(
    app: ProfileId, medium: Medium, kind: LandingChatKind, where: str, survives: str
) -> None:
    profile = PROFILES[app]
    decision = decide(profile, untouched(profile), Question(chat_kind=kind, media=medium, size=1))
    assert (decision.where, decision.survives_leaving) == (where, survives)
