"""A conversation on a terminal, line by line: say, ask, choose. No place and no colour matters (G20)."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from safecheck.i18n.catalog import Catalog, likely_country
from safecheck.i18n.catalog import load as load_catalog
from safecheck.model.text import LANGUAGES
from safecheck.plain.keyboard import Keyboard
from safecheck.plain.voice import Voice
from safecheck.report.choices import Choice
from safecheck.report.help import render_help_text

T = TypeVar("T")


class Ended(Exception):  # noqa: N818 - what the person wants is no error
    """The person wants to end, or nobody can type any more."""


class Back(Exception):  # noqa: N818 - the same
    """The person wants to go back one question."""


class Conversation:
    """Both directions of one terminal. `explanation` is what `?` says now, `ending` what `q` does now;
    `country` is the one that a setting names, "" if none does."""

    def __init__(self, keyboard: Keyboard, voice: Voice, catalog: Catalog, country: str = "") -> None:
        self.keyboard, self.voice, self.catalog = keyboard, voice, catalog
        self.explanation: tuple[str, ...] = ()
        self.ending = ""
        self._country = country

    def say(self, *texts: str, indent: int = 0) -> None:
        """Say each text as a paragraph of its own lines."""
        for text in texts:
            self.voice.say(text, indent)

    def gap(self) -> None:
        """Leave one line empty."""
        self.voice.gap()

    def say_keys(self) -> None:
        """Say once which letters work at every question."""
        self.say(
            self.catalog.gettext(
                "At every question: h and Enter names people who can help, ? explains, b goes back, q ends."
            )
        )

    def speak_other_language(self) -> None:
        """Say everything in the other language from now on."""
        after = (LANGUAGES.index(self.catalog.lang) + 1) % len(LANGUAGES)
        self.catalog = load_catalog(LANGUAGES[after])

    async def ask(self, question: str, *, hidden: bool = False) -> str:
        """Return what is typed, without blanks around it and never empty; `hidden` shows nothing of it.

        Raises Back and Ended where the person wants that instead.
        """
        if hidden:
            question = self.catalog.gettext("%(question)s (nothing shows while you type):") % {
                "question": question
            }
        else:
            question = self.catalog.gettext("%(question)s:") % {"question": question}
        while True:
            self.keyboard.show(not hidden)  # before the question, so that nobody types too early
            typed = await self._typed(question)
            if typed and not await self._common(typed):
                return typed

    async def choose(self, question: str, choices: Sequence[Choice]) -> str:
        """Return the key of the choice whose number is typed. Raises like `ask`."""
        say = self.catalog.gettext
        while True:
            self.gap()
            for number, choice in enumerate(choices, start=1):
                pattern = (
                    say("%(number)d. %(title)s: %(side)s") if choice.side else say("%(number)d. %(title)s")
                )
                self.say(pattern % {"number": number, "title": choice.title, "side": choice.side}, indent=2)
            self.gap()
            typed = await self.ask(question)
            if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(choices):
                return choices[int(typed) - 1].key
            self.say(
                say("Type one number from 1 to %(last)d, and then Enter.") % {"last": len(choices)},
            )

    async def meanwhile(self, work: "asyncio.Future[T]", keys: Mapping[str, Callable[[], Any]]) -> T:
        """Return the outcome of `work`; until then a line that is one of `keys` calls what stands there.

        `work` is cancelled where Back or Ended is raised.
        """
        self.keyboard.show(True)
        line = asyncio.ensure_future(self.keyboard.line())
        try:
            while True:
                await asyncio.wait((work, line), return_when=asyncio.FIRST_COMPLETED)
                if line.done():
                    typed = _tidy(line.result())
                    line = asyncio.ensure_future(self.keyboard.line())
                    if typed in keys:
                        keys[typed]()
                    elif typed and not await self._common(typed):
                        self.say(self.catalog.gettext("That letter does nothing here."))
                elif work.done():
                    return work.result()
        finally:
            for task in (line, work):
                task.cancel()
            await asyncio.gather(line, work, return_exceptions=True)

    async def _typed(self, question: str) -> str:
        def ask_again() -> None:
            self.voice.prompt(question)

        self.keyboard.again = ask_again
        ask_again()
        try:
            return _tidy(await self.keyboard.line())
        except asyncio.CancelledError:
            self.keyboard.forget()
            raise
        finally:
            self.keyboard.again = lambda: None

    async def _common(self, typed: str) -> bool:
        """Do what a letter does at every question; False if `typed` is no such letter."""
        letter = typed.lower()
        if letter == "h":
            self.show_people()
        elif letter == "?":
            self.gap()
            self.say(*self.explanation, self.ending)
            self.say_keys()
        elif letter == "b":
            raise Back
        elif letter == "q":
            raise Ended
        else:
            return False
        self.gap()
        return True

    def show_people(self) -> None:
        """Name the people who can help, for the country that is known or likely."""
        from safecheck.packs.help_pack import load_help
        from safecheck.packs.help_page import help_lines

        country = self._country or likely_country(self.catalog.lang)
        page = help_lines(load_help(country), None, self.catalog.lang)
        self.gap()
        self.voice.whole(render_help_text(page, self.catalog, self.voice.width()))


def _tidy(line: str | None) -> str:
    if line is None:
        raise Ended
    return line.strip()
