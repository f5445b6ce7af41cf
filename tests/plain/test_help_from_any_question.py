"""`h`, `?`, `b` and Enter alone, line by line: help is near, and every way leads back (G4, G20)."""

import re
import sys
from pathlib import Path

import pytest

from tests.cli.process import scenario_file
from tests.plain.walking import (
    CHOICE,
    CODE,
    PART_OF_RESULT,
    PASSWORD,
    PHONE,
    PRACTICE_CODE,
    PRACTICE_PASSWORD,
    SCAN,
    to_the_code,
    to_the_password,
    to_the_phone_number,
    to_the_result,
)

if sys.platform == "win32":
    pytest.skip("Windows has no such terminals", allow_module_level=True)

from tests.plain.on_terminal import DRAWN, ONCE_MORE, Terminal

pytestmark = pytest.mark.uncounted

LANGS = ("en", "nl")
START = PART_OF_RESULT["start"]
SHOCKED = {
    "en": "Shocked? You do not have to sort this out alone",
    "nl": "Geschrokken? Je hoeft dit niet alleen uit te zoeken",
}
TOPICS = {
    "en": "What is it about? With b and Enter you go back to where you were. 1. Someone is in danger now 2.",
    "nl": "Waar gaat het over? Met b en Enter ga je terug naar waar je was. 1. Iemand is nu in gevaar 2.",
}
OTHER_COUNTRY = {"en": "14. Another country", "nl": "14. Een ander land"}
COUNTRY = {
    "en": "The country, or its two letters such as NL:",
    "nl": "Het land, of de twee letters ervan zoals NL:",
}
COMMAND = re.compile(r"safecheck (?:--|[a-z]+-(?:me|server)|(?:switches|requests|audit|guide|doctor)\b)")
PART = {"en": "A number, or a part of a name:", "nl": "Een nummer, of een deel van een naam:"}


def into_help_and_back(terminal: Terminal, question: str, lang: str = "en") -> str:
    """From a question to help about one thing, and back to it; return what is said from there on."""
    terminal.type("h")
    people = terminal.wait_for(CHOICE[lang])
    assert SHOCKED[lang] in people
    assert TOPICS[lang] in people
    assert OTHER_COUNTRY[lang] in people
    terminal.type("4")
    about = terminal.wait_for(CHOICE[lang])
    assert {"en": "This is not your fault", "nl": "Dit ligt niet aan jou"}[lang] in about
    assert TOPICS[lang] in about, "the list is said again"
    terminal.type("b")
    return terminal.wait_for(question)


@pytest.mark.parametrize("lang", LANGS)
def test_g4_g20_help_about_one_thing_is_two_answers_from_every_question_and_b_leads_back_to_it(
    tmp_path: Path, lang: str
) -> None:
    path = scenario_file(tmp_path, "quiet")
    with Terminal(tmp_path, "--plain", "--demo", str(path), "--lang", lang) as terminal:
        terminal.wait_for(CHOICE[lang])
        for question, answer, following, said in (
            (
                CHOICE[lang],
                "1",
                PHONE[lang],
                {"en": "1. Go on and sign in", "nl": "1. Verder gaan en inloggen"},
            ),
            (PHONE[lang], "+99966223344", CODE[lang], {}),
            (CODE[lang], PRACTICE_CODE, PASSWORD[lang], {}),
            (PASSWORD[lang], PRACTICE_PASSWORD, CHOICE[lang], {}),
            (
                CHOICE[lang],
                PART_OF_RESULT["chats"],
                PART[lang],
                {"en": f"{START}. Back to the beginning", "nl": f"{START}. Terug naar het begin"},
            ),
            (PART[lang], "b", CHOICE[lang], {"en": '1. "', "nl": '1. "'}),
        ):
            assert said.get(lang, "") in into_help_and_back(terminal, question, lang)
            terminal.type(answer)
            terminal.wait_for(following)
        terminal.type("q")
        assert terminal.end() == 0
        assert terminal.received.count("auth.sendCode") == 1
        assert DRAWN.search(terminal.shown) is None
        assert not {"\r", "\x1b"} & set(terminal.shown)


@pytest.mark.parametrize("lang", LANGS)
def test_g4_people_of_another_country_are_named_and_stay_named(tmp_path: Path, lang: str) -> None:
    with Terminal(tmp_path, "--plain", "--lang", lang) as terminal:
        terminal.answer(CHOICE[lang], "h")
        terminal.answer(CHOICE[lang], "14")
        assert {"en": "Belgium, Cambodia", "nl": "België, Cambodja"}[lang] in terminal.wait_for(COUNTRY[lang])
        terminal.type("the moon")
        refused = terminal.answer(COUNTRY[lang], "br")
        assert {"en": "two letters", "nl": "twee letters"}[lang] in refused
        named = terminal.answer(CHOICE[lang], "h")
        assert {"en": "For BR safecheck has no list", "nl": "Voor BR "}[lang] in named
        assert TOPICS[lang] in named
        assert {"en": "For BR safecheck", "nl": "Voor BR "}[lang] in terminal.answer(CHOICE[lang], "14")
        terminal.answer(COUNTRY[lang], {"en": "netherlands", "nl": "nederland"}[lang])
        assert "politie.nl" in terminal.answer(CHOICE[lang], "2")
        where = terminal.answer(CHOICE[lang], "1")
        assert {"en": "1. A private group or chat", "nl": "1. Een besloten groep of een privéchat"}[
            lang
        ] in where
        private = terminal.answer(CHOICE[lang], "9")
        assert "0900-8844" in private
        assert "meldpunt-kinderporno.nl" not in private
        assert "0800-0113" in terminal.answer(CHOICE[lang], "b")
        assert {"en": "1. Show me the switches", "nl": "1. Laat me de schakelaars zien"}[
            lang
        ] in terminal.wait_for(CHOICE[lang])
        terminal.type("q")
        assert terminal.end() == 0


def test_g4_help_while_reading_is_not_broken_into_and_leads_back_to_the_reading(tmp_path: Path) -> None:
    waits = {"message": "FLOOD_WAIT_50", "code": 420, "method": "messages.getDialogs", "from_call": 20}
    path = scenario_file(tmp_path, "busy", faults={"errors": [waits]})
    with Terminal(tmp_path, "--plain", "--demo", str(path)) as terminal:
        to_the_code(terminal)
        terminal.type(PRACTICE_CODE)
        terminal.wait_for("Telegram asks us to wait")
        back = into_help_and_back(terminal, "Reading. s and Enter: stop here and show what there is.")
        assert "Telegram asks us" not in back
        terminal.type("s")
        assert "About the rest we know nothing." in terminal.wait_for(CHOICE["en"])
        terminal.type("q")
        assert terminal.end() == 0


def test_g4_help_beside_a_qr_code_leads_back_to_the_code_with_its_letters(tmp_path: Path) -> None:
    with Terminal(tmp_path, "--plain", "--demo", "quiet") as terminal:
        to_the_phone_number(terminal)
        terminal.type("b")
        terminal.answer(CHOICE["en"], "2")
        terminal.wait_for(SCAN["en"])
        assert "tg://login?token=" in into_help_and_back(terminal, SCAN["en"])
        terminal.type("s")
        terminal.wait_for(PASSWORD["en"])
        terminal.type("q")
        assert terminal.end() == 0


def test_p3_a_secret_is_hidden_again_after_help(tmp_path: Path) -> None:
    with Terminal(tmp_path, "--plain", "--demo", "quiet") as terminal:
        to_the_password(terminal)
        terminal.type("h")
        terminal.wait_for(CHOICE["en"])
        terminal.wait_for_echo(True)
        terminal.type("b")
        terminal.wait_for(PASSWORD["en"])
        terminal.wait_for_echo(False)
        terminal.type("q")
        assert terminal.end() == 0


@pytest.mark.parametrize("lang", LANGS)
def test_b_on_the_result_says_how_to_leave_it_and_forgets_nothing(tmp_path: Path, lang: str) -> None:
    stays = {
        "en": f"This is the result. To go back to the beginning and forget it, choose {START}.",
        "nl": f"Dit is de uitkomst. Wil je terug naar het begin en de uitkomst vergeten? Kies {START}.",
    }
    start = {"en": "1. Show me the switches", "nl": "1. Laat me de schakelaars zien"}
    with Terminal(tmp_path, "--plain", "--demo", "quiet", "--lang", lang) as terminal:
        to_the_result(terminal, lang)
        for _ in range(2):
            terminal.type("b")
            said = terminal.wait_for(CHOICE[lang])
            assert stays[lang] in said
            devices = PART_OF_RESULT["devices"]
            assert {"en": f"{devices}. Your devices", "nl": f"{devices}. Je apparaten"}[lang] in said
        terminal.type("q")
        asked = terminal.wait_for(ONCE_MORE[lang])
        assert {"en": "Ending closes the practice account.", "nl": "Stoppen sluit het oefenaccount."}[
            lang
        ] in asked
        terminal.type("")
        assert devices in terminal.wait_for(CHOICE[lang]), "Enter alone goes on"
        terminal.type(START)
        assert start[lang] in terminal.wait_for(CHOICE[lang])
        terminal.type("q")
        assert terminal.end() == 0


@pytest.mark.parametrize("lang", LANGS)
def test_g20_the_menu_is_said_again_after_an_explanation_and_enter_alone_has_an_answer(
    tmp_path: Path, lang: str
) -> None:
    keys = {
        "en": "At every question you can type: h for people who can help, ? for an explanation, b to go "
        "back, q to end. Then press Enter.",
        "nl": "Bij elke vraag kun je typen: h voor mensen die je helpen, ? voor uitleg, b voor terug, "
        "q om te stoppen. Druk dan op Enter.",
    }
    one = {
        "en": "Type one number from 1 to 8, and then Enter.",
        "nl": "Typ één nummer van 1 tot en met 8, en dan Enter.",
    }
    with Terminal(tmp_path, "--plain", "--lang", lang) as terminal:
        assert keys[lang] in terminal.answer(CHOICE[lang], "?")
        said = terminal.answer(CHOICE[lang], "")
        assert keys[lang] in said
        assert re.search(r"1\. .* 5\. .* 6\. ", said), "the choices are said again"
        assert one[lang] in terminal.answer(CHOICE[lang], "0")
        assert one[lang] in terminal.answer(CHOICE[lang], "5")
        which = {"en": "Which practice account:", "nl": "Welk oefenaccount:"}
        terminal.answer(which[lang], "b")
        terminal.wait_for(CHOICE[lang])
        terminal.type("q")
        assert terminal.end() == 0


def test_enter_alone_where_a_text_is_asked_for_has_an_answer(tmp_path: Path) -> None:
    with Terminal(tmp_path, "--plain", "--demo", "quiet") as terminal:
        to_the_phone_number(terminal)
        terminal.type("")
        assert "You typed nothing." in terminal.wait_for(PHONE["en"])
        terminal.type("q")
        assert terminal.end() == 0


@pytest.mark.parametrize("lang", LANGS)
def test_g1_g2_the_list_of_chats_says_not_to_open_one_to_look(tmp_path: Path, lang: str) -> None:
    warning = {
        "en": ("Do not open a chat that stands out to look. Switch automatic download off first",),
        "nl": ("Open een chat die opvalt niet om te kijken.", "Zet eerst automatisch downloaden uit"),
    }
    with Terminal(tmp_path, "--plain", "--demo", "individual", "--lang", lang) as terminal:
        to_the_result(terminal, lang, password=False)
        terminal.type(PART_OF_RESULT["chats"])
        listed = terminal.wait_for(PART[lang])
        for words in warning[lang]:
            assert listed.index(words) < listed.index('1. "')
        terminal.type("1")
        about = terminal.wait_for(PART[lang])
        assert {"en": "Do not open it to look.", "nl": "Open hem niet om te kijken."}[lang] in about
        terminal.type("no such name")
        empty = terminal.wait_for(PART[lang])
        assert {
            "en": "No group or channel has that in its name. Type something else, or a for all of them.",
            "nl": "Geen groep of kanaal heeft dat in de naam. Typ iets anders, of a voor allemaal.",
        }[lang] in empty
        terminal.type("a")
        assert '10. "' in terminal.wait_for(PART[lang])
        terminal.type("q")
        assert terminal.end() == 0


@pytest.mark.parametrize(("account", "lang"), [("individual", "en"), ("individual", "nl"), ("teen", "nl")])
def test_no_line_tells_anybody_to_type_a_command(tmp_path: Path, account: str, lang: str) -> None:
    with Terminal(tmp_path, "--plain", "--demo", account, "--lang", lang) as terminal:
        to_the_result(terminal, lang, password=False)
        parts = [PART_OF_RESULT[name] for name in ("plan", "devices", "settings", "report")]
        for part in [*parts, "h", *map(str, range(1, 12)), "b"]:
            terminal.type(part)
            terminal.wait_for(CHOICE[lang])
        terminal.type("q")
        assert terminal.end() == 0
        assert COMMAND.findall(terminal.text) == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_step_says_what_it_is_about_then_the_way_then_each_switch_then_what_it_removes(
    tmp_path: Path, lang: str
) -> None:
    order = {
        "en": (
            "Switch these off, one after the other.",
            'Where to find it, one after the other: "Settings" "Data and Storage"',
            "Automatic download on mobile data",
            "What this removes",
        ),
        "nl": (
            "Zet deze uit, de een na de ander.",
            'Waar je het vindt, stap voor stap: "Settings"',
            "Automatisch downloaden bij mobiele data",
            "Wat dit wegneemt",
        ),
    }[lang]
    with Terminal(tmp_path, "--plain", "--demo", "individual", "--lang", lang) as terminal:
        to_the_result(terminal, lang, password=False)
        terminal.type("1")
        plan = terminal.wait_for(CHOICE[lang])
        plan = plan[plan.index(order[0]) :]  # other steps come before it
        places = [plan.index(words) for words in order]
        assert places == sorted(places)
        terminal.type("q")
        assert terminal.end() == 0
