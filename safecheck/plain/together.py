"""A check together, line by line: the pages of `safecheck.family` in their order, and nothing beside them.

What was typed before a page asks for it counts for nothing, so that no prepared answers run through; the
window is emptied before the adult looks and at the end.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from safecheck.audit.together import Together
from safecheck.audit.visit import PracticeSource, Source
from safecheck.family.ceremony import (
    Add,
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
    TakeOut,
)
from safecheck.family.pages import FamilyPage, family_page
from safecheck.family.receipt import receipt_text
from safecheck.family.scope import SCOPE_PARTS, Scope
from safecheck.i18n.catalog import home_country
from safecheck.model.errors import BadInputError, SafecheckError
from safecheck.model.text import Words, clean
from safecheck.packs.family_pack import load_family
from safecheck.packs.help_pack import HelpPack, load_help
from safecheck.plain.account import Own, own_source
from safecheck.plain.conversation import Back, Conversation, Ended
from safecheck.plain.reading import ProgressLines
from safecheck.plain.result import say_first
from safecheck.plain.signing_in import choose_way, sign_in
from safecheck.report.before_reading import practice_notice
from safecheck.report.choices import Choice
from safecheck.report.closing import sign_out_failed
from safecheck.report.sign_in import server_banner
from safecheck.report.text import render_text
from safecheck.report.together import render_shared, shared_chat
from safecheck.report.wording import CHAT_KIND_NAMES, title_of
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
        self._own = own
        self._source = start
        self._pack = load_family().pack
        together.listener = ProgressLines(talk)

    async def go(self) -> None:
        """Walk to the end, whatever that is; the last page is said in any case, also where the run is
        stopped."""
        talk = self.talk
        talk.more_keys = {"t": (self._short(self._pack.short.extend), self._extend)}
        talk.ending = self._short(self._pack.short.stop)
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
                self._say_page(self._page())

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
            short = self._pack.short
            left = short.minute_left if mark.minutes == 1 else short.minutes_left
            self.talk.gap()
            self.talk.say(self._short(left).format(minutes=mark.minutes))
            self.talk.say_keys()
            self.talk.keyboard.again()

    def _extend(self) -> None:
        self.together.do(Extend(self.together.now()))
        self.talk.say(self._short(self._pack.short.extended))

    # --- one page after the other --------------------------------------------------------------------------

    async def _at(self, place: Place) -> None:
        page = self._page()
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
            await self._own_result(page)
        else:
            if place == "shared":
                self._say_shared()
            self._say_page(page)
            self._do(place, await self._choose(page))

    def _do(self, place: Place, key: str) -> None:
        self.together.do(Stop() if key == "no" else _BY_KEY.get((place, key), GoOn()))

    async def _choose(self, page: FamilyPage, sides: Mapping[str, str] | None = None) -> str:
        talk = self.talk
        talk.keyboard.drop_early()
        if not any(choice.typed for choice in page.choices):
            return await talk.choose(
                talk.catalog.gettext("Your choice"),
                [Choice(one.key, one.title, (sides or {}).get(one.key, "")) for one in page.choices],
            )
        words = {one.typed: one.key for one in page.choices}
        yes, no = words
        question = self._short(self._pack.short.type_this).format(yes=yes, no=no)
        talk.gap()
        while True:
            typed = (await talk.ask(question)).casefold()
            if typed in words:
                return words[typed]
            talk.say(f"{question}.")

    async def _scope(self, page: FamilyPage) -> None:
        scope, short = Scope(), self._pack.short
        self._say_page(page)
        while True:
            sides: dict[str, str] = {
                part: self._short(short.on if getattr(scope, part) else short.off) for part in SCOPE_PARTS
            }
            chosen = await self._choose(page, sides)
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
        self._say_page(page)
        if isinstance(self._source, PracticeSource):
            talk.say(practice_notice(talk.catalog))
        elif self._own.address:
            talk.say(server_banner(talk.catalog, self._own.address))
        if await self._choose(page) == "no":
            self.together.do(Stop())
            return
        try:
            source = self._source or await own_source(talk, self._own)
            self._source = source
            way = await choose_way(talk)
            visit = await self.together.open(source)
            await sign_in(talk, visit, way, before_typing=self._short(self._pack.short.look_away))
        except SafecheckError as problem:
            talk.gap()
            talk.say(talk.catalog.sentence(problem))
            return
        await self._read()

    async def _read(self) -> None:
        """Read what the scope allows. Going back is not possible here: it goes on, or it is stopped."""
        talk = self.talk
        reading = family_page("reading", self._pack, self._help(), talk.catalog.lang)
        self._say_page(reading)
        talk.explanation = reading.paragraphs
        work = asyncio.ensure_future(self.together.read(talk.catalog.lang))
        try:
            while not work.done():
                with contextlib.suppress(Back):
                    await talk.meanwhile(asyncio.shield(work), {}, lambda: self._say_page(reading))
            work.result()
        finally:
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)

    async def _own_result(self, page: FamilyPage) -> None:
        talk, say, short = self.talk, self.talk.catalog.gettext, self._pack.short
        result = self.together.own_result(talk.catalog.lang, self._country)
        await self._wait_for(short.look_away, short.alone_now)
        self._say_page(page)
        say_first(talk, result)
        if self.together.visits.signed_out is False:
            talk.say(sign_out_failed(talk.catalog))
        whole = Choice("report", say("Everything as one report"), "")
        choices = [whole, *(Choice(one.key, one.title, "") for one in page.choices)]
        while True:
            talk.keyboard.drop_early()
            chosen = await talk.choose(say("Your choice"), choices)
            if chosen == "report":
                talk.gap()
                talk.voice.whole(
                    render_text(result, talk.catalog, talk.voice.width(), zone=None, commands=False)
                )
            elif chosen in ("add", "take_out"):
                await self._change_what_is_shown(chosen)
            else:
                break
        if chosen == "go_on":  # the owner's result goes out of sight before the adult looks
            talk.voice.clear()
            await self._wait_for(short.cleared, short.other_may_look)
        self._do("own_result", chosen)

    async def _change_what_is_shown(self, what: str) -> None:
        talk, short, catalog = self.talk, self._pack.short, self.talk.catalog
        result, added = self.together.own_result(catalog.lang, self._country), self.together.ceremony.added
        kinds = {chat.id: chat.kind for chat in result.facts.chat_list.chats}
        there = {chat_id for chat_id, _ in added}
        listed = sorted(result.present, key=lambda rating: -rating.risk)
        listed = [one for one in listed if what == "add" or one.chat_id in there]
        if not listed:
            talk.say(self._short(short.no_such_chat))
            return
        try:
            chat_id = await talk.choose(
                self._short(short.which_chat),
                [
                    Choice(
                        one.chat_id,
                        title_of(one.title, catalog),
                        catalog.gettext(CHAT_KIND_NAMES[kinds[one.chat_id]]),
                    )
                    for one in listed
                ],
            )
            if what == "take_out":
                self.together.do(TakeOut(chat_id))
            else:
                names = (("not", short.level_not), ("too", short.level_too))
                wish = await talk.choose(
                    catalog.gettext("Your choice"),
                    [Choice(key, self._short(word), "") for key, word in names],
                )
                self.together.do(Add(chat_id, level=wish == "too"))
        except Back:
            return
        talk.gap()
        self._say_added()

    def _say_added(self) -> None:
        chats = self.together.shared(self.talk.catalog.lang, self._country).chats
        for chat in chats:
            self.talk.say(shared_chat(chat, self.talk.catalog))
        if not chats:
            self.talk.say(self._short(self._pack.short.no_chat_added))

    async def _wait_for(self, said: Words, ready: Words) -> None:
        """Say something that has to be done in the room, and wait until somebody says that it is."""
        talk = self.talk
        talk.say(self._short(said))
        talk.keyboard.drop_early()
        await talk.choose(talk.catalog.gettext("Your choice"), [Choice("go_on", self._short(ready), "")])

    def _say_shared(self) -> None:
        talk = self.talk
        view = self.together.shared(talk.catalog.lang, self._country)
        chosen = self._short(self._pack.short.chosen_by_owner)
        talk.gap()
        talk.voice.whole(render_shared(view, talk.catalog, talk.voice.width(), chosen))

    # --- the end of one that went well ---------------------------------------------------------------------

    async def _finish(self) -> None:
        talk, short = self.talk, self._pack.short
        signed_out = await self.together.close()
        talk.voice.clear()
        self._say_page(self._page())
        talk.say(sign_out_failed(talk.catalog) if signed_out is False else self._short(short.signed_out))
        talk.gap()
        talk.say(self._short(short.look_away), self._short(short.keep_receipt))
        made = self.together.receipt()
        while made is not None:
            talk.keyboard.drop_early()
            try:
                name = await talk.ask(self._short(short.file_name))
                if name == "-":
                    return
                write_output(Path(name), receipt_text(made, self._pack, talk.catalog.lang))
            except Back:
                continue
            except BadInputError as problem:
                talk.say(talk.catalog.sentence(problem))
            else:
                talk.say(self._short(short.receipt_kept).format(file=clean(name, 300)))
                return

    # --- words ---------------------------------------------------------------------------------------------

    @property
    def _country(self) -> str:
        return home_country(self.talk.country, self.talk.catalog.lang)

    def _help(self) -> HelpPack:
        return load_help(self._country)

    def _page(self) -> FamilyPage:
        return family_page(self.together.ceremony.place, self._pack, self._help(), self.talk.catalog.lang)

    def _say_page(self, page: FamilyPage) -> None:
        self.talk.gap()
        self.talk.say(page.title)
        self.talk.gap()
        self.talk.say(*page.paragraphs)

    def _short(self, words: Words) -> str:
        return words.of(self.talk.catalog.lang)
