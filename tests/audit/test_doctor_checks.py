import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from safecheck.audit.doctor import Check, FolderState, Machine, examine, folder_state, look_around
from safecheck.desktop.locate import Found
from safecheck.i18n import catalog
from safecheck.model.connection import Proxy
from safecheck.model.result import PackInfo
from safecheck.model.text import LANGUAGES, Lang
from safecheck.store.config import Preferences
from safecheck.store.paths import Places

READY = Machine(
    input_is_terminal=True,
    output_is_terminal=True,
    columns=100,
    lines=30,
    output_encoding="utf-8",
    environment={"TERM": "xterm-256color", "COLORTERM": "truecolor"},
    platform="linux",
    aes="cryptg",
    desktop=(),
    config=(Path("/home/a/.config/safecheck"), "absent"),
    state=(Path("/home/a/.local/state/safecheck"), "absent"),
    versions={"safecheck": "1.2.3", "Python": "3.11.7"},
    packs=(PackInfo("chats", "1.0.0", "2026-11-23", "00"),),
    language_from="default",
    settings=Preferences(),
)
SOCKS = Proxy(kind="socks5", host="proxy.example", port=1080, user="someone", password="hidden-word")
MTPROXY = Proxy(kind="mtproto", host="proxy.example", port=443, secret=b"hidden-bytes-16!")
HASH = "0123456789abcdef" * 2


def _check(identity: str, lang: Lang = "en", **changes: Any) -> Check:
    machine = msgspec.structs.replace(READY, **changes)
    (found,) = (check for check in examine(machine, catalog.load(lang)) if check.id == identity)
    return found


def test_a_machine_that_is_ready_has_nothing_to_note() -> None:
    assert {check.status for check in examine(READY, catalog.load("en"))} == {"ok"}


def test_every_check_has_its_own_id_in_a_fixed_order() -> None:
    ids = [check.id for check in examine(READY, catalog.load("en"))]
    assert ids == [
        "terminal",
        "colours",
        "theme",
        "utf8",
        "language",
        "aes",
        "telegram_desktop",
        "config",
        "state",
        "api_id",
        "proxy",
        "version_safecheck",
        "version_python",
        "pack_chats",
    ]


@pytest.mark.parametrize(
    ("identity", "changes", "status", "words"),
    [
        ("terminal", {"input_is_terminal": False}, "note", "not an ordinary terminal window"),
        ("terminal", {"output_is_terminal": False}, "note", "questions cannot be asked"),
        ("terminal", {"columns": 60}, "note", "60 by 30"),
        ("terminal", {"lines": 20}, "note", "100 by 20"),
        ("colours", {"environment": {"NO_COLOR": "1", "TERM": "xterm"}}, "ok", "NO_COLOR"),
        ("colours", {"environment": {"NO_COLOR": "", "TERM": "xterm"}}, "ok", "a few colours"),
        ("colours", {"environment": {"TERM": "dumb"}}, "ok", "no colours"),
        ("colours", {"environment": {}}, "ok", "no colours"),
        ("colours", {"environment": {}, "platform": "win32"}, "ok", "a few colours"),
        ("colours", {"environment": {"WT_SESSION": "x"}, "platform": "win32"}, "ok", "all colours"),
        ("colours", {"environment": {"TERM": "xterm-256color"}}, "ok", "256 colours"),
        ("utf8", {"output_encoding": "UTF8"}, "ok", "UTF-8"),
        ("utf8", {"output_encoding": "cp1252"}, "note", "cp1252"),
        ("utf8", {"output_encoding": ""}, "note", "asks for ?"),
        ("language", {"language_from": "flag"}, "ok", "--lang asks"),
        ("language", {"language_from": "environment"}, "ok", "SAFECHECK_LANGUAGE"),
        ("language", {"language_from": "file"}, "ok", "config file"),
        ("language", {}, "ok", "language of this system"),
        ("aes", {"aes": "libssl"}, "ok", "libssl"),
        ("aes", {"aes": "python"}, "note", "safecheck[fast]"),
        ("telegram_desktop", {}, "ok", "not found"),
        ("telegram_desktop", {"desktop": (Found(Path("/d/T"), "native"),)}, "ok", "/d/T"),
        ("config", {"config": (Path("/c"), "writable")}, "ok", "kept in /c."),
        ("config", {"config": (Path("/c"), "read_only")}, "problem", "/c cannot be written"),
        ("state", {"state": (Path("/s"), "not_a_folder")}, "problem", "in the way of the folder /s"),
        ("state", {"state": (Path("/s"), "writable")}, "ok", "kept in /s."),
        ("api_id", {}, "ok", "no api_id"),
        ("api_id", {"settings": Preferences(api_id=12345)}, "ok", "only one of"),
        ("api_id", {"settings": Preferences(api_hash=HASH)}, "ok", "only one of"),
        ("api_id", {"settings": Preferences(api_id=12345, api_hash=HASH)}, "ok", "an api_id and an api_hash"),
        ("proxy", {}, "ok", "No proxy is set"),
        ("proxy", {"settings": Preferences(proxy=SOCKS)}, "ok", "A SOCKS5 proxy is set"),
        ("proxy", {"settings": Preferences(proxy=MTPROXY)}, "ok", "An MTProxy is set"),
        (
            "proxy",
            {"settings": Preferences(proxy=SOCKS), "python_socks": False},
            "problem",
            "pip install python-socks",
        ),
        (
            "config_rights",
            {"settings": Preferences(api_hash=HASH), "exposed": Path("/a b/config.yaml")},
            "problem",
            "your api_hash. Close it with: chmod 600 '/a b/config.yaml'",
        ),
        (
            "config_rights",
            {"settings": Preferences(proxy=MTPROXY), "exposed": Path("/c/config.yaml")},
            "problem",
            "your proxy. Close it with: chmod 600 /c/config.yaml",
        ),
        ("version_python", {}, "ok", "3.11.7"),
        ("pack_chats", {}, "ok", "2026-11-23"),
    ],
)
def test_each_check_says_what_is_so(identity: str, changes: dict[str, Any], status: str, words: str) -> None:
    found = _check(identity, **changes)
    assert found.status == status
    assert words in found.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_p3_no_check_shows_a_value_of_the_settings(lang: Lang) -> None:
    for proxy in (SOCKS, MTPROXY):
        settings = Preferences(api_id=12345, api_hash=HASH, proxy=proxy)
        machine = msgspec.structs.replace(READY, settings=settings, exposed=Path("/c/config.yaml"))
        said = msgspec.json.encode(examine(machine, catalog.load(lang))).decode() + repr(machine)
        for value in ("12345", HASH[:8], "hidden", "someone", "proxy.example", "1080"):
            assert value not in said


@pytest.mark.skipif(os.name != "posix", reason="elsewhere the mode of a file does not say who may read it")
@pytest.mark.parametrize(("mode", "exposed"), [(0o600, False), (0o644, True), (0o640, True), (0o604, True)])
def test_a_file_with_a_secret_is_for_its_owner_only(tmp_path: Path, mode: int, exposed: bool) -> None:
    places = Places(config=tmp_path, state=tmp_path / "state")
    places.config_file.write_text("", encoding="utf-8")
    places.config_file.chmod(mode)
    said = {}
    for settings in (Preferences(api_hash=HASH), Preferences(proxy=SOCKS), Preferences(api_id=12345), None):
        machine = look_around(
            places, aes="python", packs=(), language_from="flag", output_encoding="", settings=settings
        )
        said[settings is not None and settings.holds_a_secret] = machine.exposed
    assert said == {True: places.config_file if exposed else None, False: None}


def test_the_language_that_is_named_is_the_language_that_is_spoken() -> None:
    for source in ("flag", "environment", "file", "default"):
        assert "English" in _check("language", "en", language_from=source).text
        assert "Nederlands" in _check("language", "nl", language_from=source).text


def test_a_folder_name_cannot_command_the_terminal() -> None:
    text = _check("state", state=(Path("/home/\x1b[31mred\nline"), "writable")).text
    assert "\x1b" not in text
    assert "\n" not in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_checks_can_be_written_as_json(lang: Lang) -> None:
    checks = examine(READY, catalog.load(lang))
    assert msgspec.json.decode(msgspec.json.encode(checks), type=tuple[Check, ...]) == checks


def test_a_folder_that_is_there_is_writable(tmp_path: Path) -> None:
    assert folder_state(tmp_path) == "writable"


def test_a_folder_that_could_be_made_is_absent_and_stays_so(tmp_path: Path) -> None:
    assert folder_state(tmp_path / "a" / "b" / "c") == "absent"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["file", "file/below"])
def test_a_file_in_the_way_is_named_as_such(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert folder_state(tmp_path / name) == "not_a_folder"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write in any folder")
@pytest.mark.parametrize("name", [".", "below"])
def test_a_folder_without_the_right_to_write_is_read_only(tmp_path: Path, name: str) -> None:
    tmp_path.chmod(0o500)
    try:
        assert folder_state(tmp_path / name) == "read_only"
    finally:
        tmp_path.chmod(0o700)


def test_looking_around_writes_nothing_and_needs_no_terminal(tmp_path: Path) -> None:
    child = (
        "import sys, msgspec; from pathlib import Path\n"
        "from safecheck.audit.doctor import look_around, examine\n"
        "from safecheck.i18n import catalog; from safecheck.store.paths import places\n"
        "machine = look_around(places(), aes='python', packs=(), language_from='default',"
        " output_encoding='')\n"
        "assert machine.desktop and machine.config[1] == machine.state[1] == 'absent'\n"
        "sys.stdout.buffer.write(msgspec.json.encode(examine(machine, catalog.load('en'))))\n"
    )
    tdata = tmp_path / "data" / "TelegramDesktop" / "tdata"
    tdata.mkdir(parents=True)
    environment = {
        **os.environ,
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path / "c"),
        "XDG_STATE_HOME": str(tmp_path / "s"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "NO_COLOR": "1",
    }
    run = subprocess.run(
        [sys.executable, "-c", child],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        env=environment,
        check=False,
    )
    assert run.returncode == 0, run.stderr.decode()
    checks = {check.id: check for check in msgspec.json.decode(run.stdout, type=tuple[Check, ...])}
    assert checks["terminal"].status == "note"
    assert str(tmp_path / "data" / "TelegramDesktop") in checks["telegram_desktop"].text
    assert checks["version_telethon"].text.startswith("Telethon, version 1.45.")
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_looking_around_here_names_the_real_versions(tmp_path: Path) -> None:
    places = Places(config=tmp_path, state=tmp_path / "state")
    machine = look_around(places, aes="python", packs=READY.packs, language_from="flag", output_encoding="")
    states: tuple[FolderState, FolderState] = (machine.config[1], machine.state[1])
    assert states == ("writable", "absent")
    assert machine.versions["Python"].startswith(f"{sys.version_info.major}.{sys.version_info.minor}.")
    assert machine.packs == READY.packs
