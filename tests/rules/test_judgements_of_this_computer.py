"""What was read of Telegram Desktop here: exact, never fine by mistake, unknown where it is unknown."""

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from safecheck.advice.devices import judge_this_computer
from safecheck.downloads.model import table
from safecheck.downloads.switches import from_limits, untouched
from safecheck.model.fact import Unknown
from safecheck.model.findings import DeviceJudgement, Finding, SettingJudgement
from safecheck.model.local import AutoDownload, CacheLimits, DownloadFolder, FolderSize, LocalComputer
from safecheck.model.sizes import GIB, KIB, MIB
from safecheck.model.text import Lang, UntrustedText
from safecheck.packs.computer_pack import COMPUTER_STATES, LIMIT_CHATS, LIMIT_MEDIA
from safecheck.packs.download_profile import load_profiles
from safecheck.packs.shipped import computer_pack
from safecheck.rules.computer import computer_findings, judge_computer
from tests.rules.installations import (
    ALL_OFF,
    AS_IT_COMES,
    CLOSED,
    DAMAGED,
    DATA,
    OFF,
    UNTOUCHED,
    account,
    closed,
    computer,
    computers,
    installation,
)

PACK = computer_pack().pack
DAY = 86_400
(DESKTOP,) = (loaded.pack for loaded in load_profiles({"desktop"}))
LIMITS = {f"desktop.autodownload.{chats}.{media}" for chats in LIMIT_CHATS for media in LIMIT_MEDIA}
FILES_ONLY = replace(OFF, file=5)
# One computer holds up to six accounts and ninety limits, and five tests look at computers of their own.
few = settings(max_examples=40)


def judge(of: LocalComputer, lang: Lang = "en") -> tuple[SettingJudgement, ...]:
    return judge_computer(of, PACK, lang)


def one(of: LocalComputer, id: str, lang: Lang = "en") -> SettingJudgement:
    (found,) = (each for each in judge(of, lang) if each.id == id)
    return found


def found(of: LocalComputer, lang: Lang = "en") -> tuple[Finding, ...]:
    return computer_findings(of, judge(of, lang), PACK, lang)


def rules(of: LocalComputer) -> list[str]:
    return [finding.rule.removeprefix("computer.") for finding in found(of)]


def devices(of: LocalComputer, lang: Lang = "en") -> tuple[DeviceJudgement, ...]:
    return judge_this_computer(of, [DESKTOP], PACK.names, lang)


# --- judgements -------------------------------------------------------------------------------------------


def test_every_setting_of_an_installation_is_judged_once() -> None:
    judged = judge(computer(installation(account())))
    assert sorted(each.id for each in judged) == sorted(LIMITS | set(COMPUTER_STATES))
    assert {each.scope for each in judged} == {each.group for each in judged} == {"this_computer"}
    assert {each.obeyed_by for each in judged} == {("desktop",)}
    assert {(each.source, each.read_at) for each in judged} == {
        ("tdata/settingss", "2026-11-26T12:00:00+00:00")
    }


def test_settings_name_their_installation_and_their_account_from_1() -> None:
    judged = judge(computer(installation(account(), account(number=3)), installation(account())))
    numbers = {(each.installation, each.account) for each in judged if each.id in LIMITS}
    assert numbers == {(1, 1), (1, 3), (2, 1)}
    of_all = {(each.installation, each.account) for each in judged if each.id == "desktop.downloads"}
    assert of_all == {(1, None), (2, None)}
    assert len({each.key for each in judged}) == len(judged)


def test_limits_are_bytes_and_0_is_off() -> None:
    groups = replace(OFF, photo=3 * MIB, file=1, autoplay_video=4_194_304_000)
    judged = {
        each.id: each for each in judge(computer(installation(account(AutoDownload(OFF, groups, OFF)))))
    }
    stands = {
        id.removeprefix("desktop.autodownload."): (each.value, each.state, each.shown)
        for id, each in judged.items()
        if id in LIMITS
    }
    assert stands.pop("group.photo") == (3_145_728, "on", "up to 3 MB")
    assert stands.pop("group.file") == (1, "on", "up to 1 B")
    assert stands.pop("group.autoplay_video") == (4_194_304_000, "on", "up to 4 GB")
    assert set(stands.values()) == {(0, "off", "off")}


def test_only_what_nobody_changed_is_as_the_app_comes() -> None:
    touched = replace(UNTOUCHED, default=("photo",))
    of = computer(installation(account(AutoDownload(touched, OFF, replace(OFF, default=("file",))))))
    shown = {each.id: each.shown for each in judge(of) if each.id in LIMITS}
    comes = {id for id, words in shown.items() if "as the app comes" in words}
    assert comes == {"desktop.autodownload.private.photo", "desktop.autodownload.channel.file"}
    assert shown["desktop.autodownload.private.photo"] == "up to 8 MB, as the app comes"
    assert shown["desktop.autodownload.channel.file"] == "off, as the app comes"
    assert shown["desktop.autodownload.private.file"] == "up to 8 MB"


@pytest.mark.parametrize("media", LIMIT_MEDIA)
@pytest.mark.parametrize(
    ("chats", "field"), [("private", "private"), ("group", "groups"), ("channel", "channels")]
)
def test_a_limit_is_judged_by_what_it_lets_in(chats: str, field: str, media: str) -> None:
    limits = replace(ALL_OFF, **{field: replace(OFF, **{media: 9})})
    judged = {each.id: each for each in judge(computer(installation(account(limits)))) if each.id in LIMITS}
    it = judged.pop(f"desktop.autodownload.{chats}.{media}")
    gif = media == "autoplay_gif"  # they are fetched whatever it says
    assert (it.status, bool(it.advice), it.protects) == ("ok" if gif else "risk", not gif, False)
    assert {(each.status, each.advice) for each in judged.values()} == {("ok", "")}
    assert {each.protects for id, each in judged.items() if not id.endswith("gif")} == {True}
    assert {each.protects for id, each in judged.items() if id.endswith("gif")} == {False}


@pytest.mark.parametrize(("asks", "status"), [(True, "ok"), (False, "risk"), (DAMAGED, "risk")])
def test_a_limit_for_files_lets_nothing_in_only_while_the_app_is_known_to_ask(
    asks: bool | Unknown, status: str
) -> None:
    of = computer(installation(account(AutoDownload(FILES_ONLY, OFF, OFF)), asks=asks))
    it = one(of, "desktop.autodownload.private.file")
    assert (it.value, it.state, it.status, bool(it.advice)) == (5, "on", status, status == "risk")
    assert it.protects is False


@pytest.mark.parametrize(("asks", "state", "protects"), [(True, "on", True), (False, "off", False)])
def test_asking_where_to_save_each_file_protects_and_not_asking_is_no_more_than_told(
    asks: bool, state: str, protects: bool
) -> None:
    it = one(computer(installation(account(), asks=asks)), "desktop.ask_download_path")
    assert (it.value, it.state, it.shown, it.status, it.protects) == (asks, state, state, "ok", protects)


@pytest.mark.parametrize(
    ("folder", "shown"),
    [
        (
            DownloadFolder("default", UntrustedText("/d/Telegram Desktop")),
            "the usual one, /d/Telegram Desktop",
        ),
        (
            DownloadFolder("temporary", UntrustedText("/t/temp_data")),
            "one that is cleared when you log out, /t/temp_data",
        ),
        (DownloadFolder("chosen", UntrustedText("/d/\x1b[31m\u202eb")), "one that you chose, /d/\ufffd[31mb"),
    ],
)
def test_the_folder_for_files_is_named_and_its_name_is_harmless(folder: DownloadFolder, shown: str) -> None:
    it = one(computer(installation(download_folder=folder)), "desktop.download_folder")
    assert it.shown == shown
    assert it.value == {"kind": folder.kind, "path": shown.partition(", ")[2]}
    assert (it.status, it.protects) == ("ok", False)


@pytest.mark.parametrize(
    ("size", "state", "english", "dutch"),
    [
        (FolderSize(0, 0), "none", "nothing", "niets"),
        (FolderSize(1, 0), "one", "one file, 0 B", "één bestand, 0 B"),
        (FolderSize(2, 1536 * KIB), "some", "2 files, 1.5 MB", "2 bestanden, 1,5 MB"),
        (FolderSize(12_345, 3 * GIB), "some", "12,345 files, 3 GB", "12.345 bestanden, 3 GB"),
        (
            FolderSize(1, 1, at_least=True),
            "at_least",
            "files: at least 1, together at least 1 B",
            "bestanden: minstens 1, samen minstens 1 B",
        ),
        (
            FolderSize(50_000, GIB, at_least=True),
            "at_least",
            "files: at least 50,000, together at least 1 GB",
            "bestanden: minstens 50.000, samen minstens 1 GB",
        ),
    ],
)
def test_what_was_counted_is_told_in_both_languages(
    size: FolderSize, state: str, english: str, dutch: str
) -> None:
    of = computer(installation(account(cache=size), downloads=size))
    for id in ("desktop.downloads", "desktop.cache"):
        it = one(of, id)
        assert (it.state, it.shown, one(of, id, "nl").shown) == (state, english, dutch)
        assert it.value == {"files": size.files, "bytes": size.bytes, "at_least": size.at_least}
        assert (it.status, it.protects) == ("ok", False)


@pytest.mark.parametrize(
    ("total_seconds", "big_seconds", "state", "age"),
    [
        (0, 0, "by_size", "never by age"),
        (DAY, 0, "by_day", "older than a day"),
        (1, 0, "by_day", "older than a day"),
        (7 * DAY, 31 * DAY, "by_age", "older than 31 days"),
    ],
)
def test_limits_of_the_caches_are_told(total_seconds: int, big_seconds: int, state: str, age: str) -> None:
    limits = CacheLimits(GIB, total_seconds, 512 * MIB, big_seconds)
    it = one(computer(installation(account(cache_limits=limits))), "desktop.cache_limits")
    assert it.value == {
        "total_bytes": GIB,
        "total_seconds": total_seconds,
        "big_file_bytes": 512 * MIB,
        "big_file_seconds": big_seconds,
    }
    assert it.state == state
    assert "1 GB" in it.shown
    assert "512 MB" in it.shown
    assert age in it.shown


def test_a_folder_that_others_can_read_is_named_and_only_where_it_can_be_named_exactly_as_it_is() -> None:
    it = one(computer(installation(account(), open_to_others=True)), "desktop.open_to_others")
    assert (it.state, it.status, it.value) == ("yes", "risk", {"open": True, "folder": DATA, "exact": True})
    assert it.advice
    odd = one(computer(installation(folder="/x/\u202etdata", open_to_others=True)), "desktop.open_to_others")
    assert odd.value == {"open": True, "folder": "/x/tdata", "exact": False}
    not_open = one(computer(installation(account())), "desktop.open_to_others")
    assert (not_open.state, not_open.status, not_open.protects, not_open.advice) == ("no", "ok", True, "")


@few
@given(computers())
def test_what_could_not_be_read_is_unknown_with_its_reason_and_never_ok(of: LocalComputer) -> None:
    for each in judge(of):
        if each.status == "unknown":
            assert each.reason in (CLOSED, DAMAGED)
            assert (each.value, each.state, each.shown, each.advice) == (None, None, "unknown", "")
            assert not each.protects
        else:
            assert each.reason is None
            assert each.state is not None


def test_behind_a_passcode_what_needs_it_is_unknown_and_the_rest_is_known() -> None:
    judged = {each.id: each.status for each in judge(computer(closed()))}
    unknown = {id for id, status in judged.items() if status == "unknown"}
    assert unknown == LIMITS | {"desktop.cache_limits"}


@few
@given(computers())
def test_both_languages_judge_alike(of: LocalComputer) -> None:
    english, dutch = judge(of), judge(of, "nl")
    assert [(each.key, each.value, each.status) for each in english] == [
        (each.key, each.value, each.status) for each in dutch
    ]
    assert [(each.id, each.level) for each in found(of)] == [
        (each.id, each.level) for each in found(of, "nl")
    ]
    for each in (*english, *dutch):
        assert "{" not in each.name + each.shown + each.device


# --- findings ---------------------------------------------------------------------------------------------


def test_an_untouched_app_saves_files_and_keeps_what_is_on_the_screen() -> None:
    files, on_view = found(computer(installation(account())))
    assert (files.rule, files.level, files.confidence) == ("computer.files_land", "medium", "certain")
    assert (on_view.rule, on_view.level) == ("computer.on_view", "low")
    assert files.subject.kind == "device"
    assert files.subject.id == on_view.subject.id == "this-computer/1/1"
    assert files.recommend == on_view.recommend == ("downloads_off",)
    assert files.evidence == (
        "Files in private chats: up to 8 MB, as the app comes",
        "Files in groups: up to 8 MB, as the app comes",
    )
    assert len(on_view.evidence) == 9
    assert not [line for line in on_view.evidence if "GIF" in line]


def test_everything_off_gives_no_finding() -> None:
    assert found(computer(installation(account(ALL_OFF)))) == ()
    assert found(computer(installation())) == ()
    assert found(computer()) == ()


@pytest.mark.parametrize(
    ("asks", "expected"),
    [(False, ["files_land"]), (True, []), (DAMAGED, ["unread"])],
    ids=["it does not ask", "it asks", "whether it asks is unknown"],
)
def test_asking_for_a_path_stops_files_and_where_that_is_unknown_nothing_certain_is_said(
    asks: bool | Unknown, expected: list[str]
) -> None:
    assert rules(computer(installation(account(AutoDownload(FILES_ONLY, OFF, OFF)), asks=asks))) == expected


def test_gifs_that_play_let_nothing_in_that_would_not_come_anyway() -> None:
    gifs = replace(OFF, autoplay_gif=50 * MIB)
    assert rules(computer(installation(account(AutoDownload(gifs, gifs, gifs))))) == []


@pytest.mark.parametrize("media", ["photo", "autoplay_video", "autoplay_round"])
def test_one_switch_that_is_on_is_enough_for_what_is_kept_on_view(media: str) -> None:
    of = computer(installation(account(AutoDownload(OFF, OFF, replace(OFF, **{media: 1})))))
    (finding,) = found(of)
    assert finding.rule == "computer.on_view"
    assert len(finding.evidence) == 1


@few
@given(computers())
def test_a_finding_is_there_exactly_where_the_download_model_says_that_something_lands(
    of: LocalComputer,
) -> None:
    """The rules are a second way to the answer; they may never say more, or less, than the model."""
    there = {(finding.rule, finding.subject.id) for finding in found(of)}
    for number, each in enumerate(of.installations, start=1):
        asks = each.ask_download_path.value
        for one_account in each.accounts:
            limits = one_account.auto_download.value
            switches = from_limits(
                DESKTOP,
                None if isinstance(limits, Unknown) else limits,
                None if isinstance(asks, Unknown) else asks,
            )
            lands = {
                media: {answer for (_, medium), answer in table(DESKTOP, switches, (media,)).items()}
                for media in ("photo", "video", "round", "file")
            }
            about = f"this-computer/{number}/{one_account.number}"
            files = "on_view" in lands["file"]
            seen = any("on_view" in lands[media] for media in ("photo", "video", "round"))
            assert (("computer.files_land", about) in there) is files
            assert (("computer.on_view", about) in there) is seen


def test_others_who_can_read_the_sign_in_are_a_finding_of_each_installation_by_its_name() -> None:
    two = computer(
        installation(account(ALL_OFF), folder="/a/tdata", open_to_others=True),
        installation(account(ALL_OFF), folder="/b/tdata", open_to_others=True),
    )
    first, second = found(two)
    assert {first.rule, second.rule} == {"computer.open_to_others"}
    assert (first.level, first.recommend) == ("medium", ("close_profile",))
    assert first.id != second.id
    assert "/a/tdata" in first.title
    assert "/b/tdata" in second.title
    (alone,) = found(computer(installation(account(ALL_OFF), open_to_others=True)))
    assert "/" not in alone.title


def test_whether_others_can_read_it_is_no_finding_where_that_is_unknown() -> None:
    (finding,) = found(computer(installation(account(ALL_OFF), open_to_others=DAMAGED)))
    assert (finding.rule, finding.level) == ("computer.unread", "info")


def test_all_that_could_not_be_read_is_one_finding_that_says_each_thing_once() -> None:
    two = computer(closed(), closed(number=2))
    (finding,) = (each for each in found(two) if each.rule == "computer.unread")
    assert (finding.level, finding.recommend) == ("info", ("look_again",))
    assert len(finding.evidence) == len(set(finding.evidence)) == len(LIMITS) + 1
    assert "Photos in private chats: unknown" in finding.evidence


def test_findings_have_ids_of_their_own_over_installations_and_accounts() -> None:
    each = installation(account(), account(number=2), open_to_others=True)
    ids = [finding.id for finding in found(computer(each, each))]
    assert len(ids) == len(set(ids)) == 10


@few
@given(computers())
def test_a_setting_is_a_risk_exactly_where_a_finding_follows_or_may_follow(of: LocalComputer) -> None:
    """What is advised in the list of settings and what the findings say is one and the same."""
    judged = judge(of)
    about = {(finding.rule, finding.subject.id) for finding in found(of)}
    for each in judged:
        if each.id in LIMITS and each.status == "risk":
            rule = "computer.files_land" if each.id.endswith("file") else "computer.on_view"
            asks = of.installations[(each.installation or 0) - 1].ask_download_path.value
            unsure = rule == "computer.files_land" and isinstance(asks, Unknown)
            assert ((rule, f"this-computer/{each.installation}/{each.account}") in about) is not unsure


# --- names ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "names"),
    [
        (
            "en",
            {
                "one": ["This computer"],
                "accounts": [
                    "This computer, account 1",
                    "This computer, account 3",
                ],
                "installations": ["This computer, /a/tdata", "This computer, /b/tdata"],
                "both": [
                    "This computer, /a/tdata, account 1",
                    "This computer, /a/tdata, account 2",
                    "This computer, /b/tdata",
                ],
            },
        ),
        (
            "nl",
            {
                "one": ["Deze computer"],
                "accounts": [
                    "Deze computer, account 1",
                    "Deze computer, account 3",
                ],
                "installations": ["Deze computer, /a/tdata", "Deze computer, /b/tdata"],
                "both": [
                    "Deze computer, /a/tdata, account 1",
                    "Deze computer, /a/tdata, account 2",
                    "Deze computer, /b/tdata",
                ],
            },
        ),
    ],
)
def test_names_say_no_more_than_is_needed_to_tell_devices_apart(
    lang: Lang, names: dict[str, list[str]]
) -> None:
    computers = {
        "one": computer(installation(account())),
        "accounts": computer(installation(account(), account(number=3))),
        "installations": computer(
            installation(account(), folder="/a/tdata"), installation(account(), folder="/b/tdata")
        ),
        "both": computer(
            installation(account(), account(number=2), folder="/a/tdata"),
            installation(account(), folder="/b/tdata"),
        ),
    }
    for name, of in computers.items():
        assert [device.name for device in devices(of, lang)] == names[name]


@few
@given(computers())
def test_settings_and_findings_call_an_account_by_the_name_of_its_device(of: LocalComputer) -> None:
    named = {device.id: device.name for device in devices(of)}
    for each in judge(of):
        if each.account is not None:
            assert each.device == named[f"this-computer/{each.installation}/{each.account}"]
    for finding in found(of):
        if finding.subject.kind == "device":
            assert finding.title.startswith(f"{named[finding.subject.id]}: ")


def test_as_it_comes_is_what_the_download_model_says_of_an_untouched_app() -> None:
    """Else the tests here would speak of another app than the one that people have."""
    limits = {id: switch.limit for id, switch in untouched(DESKTOP).items() if "." in id}
    assert limits == {
        f"{media}.{row}": getattr(getattr(AS_IT_COMES, row), media)
        for row in ("private", "groups", "channels")
        for media in LIMIT_MEDIA
    }
