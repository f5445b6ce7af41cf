"""Telegram Desktop on this computer, read from the screens: from the first choice to the plan."""

import os
from pathlib import Path

import pytest

from safecheck.model.local import Passcode
from safecheck.model.text import Lang
from safecheck.tui.screens.first_choice import FirstChoice
from safecheck.tui.screens.plan import PlanList
from safecheck.tui.screens.result import Result
from safecheck.tui.screens.step import StepPage
from safecheck.tui.screens.this_computer import ReadThisComputer
from safecheck.tui.widgets.secret_input import SecretInput
from tests.desktop import tdata
from tests.tui.test_way_in_and_out_on_screens import NO_PASSWORD, to_the_result
from tests.tui.walking import Walk, walking

pytestmark = pytest.mark.uncounted

PASSCODE = "a local passcode"
OFF = tdata.Limits(photo=0, file=0, autoplay_video=0, autoplay_gif=0, autoplay_round=0)


SHARE = ".local/share/TelegramDesktop"
FLATPAK = ".var/app/org.telegram.desktop/data/TelegramDesktop"


def install(home: Path, passcode: str = "", limits: tdata.Limits = OFF, *, at: str = SHARE) -> Path:
    """Lay one installation down in this home, as Telegram Desktop leaves it, and return its folder."""
    downloads = tdata.auto_download(limits, limits, limits)
    folder = home / at
    tdata.write_tdata(folder / "tdata", accounts=[tdata.AccountSpec(downloads=downloads)], passcode=passcode)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Everything that is in a folder."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


async def choose(walk: Walk) -> None:
    """Press down to "This computer only" and wait for what was found."""
    await walk.press("down", "down", "down", "enter")
    await walk.at(ReadThisComputer)


def asked_for(walk: Walk) -> str:
    """The folder whose passcode is asked for."""
    assert isinstance(walk.app.screen, ReadThisComputer)
    assert walk.app.screen._opening is not None
    waiting = walk.app.screen._opening.waiting
    assert waiting is not None
    return str(waiting.path)


def passcodes(walk: Walk) -> list[Passcode]:
    """What became of the passcode of each installation."""
    assert walk.app.facts is not None
    return [each.passcode for each in walk.app.facts.installations]


async def test_the_switches_of_this_computer_are_read_without_a_sign_in_and_nothing_is_changed(
    tmp_path: Path, own_home: Path
) -> None:
    install(own_home, limits=tdata.DEFAULT)
    before = contents(own_home / SHARE)
    async with walking(tmp_path, None) as walk:
        await choose(walk)
        await walk.reads("Found here:")
        assert "No sign-in, no network; nothing is changed." in walk.text
        await walk.press("enter")
        await walk.at(Result)
        assert "this computer only" in walk.text
        assert "Photos land on this computer as soon as they are on the screen" in walk.text
        assert walk.app.visits.current is None, "no line was opened"
        await walk.press("enter")
        await walk.at(PlanList)
        assert "This computer: switch automatic download off" in walk.text
        await walk.press("enter")
        await walk.at(StepPage)
    assert contents(own_home / SHARE) == before


@pytest.mark.parametrize(
    ("lang", "found", "headline"),
    [
        ("en", "Found here:", "Telegram Desktop brings no photo to this computer by itself."),
        ("nl", "Hier gevonden:", "Telegram Desktop zet geen foto vanzelf op deze computer."),
    ],
)
async def test_where_all_is_off_the_result_says_so(
    tmp_path: Path, own_home: Path, lang: Lang, found: str, headline: str
) -> None:
    install(own_home)
    async with walking(tmp_path, None, lang) as walk:
        await choose(walk)
        await walk.reads(found)
        await walk.press("enter")
        await walk.at(Result)
        assert headline in walk.text


async def test_a_passcode_is_asked_for_hidden_used_once_and_forgotten(tmp_path: Path, own_home: Path) -> None:
    install(own_home, passcode=PASSCODE)
    async with walking(tmp_path, None) as walk:
        await choose(walk)
        await walk.reads("has a local passcode")
        assert isinstance(walk.app.focused, SecretInput)
        await walk.type("another one")
        await walk.reads("That passcode is not the right one.")
        assert "another one" not in walk.text
        assert walk.app.screen.query_one(SecretInput).value == ""
        await walk.type(PASSCODE)
        await walk.at(Result)
        assert "Telegram Desktop brings no photo to this computer by itself." in walk.text
        assert PASSCODE not in repr(walk.app.facts)


async def test_who_does_not_know_the_passcode_goes_on_and_hears_what_stays_unread(
    tmp_path: Path, own_home: Path
) -> None:
    install(own_home, passcode=PASSCODE)
    async with walking(tmp_path, None) as walk:
        await choose(walk)
        await walk.reads("or press Enter to go on without")
        await walk.type("another one")
        await walk.reads("That passcode is not the right one.")
        await walk.press("enter")
        await walk.at(Result)
        assert "is unknown" in walk.text
        assert "Not everything on this computer could be read" in walk.text
        assert "no photo" not in walk.text


async def test_each_of_two_is_asked_for_by_its_folder_and_what_was_opened_stays_open(
    tmp_path: Path, own_home: Path
) -> None:
    install(own_home, passcode=PASSCODE)
    install(own_home, passcode="a different one", at=FLATPAK)
    async with walking(tmp_path, None) as walk:
        await choose(walk)
        await walk.reads("has a local passcode in")
        assert asked_for(walk).endswith(".local/share/TelegramDesktop")
        field = walk.app.focused
        await walk.type(PASSCODE)
        await walk.until(lambda: walk.app.focused not in (None, field), "the question about the other one")
        assert asked_for(walk).endswith(FLATPAK)
        await walk.type("another one")
        await walk.reads("That passcode is not the right one.")
        await walk.press("enter")
        await walk.at(Result)
        assert passcodes(walk) == ["given", "wrong"]


async def test_one_passcode_for_both_is_typed_once(tmp_path: Path, own_home: Path) -> None:
    install(own_home, passcode=PASSCODE)
    install(own_home, passcode=PASSCODE, at=FLATPAK)
    async with walking(tmp_path, None) as walk:
        await choose(walk)
        await walk.reads("has a local passcode in")
        await walk.type(PASSCODE)
        await walk.at(Result)
        assert passcodes(walk) == ["given", "given"]


async def test_the_language_can_be_switched_after_a_wrong_passcode(tmp_path: Path, own_home: Path) -> None:
    install(own_home, passcode=PASSCODE)
    async with walking(tmp_path, None) as walk:
        await choose(walk)
        await walk.reads("has a local passcode")
        await walk.type("another one")
        await walk.reads("That passcode is not the right one.")
        await walk.press("f3")
        await walk.reads("Die toegangscode klopt niet.")
        await walk.type(PASSCODE)
        await walk.at(Result)


async def test_where_telegram_desktop_is_not_it_says_so_and_goes_back(tmp_path: Path) -> None:
    async with walking(tmp_path, None) as walk:
        await choose(walk)
        await walk.reads("Telegram Desktop was not found on this computer.")
        await walk.press("escape")
        await walk.at(FirstChoice)


async def test_files_that_cannot_be_understood_are_said_to_be_unread(tmp_path: Path, own_home: Path) -> None:
    folder = install(own_home, limits=tdata.DEFAULT) / "tdata"
    for file in folder.glob("*/*"):
        if file.is_file():
            file.write_bytes(os.urandom(64))
    async with walking(tmp_path, None) as walk:
        await choose(walk)
        await walk.reads("Found here:")
        await walk.press("enter")
        await walk.at(Result)
        assert "is unknown" in walk.text
        assert "Not everything on this computer could be read" in walk.text


async def test_a_practice_account_never_stands_beside_real_files(tmp_path: Path, own_home: Path) -> None:
    install(own_home)
    async with walking(tmp_path, account=NO_PASSWORD) as walk:
        await to_the_result(walk)
        await walk.press("escape")
        await walk.at(FirstChoice)
        await walk.press("down")  # past the result that can be gone back to
        await choose(walk)
        await walk.reads("Found here:")
        await walk.press("enter")
        await walk.until(lambda: walk.app.facts is not None and walk.app.facts.computer is not None)
        await walk.at(Result)
        assert "this computer only" in walk.text
        assert walk.app.facts is not None
        assert walk.app.facts.source == "this_computer"
        assert not walk.app.facts.chat_list.chats
        assert walk.received[-1] == "auth.logOut", "the practice account was left"


async def test_a_hurry_does_no_harm(tmp_path: Path, own_home: Path) -> None:
    install(own_home)
    async with walking(tmp_path, None) as walk:
        walk.send("down", "down", "down", "enter", "enter", "enter")
        await walk.until(lambda: isinstance(walk.app.screen, ReadThisComputer | Result))
        if isinstance(walk.app.screen, ReadThisComputer):
            await walk.reads("Found here:")
            await walk.press("enter")
        await walk.until(lambda: isinstance(walk.app.screen, Result | PlanList | StepPage))


async def test_escape_while_it_looks_leads_back(tmp_path: Path, own_home: Path) -> None:
    install(own_home)
    async with walking(tmp_path, None) as walk:
        await walk.press("down", "down", "down", "enter", "escape")
        await walk.at(FirstChoice)
