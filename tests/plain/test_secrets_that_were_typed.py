"""P3: whatever secret is typed is found nowhere afterwards, and in no place where others could read it."""

import re
import signal
import sys
from pathlib import Path

import pytest

from tests.cli.process import left_in
from tests.plain.serving import served
from tests.plain.walking import CHOICE, CODE, PART_OF_OWN_RESULT, PASSWORD, PHONE

if sys.platform == "win32":
    pytest.skip("Windows has no such terminals", allow_module_level=True)

from tests.plain.on_terminal import Terminal

pytestmark = pytest.mark.uncounted

API_ID, API_HASH = "7654321", "0123456789abcdef0123456789abcdef"
OWN_ACCOUNT = {"en": "2", "nl": "2"}

# The program itself, but for where real Telegram is: at the practice server of the test.
ELSEWHERE = """
import sys
from pathlib import Path
import safecheck.audit.connection as connection
server, key, dc = sys.argv[1:4]
del sys.argv[1:4]
connection.production_endpoint = lambda proxy=None: connection.custom_endpoint(server, Path(key), int(dc))
from safecheck.__main__ import main; main()
"""


def readable_of(pid: int) -> str:
    """What other programs of the same user can read of a process."""
    folder = Path(f"/proc/{pid}")
    if not folder.exists():
        return ""
    return "".join((folder / name).read_text(errors="replace") for name in ("cmdline", "environ"))


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_p3_no_secret_that_was_typed_is_shown_kept_or_readable_by_others(tmp_path: Path, lang: str) -> None:
    here = tmp_path / "here"
    here.mkdir()
    with (
        served(tmp_path) as server,
        Terminal(
            here,
            "--plain",
            "--lang",
            lang,
            command=("-c", ELSEWHERE, server.address, str(server.key), server.dc),
        ) as terminal,
    ):
        terminal.answer(CHOICE[lang], OWN_ACCOUNT[lang])
        terminal.answer(CHOICE[lang], "1")
        terminal.answer("api_id:", "17349x")
        terminal.answer("api_id:", "2040")
        guide = terminal.answer("api_id:", API_ID)
        assert "belongs to an app of Telegram" in guide or "app van Telegram zelf" in guide
        terminal.answer("api_hash", API_HASH[:-1] + "x")
        terminal.answer("api_hash", API_HASH)
        terminal.answer(PHONE[lang], f"+{server.phone}")
        terminal.answer(CODE[lang], "98765")
        terminal.answer(CODE[lang], server.code)
        terminal.answer(PASSWORD[lang], "my wrong secret")
        terminal.answer(PASSWORD[lang], server.password)
        terminal.wait_for(CHOICE[lang])
        others = readable_of(terminal.process.pid)
        terminal.type(PART_OF_OWN_RESULT["settings"])
        terminal.wait_for(CHOICE[lang])
        terminal.type("q")
        assert terminal.end() == 0
        shown = terminal.shown
    secrets = (API_HASH, API_HASH[:-1], "98765", server.code, "my wrong secret", server.password)
    kept = left_in(here)
    for secret in secrets:
        assert secret not in shown
        assert secret not in others
        assert not any(secret.encode() in content for content in kept.values())
    assert server.phone not in others
    assert kept == {}
    signed_out = {"en": "safecheck is signed out. On your phone you stay signed in to Telegram."}
    assert signed_out.get(lang, "safecheck is afgemeld.") in " ".join(shown.split())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_p3_what_was_half_typed_when_a_signal_came_is_not_shown(
    tmp_path: Path, number: signal.Signals
) -> None:
    with Terminal(tmp_path, "--plain", "--demo", "quiet") as terminal:
        terminal.answer(CHOICE["en"], "1")
        terminal.answer(PHONE["en"], "+99966223344")
        terminal.wait_for(CODE["en"])
        terminal.press_and_wait(b"secr3t half")
        terminal.signal(number)
        assert terminal.end() == 128 + number
        assert "secr3t" not in terminal.shown
        assert terminal.echoes
        assert not terminal.holds_anything_typed


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_g22_where_signing_out_fails_the_way_to_do_it_by_hand_is_the_last_thing_said(
    tmp_path: Path, lang: str
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    fault = {"message": "SOMETHING_ELSE", "code": 400, "method": "auth.logOut", "from_call": 1, "times": 0}
    with (
        served(tmp_path, faults={"errors": [fault]}) as server,
        Terminal(here, "--plain", "--lang", lang, *server.flags) as terminal,
    ):
        terminal.answer(CHOICE[lang], OWN_ACCOUNT[lang])
        told = terminal.answer(CHOICE[lang], "1")
        banner = {
            "en": "This is not Telegram, but a server",
            "nl": "Dit is niet Telegram, maar een server",
        }
        assert f"{banner[lang]}" in told
        assert server.address in told
        terminal.answer(PHONE[lang], f"+{server.phone}")
        terminal.answer(CODE[lang], server.code)
        terminal.answer(PASSWORD[lang], server.password)
        by_hand = {"en": "Signing out did not work. Do it yourself:", "nl": "Afmelden is niet gelukt."}
        assert by_hand[lang] not in terminal.wait_for(CHOICE[lang]), "the line is still open"
        terminal.type(PART_OF_OWN_RESULT["start"])
        assert by_hand[lang] in terminal.wait_for(CHOICE[lang]), "at once"
        terminal.type("q")
        assert terminal.end() == 0
        last = terminal.text[terminal.text.rindex("q ") :]
        assert by_hand[lang] in last
        assert "“Devices”" in last
        assert not re.search("is signed out|is afgemeld", last)
