"""A sign-in that is remembered from the result, and used again from the first choice (G13, G20); the audit is
remembered too, and the next one compared with it (G10)."""

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has no such terminals", allow_module_level=True)

from tests.cli.process import log_of
from tests.plain.on_terminal import DRAWN, Terminal
from tests.plain.serving import served
from tests.plain.walking import CHOICE, CODE, PART_OF_OWN_RESULT, PASSWORD, PHONE

PASSPHRASE = "four w0rds picked blind"
YOURS, CHOICE_EN = "2", CHOICE["en"]
WITHOUT_NAMES = "2"


def test_g13_it_is_remembered_from_the_result_with_the_audit_and_used_without_a_code(tmp_path: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    with served(tmp_path) as server, Terminal(here, "--plain", *server.flags) as terminal:
        terminal.answer(CHOICE_EN, YOURS)
        terminal.answer(CHOICE_EN, "1")
        terminal.answer(PHONE["en"], f"+{server.phone}")
        terminal.answer(CODE["en"], server.code)
        terminal.answer(PASSWORD["en"], server.password)
        terminal.answer(CHOICE_EN, PART_OF_OWN_RESULT["since"])
        never = terminal.answer(CHOICE_EN, "b")
        assert "No earlier audit of this account is remembered" in never
        assert "Whoever uses your account on this computer can read it" in never
        terminal.answer(CHOICE_EN, PART_OF_OWN_RESULT["since"])
        terminal.answer(CHOICE_EN, WITHOUT_NAMES)
        terminal.answer(CHOICE_EN, PART_OF_OWN_RESULT["since"])
        once = terminal.answer(CHOICE_EN, PART_OF_OWN_RESULT["remember"])
        assert "To forget it, when safecheck has ended: safecheck history forget" in once
        assert "Remember it without names" not in once
        terminal.answer("A name for it", "My Own")
        assert "Choose up to 32 small letters" in terminal.answer("A name for it", "mine")
        assert "Whoever has that file and your passphrase" in terminal.answer("A new passphrase", PASSPHRASE)
        terminal.answer("The same passphrase again", PASSPHRASE)
        offered = terminal.answer(CHOICE_EN, "?")
        assert "This sign-in is remembered as “mine” until" in offered
        assert "Remember this sign-in" not in offered
        assert "The remembered sign-in stays." in terminal.wait_for(CHOICE_EN)
        one_less = int(PART_OF_OWN_RESULT["start"]) - 1  # it is remembered, and offered no more
        terminal.type(str(one_less))
        terminal.answer(CHOICE_EN, YOURS)
        assert "Use the sign-in “mine”, made on" in terminal.answer(CHOICE_EN, "1")
        sent = len(log_of(tmp_path))
        terminal.answer("The passphrase of “mine”", PASSPHRASE)
        again = terminal.answer(CHOICE_EN, PART_OF_OWN_RESULT["since"])
        assert "nothing has changed that safecheck compares" in again.partition("Since your check of")[2]
        terminal.answer(CHOICE_EN, "b")
        terminal.answer(CHOICE_EN, str(int(PART_OF_OWN_RESULT["end"]) - 1))
        assert "Whoever uses your account on this computer can read it" in terminal.answer(CHOICE_EN, "b")
        terminal.answer(CHOICE_EN, str(int(PART_OF_OWN_RESULT["end"]) - 1))
        terminal.answer(CHOICE_EN, WITHOUT_NAMES)
        assert terminal.end() == 0
        (file,) = (here / "home/.local/state/safecheck/history").iterdir()
        assert len(file.read_bytes().splitlines()) == 3
        assert "Nothing that safecheck compares has changed." in terminal.text
        assert "audits that you had remembered" in terminal.text
        assert "safecheck stays signed in to Telegram, as you wanted." in terminal.text
        assert "To throw it away: safecheck session forget mine" in terminal.text
        assert PASSPHRASE not in terminal.shown
        assert DRAWN.search(terminal.shown) is None
        methods = [entry["method"] for entry in log_of(tmp_path)]
        assert not [method for method in methods[sent:] if method.startswith("auth.")]
        assert "auth.logOut" not in methods
