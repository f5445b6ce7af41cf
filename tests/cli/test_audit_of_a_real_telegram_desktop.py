"""`audit --this-computer` on what Telegram Desktop itself wrote: exact values, and nothing is changed. The
accounts are made up and belong to nobody, and it can reach no other machine."""

import re
from pathlib import Path

import pytest

from tests.cli.computers import PASSCODE, audit_of, values
from tests.desktop import opened, tdata
from tests.desktop.reading import expected, tree
from tests.desktop.real_telegram import OLDER, made_up_profile, telegram

pytestmark = [pytest.mark.uncounted, pytest.mark.desktop]

KINDS = {"private": "private", "group": "groups", "channel": "channels"}
MEDIA = ("photo", "file", "autoplay_video", "autoplay_gif", "autoplay_round")
CHOSEN = (
    (
        tdata.Limits(photo=0, file=123_456, autoplay_gif=0),
        tdata.OFF,
        tdata.Limits(photo=3 * tdata.MEBIBYTE, file=tdata.LARGEST_LIMIT),
    ),
    (tdata.DEFAULT, tdata.DEFAULT, tdata.Limits(photo=0, autoplay_video=0)),
)


def _rewritten(folder: Path, display: str, choices: int, passcode: str = "") -> Path:
    """Let Telegram Desktop take made-up accounts over and write them anew; return its data folder."""
    downloads = f"{folder}/took it down/"
    limits = [tdata.auto_download(*each) for each in CHOSEN[:choices]]
    _, files = made_up_profile(folder, downloads, limits, passcode=passcode)

    def written() -> bool:
        return all(opened.version_and_body(path)[0] > OLDER for path in files)

    def app_settings() -> bool:
        path = running.tdata / "settingss"
        kept = tdata.i32(1) + tdata.string(downloads)
        return path.exists() and kept in opened.app_stream(path)

    with telegram(folder, display) as running:
        if passcode:
            running.wait_for_the_lock_screen()
            running.type_passcode(passcode, until=written)
        running.wait_for(written, "the accounts were written")
        running.wait_for(app_settings, "the app's settings were written")
    return running.tdata


def test_the_values_are_exactly_those_that_telegram_desktop_wrote(
    display: str, telegram_folder: Path, tmp_path: Path
) -> None:
    root = _rewritten(telegram_folder, display, choices=2)
    before = tree(telegram_folder)
    ended = audit_of(tmp_path, root, "--format", "json")
    text = audit_of(tmp_path, root, "--lang", "nl")
    assert tree(telegram_folder) == before
    assert (ended.code, text.code, ended.json["complete"]) == (0, 0, True)
    for number, limits in enumerate(CHOSEN, start=1):
        of_account = values(ended.json, number)
        for (chats, field), kept in zip(KINDS.items(), limits, strict=True):
            for media in MEDIA:
                effective = getattr(expected(field, kept), media)
                assert of_account[f"autodownload.{chats}.{media}"] == effective, (number, chats, media)
    of_all = values(ended.json)
    assert of_all["ask_download_path"] is True
    assert of_all["download_folder"] == {"kind": "chosen", "path": f"{telegram_folder}/took it down"}
    assert of_all["downloads"] == {"files": 0, "bytes": 0, "at_least": False}
    (installation,) = ended.json["installations"]
    version, _ = opened.version_and_body(root / "settingss")
    assert installation["version"] == f"{version // 1_000_000}.{version // 1000 % 1000}.{version % 1000}"
    assert re.search(rf"versie {re.escape(installation['version'])}:", text.text)


def test_a_passcode_that_telegram_desktop_took_is_the_one_that_opens_it(
    display: str, telegram_folder: Path, tmp_path: Path
) -> None:
    root = _rewritten(telegram_folder, display, choices=1, passcode=PASSCODE)
    before = tree(telegram_folder)
    runs = {
        typed: audit_of(tmp_path, root, "--passcode-stdin", "--format", "json", typed=typed.encode())
        for typed in (PASSCODE, "peer-43", "")
    }
    assert tree(telegram_folder) == before
    assert {typed: ended.code for typed, ended in runs.items()} == {PASSCODE: 0, "peer-43": 4, "": 4}
    assert values(runs[PASSCODE].json, 1)["autodownload.private.file"] == 123_456
    for typed in ("peer-43", ""):
        assert values(runs[typed].json, 1)["autodownload.private.file"] is None
        assert values(runs[typed].json)["ask_download_path"] is True, "no passcode protects that"
        assert "Not everything on this computer could be read, because " in runs[typed].err


def test_a_first_start_without_an_account_says_so(
    display: str, telegram_folder: Path, tmp_path: Path
) -> None:
    with telegram(telegram_folder, display) as running:
        running.wait_for_files(running.tdata / "settingss", running.tdata / "key_datas")
    ended = audit_of(tmp_path, running.tdata)
    assert ended.code == 0
    assert "Telegram Desktop is on this computer, and there is no account in it." in ended.text
