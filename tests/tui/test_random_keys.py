"""Whatever is pressed, however fast: nothing breaks, the end is always reached, and no sign-in is left.

Each run is drawn from its seed. SAFECHECK_TEST_KEYS and SAFECHECK_TEST_SEEDS ask for more of both.
"""

import asyncio
import os
import random
import time
from pathlib import Path
from typing import Any

import pytest
from textual.events import Key, Resize
from textual.geometry import Size

from safecheck.audit.sources import PracticeSource
from safecheck.audit.visits import Visits
from safecheck.model.sign_in import CodeWanted, PasswordWanted, PhoneWanted, QrShown
from safecheck.practice import server as practice
from safecheck.tui.app import SafecheckApp
from safecheck.tui.page import Page
from safecheck.tui.screens.app_language import AppLanguagePage
from safecheck.tui.screens.chats import Chats
from safecheck.tui.screens.device import DevicePage
from safecheck.tui.screens.plan import PlanList
from safecheck.tui.screens.progress import Reading
from safecheck.tui.screens.result import Result
from safecheck.tui.screens.sign_in import SignIn
from tests.cli.process import scenario_file
from tests.tui.fixed import SMALL, fixed_account
from tests.tui.scenes import languages_from
from tests.tui.walking import SECONDS

pytestmark = [pytest.mark.uncounted, pytest.mark.every_frame]

KEYS = (
    *(["enter"] * 5 + ["escape"] * 5 + ["down"] * 3 + ["next"] * 4),
    *("up", "left", "right", "home", "end", "pageup", "pagedown", "space", "tab", "shift+tab", "backspace"),
    *("f1", "f2", "f3", "f4", "question_mark", "slash", "ctrl+x", "ctrl+v", "resize", "h", "l", "t", "q"),
    *("s", "c", "r", "n", "k", "o", "d", "p", "a", "g", "m", "x", "0", "1", "2", "3", "9"),
)
SIGNS = {"question_mark": "?", "slash": "/", "space": " ", "enter": "\r"}
SIZES = (SMALL, (120, 40), (60, 16), (59, 15), (20, 5), (1, 1), (300, 100))
COUNT = int(os.environ.get("SAFECHECK_TEST_KEYS", "70"))
SEEDS = range(int(os.environ.get("SAFECHECK_TEST_SEEDS", "2")))
# Reading takes as long as the keys do.
WAITING = {"errors": [{"message": "FLOOD_WAIT_50", "code": 420, "method": "messages.getDialogs"}]}
NO_PASSWORD: dict[str, Any] = {"password": None, "password_hint": ""}


class Hand:
    """Presses keys as a terminal does: without waiting for what the one before does."""

    def __init__(self, app: SafecheckApp, chance: random.Random) -> None:
        self.app, self.chance = app, chance

    def press(self, *keys: str) -> None:
        assert self.app._driver is not None
        for key in keys:
            sign = SIGNS.get(key, key if len(key) == 1 else None)
            self.app._driver.send_message(Key(key, sign))

    def anything(self) -> None:
        """Press any key that does not end the program: that is for the end."""
        key = self.chance.choice(KEYS)
        if key == "q":  # ends at once where there is nothing to lose
            self.press(*(("q", "escape") if self.app.facts else ("escape",)))
        elif key == "resize":
            assert self.app._driver is not None
            size = Size(*self.chance.choice(SIZES))
            self.app._driver.send_message(Resize(size, size))
        elif key == "next":
            self.press(*self._answer())
        else:
            self.press(key)

    def _answer(self) -> tuple[str, ...]:
        """What takes the sign-in a step on."""
        screen, visit = self.app.screen, self.app.visits.current
        owner = visit.owner if visit is not None else None
        if not isinstance(screen, SignIn) or owner is None:
            return ("enter",)
        match screen._state:
            case QrShown():
                return ("s",)
            case PhoneWanted():
                return (*owner.phone.replace(" ", "").replace("+", ""), "enter")
            case CodeWanted():
                return (*owner.code, "enter")
            case PasswordWanted():
                return (*(owner.password or ""), "enter")
        return ()

    async def rest(self) -> None:
        """Wait for nothing, for a moment, or long enough for a request."""
        await asyncio.sleep(self.chance.choice((0, 0, 0, 0.001, 0.005, 0.02)))

    async def end(self) -> None:
        """End from wherever this is, by the one key that every screen has."""
        deadline = time.monotonic() + SECONDS
        while self.app.is_running:
            assert time.monotonic() < deadline, f"no end from {self.app.screen_stack}"
            if self.app.return_code is None:
                self.press("ctrl+q")
            await asyncio.sleep(0.05)


async def before_anything(_: Hand) -> None:
    """The first screen."""


async def reading(hand: Hand) -> None:
    """In the middle of a reading that waits."""
    deadline = time.monotonic() + SECONDS
    while not isinstance(hand.app.screen, Reading):
        assert time.monotonic() < deadline, hand.app.screen
        hand.press(*hand._answer())
        await asyncio.sleep(0.1)


def page(*kinds: type[Page]) -> Any:
    """After a visit, on the last of these."""

    async def open_pages(hand: Hand) -> None:
        hand.app.show_facts(*fixed_account("individual"))
        for kind in kinds:
            await hand.app.push_screen(kind())

    return open_pages


async def menu_language(hand: Hand) -> None:
    """After a visit, in the list of languages of a phone."""
    await page(Result)(hand)
    phone = hand.app.result.devices[0].id
    await hand.app.push_screen(DevicePage(phone))
    languages = AppLanguagePage(phone)
    languages._languages = languages_from("individual")
    await hand.app.push_screen(languages)


STARTS = {
    "first": before_anything,
    "reading": reading,
    "result": page(Result),
    "chats": page(Result, Chats),
    "plan": page(Result, PlanList),
    "menu language": menu_language,
}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("place", STARTS)
async def test_g22_any_keys_at_any_speed_break_nothing_and_q_ends_signed_out(
    place: str, seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    servers: list[practice.PracticeServer] = []

    class Known(practice.PracticeServer):
        def __init__(self, *given: Any, **named: Any) -> None:
            super().__init__(*given, **named)
            servers.append(self)

    monkeypatch.setattr(practice, "PracticeServer", Known)
    before = asyncio.all_tasks()
    chance = random.Random(f"{place} {seed}")  # noqa: S311 - no secret comes of it
    start = None
    if place == "reading":
        start = PracticeSource(str(scenario_file(tmp_path, "quiet", account=NO_PASSWORD, faults=WAITING)))
    app = SafecheckApp("en", Visits(), start=start, unicode=chance.random() < 0.8)
    app.animation_level = "none"
    hand = Hand(app, chance)
    try:
        async with app.run_test(size=SMALL) as pilot:
            await pilot.pause()
            await STARTS[place](hand)
            for _ in range(COUNT):
                hand.anything()
                await hand.rest()
                if app.return_code is not None:
                    break  # an Enter that was meant for the screen before the last question
            await hand.end()
        assert app.return_code == 0
    finally:
        await app.visits.close()
    assert app.crash is None
    assert [server.signed_in_sessions for server in servers] == [0] * len(servers)
    await asyncio.sleep(0)
    assert asyncio.all_tasks() <= before | {asyncio.current_task()}
