"""Results on stdout, all else on stderr; files only where asked for; nothing else is left behind (G22)."""

import json
import os
import re
import stat
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from safecheck.cli import terminal
from tests.cli.conftest import Once
from tests.cli.process import finish, left_in, run, scenario_file, start

pytestmark = pytest.mark.uncounted

JSON = ("audit", "--demo", "quiet", "--format", "json")
KEPT_NOTHING = {
    "en": "safecheck kept nothing on this computer.",
    "nl": "safecheck heeft op deze computer niets bewaard.",
}
needs_pipes = pytest.mark.skipif(sys.platform == "win32", reason="Windows pipes and terminals differ")


def test_stdout_is_the_result_alone_and_stderr_ends_with_what_is_left_behind(audited: Once) -> None:
    for lang, sentence in KEPT_NOTHING.items():
        ended = audited("quiet", "--format", "json", "--lang", lang)
        assert isinstance(ended.json, dict)
        assert ended.err.splitlines()[-1] == sentence
        assert sentence not in ended.out


@pytest.mark.parametrize("name", ["individual", "quiet", "hostile"])
def test_no_progress_is_drawn_where_no_terminal_listens(audited: Once, name: str) -> None:
    ended = audited(name)
    assert "\r" not in ended.out + ended.err
    assert len(ended.err.splitlines()) == 2, "only the closing sentences"


def test_g22_without_a_file_the_home_is_byte_for_byte_as_before(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / ".config" / "safecheck").mkdir(parents=True)
    (home / ".config" / "safecheck" / "config.yaml").write_text("language: en\n", encoding="utf-8")
    (home / ".local" / "share").mkdir(parents=True)
    (home / "notes.txt").write_bytes(b"mine\r\n\xff")
    before = left_in(tmp_path)
    here = ("audit", "--this-computer")
    for arguments in (
        JSON,
        here,
        ("switches",),
        ("doctor",),
        ("help-me",),
        ("guide", "start"),
        ("requests",),
    ):
        assert run(tmp_path, *arguments).code == 0
        assert left_in(tmp_path) == before, arguments


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_g22_the_closing_sentence_names_the_file_and_a_command_that_removes_it(
    tmp_path: Path, lang: str
) -> None:
    name = "it's my result.json"
    ended = run(tmp_path, *JSON, "-o", name, "--lang", lang)
    file = tmp_path / "work" / name
    assert (ended.code, ended.out) == (0, "")
    assert set(ended.left) == {f"work/{name}"}
    assert json.loads(file.read_bytes())["complete"] is True
    assert KEPT_NOTHING[lang] not in ended.err
    assert str(file) in ended.err
    command = re.search(r"(?:rm|del) .*$", ended.err, re.MULTILINE)
    assert command is not None
    subprocess.run(command[0], shell=True, check=True)  # noqa: S602 - as a person would type it
    assert not file.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_file_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    run(tmp_path, *JSON, "-o", "out.json")
    assert stat.S_IMODE((tmp_path / "work" / "out.json").stat().st_mode) == 0o600


def test_the_schema_can_go_to_a_file_too(tmp_path: Path, ran: Once) -> None:
    ended = run(tmp_path, "audit", "--format", "json-schema", "-o", "schema.json")
    assert (ended.code, ended.out) == (0, "")
    assert ended.left == {"work/schema.json": ran("audit", "--format", "json-schema").out.encode()}


@needs_pipes
@pytest.mark.parametrize(
    "arguments",
    [
        ("audit", "--demo"),
        ("audit", "--this-computer"),
        JSON,
        ("switches",),
        ("requests",),
        ("guide", "promises"),
        ("--help",),
        ("--version",),
    ],
)
def test_a_reader_that_goes_away_is_no_error(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ended = finish(tmp_path, start(tmp_path, *arguments, stdout=writing))
    os.close(writing)
    assert ended.code == 0
    assert "rror" not in ended.err, ended.err


@needs_pipes
@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        (2, ("apply", "limit-who-adds", "--demo")),
        (0, ("apply", "limit-who-adds", "--demo", "quiet", "--yes")),
        (3, ("plan", "--sign-in")),
        (2, ("--plain", "--demo")),
    ],
)
def test_an_input_that_is_closed_from_the_start_is_one_that_nobody_types_at(
    tmp_path: Path, code: int, arguments: tuple[str, ...]
) -> None:
    process = start(tmp_path, *arguments, before=("sh", "-c", 'exec "$0" "$@" <&-'))
    assert finish(tmp_path, process).code == code


@needs_pipes
@pytest.mark.parametrize("closed", ["1", "2"])
@pytest.mark.parametrize(
    "arguments",
    [("audit", "--demo", "quiet"), ("audit", "--this-computer"), ("switches",), ("--version",)],
    ids=" ".join,
)
def test_a_channel_that_is_closed_from_the_start_is_no_crash(
    tmp_path: Path, closed: str, arguments: tuple[str, ...]
) -> None:
    process = start(tmp_path, *arguments, before=("sh", "-c", f'exec "$0" "$@" {closed}>&-'))
    assert finish(tmp_path, process).code == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("arguments", [("audit", "--demo", "quiet"), ("switches",)], ids=lambda it: it[0])
def test_a_full_disk_gives_a_sentence(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ended = finish(tmp_path, start(tmp_path, *arguments, stdout=full))
    assert ended.code == 2
    assert "stdout cannot be written." in ended.err
    if arguments[0] == "audit":
        assert KEPT_NOTHING["en"] in ended.err


@needs_pipes
def test_on_a_terminal_the_progress_is_a_bar_that_goes_away(tmp_path: Path) -> None:
    import pty

    own, its = pty.openpty()
    with (tmp_path / "result.json").open("wb") as result:
        process = start(tmp_path, "audit", "--demo", "busy", "--format", "json", stdout=result, stderr=its)
        os.close(its)
        shown = read_to_the_end(own)
        assert process.wait() == 0
    assert json.loads((tmp_path / "result.json").read_bytes())["complete"] is True
    assert "Traceback" not in shown
    assert "\x1b" not in shown
    drawn = shown.split("\r")
    assert any(re.match(r"#+\.+  Reading the list of your chats: \d+ of 5000\.", line) for line in drawn)
    assert all(len(line.strip("\n")) < 80 for line in drawn)
    *_, last = shown.replace("\r\n", "\n").split("\r")
    assert last.splitlines()[-1] == KEPT_NOTHING["en"]
    assert "#" not in last, "the bar is gone before the closing sentence"


@needs_pipes
@pytest.mark.parametrize("arguments", [("--format", "json"), ("--lang", "nl")], ids=" ".join)
def test_a_terminal_that_goes_away_costs_nobody_the_result(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    """Writing to it fails from then on. The signal that a closed window sends is something else."""
    import pty

    own, its = pty.openpty()
    process = start(tmp_path, "audit", "--demo", "busy", "-o", "result", *arguments, stderr=its)
    os.close(its)
    os.read(own, 1)  # the bar is being drawn
    os.close(own)
    ended = finish(tmp_path, process)
    assert ended.code == 0
    assert set(ended.left) == {"work/result"}


@pytest.mark.parametrize("force", [(), ("--force",)])
@pytest.mark.parametrize("name", ["", "two\nlines", "x" * 300])
def test_a_file_name_that_cannot_be_used_is_refused_before_the_audit(
    tmp_path: Path, name: str, force: tuple[str, ...]
) -> None:
    ended = run(tmp_path, "audit", "--demo", str(scenario_file(tmp_path)), "-o", name, *force)
    assert (ended.code, ended.out) == (2, "")
    assert len(ended.err.splitlines()) == 1
    assert ended.received == []
    assert ended.left == {}


@needs_pipes
def test_a_command_to_copy_is_not_wrapped(capsys: pytest.CaptureFixture[str]) -> None:
    command = "rm " + "long/" * 40
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys.stderr, "isatty", lambda: True)
        terminal.notice(f"To throw it away: {command}", wrapped=False)
        terminal.notice(f"To throw it away: {command}")
    first, *wrapped = capsys.readouterr().err.splitlines()
    assert first.endswith(command)
    assert max(map(len, wrapped)) <= 80


@needs_pipes
def test_the_command_that_removes_the_file_can_be_copied_from_a_terminal(tmp_path: Path) -> None:
    import pty

    own, its = pty.openpty()
    name = "a rather long name of a file, " * 4 + "with blanks.txt"
    process = start(tmp_path, "audit", "--demo", "quiet", "-o", name, stdout=subprocess.DEVNULL, stderr=its)
    os.close(its)
    shown = read_to_the_end(own).replace("\r\n", "\n")
    assert process.wait() == 0
    assert f"rm '{tmp_path / 'work' / name}'\n" in shown


@needs_pipes
def test_the_text_names_the_day_where_the_reader_is_and_json_goes_by_utc(tmp_path: Path) -> None:
    first, last = "<+14>-14", "<-12>12"  # 26 hours apart: never the same day
    titles = {
        zone: run(tmp_path, "audit", "--demo", "quiet", environment={"TZ": zone}).out.splitlines()[0]
        for zone in (first, last)
    }
    assert titles[first] != titles[last]
    for zone in (first, last):
        finished = run(tmp_path, *JSON, environment={"TZ": zone}).json["finished"]
        assert datetime.fromisoformat(finished).utcoffset() == timedelta(0)


def read_to_the_end(terminal: int) -> str:
    read = bytearray()
    try:
        while piece := os.read(terminal, 65536):
            read += piece
    except OSError:  # Linux says so when the other side has closed
        pass
    finally:
        os.close(terminal)
    return read.decode()
