"""However the screens end: the terminal is given back, safecheck signs out, and the last sentence is true."""

import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.process import left_in, scenario_file

if sys.platform == "win32":
    pytest.skip("Windows has no such terminals", allow_module_level=True)

from tests.plain.serving import served
from tests.tui.on_terminal import GIVEN_BACK, TAKEN, Screens, readable

pytestmark = pytest.mark.uncounted

JOB_CONTROL = Path(__file__).parent.parent / "plain" / "job_control.py"
PRACTICE_GONE = (
    "The practice account is gone; nothing in it was real. safecheck kept nothing on this computer."
)
NEVER = "safecheck was not signed in. safecheck kept nothing on this computer."
NO_PASSWORD: dict[str, Any] = {"password": None, "password_hint": ""}
ACCOUNTS = {"wait": NO_PASSWORD, "result": NO_PASSWORD}  # deriving the key of a password takes a second
ENDINGS = {"ctrl+c": 130, "SIGINT": 130, "SIGTERM": 143, "SIGHUP": 129, "SIGQUIT": 131, "closed window": 129}
WAITING = {"errors": [{"message": "FLOOD_WAIT_50", "code": 420, "method": "messages.getDialogs"}]}
# Fails as no screen should, in the middle of a sign-in, with a secret in a local variable.
CRASHING = (
    "-c",
    "from safecheck.tui.screens.sign_in import SignIn\n"
    "class OddError(Exception): pass\n"
    "async def crash(self):\n"
    "    typed = 'correct horse'\n"
    "    raise OddError(typed)\n"
    "SignIn.action_practice_scan = crash\n"
    "from safecheck.__main__ import main; main()",
)
# Writes the names of its environment to the file LEFT where the screens begin, before Textual is loaded.
TELLING_ITS_ENVIRONMENT = (
    "-c",
    "import os, sys\n"
    "import safecheck.cli.screens as room\n"
    "begin = room._screens\n"
    "async def tell(*given):\n"
    "    assert 'textual' not in sys.modules\n"
    "    with open(os.environ['LEFT'], 'w') as file: file.write(' '.join(os.environ))\n"
    "    await begin(*given)\n"
    "room._screens = tell\n"
    "from safecheck.__main__ import main; main()",
)


def open_practice(folder: Path, **options: Any) -> Screens:
    keys = {key: options.pop(key) for key in ("account", "faults") if key in options}
    return Screens(folder, "--demo", str(scenario_file(folder, "quiet", **keys)), **options)


def before_reading(screens: Screens) -> None:
    screens.wait_for("Check only your own account.")


def qr_code(screens: Screens) -> None:
    before_reading(screens)
    screens.press(b"\r")
    screens.wait_for("Take your phone")


def number(screens: Screens) -> None:
    qr_code(screens)
    screens.press(b"c")
    screens.wait_for("Your phone number")


def code(screens: Screens) -> None:
    number(screens)
    screens.type("99966223344")
    screens.wait_for("Give this code to no one")


def password(screens: Screens) -> None:
    code(screens)
    screens.type("12345")
    screens.wait_for("two-step password")


def waiting(screens: Screens) -> None:
    code(screens)
    screens.type("12345")
    screens.wait_for("Telegram asks us to wait")


def result(screens: Screens) -> None:
    qr_code(screens)
    screens.press(b"s")
    screens.wait_for("Result of")


PLACES = {
    "before": before_reading,
    "qr": qr_code,
    "code": code,
    "password": password,
    "wait": waiting,
    "result": result,
}


@pytest.mark.parametrize(
    ("place", "ending"),
    [
        *(("wait", ending) for ending in ENDINGS),
        *((place, "SIGTERM") for place in PLACES if place != "wait"),
        *((place, "closed window") for place in ("qr", "password", "result")),
    ],
)
def test_g22_every_ending_at_every_place_gives_the_terminal_back_and_signs_out(
    tmp_path: Path, place: str, ending: str
) -> None:
    faults = WAITING if place == "wait" else {}
    with open_practice(tmp_path, account=ACCOUNTS.get(place, {}), faults=faults) as screens:
        PLACES[place](screens)
        if ending == "closed window":
            screens.hang_up()
            assert screens.process.wait(timeout=30) == ENDINGS[ending]
        else:
            if ending == "ctrl+c":
                screens.press(b"\x03")
            else:
                screens.signal(signal.Signals[ending])
            assert screens.end() == ENDINGS[ending]
            assert screens.shown.count(TAKEN) == screens.shown.count(GIVEN_BACK) == 1
            last = readable(screens.shown.rpartition(GIVEN_BACK)[2])
            assert last.endswith(NEVER if place == "before" else PRACTICE_GONE)
            assert screens.echoes
        signs_in = {"auth.signIn", "auth.exportLoginToken"} & set(screens.received)
        assert bool(signs_in) is (place != "before")
        assert not signs_in or screens.received[-1] == "auth.logOut"
    assert left_in(tmp_path) == {}


@pytest.mark.parametrize("by", ["ctrl+z", "SIGTSTP"])
@pytest.mark.parametrize("place", ["qr", "password", "result"])
def test_a_suspended_program_gives_the_terminal_back_and_goes_on_where_it_was(
    tmp_path: Path, place: str, by: str
) -> None:
    account = ACCOUNTS.get(place, {})
    with open_practice(tmp_path, account=account, before=(str(JOB_CONTROL),)) as screens:
        PLACES[place](screens)
        stopped = tmp_path / "work" / "stopped"
        if by == "ctrl+z":
            screens.press(b"\x1a")
        else:
            screens.signal_job(signal.SIGTSTP)
        screens.wait_for_file(stopped)
        assert (tmp_path / "work" / "echo").read_text() == "True"
        screens.drain()
        assert screens.shown.count(GIVEN_BACK) == 1
        stopped.unlink()
        screens.wait_for({"qr": "scan", "password": "two-step password", "result": "Result of"}[place])
        assert screens.shown.count(TAKEN) == 2
        screens.press(b"\x03")
        assert screens.end() == 130
        assert PRACTICE_GONE in readable(screens.shown)
        assert screens.received[-1] == "auth.logOut"


def test_p3_a_crash_shows_its_name_only_and_signs_out(tmp_path: Path) -> None:
    with open_practice(tmp_path, command=CRASHING) as screens:
        qr_code(screens)
        screens.press(b"s")
        assert screens.end() == 70
        last = readable(screens.shown.rpartition(GIVEN_BACK)[2])
        assert "safecheck itself failed (OddError)." in last
        assert last.endswith(PRACTICE_GONE)
        assert "correct horse" not in screens.shown
        assert screens.received[-1] == "auth.logOut"
    assert left_in(tmp_path) == {}


def test_p3_typed_secrets_are_nowhere_and_textual_may_not_write_keys_down(tmp_path: Path) -> None:
    log, left = tmp_path / "work" / "keys.log", tmp_path / "environment"
    wishes = {"TEXTUAL_LOG": str(log), "TEXTUAL": "debug,devtools", "TEXTUAL_SHOW_RETURN": "1"}
    with open_practice(
        tmp_path,
        account={"password": "correct horse"},
        environment={**wishes, "TEXTUAL_COLOR_SYSTEM": "no such system", "LEFT": str(left)},
        command=TELLING_ITS_ENVIRONMENT,
    ) as screens:
        password(screens)
        screens.type("wrong horse")
        screens.wait_for("That two-step password is wrong.")
        if sys.platform == "linux":
            process = Path("/proc") / str(screens.process.pid)
            assert b"--demo" in (process / "cmdline").read_bytes()
            for name in ("cmdline", "environ"):
                assert b"wrong horse" not in (process / name).read_bytes()
        screens.press(b"\x03")
        screens.end()
        assert "wrong horse" not in readable(screens.shown)
    assert "PATH" in left.read_text().split()
    assert "TEXTUAL" not in left.read_text()
    assert not log.exists()
    assert left_in(tmp_path) == {}


@pytest.mark.parametrize("arguments", [("--demo",), ("--family", "--demo", "teen")], ids=" ".join)
@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_terminal_that_can_show_no_screens_is_not_taken_over(
    tmp_path: Path, term: str, arguments: tuple[str, ...]
) -> None:
    with Screens(tmp_path, *arguments, environment={"TERM": term}) as screens:
        assert screens.end() == 2
        assert TAKEN not in screens.shown
        assert "line by line instead: safecheck --plain" in screens.text


def test_screens_are_not_served_to_a_browser(tmp_path: Path) -> None:
    driver = {"TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver"}
    with Screens(tmp_path, "--demo", environment=driver) as screens:
        assert screens.end() == 2
        assert TAKEN not in screens.shown
        assert "safecheck does not show its screens in a browser" in screens.text


def test_g22_a_sign_in_to_a_server_of_ones_own_ends_signed_out_and_says_so(tmp_path: Path) -> None:
    theirs, ours = tmp_path / "server", tmp_path / "screens"
    theirs.mkdir()
    ours.mkdir()
    with served(theirs) as server, Screens(ours, *server.flags) as screens:
        screens.wait_for("Check my account")
        screens.press(b"\x1b[B\r")
        screens.wait_for("Before you sign in")
        screens.press(b"\r")
        screens.wait_for("This is not Telegram,")
        screens.press(b"c")
        assert "This is not Telegram," in screens.wait_for("Your phone number")
        screens.type(server.phone)
        screens.wait_for("Give this code to no one")
        screens.type(server.code)
        screens.wait_for("two-step password")
        screens.type(server.password)
        screens.wait_for("Result of")
        screens.press(b"q")
        screens.wait_for("Ending signs safecheck out")
        screens.press(b"\r")
        screens.wait_for("safecheck is signed out.")
        screens.press(b"\r")
        assert screens.end() == 0
        last = readable(screens.shown.rpartition(GIVEN_BACK)[2])
        assert last.startswith("safecheck is signed out. On your phone you stay signed in to Telegram.")
        assert "safecheck kept nothing on this computer." in last
    log = (theirs / "received.jsonl").read_text(encoding="utf-8")
    assert "auth.logOut" in log.splitlines()[-1]
    assert left_in(ours) == {}
