"""The cells of the table of what lands: they agree with it, answer for every medium, give sources."""

import pytest
from msgspec.structs import replace

from safecheck.downloads.model import table
from safecheck.downloads.switches import all_off, as_told, untouched
from safecheck.i18n.catalog import load
from safecheck.model.downloads import ProfileId, Switches
from safecheck.model.facts import Client
from safecheck.model.findings import DeviceJudgement, DeviceState, Landing
from safecheck.model.result import AuditResult
from safecheck.model.text import LANGUAGES, Lang
from safecheck.packs.download_profile import DownloadProfile, load_profiles
from safecheck.report.landing import ChatKinds
from safecheck.report.landing_cell import LandingCell, landing_cell
from safecheck.report.landing_table import FOLDED, landing_table
from tests.report.results import KINDS, MEDIA, device, english, result

PROFILES: dict[ProfileId, DownloadProfile] = {loaded.pack.id: loaded.pack for loaded in load_profiles()}
CLIENTS: dict[Client, tuple[ProfileId, ...]] = {
    "android": ("android",),
    "ios": ("ios",),
    "desktop": ("desktop",),
    "macos": ("macos",),
    "web": ("web-a", "web-k"),
    "tdlib": ("tdlib",),
    "unofficial": (),
}


def judged(
    client: Client, switches: Switches | None = None, state: DeviceState = "default_assumed", number: int = 1
) -> DeviceJudgement:
    """A device with the answers that follow from its switches; of two apps those of the first."""
    profiles = CLIENTS[client]
    stand = tuple(switches or untouched(PROFILES[id]) for id in profiles)
    answers = table(PROFILES[profiles[0]], stand[0], MEDIA) if profiles else {}
    lands = tuple(
        Landing(kind, medium, answers.get((kind, medium), "unknown")) for kind in KINDS for medium in MEDIA
    )
    return replace(
        device(state, number=number), client=client, lands=lands, profiles=profiles, switches=stand
    )


def cell(of: DeviceJudgement, kind: ChatKinds = "group", lang: Lang = "en") -> LandingCell:
    return landing_cell(result(devices=[of], lang=lang), of.id, kind, load(lang))


def lines(of: LandingCell, heading: str) -> tuple[str, ...]:
    return next(section.lines for section in of.sections if section.heading == heading)


def test_a_cell_says_what_the_table_says() -> None:
    audit = result(devices=[judged(client, number=at) for at, client in enumerate(CLIENTS)])
    shown = landing_table(audit, english())
    for row in shown.rows:
        for kind, answer in zip(shown.kinds, row.answers, strict=True):
            found = landing_cell(audit, row.device_id, kind, english())
            assert found.answer == answer
            assert found.device == row.name


def test_every_medium_is_answered_on_every_network_with_its_limit() -> None:
    assert lines(cell(judged("android")), "What lands") == (
        "Photos, voice messages, stickers: yes, without opening the chat",
        "Videos, GIFs, round video messages: yes, without opening the chat (up to 15 MB on Wi-Fi, up to 10 MB"
        " on mobile data); no (on mobile data abroad)",
        "Files, music: yes, without opening the chat (up to 3 MB on Wi-Fi, up to 1 MB on mobile data); no (on"
        " mobile data abroad)",
    )
    assert lines(cell(judged("desktop"), "channel"), "What lands") == (
        "Photos: once it is on the screen (up to 8 MB)",
        "Videos, round video messages: once it is on the screen (up to 50 MB)",
        "GIFs, stickers: once it is on the screen",
        "Files, music, voice messages: no",
    )
    assert "Of a video that is larger, the app fetches the beginning on Wi-Fi all the same." in lines(
        cell(judged("ios")), "What lands"
    )


def test_large_groups_are_answered_apart_from_small_ones() -> None:
    small, large = cell(judged("android"), "group"), cell(judged("android"), "supergroup")
    assert (small.chats, small.answer) == ("Small groups", "yes")
    assert (large.chats, large.answer) == ("Large groups and groups with a public link", "on_view")
    assert cell(judged("ios"), "group").chats == "Groups"


def test_what_a_contact_sends_is_said_where_it_differs() -> None:
    profile = PROFILES["android"]
    off = as_told(
        profile, untouched(profile), {f"{network}.photo.groups": "off" for network in profile.networks}
    )
    found = lines(cell(judged("android", off)), "What lands")
    assert "Photos: no" in found
    assert "Photos, stickers from your contacts: yes, without opening the chat." in found
    in_channels = lines(cell(judged("android", off), "channel"), "What lands")
    assert not any("from your contacts" in line for line in in_channels)


def test_where_it_goes_is_said_for_all_that_lands_and_for_nothing_else() -> None:
    where = lines(cell(judged("desktop")), "Where it lands, and whether it stays")
    assert where == (
        "Photos, videos, GIFs, round video messages, stickers: It lands in the app's cache, which is"
        " encrypted. Whether it goes when you leave the chat was not established.",
        "Files: It lands in the folder for downloads, as an ordinary file. It stays there when you leave the"
        " chat.",
    )
    off = all_off(PROFILES["ios"], untouched(PROFILES["ios"]))
    assert not any(each.heading.startswith("Where") for each in cell(judged("ios", off, "told")).sections)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("client", CLIENTS)
def test_every_reason_leads_to_a_source(client: Client, lang: Lang) -> None:
    say = load(lang).gettext
    for kind in KINDS:
        found = cell(judged(client), kind, lang)
        sources = [len(each.lines) for each in found.sections if each.heading == say("Sources")]
        assert len(sources) == len(CLIENTS[client])
        why = say("Why: %(media)s").partition("%")[0]
        reasons = [each for each in found.sections if each.heading.startswith(why)]
        assert bool(reasons) == bool(CLIENTS[client])
        for section in reasons:
            for line in section.lines:
                number = int(line.rpartition("[")[2].rstrip("]"))
                assert 1 <= number <= max(sources)


def test_a_browser_has_the_answers_of_both_web_apps() -> None:
    strong = [line for each in cell(judged("web")).sections if each.style == "strong" for line in each.lines]
    assert strong == ["If this is Telegram Web A:", "If this is Telegram Web K:"]


def test_an_app_that_is_not_known_gets_no_answers() -> None:
    found = cell(judged("unofficial", state="unknown"))
    assert found.answer == "unknown"
    said = " ".join(line for each in found.sections for line in each.lines)
    assert "safecheck does not know what this app does" in said


@pytest.mark.parametrize(
    ("state", "says"),
    [
        ("default_assumed", "This is assumed: so the app comes. It holds if you never changed this."),
        ("told", "This goes by what you told us about this device."),
        ("read", "This was read from Telegram Desktop's files on this computer."),
        ("unknown", "How the switches of this device stand is unknown."),
    ],
)
def test_g8_how_the_state_of_a_device_is_known_stands_in_every_cell(state: DeviceState, says: str) -> None:
    for kind in KINDS:
        assert says in cell(judged("desktop", state=state), kind).sections[0].lines


def many(count: int) -> AuditResult:
    kinds: tuple[Client, ...] = ("unofficial", "desktop", "android", "macos")
    return result(devices=[judged(kinds[at % len(kinds)], number=at) for at in range(count)])


def test_the_rows_in_which_most_lands_come_first_and_the_others_are_counted() -> None:
    shown = landing_table(many(8), english())
    strongest = [row.answers[0] for row in shown.rows]
    assert strongest == ["yes", "yes", "on_view", "on_view", "unknown", "unknown", "unknown", "unknown"]
    assert shown.more == f"and {8 - FOLDED} more devices: press w"
    assert landing_table(many(FOLDED + 1), english()).more == ""
    assert len({row.device_id for row in shown.rows}) == 8
