"""Ctrl+C, SIGTERM, a closed terminal, suspend and resume: at each question, and while reading."""

import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.process import left_in, log_of, scenario_file
from tests.plain.walking import (
    CHOICE,
    PASSWORD,
    PRACTICE_CODE,
    PRACTICE_PASSWORD,
    SCAN,
    to_the_code,
    to_the_password,
    to_the_phone_number,
    to_the_result,
)

if sys.platform == "win32":
    pytest.skip("Windows has no such signals", allow_module_level=True)

from tests.plain.on_terminal import Terminal

pytestmark = pytest.mark.uncounted

SIGNALS = [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGQUIT, 131)]
CLOSING = "The practice account is gone; nothing in it was real. safecheck kept nothing on this computer."
JOB_CONTROL = Path(__file__).with_name("job_control.py")


def visit(folder: Path, **faults: object) -> Terminal:
    return Terminal(folder, "--plain", "--demo", str(scenario_file(folder, "quiet", faults=faults)))


def to_the_qr_code(terminal: Terminal) -> None:
    to_the_phone_number(terminal)
    terminal.type("b")
    terminal.answer(CHOICE["en"], "2")
    terminal.wait_for(SCAN["en"])


PLACES = {
    "before reading": lambda terminal: terminal.wait_for(CHOICE["en"]),
    "the phone number": to_the_phone_number,
    "the code": to_the_code,
    "the password": to_the_password,
    "the qr code": to_the_qr_code,
    "the result": to_the_result,
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("number", "code"), SIGNALS)
def test_g22_a_signal_at_any_question_ends_in_good_order_with_a_true_last_sentence(
    tmp_path: Path, place: str, number: signal.Signals, code: int
) -> None:
    with visit(tmp_path) as terminal:
        PLACES[place](terminal)
        terminal.signal(number)
        assert terminal.end() == code
        assert terminal.echoes
        last = CLOSING if place != "before reading" else "safecheck was not signed in."
        assert last in terminal.text
        may_be_signed_in = place in ("the code", "the password", "the qr code", "the result")
        signs_in = {"auth.signIn", "auth.checkPassword", "auth.exportLoginToken"} & set(terminal.received)
        assert not signs_in or terminal.received[-1] == "auth.logOut"
        assert bool(signs_in) is (may_be_signed_in and place != "the code")
        assert left_in(tmp_path) == {}


@pytest.mark.parametrize("place", ["the code", "the password", "the qr code", "the result"])
def test_a_closed_terminal_ends_with_129_and_signs_out(tmp_path: Path, place: str) -> None:
    with visit(tmp_path) as terminal:
        PLACES[place](terminal)
        terminal.hang_up()
        assert terminal.process.wait(timeout=30) == 129
        if place != "the code":
            assert log_of(tmp_path)[-1]["method"] == "auth.logOut"


def test_p7_ctrl_c_while_reading_signs_out(tmp_path: Path) -> None:
    waits = {"message": "FLOOD_WAIT_50", "code": 420, "method": "messages.getDialogs", "from_call": 1}
    with visit(tmp_path, errors=[waits]) as terminal:
        to_the_password(terminal)
        terminal.type(PRACTICE_PASSWORD)
        terminal.wait_for("Telegram asks us to wait")
        terminal.press(b"\x03")
        assert terminal.end() == 130
        assert terminal.received[-1] == "auth.logOut"
        assert CLOSING in terminal.text


def test_p7_the_end_of_what_is_typed_ends_the_conversation_after_half_a_line_too(tmp_path: Path) -> None:
    with visit(tmp_path) as terminal:
        to_the_phone_number(terminal)
        terminal.press(b"abc\x04")  # the terminal hands over what there is of the line
        time.sleep(0.1)  # a second Ctrl+D within the same reading would hand over nothing more
        terminal.press(b"\x04")
        assert terminal.end() == 0
        assert terminal.text.endswith(CLOSING)


def test_what_is_hidden_stays_hidden_after_suspend_and_resume(tmp_path: Path) -> None:
    """Ctrl+Z at the question for the password, in a shell that switches the echo on for itself."""
    command = ("-m", "safecheck")
    path = scenario_file(tmp_path, "quiet")
    with Terminal(
        tmp_path, "--plain", "--demo", str(path), command=command, before=(str(JOB_CONTROL),)
    ) as terminal:
        to_the_password(terminal)
        terminal.wait_for_echo(False)
        work = tmp_path / "work"
        for _ in range(2):
            terminal.press(b"\x1a")
            terminal.wait_for_file(work / "stopped")
            assert (work / "echo").read_text() == "True", "the shell finds its terminal as it was"
            assert terminal.echoes
            (work / "stopped").unlink()
            terminal.wait_for(PASSWORD["en"])
            terminal.wait_for_echo(False)
        terminal.type(PRACTICE_PASSWORD)
        terminal.wait_for(CHOICE["en"])
        assert terminal.shown.count(PRACTICE_PASSWORD) == 1, "said by the practice account, never echoed"
        terminal.type("q")
        assert terminal.end() == 0
        assert terminal.echoes


def test_a_process_that_was_stopped_from_outside_hides_again_what_is_typed(tmp_path: Path) -> None:
    with visit(tmp_path) as terminal:
        to_the_code(terminal)
        terminal.wait_for_echo(False)
        terminal.signal(signal.SIGSTOP)
        subprocess.run(["stty", "echo", "-F", terminal.name], check=True)
        terminal.signal(signal.SIGCONT)
        terminal.wait_for_echo(False)
        terminal.type(PRACTICE_CODE)
        terminal.wait_for(PASSWORD["en"])
        terminal.press(b"\x03")
        assert terminal.end() == 130


def test_an_error_of_our_own_shows_no_traceback_signs_out_and_gives_the_terminal_back(tmp_path: Path) -> None:
    broken = (
        "-c",
        "import safecheck.telegram.sign_in as room\n"
        "async def fail(self, typed): raise ZeroDivisionError(typed)\n"
        "room.SignIn.give_password = fail\n"
        "from safecheck.__main__ import main; main()",
    )
    path = scenario_file(tmp_path, "quiet")
    with Terminal(tmp_path, "--plain", "--demo", str(path), command=broken) as terminal:
        to_the_password(terminal)
        terminal.type("a secret of mine")
        assert terminal.end() == 70
        assert "ZeroDivisionError" in terminal.text
        assert "a secret of mine" not in terminal.shown
        assert re.search(CLOSING, terminal.text)
        assert terminal.received[-1] == "auth.logOut"
        assert terminal.echoes
