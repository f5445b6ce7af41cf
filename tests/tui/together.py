"""A check together on screens: press what a teen and a parent press."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from safecheck.family.ceremony import Place
from safecheck.model.sign_in import QrShown
from safecheck.model.text import Lang
from safecheck.practice.library import load_scenario
from safecheck.practice.server import PracticeServer
from safecheck.tui.family_app import FamilyApp
from safecheck.tui.screens.family_sign_in import FamilySignIn
from tests.tui.fixed import SMALL, strips, text
from tests.tui.walking import SECONDS

# What is chosen on each page on the way to the next, by an owner under 16.
GOING_ON: dict[Place, str] = {
    "owner_page": "go_on",
    "age": "under_16",
    "owner_yes": "yes",
    "adult_yes": "yes",
    "scope": "go_on",
    "sign_in": "go_on",
}
YES = {"en": "yes", "nl": "ja"}


class Time:
    """A clock that a test moves."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


class Check:
    """One check together in this process, on a practice server that the test holds."""

    def __init__(self, pilot: Pilot[int], app: FamilyApp, server: PracticeServer, clock: Time) -> None:
        self.pilot, self.app, self.server, self.clock = pilot, app, server, clock

    @property
    def text(self) -> str:
        return text(self.pilot)

    @property
    def picture(self) -> list[tuple[str, str]]:
        """All that is on the terminal, with its colours."""
        return [(segment.text, str(segment.style)) for strip in strips(self.pilot) for segment in strip]

    @property
    def asked(self) -> set[str]:
        """The methods that Telegram was asked for."""
        return {entry.method for entry in self.server.log}

    async def until(self, ready: Callable[[], bool]) -> None:
        deadline = time.monotonic() + SECONDS
        while not ready():
            assert time.monotonic() < deadline, self.text
            await asyncio.sleep(0.01)
            await self.pilot.pause()
        await self.pilot.pause()

    async def at(self, place: Place) -> None:
        await self.until(lambda: self.app.place == place)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def read_to_the_end(self) -> None:
        """Read on until something is to be chosen or typed."""
        for _ in range(20):
            if isinstance(self.app.focused, OptionList | Input):
                return
            await self.press("enter")
        raise AssertionError(f"nothing to choose: {self.text}")

    async def choose(self, key: str) -> None:
        """Choose as a person does: read, go to it with the arrows, press Enter; or type the word."""
        await self.read_to_the_end()
        if isinstance(self.app.focused, Input):
            no = "no" if self.app.catalog.lang == "en" else "nee"
            await self.press(*(YES[self.app.catalog.lang] if key == "yes" else no), "enter")
            return
        options = self.app.focused
        assert isinstance(options, OptionList)
        for _ in range(options.get_option_index(key) - (options.highlighted or 0)):
            await self.press("down")
        await self.press("enter")

    async def go_to(self, place: Place) -> None:
        """Go on page by page until the one of `place`."""
        for each, key in GOING_ON.items():
            if each == place:
                break
            await self.choose(key)
        await self.at(place)

    async def sign_in(self) -> None:
        """From the page before the sign-in: show the code, and scan it with the owner's phone."""
        await self.choose("go_on")
        await self.until(
            lambda: isinstance(self.app.screen, FamilySignIn) and isinstance(self.app.screen._state, QrShown)
        )
        assert self.server.accept_qr()


@asynccontextmanager
async def checking(
    lang: Lang = "en", size: tuple[int, int] = SMALL, scenario: str = "teen"
) -> AsyncIterator[Check]:
    """Begin a check together with the practice account teen, as an account of the owner's own."""
    clock = Time()
    async with PracticeServer(load_scenario(scenario)) as server:
        app = FamilyApp(lang, server=server.endpoint, now=clock)
        app.animation_level = "none"
        try:
            async with app.run_test(size=size) as pilot:
                await pilot.pause()
                yield Check(pilot, app, server, clock)
        finally:
            await app.together.close()
