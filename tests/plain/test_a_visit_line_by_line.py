"""The conversation of `safecheck --plain` on a real terminal, from the first choice to the end."""

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

from tests.plain.on_terminal import COLOUR, DRAWN, Terminal

LANGS = ("en", "nl")
OWN = {
    "en": "Check only your own account. Do not look into someone else's in secret, not your partner's, "
    "not your child's.",
    "nl": "Controleer alleen je eigen account. Kijk niet stiekem mee bij een ander, ook niet bij je partner "
    "of je kind.",
}
GONE = {
    "en": "The practice account is gone; nothing in it was real. safecheck kept nothing on this computer.",
    "nl": "Het oefenaccount is weg; niets erin was echt. safecheck heeft op deze computer niets bewaard.",
}


def only_plain_lines(terminal: Terminal, *, colours: bool = False) -> None:
    """G20: no box, no block, no carriage return, and no escape code but for the colours of a QR code."""
    shown = terminal.shown
    assert DRAWN.search(shown) is None
    assert "\r" not in shown
    assert "\x1b" not in (COLOUR.sub("", shown) if colours else shown)
    assert not re.search(
        "[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", shown
    )


@pytest.mark.parametrize("lang", LANGS)
def test_g20_a_visit_by_code_and_password_goes_line_by_line_to_the_result_and_the_end(
    tmp_path: Path, lang: str
) -> None:
    with Terminal(tmp_path, "--plain", "--demo", "quiet", "--lang", lang) as terminal:
        to_the_phone_number(terminal, lang)
        terminal.type("not a number")
        terminal.answer(PHONE[lang], "+99966223344")
        terminal.answer(CODE[lang], "00000")
        terminal.answer(CODE[lang], PRACTICE_CODE)
        terminal.answer(PASSWORD[lang], "not it")
        terminal.answer(PASSWORD[lang], PRACTICE_PASSWORD)
        result = terminal.wait_for(CHOICE[lang])
        assert {"en": "Nothing stands out", "nl": "valt niets op"}[lang] in result
        assert {"en": "That is no guarantee", "nl": "Een garantie is dat niet"}[lang] in result
        for part in ["plan", "devices", "settings", "report"]:
            terminal.type(PART_OF_RESULT[part])
            assert len(terminal.wait_for(CHOICE[lang])) > 300
        terminal.type("q")
        assert terminal.end() == 0
        assert terminal.text.endswith(GONE[lang])
        only_plain_lines(terminal)
        assert max(map(len, terminal.shown.splitlines())) <= 80


@pytest.mark.parametrize("lang", LANGS)
def test_g11_g12_g14_g21_all_that_matters_is_said_before_the_number_is_asked_for(
    tmp_path: Path, lang: str
) -> None:
    words = {
        "en": (
            "safecheck cannot know who holds the phone",
            "It asks Telegram for: the list of your chats",
            "Sent along, thrown away unread: the last message of each chat drafts names and phone numbers",
            "It cannot fetch: pictures, videos and files older messages anything else",
            "Telegram will announce a new sign-in named “safecheck, reads chat names”",
            "Whoever sees that name without using safecheck should end that session at once",
            "more closely",
        ),
        "nl": (
            "safecheck kan niet weten wie de telefoon vasthoudt",
            "Dit vraagt het op: de lijst van je chats",
            "Meegestuurd, ongelezen weggegooid: het laatste bericht per chat concepten namen en",
            "Dit kan het niet ophalen: foto's, video's en bestanden oudere berichten al het andere",
            "Telegram meldt zo een nieuwe login met de naam “safecheck, reads chat names”",
            "Beëindig die sessie dan meteen",
            "extra op accounts",
        ),
    }[lang]
    path = scenario_file(tmp_path, "quiet")
    with Terminal(tmp_path, "--plain", "--demo", str(path), "--lang", lang) as terminal:
        before = to_the_phone_number(terminal, lang)
        for sentence in (OWN[lang], *words):
            assert sentence in before
        assert before.count(words[-1]) == 1
        assert "auth.sendCode" not in terminal.received
        terminal.type("q")
        assert terminal.end() == 0


def test_g21_the_switches_are_three_answers_away_and_nothing_is_loaded_for_telegram(tmp_path: Path) -> None:
    watched = (
        "-c",
        "import atexit, sys\n"
        "def told(): open('modules', 'w').write(' '.join(name for name in sys.modules if '.' not in name))\n"
        "atexit.register(told)\n"
        "from safecheck.__main__ import main; main()",
    )
    with Terminal(tmp_path, "--plain", command=watched) as terminal:
        first = terminal.answer(CHOICE["en"], "1")
        assert "Show me the switches: no sign-in, 2 minutes, phone in your hand" in first
        assert "Check my account: sign in; the first time takes 5-10 minutes" in first
        apps = terminal.wait_for("Which app:")
        android = re.search(r"(\d)\. Telegram for Android", apps)
        assert android is not None
        terminal.type(android[1])
        assert '"Data and Storage"' in terminal.wait_for("Which app:")
        terminal.type("q")
        assert terminal.end() == 0
        assert "safecheck was not signed in. safecheck kept nothing on this computer." in terminal.text
    loaded = (tmp_path / "work" / "modules").read_text().split()
    assert "telethon" not in loaded
    assert "textual" not in loaded


@pytest.mark.parametrize("lang", LANGS)
def test_a_visit_by_qr_code_is_drawn_without_blocks_and_ends_at_the_result(tmp_path: Path, lang: str) -> None:
    with Terminal(tmp_path, "--plain", "--demo", "quiet", "--lang", lang, size=(45, 80)) as terminal:
        to_the_phone_number(terminal, lang)
        terminal.type("b")
        terminal.answer(CHOICE[lang], "2")
        terminal.wait_for(SCAN[lang])
        rows = [line for line in terminal.shown.splitlines() if line.startswith("\x1b[107m")]
        cells = {len(COLOUR.sub("", row)) for row in rows}
        assert cells == {2 * len(rows)}, "it is square: two cells for one dot"
        assert max(cells) <= 80
        assert "tg://login?token=" in terminal.shown
        terminal.type("s")
        terminal.answer(PASSWORD[lang], PRACTICE_PASSWORD)
        terminal.wait_for(CHOICE[lang])
        terminal.type("q")
        assert terminal.end() == 0
        only_plain_lines(terminal, colours=True)


def test_without_colours_the_qr_code_is_a_link_only_and_the_code_is_one_letter_away(tmp_path: Path) -> None:
    environment = {"NO_COLOR": "1"}
    with Terminal(tmp_path, "--plain", "--demo", "individual", environment=environment) as terminal:
        to_the_phone_number(terminal)
        terminal.type("b")
        terminal.answer(CHOICE["en"], "2")
        assert "tg://login?token=" in terminal.wait_for(SCAN["en"])
        terminal.type("c")
        terminal.answer(CHOICE["en"], "1")
        terminal.answer(PHONE["en"], "+99966112345")
        terminal.answer(CODE["en"], PRACTICE_CODE)
        result = terminal.wait_for(CHOICE["en"])
        assert "Shocked? Type h and Enter. You need not look at anything." in result
        terminal.type("q")
        assert terminal.end() == 0
        only_plain_lines(terminal)


def test_every_question_takes_an_explanation(tmp_path: Path) -> None:
    with Terminal(tmp_path, "--plain", "--demo", "quiet") as terminal:
        for question, answer in (
            (CHOICE["en"], "1"),
            (PHONE["en"], "+99966223344"),
            (CODE["en"], PRACTICE_CODE),
            (PASSWORD["en"], PRACTICE_PASSWORD),
            (CHOICE["en"], PART_OF_RESULT["chats"]),
            ("A number, or a part of a name:", "b"),
        ):
            terminal.answer(question, "?")
            explained = terminal.wait_for(question)
            assert "Ending" in explained
            assert "q to end" in explained
            terminal.type(answer)
        terminal.wait_for(CHOICE["en"])
        terminal.type("q")
        assert terminal.end() == 0


def test_the_end_of_all_typing_is_a_kind_end_that_signs_out(tmp_path: Path) -> None:
    path = scenario_file(tmp_path, "quiet")
    with Terminal(tmp_path, "--plain", "--demo", str(path)) as terminal:
        to_the_password(terminal)
        terminal.press(b"\x04")
        assert terminal.end() == 0
        assert terminal.text.endswith(GONE["en"])
        assert terminal.received[-1] == "auth.logOut"
        assert terminal.echoes


def test_chats_are_found_by_a_part_of_a_name_and_told_about_by_number(tmp_path: Path) -> None:
    with Terminal(tmp_path, "--plain", "--demo", "individual") as terminal:
        to_the_result(terminal, password=False)
        terminal.type(PART_OF_RESULT["chats"])
        first = terminal.wait_for("part of a name:")
        assert "It stands out strongly." in first
        terminal.type("loodgieter")
        found = terminal.wait_for("part of a name:")
        shown = re.findall(r"\d+\. \"", found)
        assert 0 < len(shown) < 10
        terminal.type("a")
        terminal.wait_for("part of a name:")
        terminal.type("f")
        assert re.search(r"channel: channels \(\d+\)", terminal.wait_for("part of a name:"))
        said = ""
        while "by name" not in said:
            terminal.type("s")
            said = terminal.wait_for("part of a name:")
        terminal.type("m")
        assert '11. "' in terminal.wait_for("part of a name:")
        terminal.type("s")
        assert "what stands out most first" in terminal.wait_for("part of a name:")
        terminal.type("1")
        told = terminal.wait_for("part of a name:")
        order = [
            told.index(words) for words in ("What was noticed:", "What safecheck cannot know:", "What you")
        ]
        assert order == sorted(order)
        assert "t.me/" not in told
        terminal.type("w")
        weighed = terminal.wait_for("part of a name:")
        assert weighed.index("Counts strongly:") < weighed.index("Together: it stands out strongly.")
        terminal.type("k")
        assert "You marked: I think this is wrong." in terminal.wait_for("part of a name:")
        terminal.type("marked")
        assert "1 of 48 groups and channels" in terminal.wait_for("part of a name:")
        terminal.type("k")
        assert "The mark is taken back." in terminal.wait_for("part of a name:")
        terminal.type("999")
        assert "No chat in this list has that number." in terminal.wait_for("part of a name:")
        terminal.type("q")
        assert terminal.end() == 0


def test_the_language_changes_with_one_answer_and_the_result_with_it(tmp_path: Path) -> None:
    with Terminal(tmp_path, "--plain", "--demo", "quiet") as terminal:
        to_the_result(terminal)
        terminal.type(PART_OF_RESULT["guide"])
        assert "1. Read the result: about where you just were" in terminal.wait_for(CHOICE["en"])
        terminal.type("b")
        assert "with what was noticed" in terminal.wait_for(CHOICE["en"])
        terminal.type(PART_OF_RESULT["language"])
        assert "Aan je groepen en kanalen valt niets op" in terminal.wait_for(CHOICE["nl"])
        terminal.type(PART_OF_RESULT["start"])
        assert "Mijn account controleren" in terminal.wait_for(CHOICE["nl"])
        # The guide in words alone, at the first choice and at a result, where the fitting page stands first.
        terminal.type("6")
        assert "1. Begin: gaat over waar je net was" in terminal.wait_for(CHOICE["nl"])
        terminal.type("3")
        read = terminal.wait_for(CHOICE["nl"])
        assert "Pak je telefoon erbij." in read
        assert "safecheck switches --client android" in read
        assert not re.search("[#`]", read)
        terminal.type("b")
        assert "Mijn account controleren" in terminal.wait_for(CHOICE["nl"])
        terminal.type("q")
        assert terminal.end() == 0
        assert terminal.text.endswith(GONE["nl"])


def test_g15_a_check_together_from_the_first_choice_ends_everything_and_no_sentence_tells_where(
    tmp_path: Path,
) -> None:
    with Terminal(tmp_path, "--plain") as terminal:
        terminal.answer(CHOICE["en"], "5")
        terminal.answer("Which practice account:", "1")
        terminal.answer(CHOICE["en"], "2")
        assert "messages.getDialogs" in terminal.wait_for(CHOICE["en"])
        terminal.type("b")
        terminal.answer(CHOICE["en"], "3")
        assert "Read this page alone." in terminal.wait_for(CHOICE["en"])
        terminal.type("2")
        assert terminal.end() == 0
        last = terminal.text.rpartition("It ends here")[2]
        assert "More people who can help: safecheck help-me" in last


def test_p8_the_names_of_strangers_command_no_terminal(tmp_path: Path) -> None:
    with Terminal(tmp_path, "--plain", "--demo", "hostile") as terminal:
        to_the_result(terminal)
        for part in ["plan", "devices", "settings", "report"]:
            terminal.type(PART_OF_RESULT[part])
            terminal.wait_for(CHOICE["en"])
        terminal.type(PART_OF_RESULT["chats"])
        terminal.wait_for("part of a name:")
        terminal.type("1")
        terminal.wait_for("part of a name:")
        terminal.type("\x1b[31m%s{0}")
        terminal.wait_for("part of a name:")
        terminal.type("q")
        assert terminal.end() == 0
        typed = terminal.shown.replace("^[[31m%s{0}", "")
        assert "\x1b" not in typed
        only_plain_lines(terminal)


def test_p7_reading_stops_at_one_letter_shows_what_there_is_and_goes_on_where_it_stopped(
    tmp_path: Path,
) -> None:
    waits = {
        "message": "FLOOD_WAIT_50",
        "code": 420,
        "method": "messages.getDialogs",
        "from_call": 20,
        "times": 1,
    }
    path = scenario_file(tmp_path, "busy", faults={"errors": [waits]})
    with Terminal(tmp_path, "--plain", "--demo", str(path)) as terminal:
        to_the_code(terminal)
        terminal.type(PRACTICE_CODE)
        assert "Telegram asks us to wait" in terminal.wait_for("That is normal. Nothing is lost.")
        terminal.type("s")
        result = terminal.wait_for(CHOICE["en"])
        assert re.search(r"We looked at \d+ of your 5000 chats\. About the rest we know nothing\.", result)
        assert "auth.logOut" not in terminal.received, "the line is kept while the result is looked at"
        pages = terminal.received.count("messages.getDialogs")
        [number] = re.findall(r"(\d+)\. Go on reading where it stopped", result)
        terminal.type(number)
        result = terminal.wait_for(CHOICE["en"])
        assert "we know nothing" not in result
        assert "Go on reading" not in result
        assert terminal.received.count("messages.getDialogs") - pages < 40, "not all 50 pages again"
        terminal.type("q")
        assert terminal.end() == 0
        assert terminal.received[-1] == "auth.logOut"
