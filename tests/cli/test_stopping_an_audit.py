"""Ctrl+C and SIGTERM in the middle of an audit: what was read is kept, safecheck signs out, nothing stays."""

import re
import signal
import sys
import time
from pathlib import Path

import pytest

from safecheck.telegram.errors import STOPPED
from tests.cli.process import audit, finish, interrupt, log_of, run, scenario_file, start, wait_until

pytestmark = [
    pytest.mark.uncounted,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals"),
]

SIGNALS = [(signal.SIGINT, 130), (signal.SIGTERM, 143)]
if sys.platform != "win32":
    SIGNALS += [(signal.SIGHUP, 129), (signal.SIGQUIT, 131)]
# In the middle of the chat list Telegram asks to wait: time enough for a signal, however slow the machine.
WAITING = {
    "errors": [{"message": "FLOOD_WAIT_50", "code": 420, "method": "messages.getDialogs", "from_call": 20}]
}


def pages_asked(folder: Path) -> int:
    return [entry["method"] for entry in log_of(folder)].count("messages.getDialogs")


@pytest.mark.parametrize(("number", "code"), SIGNALS)
def test_p7_a_signal_keeps_what_was_read_signs_out_and_leaves_nothing(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    scenario = scenario_file(tmp_path, "busy", faults=WAITING)
    process = start(tmp_path, "audit", "--demo", str(scenario), "--format", "json")
    wait_until(lambda: pages_asked(tmp_path) >= 20, process)
    interrupt(process, number)
    ended = finish(tmp_path, process)
    assert ended.code == code
    assert ended.json["complete"] is False
    assert 0 < ended.json["coverage"]["listed"] < 5000
    assert ended.json["coverage"]["stopped"] == STOPPED
    assert ended.received[-1] == "auth.logOut"
    assert "Stopped. What was read until then is kept in the result." in ended.err
    assert ended.left == {}


@pytest.mark.parametrize(("number", "code"), SIGNALS)
def test_p7_a_signal_with_a_file_asked_for_leaves_one_whole_file(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    scenario = scenario_file(tmp_path, "busy", faults=WAITING)
    process = start(tmp_path, "audit", "--demo", str(scenario), "--lang", "nl", "-o", "out.txt")
    wait_until(lambda: pages_asked(tmp_path) >= 20, process)
    interrupt(process, number)
    ended = finish(tmp_path, process)
    assert (ended.code, ended.out) == (code, "")
    assert set(ended.left) == {"work/out.txt"}
    text = " ".join(ended.left["work/out.txt"].decode().split())
    assert text.startswith("Uitkomst van safecheck")
    assert "Over de rest weten we niets." in text
    assert re.search(r"help-nl, versie \S+ van \d+ \w+ \d+$", text), (
        "the last line is there: the file was not cut off"
    )


@pytest.mark.parametrize(("number", "code"), SIGNALS)
def test_a_signal_before_anything_was_read_says_that_nothing_is_kept(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    scenario = scenario_file(tmp_path, "quiet", faults={"delay_ms": 20_000})
    process = start(tmp_path, "audit", "--demo", str(scenario))
    wait_until(lambda: len(log_of(tmp_path)) >= 1, process)
    interrupt(process, number)
    ended = finish(tmp_path, process)
    assert (ended.code, ended.out) == (code, "")
    assert "Stopped before anything could be kept." in ended.err
    assert "is kept in the result" not in ended.err
    assert ended.left == {}


def test_a_second_signal_does_not_wait_for_the_sign_out(tmp_path: Path) -> None:
    scenario = scenario_file(tmp_path, "quiet", faults={"delay_ms": 1500})
    process = start(tmp_path, "audit", "--demo", str(scenario))
    wait_until(lambda: "auth.signIn" in [entry["method"] for entry in log_of(tmp_path)], process)
    interrupt(process)
    wait_until(lambda: log_of(tmp_path)[-1]["method"] == "auth.logOut", process)
    interrupt(process)
    ended = finish(tmp_path, process)
    assert ended.code == 130
    assert ended.err.strip()
    assert ended.left == {}


def test_an_audit_that_is_not_stopped_says_nothing_of_stopping(tmp_path: Path) -> None:
    assert "Stopped" not in audit(tmp_path, "quiet").err


def slow_to_judge(seconds: int) -> tuple[str, str]:
    """The program itself, but for a moment of rest while it judges what it read."""
    return (
        "-c",
        "import pathlib, time\n"
        "import safecheck.audit.evaluate as judging\n"
        "really = judging.evaluate\n"
        "def rest(*given, **more):\n"
        "    pathlib.Path('judging').touch()\n"
        f"    time.sleep({seconds})\n"
        "    return really(*given, **more)\n"
        "judging.evaluate = rest\n"
        "from safecheck.__main__ import main; main()",
    )


@pytest.mark.parametrize(("number", "code"), SIGNALS)
def test_p7_a_signal_while_the_result_is_made_waits_until_it_is_written(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    process = start(tmp_path, "audit", "--demo", "quiet", "--format", "json", command=slow_to_judge(2))
    wait_until((tmp_path / "work" / "judging").exists, process)
    interrupt(process, number)
    ended = finish(tmp_path, process)
    assert ended.code == code
    assert ended.json["complete"] is True


@pytest.mark.parametrize(("number", "code"), SIGNALS)
def test_a_second_signal_while_the_result_is_made_ends_at_once_with_a_sentence(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    process = start(tmp_path, "audit", "--demo", "quiet", command=slow_to_judge(60))
    wait_until((tmp_path / "work" / "judging").exists, process)
    interrupt(process, number)
    while process.poll() is None:  # two that come before the first is taken are one to the system
        time.sleep(0.3)
        interrupt(process, number)
    ended = finish(tmp_path, process)
    assert (ended.code, ended.out) == (code, "")
    assert ended.err.strip().endswith("Stopped.")
    assert "kept nothing on this computer" in ended.err


# The program itself, but for a moment of rest before it signs out.
SLOW_TO_LEAVE = (
    "-c",
    "import asyncio, pathlib\n"
    "import safecheck.telegram.account as account\n"
    "really = account.sign_out\n"
    "async def rest(asker):\n"
    "    pathlib.Path('leaving').touch()\n"
    "    await asyncio.sleep(2)\n"
    "    return await really(asker)\n"
    "account.sign_out = rest\n"
    "from safecheck.__main__ import main; main()",
)


def test_p3_a_signal_during_the_sign_out_still_signs_out_and_loses_nothing(tmp_path: Path) -> None:
    scenario = scenario_file(tmp_path, "quiet")
    arguments = ("audit", "--demo", str(scenario), "--format", "json")
    process = start(tmp_path, *arguments, command=SLOW_TO_LEAVE)
    wait_until((tmp_path / "work" / "leaving").exists, process)
    interrupt(process)
    ended = finish(tmp_path, process)
    assert ended.code == 130
    assert ended.json["complete"] is True
    assert ended.received[-1] == "auth.logOut"
    assert "Everything had been read by then." in ended.err


def test_g22_a_file_that_was_not_written_is_not_called_kept(tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "old.txt").write_text("something else")
    refused = {"errors": [{"message": "PHONE_NUMBER_BANNED", "method": "auth.sendCode", "times": 0}]}
    scenario = scenario_file(tmp_path, "quiet", faults=refused)
    ended = run(tmp_path, "audit", "--demo", str(scenario), "-o", "old.txt", "--force")
    assert ended.code == 3
    assert "old.txt" not in ended.err
    assert ended.left["work/old.txt"] == b"something else"
