"""A conversation on a terminal, line by line: say, ask, choose. No place and no colour matters (G20)."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from safecheck.i18n.catalog import Catalog
from safecheck.i18n.catalog import load as load_catalog
from safecheck.model.text import LANGUAGES
from safecheck.plain.keyboard import Keyboard
from safecheck.plain.voice import Voice
from safecheck.report.choices import Choice
from safecheck.report.layout import DETAIL
from safecheck.report.sections import NamedList, Section

T = TypeVar("T")

A_MOMENT = 1.0  # seconds in which nothing need be said


class Ended(Exception):  # noqa: N818 - what the person wants is no error
    """The person wants to end, or nobody can type any more."""


class Back(Exception):  # noqa: N818 - the same
    """The person wants to go back one question."""


def _nothing() -> None:
    """Say nothing."""


class Conversation:
    """Both directions of one terminal. `explanation` is what `?` says now, `ending` what `q` does now;
    `country` is the one that a setting or the person names, "" if none was named; `aside` is True while the
    person reads about people who can help, where nothing else may come between. `more_keys` are letters that
    work at every question beside the usual ones: what each does in words, and what is called. `to_lose` is
    True while ending would lose something: `q` then asks once more."""

    def __init__(self, keyboard: Keyboard, voice: Voice, catalog: Catalog, country: str = "") -> None:
        self.keyboard, self.voice, self.catalog = keyboard, voice, catalog
        self.explanation: tuple[str, ...] = ()
        self.ending = ""
        self.country = country
        self.aside = False
        self.to_lose = False
        self.more_keys: dict[str, tuple[str, Callable[[], None]]] = {}

    def say(self, *texts: str, indent: int = 0) -> None:
        """Say each text as a paragraph of its own lines."""
        for text in texts:
            self.voice.say(text, indent)

    def gap(self) -> None:
        """Leave one line empty."""
        self.voice.gap()

    def say_sections(self, sections: Iterable[Section]) -> None:
        """Say the detail of one thing, each block of it after an empty line."""
        say = self.catalog.gettext
        for section in sections:
            self.gap()
            if section.heading:
                self.say(say("%(heading)s:") % {"heading": section.heading})
            for place, line in enumerate(section.lines, start=1):
                numbered = say("%(number)d. %(title)s") % {"number": place, "title": line}
                self.say(numbered if section.style == "numbered" else line, indent=DETAIL)
        self.gap()

    def say_lists(self, lists: Iterable[NamedList]) -> None:
        """Say short lists, each under its heading."""
        for listed in lists:
            self.gap()
            self.say(self.catalog.gettext("%(heading)s:") % {"heading": listed.heading})
            for entry in listed.entries:
                self.say(entry, indent=DETAIL)

    def say_keys(self) -> None:
        """Say once which letters work at every question."""
        self.say(
            self.catalog.gettext(
                "At every question you can type: h for people who can help, ? for an explanation, b to go"
                " back, q to end. Then press Enter."
            )
        )
        for letter, (what, _) in self.more_keys.items():
            self.say(
                self.catalog.gettext("%(letter)s and Enter: %(what)s.") % {"letter": letter, "what": what}
            )

    def speak_other_language(self) -> None:
        """Say everything in the other language from now on."""
        after = (LANGUAGES.index(self.catalog.lang) + 1) % len(LANGUAGES)
        self.catalog = load_catalog(LANGUAGES[after])

    async def ask(
        self,
        question: str,
        *,
        hidden: bool = False,
        again: Callable[[], None] = _nothing,
        empty: str = "",
        as_typed: bool = False,
    ) -> str:
        """Return what is typed, without blanks around it and never empty; `hidden` shows nothing of it.

        `again` says once more what the question is about, after h and ?; `empty` is said to Enter alone.
        `as_typed` returns blanks too, and "" for Enter alone.
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
            line = await self._typed(question)
            typed = line.strip()
            if as_typed and not typed:
                return line
            if not typed:
                self.say(empty or self.catalog.gettext("You typed nothing."))
            elif await self._common(typed):
                again()
            else:
                return line if as_typed else typed

    async def choose(self, question: str, choices: Sequence[Choice], heading: str = "") -> str:
        """Return the key of the choice whose number is typed. Raises like `ask`."""
        say = self.catalog.gettext

        def menu() -> None:
            self.gap()
            self.say(heading)
            for number, choice in enumerate(choices, start=1):
                pattern = (
                    say("%(number)d. %(title)s: %(side)s") if choice.side else say("%(number)d. %(title)s")
                )
                self.say(pattern % {"number": number, "title": choice.title, "side": choice.side}, indent=2)
            self.gap()

        one = say("Type one number from 1 to %(last)d, and then Enter.") % {"last": len(choices)}
        menu()
        while True:
            typed = await self.ask(question, again=menu, empty=one)
            if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(choices):
                return choices[int(typed) - 1].key
            self.say(one)

    async def meanwhile(
        self,
        work: "asyncio.Future[T]",
        keys: Mapping[str, Callable[[], Any]],
        again: Callable[[], None] = _nothing,
    ) -> T:
        """Return the outcome of `work`; until then a line that is one of `keys` calls what stands there.

        `again` says once more what can be typed, after h and ?, if that is still true. `work` is cancelled
        where Back or Ended is raised.
        """
        self.keyboard.show(True)
        line = asyncio.ensure_future(self.keyboard.line())
        try:
            while True:
                await asyncio.wait((work, line), return_when=asyncio.FIRST_COMPLETED)
                if line.done():
                    typed = _line(line.result()).strip()
                    if typed in keys:
                        keys[typed]()
                    elif not typed or not await self._common(typed):
                        self.say(self.catalog.gettext("That does nothing here."))
                    elif not work.done():
                        again()
                    line = asyncio.ensure_future(self.keyboard.line())
                elif work.done():
                    return work.result()
        finally:
            for task in (line, work):
                task.cancel()
            await asyncio.gather(line, work, return_exceptions=True)

    async def soon(self, work: "asyncio.Future[T]", waiting: str) -> T:
        """Return the outcome of `work`, which mostly is there in a moment; where it is not, `waiting` is said
        and letters work meanwhile. Raises like `meanwhile`."""
        try:
            await asyncio.wait([work], timeout=A_MOMENT)
            if work.done():
                return work.result()
            self.say(waiting)
            return await self.meanwhile(work, {}, lambda: self.say(waiting))
        finally:
            work.cancel()

    async def _typed(self, question: str) -> str:
        def ask_again() -> None:
            self.voice.prompt(question)

        self.keyboard.again = ask_again
        ask_again()
        try:
            return _line(await self.keyboard.line())
        except asyncio.CancelledError:
            self.keyboard.forget()
            raise
        finally:
            self.keyboard.again = lambda: None

    async def _common(self, typed: str) -> bool:
        """Do what a letter does at every question; False if `typed` is no such letter."""
        letter = typed.lower()
        if letter == "h":
            await self.show_people()
        elif letter == "?":
            self.gap()
            self.say(*self.explanation, self.ending)
            self.say_keys()
        elif letter == "b":
            raise Back
        elif letter == "q":
            await self._ask_about_end()
        elif letter in self.more_keys:
            self.more_keys[letter][1]()
        else:
            return False
        self.gap()
        return True

    async def _ask_about_end(self) -> None:
        """Raise Ended; where that would lose something, only after one more q."""
        if not self.to_lose:
            raise Ended
        self.gap()
        self.say(self.ending)
        self.keyboard.show(True)
        typed = await self._typed(self.catalog.gettext("Type q once more to end. Enter alone goes on:"))
        if typed.strip().lower() == "q":
            raise Ended

    async def show_people(self) -> None:
        """Lead to people who can help, and back to the question that the person came from."""
        from safecheck.plain.people import look_at_people, say_people

        if self.aside:
            say_people(self)
            return
        explanation, self.aside = self.explanation, True
        try:
            await look_at_people(self)
        finally:
            self.explanation, self.aside = explanation, False


def _line(typed: str | None) -> str:
    if typed is None:
        raise Ended
    return typed
