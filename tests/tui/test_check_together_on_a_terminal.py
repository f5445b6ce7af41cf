"""`safecheck --family`, and "Check together" on the first screen, as a process on a terminal (G15, G20)."""

import sys
from pathlib import Path

import pytest

from tests.cli.process import left_in, run

if sys.platform == "win32":
    pytest.skip("Windows has no such terminals", allow_module_level=True)

from tests.tui.on_terminal import GIVEN_BACK, TAKEN, Screens, readable

pytestmark = pytest.mark.uncounted


def test_one_key_stops_and_closing_says_nothing_that_would_tell_where_it_stopped(tmp_path: Path) -> None:
    with Screens(tmp_path, "--family", "--demo", "teen") as screens:
        screens.wait_for("For the owner of the account")
        screens.press(b"q")
        screens.wait_for("It ends here")
        screens.drain()
        screens.press(b"q")
        assert screens.end() == 0
    assert readable(screens.shown.rpartition(GIVEN_BACK)[2]) == ""
    assert not any(left_in(tmp_path).values())


def test_the_first_screen_leads_to_it_in_the_language_that_was_chosen_there(tmp_path: Path) -> None:
    with Screens(tmp_path) as screens:
        screens.wait_for("Check together")
        screens.press(b"l")
        screens.wait_for("Samen controleren")
        screens.press(b"\x1b[B\x1b[B\r")
        screens.wait_for("Voor de eigenaar van het account")
        screens.drain()
        screens.press(b"\x03")
        screens.wait_for("Hier stopt het")
        screens.press(b"q")
        assert screens.end() == 0
    assert screens.shown.count(TAKEN) == screens.shown.count(GIVEN_BACK) == 2


@pytest.mark.parametrize("more", [("--family",), ("--family", "--demo", "teen")])
def test_without_a_terminal_it_is_refused(tmp_path: Path, more: tuple[str, ...]) -> None:
    refused = run(tmp_path, *more)
    assert (refused.code, refused.out) == (2, "")
