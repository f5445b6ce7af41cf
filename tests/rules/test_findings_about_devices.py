"""What is said about a device follows the download model's answer, and admits what is only assumed."""

from datetime import UTC, datetime

import msgspec
import pytest

from safecheck.model.facts import ChatKind
from safecheck.model.findings import DeviceJudgement, DeviceState, Finding, Landing, Lands, Level
from safecheck.model.text import Lang
from safecheck.packs.shipped import devices_pack
from safecheck.rules.devices import device_findings

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
PACK = devices_pack().pack


def device(state: DeviceState, photos: Lands, videos: Lands = "no") -> DeviceJudgement:
    return DeviceJudgement(
        id="d1",
        client="android",
        name="Example phone",
        official=True,
        last_active="2026-11-22T12:00:00+00:00",
        unconfirmed=False,
        state=state,
        lands=(
            Landing("private", "file", "yes" if photos == "yes" else photos),
            Landing("supergroup", "photo", photos),
            Landing("channel", "video", videos),
        ),
    )


def found(judged: DeviceJudgement, *high_kinds: ChatKind, lang: Lang = "en") -> tuple[Finding, ...]:
    return device_findings((judged,), frozenset(high_kinds), PACK, lang, NOW)


@pytest.mark.parametrize(
    ("state", "high_kinds", "level"),
    [
        ("default_assumed", (), "medium"),
        ("default_assumed", ("supergroup",), "high"),
        ("default_assumed", ("channel",), "medium"),
        ("told", (), "medium"),
        ("told", ("channel", "supergroup"), "high"),
        ("told", ("group",), "medium"),
        ("read", (), "medium"),
        ("read", ("supergroup",), "high"),
    ],
)
def test_downloads_are_medium_and_high_only_where_a_chat_that_stands_out_strongly_lands(
    state: DeviceState, high_kinds: tuple[ChatKind, ...], level: Level
) -> None:
    (finding,) = found(device(state, "yes"), *high_kinds)
    assert finding.level == level
    assert finding.subject.id == "d1"
    assert "downloads_off" in finding.recommend


def test_g8_an_assumed_default_says_if_you_never_changed_this() -> None:
    (english,) = found(device("default_assumed", "yes", "yes"))
    assert english.title.startswith("If you never changed this")
    assert english.evidence == (
        "Example phone: if you never changed the download switches there.",
        "Photos from groups or channels land without a tap.",
        "Videos from groups or channels land without a tap.",
    )
    (dutch,) = found(device("default_assumed", "yes"), lang="nl")
    assert dutch.title.startswith("Als je dit nooit hebt veranderd")


@pytest.mark.parametrize("lands", ["no", "on_view"])
def test_g8_only_yes_counts_as_landing(lands: Lands) -> None:
    assert found(device("told", lands), "supergroup", "channel") == ()


def test_a_supergroup_that_lands_only_when_seen_raises_no_device() -> None:
    judged = device("default_assumed", "on_view", "yes")
    (finding,) = found(judged, "supergroup")
    assert finding.level == "medium"
    (raised,) = found(judged, "supergroup", "channel")
    assert raised.level == "high"


def test_private_chats_alone_give_no_finding() -> None:
    judged = msgspec.structs.replace(device("told", "no"), lands=(Landing("private", "photo", "yes"),))
    assert found(judged) == ()


@pytest.mark.parametrize(
    "judged", [device("unknown", "yes"), device("told", "unknown", "unknown")], ids=["state", "answers"]
)
def test_what_is_unknown_is_said_and_is_no_alarm(judged: DeviceJudgement) -> None:
    (finding,) = found(judged, "supergroup")
    assert (finding.rule, finding.level) == ("device.unknown", "info")
    assert finding.recommend == ("check_device",)


@pytest.mark.parametrize(("last_active", "stale"), [("2026-05-24", True), ("2026-05-25", False)])
def test_a_device_is_stale_after_half_a_year(last_active: str, stale: bool) -> None:
    judged = msgspec.structs.replace(device("told", "no"), last_active=f"{last_active}T12:00:00+00:00")
    rules = [finding.rule for finding in found(judged)]
    assert rules == (["device.stale"] if stale else [])


def test_an_unofficial_app_and_an_unconfirmed_sign_in_are_told_apart() -> None:
    judged = msgspec.structs.replace(device("told", "no"), official=False, unconfirmed=True)
    levels = {finding.rule: finding.level for finding in found(judged, "supergroup")}
    assert levels == {"device.unofficial": "low", "device.unconfirmed": "medium"}


def test_a_hostile_device_name_stays_text() -> None:
    judged = msgspec.structs.replace(device("told", "yes"), name="{last_active}\x1b[31m\u202e")
    (finding,) = found(judged)
    assert "{last_active}\ufffd[31m" in finding.title
    assert "\x1b" not in finding.title


def test_a_device_without_a_readable_name_is_called_so() -> None:
    (finding,) = found(msgspec.structs.replace(device("told", "yes"), name="\u200b"), lang="nl")
    assert finding.title.endswith("een apparaat zonder leesbare naam")


def test_findings_of_two_devices_have_two_ids() -> None:
    two = (device("told", "yes"), msgspec.structs.replace(device("told", "yes"), id="d2"))
    ids = [finding.id for finding in device_findings(two, frozenset(), PACK, "en", NOW)]
    assert ids == ["device.downloads.told:d1", "device.downloads.told:d2"]
