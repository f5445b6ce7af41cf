"""What a teen and a parent type on the way through a check together, on a terminal and in this process."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from safecheck.audit.sources import Source
from safecheck.audit.together import Together
from safecheck.model.text import Lang
from safecheck.plain.account import Own
from safecheck.plain.together import FamilyWalk
from safecheck.store.config import Preferences
from tests.plain.in_this_process import Talking, talking
from tests.plain.on_terminal import Terminal

EMPTIED = "\x1b[3J"  # the window was emptied
CHOICE = {"en": "Your choice:", "nl": "Je keuze:"}
TYPE = {"en": "Type the word yes or the word no:", "nl": "Typ het woord ja of het woord nee:"}
YES = {"en": "yes", "nl": "ja"}
SCAN = {"en": "s and Enter:", "nl": "s en Enter:"}
QR = "2"  # the code comes first, for whoever sees no picture (G20)
ENDED = {"en": "It ends here", "nl": "Hier stopt het"}
TITLES = {
    "owner_page": {"en": "For the owner of the account", "nl": "Voor de eigenaar van het account"},
    "age": {"en": "How old are you?", "nl": "Hoe oud ben je?"},
    "owner_yes": {"en": "Your yes", "nl": "Jouw ja"},
    "adult_yes": {"en": "For the adult", "nl": "Voor de volwassene"},
    "scope": {"en": "What may safecheck look at?", "nl": "Waar mag safecheck naar kijken?"},
    "sign_in": {"en": "You sign in yourself", "nl": "Jij logt zelf in"},
    "own_result": {"en": "For you alone", "nl": "Voor jou alleen"},
    "adult_card": {"en": "First a card for the adult", "nl": "Eerst een kaart voor de volwassene"},
    "shared": {"en": "The owner chose what is shown.", "nl": "De eigenaar koos wat te zien is."},
    "finished": {"en": "Done; this page is for the owner", "nl": "Klaar; deze pagina is voor de eigenaar"},
}

# What is typed on each page on the way to the next, by an owner under 16.
GOING_ON = {
    "owner_page": "1",
    "age": "1",
    "owner_yes": "yes",
    "adult_yes": "yes",
    "scope": "4",
    "sign_in": "1",
}


def question(place: str, lang: str = "en") -> str:
    return TYPE[lang] if place.endswith("yes") else CHOICE[lang]


def answer(terminal: Terminal, place: str, typed: str, lang: str = "en") -> str:
    """Wait for the page of a place and its question, type one line, and return the page."""
    title = TITLES[place][lang]
    said = terminal.wait_for(title)
    if question(place, lang) not in said.partition(title)[2]:
        said += " " + terminal.wait_for(question(place, lang))
    terminal.type(typed)
    return said


def go_to(terminal: Terminal, place: str, lang: str = "en") -> None:
    """Go through the pages of an owner under 16 until the one of `place` is asked for."""
    for name, typed in GOING_ON.items():
        if name == place:
            return
        answer(terminal, name, YES[lang] if typed == "yes" else typed, lang)


async def until(ready: Callable[[], bool]) -> None:
    """Let the loop go on until `ready`; there is no event for what a terminal shows."""
    while not ready():  # noqa: ASYNC110
        await asyncio.sleep(0.01)


class Here(Talking):
    """A walk in this process: what it says, and the terminal to type on."""

    walk: FamilyWalk

    @property
    def last_page(self) -> str:
        return self.text.rpartition(EMPTIED)[2]

    async def answer(self, words: str, line: str) -> None:
        """Wait until `words` are the last that was said, then type a line."""
        await until(lambda: " ".join(self.text.split()).endswith(words))
        self.type(line)

    async def go_to(self, place: str) -> None:
        for name, typed in GOING_ON.items():
            if name == place:
                return
            await self.at(name)
            await self.answer(question(name), typed)

    async def at(self, place: str) -> None:
        await until(lambda: self.walk.together.ceremony.place == place)


class Time:
    """A clock that stands still until it may go on; then it goes as fast as anybody waits for it."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.goes_on = asyncio.Event()

    def now(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        wakes = self.seconds + seconds
        await self.goes_on.wait()
        self.seconds = max(self.seconds, wakes)


@asynccontextmanager
async def walking(start: Source, time: Time | None = None, lang: Lang = "en") -> AsyncIterator[Here]:
    """A check together on a terminal of its own; without a `time` given, none passes."""
    time = time or Time()
    async with talking(lang, clears=True) as on:
        walk = FamilyWalk(on.talk, Together(time.now), Own(Preferences()), start, time.sleep)
        yield Here(on.talk, on.stream, on.own, walk)
