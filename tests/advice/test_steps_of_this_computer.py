"""Steps for Telegram Desktop on this computer: true ticks, done only when nothing is left to stop."""

import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from msgspec.structs import replace

from safecheck.advice.devices import judge_this_computer
from safecheck.downloads.effect import Install
from safecheck.model.fact import Unknown
from safecheck.model.local import AutoDownload, Installation, LocalAccount, LocalComputer
from safecheck.model.plan import Plan, Press, Step
from safecheck.model.sizes import MIB
from safecheck.model.text import LANGUAGES, Lang
from safecheck.packs.shipped import computer_pack
from safecheck.rules.computer import computer_findings, judge_computer
from tests.advice.builders import PROFILES, UNTOUCHED_ACCOUNT, device, judged, plan, settings
from tests.rules.installations import (
    ALL_OFF,
    AS_IT_COMES,
    CLOSED,
    DAMAGED,
    DATA,
    OFF,
    account,
    closed,
    computer,
    computers,
    installation,
)

pytestmark = pytest.mark.uncounted

PACK = computer_pack().pack
PRESSES = ("private_off", "groups_off", "channels_off")
(DESKTOP,) = (profile for profile in PROFILES if profile.id == "desktop")
GIFS = replace(OFF, autoplay_gif=50 * MIB)
VIDEOS = replace(OFF, autoplay_video=50 * MIB)
ROUND = replace(OFF, autoplay_round=1)
FILES = replace(OFF, file=8 * MIB)


def plan_of(of: LocalComputer, lang: Lang = "en", *, complete: bool = True) -> Plan:
    judgements = judge_computer(of, PACK, lang)
    devices = judge_this_computer(of, PROFILES, PACK.names, lang)
    findings = computer_findings(of, judgements, PACK, lang)
    return plan((), devices, judgements, findings, lang, complete=complete)


def only(*installations: Installation, kind: str = "downloads_off", lang: Lang = "en") -> Step:
    (step,) = (each for each in plan_of(computer(*installations), lang).steps if each.kind == kind)
    return step


def ticks(presses: Sequence[Press]) -> dict[str, bool | None]:
    return {press.id: press.done for press in presses}


# --- switching off ----------------------------------------------------------------------------------------


def test_an_untouched_app_has_a_way_to_each_of_its_switches() -> None:
    step = only(installation(account()))
    assert (step.id, step.device, step.state) == (
        "downloads-off/this-computer/1/1",
        "this-computer/1/1",
        "to_do",
    )
    assert step.path == ("Settings", "Advanced", "Automatic media download")
    assert [press.id for press in step.presses] == list(PRESSES)
    assert ticks(step.presses) == dict.fromkeys(PRESSES, False)
    assert all(press.path[:3] == step.path and press.do for press in step.presses)
    assert {"computer.files_land:this-computer/1/1", "computer.on_view:this-computer/1/1"} <= set(
        step.findings
    )


def test_each_switch_has_its_own_tick() -> None:
    step = only(installation(account(AutoDownload(AS_IT_COMES.private, OFF, VIDEOS))))
    assert ticks(step.presses) == {"private_off": False, "groups_off": True, "channels_off": False}
    assert step.state == "to_do"
    private, groups, channels = step.presses
    assert private.removes
    assert channels.removes.startswith("Stops videos")
    assert groups.removes == "As far as we know this is off already."


def test_behind_a_passcode_nobody_knows_how_a_switch_stands() -> None:
    step = only(closed())
    assert ticks(step.presses) == dict.fromkeys(PRESSES)
    assert step.state == "to_do"


@pytest.mark.parametrize(
    ("limits", "asks", "state"),
    [
        (ALL_OFF, False, "done"),
        (ALL_OFF, DAMAGED, "done"),
        (AutoDownload(OFF, OFF, VIDEOS), False, "to_do"),
        (AutoDownload(ROUND, OFF, OFF), True, "to_do"),
        (AutoDownload(OFF, FILES, OFF), False, "to_do"),
        (AutoDownload(OFF, FILES, OFF), True, "done"),
        (AutoDownload(OFF, FILES, OFF), DAMAGED, "to_do"),
        (AutoDownload(GIFS, GIFS, GIFS), False, "done"),
        (CLOSED, True, "to_do"),
    ],
    ids=["off", "off, asking unknown", "videos", "round videos", "files", "files, asked for",
         "files, asking unknown", "GIFs, which come anyway", "closed"],
)  # fmt: skip
def test_it_is_done_when_nothing_is_left_that_a_switch_could_stop(
    limits: AutoDownload | Unknown, asks: bool | Unknown, state: str
) -> None:
    assert only(installation(account(limits), asks=asks)).state == state


@given(computers())
def test_a_step_is_done_exactly_where_pressing_everything_would_change_nothing(of: LocalComputer) -> None:
    devices = judge_this_computer(of, PROFILES, PACK.names, "en")
    steps = {step.device: step for step in plan_of(of).steps if step.kind == "downloads_off"}
    advised = [press for press in DESKTOP.presses if press.kind == "advised"]
    for each in devices:
        left = Install(DESKTOP, each.switches[0]).effect(advised).stopped
        unknown = each.state == "unknown"
        assert (steps[each.id].state == "done") is (not left and not unknown)


@given(computers())
def test_a_finding_about_what_lands_has_a_step_that_is_still_to_be_done(of: LocalComputer) -> None:
    """Nobody reads that something lands, and a line further that all of it is off."""
    judgements = judge_computer(of, PACK, "en")
    steps = {step.device: step for step in plan_of(of).steps if step.kind == "downloads_off"}
    for finding in computer_findings(of, judgements, PACK, "en"):
        if "downloads_off" in finding.recommend:
            assert steps[finding.subject.id].state == "to_do"
            assert finding.id in steps[finding.subject.id].findings


@pytest.mark.parametrize("lang", LANGUAGES)
def test_how_to_check_it_is_said_of_this_computer_and_of_no_other(lang: Lang) -> None:
    words = {
        "en": "Have safecheck read this computer once more.",
        "nl": "Laat safecheck deze computer nog eens",
    }
    check = only(installation(account()), lang=lang).check
    assert check.startswith(words[lang])
    assert not {"On that computer", "Op die computer"} & {check[start:] for start in range(len(check))}
    (elsewhere,) = (
        step for step in plan(devices=judged(device("d", "desktop")), lang=lang).steps if step.device == "d"
    )
    assert elsewhere.check != check


@given(computers())
def test_ids_are_stable_and_no_two_steps_share_one(of: LocalComputer) -> None:
    ids = [step.id for step in plan_of(of).steps]
    assert len(ids) == len(set(ids))
    assert ids == [step.id for step in plan_of(of, "nl").steps]
    off = computer(*(replace(each, accounts=_switched_off(each.accounts)) for each in of.installations))
    assert ids == [step.id for step in plan_of(off).steps], "a step keeps its id when it is done"


def _switched_off(accounts: Sequence[LocalAccount]) -> tuple[LocalAccount, ...]:
    return tuple(replace(each, auto_download=account(ALL_OFF).auto_download) for each in accounts)


def test_several_installations_and_accounts_have_steps_of_their_own() -> None:
    first = installation(account(), account(ALL_OFF, number=2), folder="/a/tdata")
    second = installation(account(), folder="/b/tdata")
    steps = [step for step in plan_of(computer(first, second)).steps if step.kind == "downloads_off"]
    assert {step.id: step.state for step in steps} == {
        "downloads-off/this-computer/1/1": "to_do",
        "downloads-off/this-computer/1/2": "done",
        "downloads-off/this-computer/2/1": "to_do",
    }
    assert len({step.title for step in steps}) == len(steps)


def test_nothing_found_leaves_the_phones_to_think_of() -> None:
    assert [step.kind for step in plan_of(computer()).steps] == ["downloads_off", "look_again"]
    assert plan_of(computer(installation())).steps[0].id == "downloads-off/all-devices"


def test_g9_where_the_devices_of_the_account_could_not_be_read_this_computer_does_not_stand_for_them() -> (
    None
):
    """A plan with this computer alone would be silent about the phones, where most lands."""
    here = judge_this_computer(computer(installation(account())), PROFILES, PACK.names, "en")
    kinds = [step.id for step in plan(devices=here, all_listed=False).steps]
    assert kinds[:2] == ["downloads-off/all-devices", "downloads-off/this-computer/1/1"]
    assert "downloads-off/all-devices" not in [step.id for step in plan(devices=here).steps]


def test_phones_from_which_more_lands_come_before_this_computer() -> None:
    here = judge_this_computer(computer(installation(account())), PROFILES, PACK.names, "en")
    made = plan(devices=(*here, *judged(device("phone", "android"))), account=settings(UNTOUCHED_ACCOUNT))
    assert [step.device for step in made.steps][:2] == ["phone", "this-computer/1/1"]


# --- closing it to others ---------------------------------------------------------------------------------


def test_a_folder_that_others_can_read_is_closed_by_a_command_on_that_folder_alone() -> None:
    step = only(installation(account(), open_to_others=True), kind="close_profile")
    assert step.id == "close-profile/desktop.open_to_others/1/0"
    assert step.command == f"chmod go-rwx {DATA}"
    assert step.optional
    assert DATA in step.detail
    assert step.command not in step.detail
    assert step.findings == ("computer.open_to_others:desktop.open_to_others/1/0",)


@pytest.mark.parametrize("folder", ["/home/o'hara/tdata", "/home/a b/$(id)/`id`;x/tdata", "/home/é/🌷/tdata"])
def test_a_folder_of_any_name_is_one_word_of_the_command(folder: str) -> None:
    step = only(installation(folder=folder, open_to_others=True), kind="close_profile")
    assert shlex.split(step.command) == ["chmod", "go-rwx", folder]


@pytest.mark.parametrize(
    "folder", ["/home/a  b/tdata", "/home/\u202ex/tdata", "/home/a\nb/tdata", "/" + "x" * 300]
)
def test_there_is_no_command_where_the_folder_cannot_be_shown_exactly_as_it_is(folder: str) -> None:
    for lang in LANGUAGES:
        step = only(installation(folder=folder, open_to_others=True), kind="close_profile", lang=lang)
        assert step.command == ""
        assert "chmod" not in step.detail
        assert not set(folder) & set("\n\u202e") & set(step.detail)


def test_each_installation_that_is_open_has_a_step_of_its_own_that_names_it() -> None:
    two = [installation(account(), folder=f"/{name}/tdata", open_to_others=True) for name in "ab"]
    steps = [step for step in plan_of(computer(*two)).steps if step.kind == "close_profile"]
    assert [step.command for step in steps] == ["chmod go-rwx /a/tdata", "chmod go-rwx /b/tdata"]
    assert len({step.id for step in steps}) == len({step.title for step in steps}) == 2
    assert len({step.findings for step in steps}) == 2


@pytest.mark.parametrize("is_open", [False, DAMAGED])
def test_what_is_closed_or_unknown_needs_no_closing(is_open: bool | Unknown) -> None:
    assert "close_profile" not in [
        step.kind for step in plan_of(computer(installation(account(), open_to_others=is_open))).steps
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_the_command_does_what_it_says_and_can_be_taken_back(tmp_path: Path) -> None:
    beside, folder = tmp_path / "notes.txt", tmp_path / "it's mine" / "tdata"
    folder.mkdir(parents=True)
    (folder / "key_datas").write_bytes(b"key")
    for path in (beside, folder / "key_datas"):
        path.touch()
        path.chmod(0o644)
    folder.chmod(0o755)
    step = only(installation(folder=str(folder), open_to_others=True), kind="close_profile")
    subprocess.run(step.command, shell=True, check=True)  # noqa: S602 - as a person would type it
    modes = [path.stat().st_mode & 0o777 for path in (folder, folder / "key_datas", folder.parent, beside)]
    assert modes[0] == 0o700
    assert modes[1:] == [0o644, folder.parent.stat().st_mode & 0o777, 0o644], "nothing else is touched"
    assert step.undo == "yes"
