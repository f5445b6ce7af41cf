"""What was read fits what is made of it: the answers of the download model for this computer."""

from pathlib import Path

from safecheck.advice.devices import downloads_are_off, judge_this_computer
from safecheck.model.findings import DeviceJudgement
from safecheck.model.local import LocalComputer
from safecheck.packs.download_profile import load_profiles
from safecheck.packs.shipped import computer_pack
from tests.desktop import tdata
from tests.desktop.reading import read

PROFILES = [loaded.pack for loaded in load_profiles()]


def _judged(root: Path, downloads: bytes, *, ask: bool = False, passcode: str = "") -> DeviceJudgement:
    account = tdata.AccountSpec(downloads=downloads)
    app = tdata.AppSpec(ask_download_path=ask)
    tdata.write_tdata(root, accounts=[account], app=app, passcode=passcode)
    names = computer_pack().pack.names
    (judgement,) = judge_this_computer(LocalComputer((read(root),)), PROFILES, names, "en")
    return judgement


def _lands(judgement: DeviceJudgement) -> dict[tuple[str, str], str]:
    return {(each.chat_kind, each.media): each.lands for each in judgement.lands}


def test_everything_off_lets_nothing_land(tmp_path: Path) -> None:
    judgement = _judged(tmp_path / "tdata", tdata.auto_download(tdata.OFF, tdata.OFF, tdata.OFF))
    assert (judgement.state, set(_lands(judgement).values())) == ("read", {"no"})
    assert downloads_are_off(judgement)


def test_what_was_never_changed_lands_when_it_is_on_the_screen(tmp_path: Path) -> None:
    lands = _lands(_judged(tmp_path / "tdata", tdata.auto_download()))
    assert lands["channel", "photo"] == lands["channel", "video"] == lands["supergroup", "file"] == "on_view"
    assert lands["channel", "file"] == "no"


def test_asking_for_a_place_stops_files_and_nothing_else(tmp_path: Path) -> None:
    lands = _lands(_judged(tmp_path / "tdata", tdata.auto_download(), ask=True))
    assert (lands["private", "file"], lands["private", "photo"]) == ("no", "on_view")


def test_behind_a_passcode_nothing_is_known_but_that_files_are_asked_for(tmp_path: Path) -> None:
    judgement = _judged(tmp_path / "tdata", tdata.auto_download(), ask=True, passcode="appel-42")
    assert judgement.state == "unknown"
    assert {lands for (_, media), lands in _lands(judgement).items() if media != "file"} == {"unknown"}
