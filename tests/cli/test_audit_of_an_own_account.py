"""`audit --sign-in`: signed in by hand on a terminal, to a server here that is a process of its own."""

import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Once
from tests.cli.process import left_in, log_of, run

if sys.platform == "win32":
    pytest.skip("Windows has no such terminals", allow_module_level=True)

from tests.plain.on_terminal import DRAWN, Terminal
from tests.plain.serving import served
from tests.plain.walking import CODE, PASSWORD, PHONE

LANGS = ("en", "nl")
AUDIT = ("audit", "--sign-in")


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder of the audit's own, beside what the server writes."""
    folder = tmp_path / "here"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("lang", LANGS)
def test_a_second_process_signs_in_by_code_and_audits_the_account(
    tmp_path: Path, here: Path, lang: str
) -> None:
    with served(tmp_path) as server:
        result = here / "result.json"
        with (
            result.open("wb") as stdout,
            Terminal(
                here, *AUDIT, *server.flags, "--format", "json", "--lang", lang, stdout=stdout
            ) as terminal,
        ):
            before = terminal.answer(PHONE[lang], f"+{server.phone}")
            terminal.answer(CODE[lang], server.code)
            terminal.answer(PASSWORD[lang], server.password)
            assert terminal.end() == 0
    own = {"en": "Check only your own account.", "nl": "Controleer alleen je eigen account."}
    assert own[lang] in before
    banner = {"en": "This is not Telegram, but a server on", "nl": "Dit is niet Telegram, maar een server op"}
    assert banner[lang] in before
    assert server.address in before
    document = json.loads(result.read_bytes())
    assert document["complete"] is True
    assert len(document["chats"]) > 10
    received = [entry["method"] for entry in log_of(tmp_path)]
    assert {one["method"]: one["count"] for one in document["requests"]} == {
        method: received.count(method) for method in set(received) - {"auth.logOut"}
    }
    assert received[-1] == "auth.logOut"
    closing = {
        "en": "safecheck is signed out. On your phone you stay signed in to Telegram. safecheck kept nothing",
        "nl": "safecheck is afgemeld. Op je telefoon blijf je gewoon ingelogd bij Telegram. safecheck heeft",
    }
    assert closing[lang] in terminal.text
    assert DRAWN.search(terminal.shown) is None
    assert "\r" not in terminal.shown
    assert "\x1b" not in terminal.shown
    assert left_in(here) == {}


def test_a_command_of_the_qr_code_is_scanned_or_left_for_a_code(tmp_path: Path, here: Path) -> None:
    with (
        served(tmp_path, "individual") as server,
        Terminal(here, *AUDIT, "qr", *server.flags, "--fail-on", "high", size=(60, 90)) as terminal,
    ):
        shown = terminal.answer("Sign in with a code instead", "c")
        assert "tg://login?token=" in shown
        assert "Let the practice phone" not in shown
        terminal.answer("Your choice:", "1")
        terminal.answer(PHONE["en"], f"+{server.phone}")
        terminal.answer(CODE["en"], server.code)
        assert terminal.end() == 1
        assert "Your own account." in terminal.text
        assert "stands out strongly" in terminal.text


def test_a_closer_look_says_its_plan_first_and_is_counted(tmp_path: Path, here: Path) -> None:
    with served(tmp_path, "individual") as server:
        result = here / "result.json"
        more = ("--format", "json", "--depth", "targeted", "--budget", "12")
        with (
            result.open("wb") as stdout,
            Terminal(here, *AUDIT, *server.flags, *more, stdout=stdout) as terminal,
        ):
            terminal.answer(PHONE["en"], f"+{server.phone}")
            terminal.answer(CODE["en"], server.code)
            assert terminal.end() == 0
    assert "A closer look: 4 chats, 12 requests, a few seconds." in terminal.text
    assert "the agreed 12 requests are not enough for all of them" in terminal.text
    document = json.loads(result.read_bytes())
    assert document["complete"] is True
    assert (document["coverage"]["depth"], document["coverage"]["probed"]) == ("targeted", 4)
    assert document["coverage"]["worth_probing"] > 4
    received = [entry["method"] for entry in log_of(tmp_path)]
    assert received.count("channels.getFullChannel") == received.count("channels.getParticipant") == 4


@pytest.mark.uncounted
def test_where_both_outputs_go_to_files_the_conversation_is_on_the_terminal_itself(
    tmp_path: Path, here: Path
) -> None:
    with served(tmp_path) as server:
        with (
            (here / "out").open("wb") as out,
            (here / "err").open("wb") as err,
            Terminal(here, *AUDIT, *server.flags, stdout=out, stderr=err) as terminal,
        ):
            terminal.answer(PHONE["en"], f"+{server.phone}")
            terminal.answer(CODE["en"], server.code)
            terminal.answer(PASSWORD["en"], server.password)
            assert terminal.end() == 0
        assert (here / "out").read_text().startswith("Result of safecheck")
        assert "safecheck is signed out." in (here / "err").read_text()


@pytest.mark.parametrize("lang", LANGS)
def test_g13_without_a_terminal_nobody_is_signed_in_and_nothing_is_sent(
    tmp_path: Path, here: Path, lang: str
) -> None:
    with served(tmp_path) as server:
        ended = run(here, *AUDIT, *server.flags, "--lang", lang)
    assert (ended.code, ended.out) == (3, "")
    assert {"en": "Nothing was sent.", "nl": "Er is niets verstuurd."}[lang] in ended.err
    assert log_of(tmp_path) == []


def test_a_server_elsewhere_a_wrong_key_and_half_of_the_flags_are_refused_before_anything_is_asked(
    tmp_path: Path, ran: Once
) -> None:
    key = tmp_path / "key.pem"
    key.write_text("no key")
    for flags, said in (
        (("--server", "192.0.2.1:443", "--server-key", str(key), "--dc", "2"), "192.0.2.1:443"),
        (("--server", "127.0.0.1:443", "--server-key", str(key), "--dc", "2"), "key.pem"),
        (("--server", "127.0.0.1:443"), "--server-key"),
    ):
        for command in (AUDIT, ("--plain",)):
            with Terminal(tmp_path, *command, *flags) as terminal:
                assert terminal.end() == 2
                assert said in terminal.text
                assert "own account" not in terminal.text


def test_a_server_is_never_taken_from_the_environment_or_the_config_file(tmp_path: Path, ran: Once) -> None:
    config = tmp_path / "home" / ".config" / "safecheck"
    config.mkdir(parents=True)
    (config / "config.yaml").write_text("server: 127.0.0.1:443\n")
    ended = run(tmp_path, "audit")
    assert ended.code == 2
    assert "server" in ended.err
    assert "server" not in ran("doctor").out.casefold().replace("safecheck server", "")


@pytest.mark.uncounted
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_p7_a_signal_while_reading_keeps_what_was_read_and_signs_out(
    tmp_path: Path, here: Path, number: signal.Signals, code: int
) -> None:
    waits = {"message": "FLOOD_WAIT_50", "code": 420, "method": "messages.getDialogs", "from_call": 20}
    with served(tmp_path, "busy", faults={"errors": [waits]}) as server:
        result = here / "result.json"
        with (
            result.open("wb") as stdout,
            Terminal(here, *AUDIT, *server.flags, "--format", "json", stdout=stdout) as terminal,
        ):
            terminal.answer(PHONE["en"], f"+{server.phone}")
            terminal.answer(CODE["en"], server.code)
            terminal.wait_for("Telegram asks us to wait")
            terminal.signal(number)
            assert terminal.end() == code
        document = json.loads(result.read_bytes())
        assert document["complete"] is False
        assert 0 < document["coverage"]["listed"] < 5000
        assert log_of(tmp_path)[-1]["method"] == "auth.logOut"
        assert "Stopped. What was read until then is kept in the result." in terminal.text
        assert "safecheck is signed out." in terminal.text


def test_an_end_that_is_wanted_before_signing_in_ends_with_3_and_sends_no_code(
    tmp_path: Path, here: Path
) -> None:
    with served(tmp_path) as server, Terminal(here, *AUDIT, *server.flags) as terminal:
        terminal.answer(PHONE["en"], "q")
        assert terminal.end() == 3
        assert "Stopped before anything could be kept." in terminal.text
        assert "safecheck was not signed in." in terminal.text
    assert "auth.sendCode" not in [entry["method"] for entry in log_of(tmp_path)]


@pytest.mark.uncounted
def test_a_key_of_another_server_is_no_connection(tmp_path: Path, here: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    with served(tmp_path) as server, served(other) as stranger:
        flags = ("--server", server.address, "--server-key", str(stranger.key), "--dc", server.dc)
        with Terminal(here, *AUDIT, *flags) as terminal:
            assert terminal.end() == 4
            assert PHONE["en"] not in terminal.text


def test_a_banned_number_ends_with_3(tmp_path: Path, here: Path) -> None:
    fault = {"message": "PHONE_NUMBER_BANNED", "method": "auth.sendCode", "from_call": 1, "times": 0}
    with (
        served(tmp_path, faults={"errors": [fault]}) as server,
        Terminal(here, *AUDIT, *server.flags) as terminal,
    ):
        terminal.answer(PHONE["en"], f"+{server.phone}")
        assert terminal.end() == 3
        assert "Telegram has closed the account with that number." in terminal.text


@pytest.mark.uncounted
def test_the_file_that_was_asked_for_is_kept_and_named_with_its_removal(tmp_path: Path, here: Path) -> None:
    with served(tmp_path) as server, Terminal(here, *AUDIT, *server.flags, "-o", "result.txt") as terminal:
        terminal.answer(PHONE["en"], f"+{server.phone}")
        terminal.answer(CODE["en"], server.code)
        terminal.answer(PASSWORD["en"], server.password)
        assert terminal.end() == 0
        command = re.search(r"\brm \S+", terminal.shown)
    assert command is not None
    assert (here / "work" / "result.txt").read_text().startswith("Result of safecheck")
    subprocess.run(command[0], shell=True, check=True)  # noqa: S602 - as a person would type it
    assert left_in(here) == {}
