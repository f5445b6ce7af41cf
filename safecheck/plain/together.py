"""A check together, line by line: the pages of `safecheck.family` in their order, and nothing beside them.

What was typed before a page asks for it counts for nothing, so that no prepared answers run through; the
window is emptied before the adult looks and at the end.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

from safecheck.audit.saving import typed_path
from safecheck.audit.sources import PracticeSource, Source
from safecheck.audit.together import Together
from safecheck.family.ceremony import (
    AdultYes,
    Age,
    ChooseScope,
    Event,
    Extend,
    GoOn,
    OwnerAlone,
    OwnerYes,
    Place,
    Stop,
)
from safecheck.family.pages import FamilyPage
from safecheck.family.receipt import receipt_text
from safecheck.family.scope import SCOPE_PARTS, Scope
from safecheck.model.errors import BadInputError, SafecheckError
from safecheck.model.text import clean
from safecheck.plain.account import Own, own_source
from safecheck.plain.conversation import Back, Conversation, Ended
from safecheck.plain.family_pages import FamilyPages
from safecheck.plain.own_result import show_own_result
from safecheck.plain.reading import ProgressLines
from safecheck.plain.shared_file import save_shared
from safecheck.plain.signing_in import choose_way, sign_in
from safecheck.report.before_reading import practice_notice
from safecheck.report.closing import kept_lines, sign_out_failed
from safecheck.report.sign_in import server_banner
from safecheck.report.together import render_shared
from safecheck.store.outputs import write_output

# What stands in the window is for one pair of eyes: before these pages somebody else sits down.
_EMPTIED_BEFORE: frozenset[Place] = frozenset({"adult_yes", "scope", "own_result"})

_BY_KEY: dict[tuple[Place, str], Event] = {
    ("owner_yes", "yes"): OwnerYes(),
    ("adult_yes", "yes"): AdultYes(),
    ("shared", "owner_alone"): OwnerAlone(),
    ("age", "under_16"): Age("under_16"),
    ("age", "16_17"): Age("16_17"),
    ("age", "18_or_older"): Age("18_or_older"),
}


class FamilyWalk:
    """One check together on one terminal. `start` is a practice account; None is the owner's own. `sleep`
    lets time go by, as the clock of `together` tells it."""

    def __init__(
        self,
        talk: Conversation,
        together: Together,
        own: Own,
        start: Source | None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._sleep = sleep
        self.talk = talk
        self.together = together
        self.pages = FamilyPages(talk, together)
        self._own = own
        self._source = start
        together.listener = ProgressLines(talk)

    async def go(self) -> None:
        """Walk to the end, whatever that is; the last page is said in any case, also where the run is
        stopped."""
        talk = self.talk
        talk.more_keys = {"t": (self.pages.words(self.pages.pack.short.extend), self._extend)}
        talk.ending = self.pages.words(self.pages.pack.short.stop)
        talk.say(talk.ending)
        talk.say_keys()
        walk, watch = asyncio.ensure_future(self._walk()), asyncio.ensure_future(self._watch())
        try:
            await asyncio.wait((walk, watch), return_when=asyncio.FIRST_COMPLETED)
            if walk.done():
                walk.result()
        finally:
            for task in (walk, watch):
                task.cancel()
            await asyncio.gather(walk, watch, return_exceptions=True)
            finished = self.together.ceremony.place == "finished"
            await self.together.close()
            talk.more_keys = {}
            if not finished:
                talk.voice.clear()
                self.pages.say_page(self.pages.page())

    async def _walk(self) -> None:
        try:
            while not self.together.ceremony.over:
                try:
                    await self._at(self.together.ceremony.place)
                except Back:
                    continue  # the order has no way back; the same page comes again
            if self.together.ceremony.place == "finished":
                await self._finish()
        except Ended:
            self.together.do(Stop())

    async def _watch(self) -> None:
        """Say how much time is left, and return when it is up."""
        together = self.together
        while True:
            clock = together.ceremony.clock
            if clock is None:  # it is over, and the last page has all the time there is
                await asyncio.Event().wait()
                continue
            mark = clock.next_mark(together.now())
            await self._sleep(mark.seconds)
            if together.ceremony.clock != clock:
                continue
            if not mark.minutes:
                if not together.in_time:
                    return
                continue
            short = self.pages.pack.short
            left = short.minute_left if mark.minutes == 1 else short.minutes_left
            self.talk.gap()
            self.talk.say(self.pages.words(left).format(minutes=mark.minutes))
            self.talk.say_keys()
            self.talk.keyboard.again()

    def _extend(self) -> None:
        self.together.do(Extend(self.together.now()))
        self.talk.say(self.pages.words(self.pages.pack.short.extended))

    # --- one page after the other --------------------------------------------------------------------------

    async def _at(self, place: Place) -> None:
        page = self.pages.page()
        self.talk.explanation = page.paragraphs
        if place in _EMPTIED_BEFORE:
            self.talk.voice.clear()
        if place == "reading":  # the sign-in leads through it; nobody comes back here
            raise AssertionError(place)
        if place == "scope":
            await self._scope(page)
        elif place == "sign_in":
            await self._sign_in(page)
        elif place == "own_result":
            self._do(place, await show_own_result(self.pages))
        else:
            if place == "shared":
                self._say_shared()
            self.pages.say_page(page)
            chosen = await self.pages.choose(page)
            if chosen == "save":  # after it the same page comes again
                await save_shared(self.pages)
            else:
                self._do(place, chosen)

    def _do(self, place: Place, key: str) -> None:
        self.together.do(Stop() if key == "no" else _BY_KEY.get((place, key), GoOn()))

    async def _scope(self, page: FamilyPage) -> None:
        scope, short = Scope(), self.pages.pack.short
        self.pages.say_page(page)
        while True:
            sides: dict[str, str] = {
                part: self.pages.words(short.on if getattr(scope, part) else short.off)
                for part in SCOPE_PARTS
            }
            chosen = await self.pages.choose(page, sides)
            for part in SCOPE_PARTS:
                if chosen == part:
                    scope = scope.switched(part)
            if chosen == "go_on":
                self.together.do(ChooseScope(scope))
                return
            if chosen == "no":
                self.together.do(Stop())
                return

    async def _sign_in(self, page: FamilyPage) -> None:
        """Lead the owner to the end of reading. Where signing in does not work it is said why, and the page
        comes again: nothing was read by then."""
        talk = self.talk
        self.pages.say_page(page)
        if isinstance(self._source, PracticeSource):
            talk.say(practice_notice(talk.catalog))
        elif self._own.address:
            talk.say(server_banner(talk.catalog, self._own.address))
        if await self.pages.choose(page) == "no":
            self.together.do(Stop())
            return
        try:
            source = self._source or await own_source(talk, self._own)
            self._source = source
            way = await choose_way(talk)
            visit = await self.together.open(source)
            await sign_in(talk, visit, way, before_typing=self.pages.words(self.pages.pack.short.look_away))
        except SafecheckError as problem:
            talk.gap()
            talk.say(talk.catalog.sentence(problem))
            return
        await self._read()

    async def _read(self) -> None:
        """Read what the scope allows. Going back is not possible here: it goes on, or it is stopped."""
        talk = self.talk
        reading = self.pages.page("reading")
        self.pages.say_page(reading)
        talk.explanation = reading.paragraphs
        work = asyncio.ensure_future(self.together.read(talk.catalog.lang))
        try:
            while not work.done():
                with contextlib.suppress(Back):
                    await talk.meanwhile(asyncio.shield(work), {}, lambda: self.pages.say_page(reading))
            work.result()
        finally:
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)

    def _say_shared(self) -> None:
        talk = self.talk
        view = self.together.shared(talk.catalog.lang, self.pages.country)
        chosen = self.pages.words(self.pages.pack.short.chosen_by_owner)
        talk.gap()
        talk.voice.whole(render_shared(view, talk.catalog, talk.voice.width(), chosen))

    # --- the end of one that went well ---------------------------------------------------------------------

    async def _finish(self) -> None:
        talk, short = self.talk, self.pages.pack.short
        signed_out = await self.together.close()
        talk.voice.clear()
        self.pages.say_page(self.pages.page())
        talk.say(*kept_lines(talk.catalog, self.together.saved.kept(talk.catalog)))
        talk.say(sign_out_failed(talk.catalog) if signed_out is False else self.pages.words(short.signed_out))
        talk.gap()
        talk.say(self.pages.words(short.look_away), self.pages.words(short.keep_receipt))
        made = self.together.receipt()
        while made is not None:
            talk.keyboard.drop_early()
            try:
                name = await talk.ask(self.pages.words(short.file_name))
                if name == "-":
                    return
                path = typed_path(name)
                write_output(path, receipt_text(made, self.pages.pack, talk.catalog.lang))
            except Back:
                continue
            except BadInputError as problem:
                talk.say(talk.catalog.sentence(problem))
            else:
                talk.say(self.pages.words(short.receipt_kept).format(file=clean(str(path), 300)))
                return
