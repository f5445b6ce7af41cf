"""What Telegram can refuse at each question of a sign-in, line by line in both languages: its whole sentence,
and then the question at which the person can try again."""

import sys
from pathlib import Path

import pytest

from safecheck.i18n.catalog import load
from safecheck.model.text import Lang
from tests.cli.process import scenario_file
from tests.plain.walking import CHOICE, CODE, PASSWORD, PHONE, PRACTICE_CODE, to_the_phone_number

if sys.platform == "win32":
    pytest.skip("Windows has no such terminals", allow_module_level=True)

from tests.plain.on_terminal import Terminal

pytestmark = pytest.mark.uncounted

NUMBER = "+99966223344"
SEND, GIVE, PROVE = "auth.sendCode", "auth.signIn", "auth.checkPassword"
NEXT = {"choice": CHOICE, "number": PHONE, "code": CODE, "password": PASSWORD}
START_AGAIN = "Telegram asks to start the sign-in again. Type the number once more."

REFUSALS = [
    ("AUTH_RESTART", 500, SEND, "number", START_AGAIN),
    ("AUTH_KEY_UNREGISTERED", 401, SEND, "number", START_AGAIN),
    ("SESSION_REVOKED", 401, GIVE, "number", START_AGAIN),
    ("PHONE_CODE_INVALID", 400, GIVE, "code", "That code is wrong. Try again with the newest code."),
    ("PHONE_CODE_EMPTY", 400, GIVE, "code", "The code is missing. Type the code that Telegram sent."),
    (
        "PHONE_PASSWORD_FLOOD",
        406,
        SEND,
        "choice",
        "There were too many sign-ins today. Wait a day, or sign in with the QR code.",
    ),
    ("PASSWORD_HASH_INVALID", 400, PROVE, "password", "That two-step password is wrong. Try again."),
    (
        "AUTH_KEY_DUPLICATED",
        406,
        SEND,
        "choice",
        "This sign-in was used twice at the same time and is no longer valid. "
        "Sign in again and run one copy.",
    ),
    (
        "FROZEN_METHOD_INVALID",
        406,
        SEND,
        "choice",
        "Telegram has frozen this account: it can be read, but not used. "
        "The Telegram app says how to object.",
    ),
]


@pytest.mark.parametrize("lang", ["en", "nl"])
@pytest.mark.parametrize(
    ("message", "code", "method", "then", "sentence"), REFUSALS, ids=[each[0] for each in REFUSALS]
)
def test_a_refusal_is_said_whole_and_leads_on(
    tmp_path: Path, message: str, code: int, method: str, then: str, sentence: str, lang: Lang
) -> None:
    fault = {"message": message, "code": code, "method": method, "from_call": 1, "times": 1}
    path = scenario_file(tmp_path, "quiet", faults={"errors": [fault]})
    with Terminal(tmp_path, "--plain", "--demo", str(path), "--lang", lang) as terminal:
        to_the_phone_number(terminal, lang)
        terminal.type(NUMBER)
        if method in (GIVE, PROVE):
            terminal.answer(CODE[lang], PRACTICE_CODE)
        if method == PROVE:
            terminal.answer(PASSWORD[lang], "a password")
        said = " ".join(terminal.wait_for(NEXT[then][lang]).split())
        expected = load(lang).gettext(sentence)
        assert (expected == sentence) is (lang == "en")
        assert expected in said
        terminal.type("q")
        assert terminal.end() == 0
        assert terminal.received.count("auth.sendCode") == 1
