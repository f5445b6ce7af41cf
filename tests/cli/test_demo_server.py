"""`safecheck demo-server`: a Telegram for any client on this computer, until it is told to stop."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from safecheck.practice.library import load_scenario
from tests.cli.process import (
    SECONDS,
    environment_of,
    finish,
    interrupt,
    left_in,
    run,
    scenario_file,
    start,
)

SCRIPT = Path(__file__).parent / "plain_telethon.py"


def announced(process: "subprocess.Popen[str]") -> dict[str, Any]:
    """Read what the server prints when it listens."""
    assert process.stdout is not None
    lines = [process.stdout.readline()]
    while "END RSA PUBLIC KEY" not in lines[-1]:
        assert lines[-1], "the server ended before it said where it listens"
        lines.append(process.stdout.readline())
    said = "".join(lines)
    values = dict(re.findall(r"^(address|dc|phone|code|password): (.*)$", said, re.MULTILINE))
    host, port = values["address"].split(":")
    pem = re.search(r"-----BEGIN RSA PUBLIC KEY-----.*-----END RSA PUBLIC KEY-----", said, re.DOTALL)
    assert pem is not None
    return {**values, "host": host, "port": int(port), "dc": int(values["dc"]), "pem": pem[0], "said": said}


@contextmanager
def serving(folder: Path, *arguments: str) -> Iterator[tuple["subprocess.Popen[str]", dict[str, Any]]]:
    process = start(folder, "demo-server", *arguments)
    try:
        yield process, announced(process)
    finally:
        if process.poll() is None:
            process.terminate()  # what is killed can leave half a file of counted lines
        process.communicate()


def script(folder: Path, line: dict[str, Any]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, str(SCRIPT)],
        input=json.dumps(line) + "\n",
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=folder,
        env=environment_of(folder),
        timeout=SECONDS,
    )


@pytest.mark.uncounted
@pytest.mark.parametrize(("name", "asks"), [("individual", False), ("quiet", True), ("teen", False)])
def test_an_unrelated_script_signs_in_with_the_printed_key_and_lists_the_dialogs(
    tmp_path: Path, name: str, asks: bool
) -> None:
    scenario = load_scenario(name)
    with serving(tmp_path, "--scenario", name) as (_, info):
        assert info["dc"] == scenario.account.home_dc
        assert info["phone"] == scenario.account.phone
        assert info["password"] == (scenario.account.password or "-")
        done = script(tmp_path, info)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["me"] == scenario.account.first_name
    assert found["password"] is asks
    expected = {
        " ".join(filter(None, (chat.title, chat.last_name)))
        for chat in scenario.chats
        if chat.kind in ("person", "supergroup", "channel", "group") and chat.title and not chat.deactivated
    }
    assert expected <= set(found["dialogs"])
    assert len(found["dialogs"]) >= len(expected) > 15


@pytest.mark.uncounted
def test_a_script_with_a_wrong_password_is_refused(tmp_path: Path) -> None:
    with serving(tmp_path, "--scenario", "quiet") as (_, info):
        done = script(tmp_path, {**info, "password": "wrong"})
    assert done.returncode != 0
    assert "PasswordHashInvalidError" in done.stderr


@pytest.mark.uncounted
def test_two_servers_make_two_keys_and_listen_on_loopback_only(tmp_path: Path) -> None:
    with serving(tmp_path) as (_, one), serving(tmp_path) as (_, other):
        assert one["pem"] != other["pem"]
        assert one["port"] != other["port"]
        assert {one["host"], other["host"]} == {"127.0.0.1"}


def test_the_port_that_is_asked_for_is_used_and_a_taken_one_is_refused_with_a_sentence(
    tmp_path: Path,
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = run(tmp_path, "demo-server", "--port", str(port))
    assert refused.code == 2
    assert str(port) in refused.err
    with serving(tmp_path, "--port", str(port)) as (_, info):
        assert info["port"] == port


def test_a_scenario_file_can_be_served_and_logs_what_it_received(tmp_path: Path) -> None:
    path = scenario_file(tmp_path, "quiet", account={"password": None})
    with serving(tmp_path, "--scenario", str(path)) as (_, info):
        assert info["password"] == "-"
        assert script(tmp_path, info).returncode == 0
    methods = [json.loads(line)["method"] for line in (tmp_path / "received.jsonl").read_text().splitlines()]
    assert {"auth.sendCode", "auth.signIn", "messages.getDialogs", "auth.logOut"} <= set(methods)


@pytest.mark.uncounted
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
@pytest.mark.parametrize("command", [("demo-server", "--scenario"), ("audit", "--demo")], ids=" ".join)
@pytest.mark.parametrize("kind", ["a pipe", "a folder", "no such folder", "a full name"])
def test_a_log_that_cannot_be_written_is_refused_with_a_sentence(
    tmp_path: Path, command: tuple[str, ...], kind: str
) -> None:
    log = tmp_path / "log"
    if kind == "a pipe":
        os.mkfifo(log)
    elif kind == "a folder":
        log.mkdir()
    elif kind == "no such folder":
        log = log / "below"
    else:
        log = tmp_path / ("x" * 300)
    ended = run(tmp_path, *command, str(scenario_file(tmp_path, log=str(log))))
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"The log {str(log)[:290]}")
    assert "port" not in ended.err


@pytest.mark.uncounted
@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no such devices")
def test_a_scenario_that_is_no_ordinary_file_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    for scenario in (str(tmp_path / "pipe.yaml"), "/dev/zero"):
        ended = run(tmp_path, "demo-server", "--scenario", scenario)
        assert (ended.code, ended.out) == (2, "")
        assert "is not an ordinary file" in ended.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("lang", ["en", "nl"])
def test_it_serves_until_a_signal_ends_it_and_leaves_nothing(
    tmp_path: Path, number: signal.Signals, code: int, lang: str
) -> None:
    process = start(tmp_path, "demo-server", "--lang", lang)
    info = announced(process)
    assert ("Ctrl+C ends it" in info["said"]) is (lang == "en")
    interrupt(process, number)
    ended = finish(tmp_path, process)
    assert ended.code == code
    assert left_in(tmp_path) == {}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_a_signal_ends_it_while_a_client_is_connected(tmp_path: Path) -> None:
    process = start(tmp_path, "demo-server")
    info = announced(process)
    with socket.create_connection((info["host"], info["port"])) as line:
        line.sendall(b"\xef")  # the first byte of Telegram's abridged transport, and then nothing
        interrupt(process, signal.SIGTERM)
        assert finish(tmp_path, process).code == 143


@pytest.mark.uncounted
def test_the_announcement_goes_to_stdout_at_once(tmp_path: Path) -> None:
    """A script that starts the server reads the address from a pipe, while the server goes on."""
    with serving(tmp_path) as (process, info):
        assert process.poll() is None
        with socket.create_connection((info["host"], info["port"])):
            assert process.poll() is None
