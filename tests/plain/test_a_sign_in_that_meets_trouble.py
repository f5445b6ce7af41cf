"""Each refusal of a sign-in that the practice server can give, as a person meets it line by line."""

import re
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.process import scenario_file
from tests.plain.walking import (
    CHOICE,
    CODE,
    PASSWORD,
    PHONE,
    PRACTICE_CODE,
    PRACTICE_PASSWORD,
    SCAN,
    to_the_code,
    to_the_password,
    to_the_phone_number,
)

if sys.platform == "win32":
    pytest.skip("Windows has no such terminals", allow_module_level=True)

from tests.plain.on_terminal import Terminal

pytestmark = pytest.mark.uncounted

NUMBER = "+99966223344"


def once(message: str, method: str, code: int = 400, times: int = 1) -> dict[str, Any]:
    return {"errors": [{"message": message, "code": code, "method": method, "from_call": 1, "times": times}]}


def visit(folder: Path, lang: str = "en", faults: dict[str, Any] | None = None, **keys: Any) -> Terminal:
    path = scenario_file(folder, "quiet", faults=faults or {}, **keys)
    return Terminal(folder, "--plain", "--demo", str(path), "--lang", lang)


def go_on_from_the_code(terminal: Terminal, lang: str = "en") -> None:
    """From the question for the code to the end of the visit."""
    terminal.type(PRACTICE_CODE)
    terminal.answer(PASSWORD[lang], PRACTICE_PASSWORD)
    terminal.wait_for(CHOICE[lang])
    terminal.type("q")
    assert terminal.end() == 0


@pytest.mark.parametrize(
    ("message", "lang", "said"),
    [
        ("PHONE_NUMBER_INVALID", "en", "Telegram does not know that phone number."),
        ("PHONE_NUMBER_INVALID", "nl", "Telegram kent dat telefoonnummer niet."),
        ("PHONE_NUMBER_UNOCCUPIED", "en", "No account has that number."),
        ("PHONE_NUMBER_APP_SIGNUP_FORBIDDEN", "nl", "Bij dat nummer hoort geen account."),
    ],
)
def test_a_number_that_is_refused_is_asked_for_again(
    tmp_path: Path, message: str, lang: str, said: str
) -> None:
    with visit(tmp_path, lang, once(message, "auth.sendCode")) as terminal:
        to_the_phone_number(terminal, lang)
        terminal.type(NUMBER)
        assert said in terminal.wait_for(PHONE[lang])
        terminal.type(NUMBER)
        terminal.wait_for(CODE[lang])
        go_on_from_the_code(terminal, lang)
        assert terminal.received.count("auth.sendCode") == 2


@pytest.mark.parametrize(
    ("message", "lang", "said"),
    [
        ("PHONE_NUMBER_FLOOD", "en", "Telegram has sent too many codes today."),
        ("SEND_CODE_UNAVAILABLE", "en", "Telegram cannot send a code this way."),
        ("SMS_CODE_CREATE_FAILED", "nl", "Gebruik de QR-code."),
    ],
)
def test_where_no_code_can_be_sent_the_qr_code_is_offered_and_works(
    tmp_path: Path, message: str, lang: str, said: str
) -> None:
    with visit(tmp_path, lang, once(message, "auth.sendCode", times=0)) as terminal:
        to_the_phone_number(terminal, lang)
        terminal.type(NUMBER)
        assert said in terminal.wait_for(CHOICE[lang])
        terminal.type("2")
        terminal.answer(SCAN[lang], "s")
        terminal.answer(PASSWORD[lang], PRACTICE_PASSWORD)
        terminal.wait_for(CHOICE[lang])
        terminal.type("q")
        assert terminal.end() == 0
        assert terminal.received.count("auth.sendCode") == 1


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("PHONE_NUMBER_BANNED", "Telegram has closed the account with that number."),
        ("API_ID_INVALID", "The api_id and api_hash do not belong together."),
        ("API_ID_PUBLISHED_FLOOD", "Telegram has blocked this api_id because it was published."),
        ("UPDATE_APP_TO_LOGIN", "Telegram wants a newer program."),
        ("USER_DEACTIVATED", "This account has been deleted."),
        ("SOMETHING_NEW_AND_ODD", "SOMETHING_NEW_AND_ODD"),
    ],
)
def test_what_another_try_cannot_change_leads_back_to_the_first_choice(
    tmp_path: Path, message: str, said: str
) -> None:
    with visit(tmp_path, "en", once(message, "auth.sendCode", times=0)) as terminal:
        to_the_phone_number(terminal)
        terminal.type(NUMBER)
        back = terminal.wait_for(CHOICE["en"])
        assert said in back
        assert "Show me the switches" in back
        terminal.type("q")
        assert terminal.end() == 0
        assert terminal.received.count("auth.sendCode") == 1


def test_a_code_that_is_too_old_leads_to_the_number_and_never_to_a_second_code_by_itself(
    tmp_path: Path,
) -> None:
    with visit(tmp_path, "en", once("PHONE_CODE_EXPIRED", "auth.signIn")) as terminal:
        to_the_code(terminal)
        terminal.type(PRACTICE_CODE)
        assert "That code is too old." in terminal.wait_for(PHONE["en"])
        assert terminal.received.count("auth.sendCode") == 1
        terminal.type(NUMBER)
        terminal.wait_for(CODE["en"])
        go_on_from_the_code(terminal)


@pytest.mark.parametrize("message", ["SRP_ID_INVALID", "SRP_PASSWORD_CHANGED"])
def test_a_step_that_telegram_wants_again_is_taken_again(tmp_path: Path, message: str) -> None:
    with visit(tmp_path, "en", once(message, "auth.checkPassword")) as terminal:
        to_the_password(terminal)
        terminal.type(PRACTICE_PASSWORD)
        terminal.wait_for(CHOICE["en"])
        terminal.type("q")
        assert terminal.end() == 0


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("AUTH_TOKEN_EXPIRED", "The QR code was too old. Here is a new one."),
        ("AUTH_TOKEN_INVALID", "Telegram refused the QR code. Here is a new one."),
        ("AUTH_TOKEN_ALREADY_ACCEPTED", "That QR code had been used. Here is a new one."),
    ],
)
def test_a_qr_code_that_is_refused_is_followed_by_a_new_one(tmp_path: Path, message: str, said: str) -> None:
    with visit(tmp_path, "en", once(message, "auth.exportLoginToken")) as terminal:
        to_the_phone_number(terminal)
        terminal.type("b")
        terminal.answer(CHOICE["en"], "2")
        assert said in terminal.wait_for(SCAN["en"])
        terminal.type("s")
        terminal.answer(PASSWORD["en"], PRACTICE_PASSWORD)
        terminal.wait_for(CHOICE["en"])
        terminal.type("q")
        assert terminal.end() == 0


def test_a_qr_code_that_nobody_scans_is_followed_by_a_new_one_that_works(tmp_path: Path) -> None:
    account = {"phone": "99966223344", "home_dc": 4, "qr_seconds": 1}
    with visit(tmp_path, account=account) as terminal:
        to_the_phone_number(terminal)
        terminal.type("b")
        terminal.answer(CHOICE["en"], "2")
        terminal.wait_for(SCAN["en"])
        first = re.findall("token=([A-Za-z0-9_-]+)", terminal.shown)
        terminal.wait_for(SCAN["en"])
        assert len(set(re.findall("token=([A-Za-z0-9_-]+)", terminal.shown)) - set(first)) == 1
        terminal.type("s")
        terminal.answer(PASSWORD["en"], PRACTICE_PASSWORD)
        terminal.wait_for(CHOICE["en"])
        terminal.type("q")
        assert terminal.end() == 0


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_a_short_wait_is_waited_out_with_a_line_that_says_how_long(tmp_path: Path, lang: str) -> None:
    with visit(tmp_path, lang, once("FLOOD_WAIT_2", "auth.sendCode", 420)) as terminal:
        to_the_phone_number(terminal, lang)
        terminal.type(NUMBER)
        waited = terminal.wait_for(CODE[lang])
        words = {"en": "Telegram asks us to wait 2 s. That is normal.", "nl": "om 2 seconden te wachten."}
        assert waited.count(words[lang]) == 1
        go_on_from_the_code(terminal, lang)


def test_a_long_wait_is_said_and_leads_back(tmp_path: Path) -> None:
    with visit(tmp_path, "en", once("FLOOD_WAIT_7200", "auth.sendCode", 420)) as terminal:
        to_the_phone_number(terminal)
        terminal.type(NUMBER)
        assert "120 minutes" in terminal.wait_for(CHOICE["en"])
        terminal.type("q")
        assert terminal.end() == 0


def test_a_line_that_breaks_while_the_code_is_typed_costs_no_second_code(tmp_path: Path) -> None:
    with visit(tmp_path, "en", {"drop_at": [3]}) as terminal:
        to_the_code(terminal)
        terminal.type(PRACTICE_CODE)
        asked = terminal.wait_for("(nothing shows while you type):")
        if "cannot be reached" in asked:
            terminal.type(PRACTICE_CODE)
            terminal.wait_for(PASSWORD["en"])
        terminal.type(PRACTICE_PASSWORD)
        terminal.wait_for(CHOICE["en"])
        assert terminal.received.count("auth.sendCode") == 1
        terminal.type("q")
        assert terminal.end() == 0


def test_a_line_that_is_gone_for_good_while_reading_shows_what_there_is(tmp_path: Path) -> None:
    path = scenario_file(tmp_path, "busy", faults={"gone_after": 20})
    command = (
        "-c",
        "import safecheck.telegram.client as client; client.RECONNECT_SECONDS = 0\n"
        "from safecheck.__main__ import main; main()",
    )
    with Terminal(tmp_path, "--plain", "--demo", str(path), command=command) as terminal:
        to_the_code(terminal)
        terminal.type(PRACTICE_CODE)
        result = terminal.wait_for(CHOICE["en"])
        assert "Telegram cannot be reached." in result
        assert "About the rest we know nothing." in result
        terminal.type("q")
        assert terminal.end() == 0


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ("sms", "in a text message (SMS)"),
        ("call", "calls you and says the code"),
        ("missed_call", "its last digits are the code"),
        ("email", "by e-mail"),
        ("fragment", "fragment.com"),
    ],
)
def test_each_way_that_a_code_travels_has_its_sentence(tmp_path: Path, way: str, said: str) -> None:
    account = {"phone": "99966223344", "home_dc": 4, "code_sent_by": way}
    with visit(tmp_path, account=account) as terminal:
        to_the_phone_number(terminal)
        terminal.type(NUMBER)
        told = terminal.wait_for("(nothing shows while you type):")
        assert said in told
        assert "Give this code to no one and never forward it" in told
        terminal.type("q")
        assert terminal.end() == 0
