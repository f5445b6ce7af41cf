"""Telling how a device's switches stand, on a real terminal: words and numbers only."""

import re
import sys
from pathlib import Path

import pytest

from tests.cli.process import left_in
from tests.plain.walking import CHOICE, CODE, PART_OF_OWN_RESULT, PASSWORD, PHONE, to_the_result

if sys.platform == "win32":
    pytest.skip("Windows has no such terminals", allow_module_level=True)

from safecheck.store.answers import AnswerFile
from safecheck.store.marks import MarkFile
from tests.plain.on_terminal import DRAWN, Terminal
from tests.plain.serving import served

pytestmark = pytest.mark.uncounted

LANGS = ("en", "nl")
TELL = {"en": "Tell how a device's switches stand", "nl": "Vertel hoe de schakelaars van een apparaat staan"}
DEVICE = {"en": "Which device do you have in your hand:", "nl": "Welk apparaat heb je in je hand:"}
SWITCH = {"en": "Which switch:", "nl": "Welke schakelaar:"}
NAME = "A number, or a part of a name:"
STANDS = {"en": "How does it stand now:", "nl": "Hoe staat het nu:"}


def number_of(words: str, shown: str) -> str:
    found = re.findall(rf"(\d+)\. {re.escape(words)}", shown)
    assert found, f"{words!r} not in {shown!r}"
    return str(found[-1])


@pytest.mark.parametrize("lang", LANGS)
def test_g20_a_phone_is_told_about_line_by_line_and_counts_at_once(tmp_path: Path, lang: str) -> None:
    with Terminal(tmp_path, "--plain", "--demo", "individual", "--lang", lang) as terminal:
        menu = to_the_result(terminal, lang, password=False)
        terminal.type(number_of(TELL[lang], menu))
        devices = terminal.wait_for(DEVICE[lang])
        terminal.type(number_of("Fenna A54", devices))
        asked = terminal.wait_for(SWITCH[lang])
        hand = {
            "en": "Take it in your hand: is this on or off?",
            "nl": "Pak het erbij: staat dit aan of uit?",
        }
        assert hand[lang] in asked
        beside = {"en": "Automatic media download", "nl": "Media automatisch downloaden"}
        for number in ("1", "2", "3"):
            terminal.type(number)
            way = terminal.wait_for(STANDS[lang])
            assert beside[lang] in way, "the way there stands beside the question"
            terminal.type("2")
            asked = terminal.wait_for(SWITCH[lang])
        changed = {
            "en": "Now: Photos do not land by themselves from: every kind of chat.",
            "nl": "Nu: Foto's komen niet vanzelf binnen uit: elk soort chat.",
        }
        assert changed[lang] in asked
        nothing = {
            "en": "No photos, videos or files land",
            "nl": "Er komen geen foto's, video's of bestanden",
        }
        assert nothing[lang] in asked
        terminal.type("b")
        terminal.answer(DEVICE[lang], "b")
        said = terminal.wait_for(CHOICE[lang])
        practice = {"en": "These answers are practice", "nl": "Deze antwoorden zijn om te oefenen"}
        assert practice[lang] in said
        terminal.type("q")
        assert terminal.end() == 0
    assert DRAWN.search(terminal.shown) is None
    assert "\r" not in terminal.shown
    assert "\x1b" not in terminal.shown
    assert not any("safecheck" in name for name in left_in(tmp_path)), "practice is never written"


def test_switches_are_told_one_by_one_and_b_leads_back_step_by_step(tmp_path: Path) -> None:
    with Terminal(tmp_path, "--plain", "--demo", "individual") as terminal:
        menu = to_the_result(terminal, password=False)
        terminal.type(number_of(TELL["en"], menu))
        devices = terminal.wait_for(DEVICE["en"])
        terminal.type(number_of("Laptop thuis", devices))
        terminal.answer(SWITCH["en"], "2")
        terminal.answer(STANDS["en"], "4")
        cells = terminal.wait_for(SWITCH["en"])
        terminal.type(number_of("Automatic download, photos, groups", cells))
        way = terminal.wait_for(STANDS["en"])
        assert "In groups" in way
        terminal.type("2")
        said = terminal.wait_for(SWITCH["en"])
        assert "Now: Photos do not land by themselves from: groups." in said
        assert "Automatic download, photos, groups: off" in said
        terminal.type("b")
        assert "Automatic download in groups: not all alike" in terminal.wait_for(SWITCH["en"])
        terminal.type("q")
        assert terminal.end() == 0


def test_g10_g22_an_own_account_is_asked_once_whether_to_keep_it(tmp_path: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    with served(tmp_path) as server, Terminal(here, "--plain", *server.flags) as terminal:
        menu = terminal.wait_for(CHOICE["en"])
        terminal.type(number_of("Check my account", menu))
        terminal.answer(CHOICE["en"], "1")
        terminal.answer(PHONE["en"], f"+{server.phone}")
        terminal.answer(CODE["en"], server.code)
        terminal.answer(PASSWORD["en"], server.password)
        menu = terminal.wait_for(CHOICE["en"])
        terminal.type(number_of(TELL["en"], menu))
        terminal.answer(DEVICE["en"], "1")
        terminal.answer(SWITCH["en"], "1")
        terminal.answer(STANDS["en"], "2")
        terminal.answer(SWITCH["en"], "b")
        terminal.answer(DEVICE["en"], "b")
        asked = terminal.wait_for("Keep your answers:")
        assert "whoever uses your account on this computer can read it." in asked
        assert number_of("Do not keep them", asked) == "1"
        terminal.type("2")
        assert "Your answers are kept on this computer." in terminal.wait_for(CHOICE["en"])
        terminal.type(PART_OF_OWN_RESULT["chats"])
        terminal.answer(NAME, "1")
        assert "you can mark it as known to you" in terminal.answer(NAME, "k")
        assert "You marked it as known to you." in terminal.answer(NAME, "b")
        asked = terminal.wait_for("Keep your marks:")
        assert "Whoever uses your account on this computer can read it" in asked
        assert number_of("Do not keep them", asked) == "1"
        terminal.type("2")
        assert "Your marks are kept on this computer." in terminal.wait_for(CHOICE["en"])
        terminal.type("q")
        assert terminal.end() == 0
        file = AnswerFile(here / "home/.local/state/safecheck/answers.yaml")
        assert len(file.read()) == 1
        (mark,) = MarkFile(file.path.with_name("marks.yaml")).read()
        assert mark.mark == "known"
        assert "safecheck answers forget" in terminal.text
        assert "safecheck kept nothing" not in terminal.text


def test_p8_the_names_of_devices_command_no_terminal(tmp_path: Path) -> None:
    with Terminal(tmp_path, "--plain", "--demo", "hostile") as terminal:
        menu = to_the_result(terminal)
        terminal.type(number_of(TELL["en"], menu))
        terminal.answer(DEVICE["en"], "1")
        terminal.answer(SWITCH["en"], "1")
        terminal.answer(STANDS["en"], "1")
        terminal.answer(SWITCH["en"], "q")
        assert terminal.end() == 0
        assert "\x1b" not in terminal.shown
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u202a-\u202e]", terminal.shown)
