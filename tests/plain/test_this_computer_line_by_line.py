"""Telegram Desktop on this computer, line by line, on a real terminal and real files."""

import sys
from pathlib import Path

import pytest

from tests.cli.process import left_in
from tests.desktop import tdata
from tests.plain.walking import (
    CHOICE,
    CODE,
    PART_OF_COMPUTER,
    PART_OF_OWN_RESULT,
    PASSWORD,
    PHONE,
)

if sys.platform == "win32":
    pytest.skip("Windows has no such terminals", allow_module_level=True)

from tests.plain.on_terminal import Terminal
from tests.plain.serving import served
from tests.plain.test_a_visit_line_by_line import LANGS, only_plain_lines

LOCAL = " geheim op deze pc "  # blanks belong to it
ASKED = {
    "en": "Passcode (nothing shows while you type):",
    "nl": "Toegangscode (wat je typt, is niet te zien):",
}
WRONG = {"en": "That passcode is not the right one.", "nl": "Die toegangscode klopt niet."}
OFF = tdata.Limits(photo=0, file=0, autoplay_video=0, autoplay_gif=0, autoplay_round=0)


def install(folder: Path, passcode: str = "", limits: tdata.Limits = tdata.DEFAULT) -> Path:
    """Lay Telegram Desktop's folder down in the home of a process that runs in `folder`."""
    place = folder / "home/.local/share/TelegramDesktop/tdata"
    downloads = tdata.auto_download(limits, limits, limits)
    tdata.write_tdata(place, accounts=[tdata.AccountSpec(downloads=downloads)], passcode=passcode)
    return place


@pytest.mark.parametrize("lang", LANGS)
def test_g20_the_switches_of_this_computer_are_told_line_by_line(tmp_path: Path, lang: str) -> None:
    place = install(tmp_path)
    before = tdata_of(place)
    said = {
        "en": (
            "No sign-in, no network; nothing is changed.",
            "It never opens: your sign-in chats and drafts pictures, videos and files",
            "Photos land on this computer as soon as they are on the screen of Telegram Desktop.",
            "This computer: switch automatic download off",
        ),
        "nl": (
            "Zonder inloggen, zonder internet; er wordt niets veranderd.",
            "Dit opent het nooit: je login chats en concepten foto's, video's en bestanden",
            "op deze computer zodra",
            "Deze computer: zet automatisch downloaden uit",
        ),
    }
    parts = {
        "en": {
            "plan": '"Automatic media download"',
            "devices": "Its switches were read from this computer.",
            "computer": "Files in private chats: up to 8 MB, as the app comes.",
            "report": "Your other devices: each has switches of its own.",
        },
        "nl": {
            "plan": '"Automatic media download"',
            "devices": "is op deze computer gelezen",
            "computer": "Bestanden in privéchats: tot 8 MB, zoals de app wordt geleverd.",
            "report": "Je andere apparaten: elk heeft eigen schakelaars.",
        },
    }
    with Terminal(tmp_path, "--plain", "--lang", lang) as terminal:
        terminal.answer(CHOICE[lang], "4")
        result = terminal.wait_for(CHOICE[lang])
        for words in said[lang]:
            assert words in result
        assert not any(word in result for word in ("groups and channels", "groepen en kanalen")), result
        for part, words in parts[lang].items():
            terminal.type(PART_OF_COMPUTER[part])
            assert words in terminal.wait_for(CHOICE[lang])
        terminal.type("?")
        assert ("sign out" if lang == "en" else "meldt") not in terminal.wait_for(CHOICE[lang])
        terminal.type("q")
        assert terminal.end() == 0
        only_plain_lines(terminal)
        kept_nothing = {
            "en": "safecheck kept nothing on this computer.",
            "nl": "heeft op deze computer niets bewaard",
        }
        assert kept_nothing[lang] in terminal.text[-200:]
    assert tdata_of(place) == before


def tdata_of(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Everything in a folder, and when it was written."""
    return {
        str(file.relative_to(folder)): (file.read_bytes(), file.stat().st_mtime_ns)
        for file in folder.rglob("*")
        if file.is_file()
    }


@pytest.mark.parametrize("lang", LANGS)
def test_p3_a_passcode_is_typed_unseen_and_stays_nowhere(tmp_path: Path, lang: str) -> None:
    install(tmp_path, LOCAL, OFF)
    with Terminal(tmp_path, "--plain", "--lang", lang) as terminal:
        terminal.answer(CHOICE[lang], "4")
        terminal.wait_for(ASKED[lang])
        terminal.wait_for_echo(False)
        terminal.type(LOCAL.strip())
        assert WRONG[lang] in terminal.wait_for(ASKED[lang])
        terminal.type(LOCAL)
        result = terminal.wait_for(CHOICE[lang])
        assert {"en": "brings no photo", "nl": "zet geen foto vanzelf"}[lang] in result
        terminal.type("q")
        assert terminal.end() == 0
        assert LOCAL.strip() not in terminal.shown
        assert not terminal.holds_anything_typed
    kept = b"".join(data for data in left_in(tmp_path).values())
    assert LOCAL.strip().encode() not in kept


def test_who_goes_on_without_the_passcode_hears_what_is_not_known(tmp_path: Path) -> None:
    install(tmp_path, LOCAL, OFF)
    with Terminal(tmp_path, "--plain") as terminal:
        terminal.answer(CHOICE["en"], "4")
        terminal.wait_for(ASKED["en"])
        terminal.type("")
        result = terminal.wait_for(CHOICE["en"])
        assert "is unknown" in result
        assert "Not everything on this computer could be read" in result
        terminal.type("q")
        assert terminal.end() == 0


def test_from_the_passcode_one_can_ask_for_help_go_back_and_come_again(tmp_path: Path) -> None:
    install(tmp_path, LOCAL, OFF)
    with Terminal(tmp_path, "--plain") as terminal:
        terminal.answer(CHOICE["en"], "4")
        terminal.answer(ASKED["en"], "?")
        assert "It stays in memory" in terminal.wait_for(ASKED["en"])
        terminal.type("b")
        terminal.answer(CHOICE["en"], "4")
        terminal.answer(ASKED["en"], "q")
        assert terminal.end() == 0
        assert terminal.echoes


def test_where_telegram_desktop_is_not_it_says_so(tmp_path: Path) -> None:
    with Terminal(tmp_path, "--plain") as terminal:
        terminal.answer(CHOICE["en"], "4")
        assert "Telegram Desktop was not found on this computer." in terminal.wait_for(CHOICE["en"])
        terminal.type("q")
        assert terminal.end() == 0


def test_this_computer_can_be_added_to_the_result_of_ones_own_account(tmp_path: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    with served(tmp_path) as server, Terminal(here, "--plain", *server.flags) as terminal:
        install(here, LOCAL)
        terminal.answer(CHOICE["en"], "2")
        terminal.answer(CHOICE["en"], "1")
        terminal.answer(PHONE["en"], f"+{server.phone}")
        terminal.answer(CODE["en"], server.code)
        terminal.answer(PASSWORD["en"], server.password)
        terminal.wait_for(CHOICE["en"])
        terminal.type(PART_OF_OWN_RESULT["computer"])
        terminal.answer(ASKED["en"], "b")
        assert "Files in private chats" not in terminal.wait_for(CHOICE["en"]), "back at the result"
        terminal.type(PART_OF_OWN_RESULT["computer"])
        terminal.answer(ASKED["en"], LOCAL)
        assert "Files in private chats: up to 8 MB" in terminal.wait_for(CHOICE["en"])
        terminal.type(PART_OF_OWN_RESULT["plan"])
        assert "This computer: switch automatic download off" in terminal.wait_for(CHOICE["en"])
        terminal.type(PART_OF_OWN_RESULT["computer"])
        assert "Files in private chats" in terminal.wait_for(CHOICE["en"]), "not read again"
        terminal.type("q")
        assert terminal.end() == 0
