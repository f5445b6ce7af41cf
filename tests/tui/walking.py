"""Walk through the screens as a person does: wait for what is shown, press keys, type."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot

from safecheck.audit.sources import PracticeSource
from safecheck.audit.visits import Visits
from safecheck.model.connection import Endpoint
from safecheck.model.sign_in import SignInState
from safecheck.model.text import Lang
from safecheck.store.config import Preferences
from safecheck.tui.app import SafecheckApp
from safecheck.tui.page import Page
from safecheck.tui.screens.result import Result
from safecheck.tui.screens.sign_in import SignIn
from safecheck.tui.screens.trouble import Trouble
from tests.cli.process import log_of, scenario_file
from tests.tui.fixed import SMALL, text

SECONDS = 30  # no test waits that long unless something hangs


class Walk:
    """One run of the screens in this process, and what the practice server of its scenario received."""

    def __init__(self, pilot: Pilot[int], app: SafecheckApp, folder: Path) -> None:
        self.pilot, self.app, self.folder = pilot, app, folder

    @property
    def text(self) -> str:
        """What is on the terminal now, as one line."""
        return text(self.pilot)

    @property
    def received(self) -> list[str]:
        """The methods that the server received, in order."""
        return [entry["method"] for entry in log_of(self.folder)]

    async def until(self, ready: Callable[[], bool], what: str = "") -> None:
        """Wait for something that the screens do by themselves."""
        deadline = time.monotonic() + SECONDS
        while not ready():
            assert time.monotonic() < deadline, f"never came: {what}, but {self.text}"
            await asyncio.sleep(0.01)
            await self.pilot.pause()
        await self.pilot.pause()

    async def reads(self, words: str) -> None:
        """Wait until the screen shows these words."""
        await self.until(lambda: words in self.text, words)

    async def at(self, kind: type[Page]) -> None:
        """Wait for a screen."""
        await self.until(lambda: isinstance(self.app.screen, kind), kind.__name__)

    async def asked(self, kind: type[SignInState]) -> None:
        """Wait until the sign-in asks this."""
        await self.until(lambda: isinstance(self.state, kind), str(kind))

    @property
    def state(self) -> SignInState | None:
        screen = self.app.screen
        return screen._state if isinstance(screen, SignIn) else None

    @property
    def at_end(self) -> bool:
        """Whether the sign-in is over, one way or the other."""
        return isinstance(self.app.screen, Result | Trouble)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    def send(self, *keys: str) -> None:
        """Press keys as fast as a terminal sends what is pasted, and wait for nothing."""
        assert self.app._driver is not None
        for key in keys:
            sign = key if len(key) == 1 else None
            self.app._driver.send_message(Key(_character_to_key(key) if sign else key, sign))

    async def type(self, words: str) -> None:
        """Type words at that speed, and Enter."""
        self.send(*words)
        await self.press("enter")


@asynccontextmanager
async def walking(
    folder: Path,
    base: str | None = "quiet",
    lang: Lang = "en",
    size: tuple[int, int] = SMALL,
    server: Endpoint | None = None,
    settings: Preferences | None = None,
    file: Path | None = None,
    **keys: Any,
) -> AsyncIterator[Walk]:
    """Begin before the sign-in to a practice account that starts from `base`, or to that of a scenario `file`
    that is there, or on the first screen if `base` is None. Whatever the screens do, the visit is closed at
    the end, as the command line does."""
    start = PracticeSource(str(file or scenario_file(folder, base, **keys))) if base else None
    app = SafecheckApp(lang, Visits(), start=start, server=server, settings=settings)
    app.animation_level = "none"
    try:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield Walk(pilot, app, folder)
    finally:
        await app.visits.close()
