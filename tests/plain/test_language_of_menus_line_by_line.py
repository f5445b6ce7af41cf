"""Saying which language an app's menus are in, on a real terminal, and what the open line is good for until
the end of the result."""

import re
import signal
import sys
from pathlib import Path

import pytest

from tests.cli.process import left_in, scenario_file
from tests.plain.walking import CHOICE, CODE, PART_OF_RESULT, PHONE, to_the_result

if sys.platform == "win32":
    pytest.skip("Windows has no such terminals", allow_module_level=True)

from safecheck.store.answers import AnswerFile
from tests.plain.on_terminal import Terminal
from tests.plain.serving import served
from tests.plain.test_a_visit_line_by_line import GONE, LANGS, only_plain_lines
from tests.plain.test_telling_about_a_device_line_by_line import DEVICE, STANDS, SWITCH, number_of

pytestmark = pytest.mark.uncounted

STRINGS, LANGUAGES = "langpack.getStrings", "langpack.getLanguages"
LANGUAGE = {"en": "The language of its menus", "nl": "De taal van de menu's"}
QUESTION = {
    "en": "Which language do the menus of Telegram on this device have?",
    "nl": "In welke taal staan de menu's van Telegram op dit apparaat?",
}
PART = {"en": "A number, or a part of a name:", "nl": "Een nummer, of een deel van een naam:"}
SIGNED_OUT = "safecheck is signed out. On your phone you stay signed in to Telegram."


def practice(folder: Path, *arguments: str, **keys: object) -> Terminal:
    return Terminal(folder, "--plain", "--demo", str(scenario_file(folder, "languages", **keys)), *arguments)


def to_the_form(terminal: Terminal, lang: str = "en", name: str = "Fenna A55") -> str:
    """From the list of parts of a result to the questions about one device."""
    terminal.type(PART_OF_RESULT["tell"])
    terminal.type(number_of(name, terminal.wait_for(DEVICE[lang])))
    return terminal.wait_for(SWITCH[lang])


def ask_for_languages(terminal: Terminal) -> None:
    """From the start to the question which languages the app on that device has."""
    to_the_result(terminal, password=False)
    form = to_the_form(terminal)
    terminal.type(number_of(LANGUAGE["en"], form))


@pytest.mark.parametrize("lang", LANGS)
def test_g20_turkish_is_found_by_a_part_of_its_name_and_taken_back_again(tmp_path: Path, lang: str) -> None:
    with practice(tmp_path, "--lang", lang, told=[]) as terminal:
        to_the_result(terminal, lang, password=False)
        asked = terminal.received.count(STRINGS)
        form = to_the_form(terminal, lang)
        like = {"en": "like safecheck", "nl": "zoals safecheck"}[lang]
        assert f"{LANGUAGE[lang]}: {like}" in form
        terminal.type(number_of(LANGUAGE[lang], form))
        listed = terminal.wait_for(PART[lang])
        assert QUESTION[lang] in listed
        assert "Nederlands: Dutch" in listed
        assert "Türkçe" not in listed, "ten at a time"
        terminal.type("m")
        assert "Türkçe: Turkish" in terminal.wait_for(PART[lang])
        terminal.type("turk")
        found = terminal.wait_for(PART[lang])
        terminal.type(number_of("Türkçe: Turkish", found))
        form = terminal.wait_for(SWITCH[lang])
        assert f"{LANGUAGE[lang]}: Türkçe" in form
        assert terminal.received.count(STRINGS) == asked + 1
        terminal.type(number_of(LANGUAGE[lang], form))
        listed = terminal.wait_for(PART[lang])
        terminal.type("zzz")
        nothing = {"en": "No language has that in its name.", "nl": "Geen enkele taal heeft dat in de naam."}
        assert nothing[lang] in terminal.wait_for(PART[lang])
        terminal.type("99")
        number = {"en": "No language in this list has that number.", "nl": "Geen taal in deze lijst"}
        assert number[lang] in terminal.wait_for(PART[lang])
        terminal.type("1")
        assert f"{LANGUAGE[lang]}: {like}" in terminal.wait_for(SWITCH[lang])
        assert (terminal.received.count(STRINGS), terminal.received.count(LANGUAGES)) == (asked + 1, 1)
        terminal.type("q")
        assert terminal.end() == 0
        assert terminal.text.endswith(GONE[lang])
        assert terminal.received[-1] == "auth.logOut"
        only_plain_lines(terminal)


def test_b_leads_back_and_the_explanation_says_what_can_be_typed(tmp_path: Path) -> None:
    with practice(tmp_path) as terminal:
        to_the_result(terminal, password=False)
        form = to_the_form(terminal, name="iPhone 14")
        assert "The language of its menus: ar" in form
        terminal.type(number_of(LANGUAGE["en"], form))
        listed = terminal.wait_for(PART["en"])
        assert "العربية: Arabic, chosen now" in listed
        terminal.type("?")
        explained = terminal.wait_for(PART["en"])
        assert "A part of a name lists only the languages with it." in explained
        assert "signs safecheck out" in explained or "practice account" in explained
        terminal.type("b")
        assert "The language of its menus: العربية" in terminal.wait_for(SWITCH["en"])
        terminal.type("q")
        assert terminal.end() == 0
        only_plain_lines(terminal)


def test_another_language_of_safecheck_asks_for_its_words(tmp_path: Path) -> None:
    with practice(tmp_path) as terminal:
        to_the_result(terminal, password=False)
        assert terminal.received.count(STRINGS) == 4
        for lang in ("nl", "en", "nl"):
            terminal.type(PART_OF_RESULT["language"])
            terminal.wait_for(CHOICE[lang])
        assert terminal.received.count(STRINGS) == 6
        terminal.type("q")
        assert terminal.end() == 0


def test_where_no_list_comes_it_says_so_and_leads_back(tmp_path: Path) -> None:
    with practice(tmp_path, faults={"missing_methods": [LANGUAGES]}) as terminal:
        ask_for_languages(terminal)
        listed = terminal.wait_for(PART["en"])
        assert "Telegram gave no list of languages." in listed
        assert "1. Like safecheck" in listed
        terminal.type("b")
        assert "The language of its menus: tr" in terminal.wait_for(SWITCH["en"])
        terminal.type("q")
        assert terminal.end() == 0


def test_a_list_that_takes_long_is_announced_and_can_be_left(tmp_path: Path) -> None:
    waits = {"message": "FLOOD_WAIT_50", "code": 420, "method": LANGUAGES, "times": 0}
    with practice(tmp_path, faults={"errors": [waits]}) as terminal:
        ask_for_languages(terminal)
        terminal.wait_for("Asking Telegram which languages this app has.")
        terminal.type("b")
        terminal.wait_for(SWITCH["en"])
        terminal.type("q")
        assert terminal.end() == 0
        assert terminal.received[-1] == "auth.logOut"


def test_words_that_take_long_hold_up_nobody(tmp_path: Path) -> None:
    waits = {"message": "FLOOD_WAIT_50", "code": 420, "method": STRINGS, "from_call": 5, "times": 0}
    with practice(tmp_path, faults={"errors": [waits]}) as terminal:
        to_the_result(terminal, password=False)
        terminal.type(PART_OF_RESULT["language"])
        terminal.wait_for("safecheck vraagt Telegram naar de woorden van de menu's.")
        terminal.type("b")
        terminal.wait_for(CHOICE["nl"])
        terminal.type("q")
        assert terminal.end() == 0
        assert terminal.received[-1] == "auth.logOut"


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_g22_a_signal_in_the_list_signs_out_and_leaves_nothing(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    with practice(tmp_path) as terminal:
        ask_for_languages(terminal)
        terminal.wait_for(PART["en"])
        terminal.signal(number)
        assert terminal.end() == code
        assert GONE["en"] in terminal.text
        assert terminal.received[-1] == "auth.logOut"
        assert left_in(tmp_path) == {}


def test_g10_g22_a_language_of_an_own_account_is_kept_only_if_that_is_wanted_and_used_the_next_time(
    tmp_path: Path,
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    with served(tmp_path, "languages") as server:
        for time in ("first", "second"):
            with Terminal(here, "--plain", *server.flags) as terminal:
                menu = terminal.wait_for(CHOICE["en"])
                terminal.type(number_of("Check my account", menu))
                terminal.answer(CHOICE["en"], "1")
                terminal.answer(PHONE["en"], f"+{server.phone}")
                terminal.answer(CODE["en"], server.code)
                terminal.wait_for(CHOICE["en"])
                form = to_the_form(terminal)
                if time == "second":
                    assert "The language of its menus: tr" in form
                    terminal.type("q")
                else:
                    terminal.type(number_of(LANGUAGE["en"], form))
                    terminal.wait_for(PART["en"])
                    terminal.type("turk")
                    terminal.answer(PART["en"], "2")
                    terminal.answer(SWITCH["en"], "b")
                    terminal.answer(DEVICE["en"], "b")
                    terminal.answer("Keep your answers:", "2")
                    terminal.answer(CHOICE["en"], "q")
                assert terminal.end() == 0
                assert SIGNED_OUT in terminal.text
                assert terminal.text.count("signed out") == 1
                assert "safecheck answers forget" in terminal.text
            file = AnswerFile(here / "home/.local/state/safecheck/answers.yaml")
            assert [entry.app_language for entry in file.read()] == ["tr"]


def test_g22_a_sign_out_that_fails_at_the_end_of_a_result_is_said_once(tmp_path: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    with (
        served(tmp_path, "languages", faults={"missing_methods": ["auth.logOut"]}) as server,
        Terminal(here, "--plain", *server.flags) as terminal,
    ):
        menu = terminal.wait_for(CHOICE["en"])
        terminal.type(number_of("Check my account", menu))
        terminal.answer(CHOICE["en"], "1")
        terminal.answer(PHONE["en"], f"+{server.phone}")
        terminal.answer(CODE["en"], server.code)
        terminal.wait_for(CHOICE["en"])
        terminal.type("q")
        assert terminal.end() == 0
        assert terminal.text.count("Signing out did not work.") == 1


def test_g22_back_at_the_beginning_the_visit_is_over(tmp_path: Path) -> None:
    with practice(tmp_path) as terminal:
        to_the_result(terminal, password=False)
        assert "auth.logOut" not in terminal.received
        terminal.type(PART_OF_RESULT["start"])
        assert "Show me the switches" in terminal.wait_for(CHOICE["en"])
        assert terminal.received[-1] == "auth.logOut"
        terminal.type("q")
        assert terminal.end() == 0


def test_p8_hostile_names_of_languages_command_no_terminal(tmp_path: Path) -> None:
    path = scenario_file(tmp_path, "hostile", account={"password": None, "password_hint": ""})
    with Terminal(tmp_path, "--plain", "--demo", str(path)) as terminal:
        to_the_result(terminal, password=False)
        terminal.type(PART_OF_RESULT["tell"])
        terminal.answer(DEVICE["en"], "1")
        form = terminal.wait_for(SWITCH["en"])
        terminal.type(number_of(LANGUAGE["en"], form))
        assert "[@click=app.leave(1)]Odd[/]" in terminal.wait_for(PART["en"])
        for _ in range(2):
            terminal.type("m")
            terminal.wait_for(PART["en"])
        terminal.type("2")
        form = terminal.wait_for(SWITCH["en"])
        assert re.search(r"The language of its menus: \S*\[31mReddesrever", form)
        terminal.type("q")
        assert terminal.end() == 0
        only_plain_lines(terminal)


def test_the_way_to_a_switch_is_in_turkish_in_the_same_run(tmp_path: Path) -> None:
    with practice(tmp_path, told=[]) as terminal:
        to_the_result(terminal, password=False)
        form = to_the_form(terminal)
        terminal.type("1")
        assert "Ayarlar" not in terminal.wait_for(STANDS["en"])
        terminal.type("b")
        terminal.wait_for(SWITCH["en"])
        terminal.type(number_of(LANGUAGE["en"], form))
        terminal.answer(PART["en"], "turk")
        terminal.answer(PART["en"], "2")
        terminal.answer(SWITCH["en"], "1")
        assert "Ayarlar" in terminal.wait_for(STANDS["en"])
        terminal.type("b")
        terminal.answer(SWITCH["en"], "b")
        terminal.answer(DEVICE["en"], "b")
        terminal.wait_for(CHOICE["en"])
        terminal.type(PART_OF_RESULT["plan"])
        plan = terminal.wait_for(CHOICE["en"])
        assert "Otomatik medya indirme" in plan
        assert "When roaming" in plan, "word by word"
        terminal.type("q")
        assert terminal.end() == 0
        only_plain_lines(terminal)
