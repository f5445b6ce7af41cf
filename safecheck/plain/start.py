"""The whole conversation, from the first choice to the end. Whoever runs it closes the visit at the end."""

from typing import TYPE_CHECKING

from safecheck.audit.past_audits import PastAudits
from safecheck.audit.saving import SavedFiles
from safecheck.audit.sources import PracticeSource, Source
from safecheck.audit.together import Together
from safecheck.audit.visit import Visit
from safecheck.audit.visits import Visits
from safecheck.model.errors import IdentityRefusedError, SafecheckError
from safecheck.model.sign_in import SignedIn, SignInWay
from safecheck.plain.account import (
    Own,
    agree,
    own_source,
    practice_account,
    say_before_signing_in,
)
from safecheck.plain.conversation import Back, Conversation, Ended
from safecheck.plain.guide import look_at_guide
from safecheck.plain.reading import ProgressLines, read
from safecheck.plain.remembered import choose_kept, open_kept, remember
from safecheck.plain.result import show_result
from safecheck.plain.signing_in import sign_in
from safecheck.plain.tour import say_tour
from safecheck.report import choices as words
from safecheck.report.closing import sign_out_failed
from safecheck.report.guide import guide_name
from safecheck.report.remembered import ends_later, goes_on
from safecheck.report.sign_in import what_ending_does

if TYPE_CHECKING:
    from safecheck.telegram.account import Reading


class Walk:
    """One conversation about the visits that it makes. `together` is True once a check together began;
    `saved` are the files that were written before that."""

    def __init__(self, talk: Conversation, visits: Visits, own: Own) -> None:
        self.talk = talk
        self.visits = visits
        self.own = own
        self.together = False
        self.saved = SavedFiles()
        self._past = PastAudits()

    async def go(self, start: Source | None) -> None:
        """Talk until the person ends it; `start` is where to begin instead of at the first choice."""
        try:
            if start is None:
                self._welcome()
            else:
                self.talk.say_keys()
                await self._visit(start)
            while True:
                await self._first_choice()
        except Ended:
            return
        finally:
            await self.visits.close()  # what that leaves behind is the last sentence, and not said twice

    async def _leave(self) -> None:
        """Close the visit that goes on, if any, and say at once if that left a sign-in behind."""
        visit = self.visits.current
        if visit is None or visit.closed:
            return
        if await self.visits.close() is False and visit.kind == "account":
            self.talk.gap()
            self.talk.say(sign_out_failed(self.talk.catalog))

    def _welcome(self) -> None:
        talk, catalog = self.talk, self.talk.catalog
        talk.say("safecheck")
        talk.gap()
        talk.say(words.welcome(catalog), *words.promises(catalog), words.origin(catalog))
        talk.gap()
        talk.say_keys()

    async def _first_choice(self) -> None:
        talk, catalog = self.talk, self.talk.catalog
        say = catalog.gettext
        talk.explanation = (words.welcome(catalog), *words.promises(catalog))
        talk.ending = what_ending_does(catalog, signing_in=False, practice=False)
        more = (
            words.Choice("guide", guide_name(catalog), say("a page for each thing you can do")),
            words.Choice("language", say("Nederlands"), ""),
            words.Choice("tour", say("A short tour"), ""),
        )
        try:
            chosen = await talk.choose(say("Your choice"), (*words.first_choices(catalog), *more))
            if chosen == "language":
                talk.speak_other_language()
                self._welcome()
            elif chosen == "guide":
                await look_at_guide(talk, "start")
            elif chosen == "tour":
                say_tour(talk)
            elif chosen == "switches":
                await self._switches()
            elif chosen == "practice":
                await self._visit(await practice_account(talk))
            elif chosen == "account":
                await self._visit(None)
            elif chosen == "this_computer":
                await self._this_computer()
            else:
                await self._check_together()
        except Back:
            return  # to the first choice itself

    async def _check_together(self) -> None:
        """Walk through a check together, after which nothing else comes: nobody goes on in its place."""
        from safecheck.plain.together import FamilyWalk

        await self._leave()
        self.together = True
        await FamilyWalk(self.talk, Together(), self.own, None).go()
        raise Ended

    async def _switches(self) -> None:
        """Show one app's switches. No sign-in, no network (G21)."""
        from safecheck.audit.switches import app_switches
        from safecheck.report.switches import render_switches_text

        talk = self.talk
        sections = app_switches(talk.catalog.lang)
        apps = tuple(words.Choice(str(place), section.app, "") for place, section in enumerate(sections))
        while True:
            chosen = await talk.choose(talk.catalog.gettext("Which app"), apps)
            text = render_switches_text([sections[int(chosen)]], talk.catalog, talk.voice.width())
            talk.gap()
            talk.voice.whole(text)

    async def _this_computer(self) -> None:
        """Read Telegram Desktop's switches here. No sign-in, no network (G21)."""
        from safecheck.plain.this_computer import look_at_computer

        computer, read = await look_at_computer(self.talk)
        self.talk.to_lose = True
        try:
            await show_result(self.talk, None, computer.facts(read), self._past, self.saved)
        finally:
            self.talk.to_lose = False

    async def _visit(self, source: Source | None) -> None:
        """Visit one account from the sentence about whose it is to the end of its result, signed in until
        then; None is the user's own."""
        talk = self.talk
        kept: list[Reading] = []
        try:
            if source is None and (name := await choose_kept(talk, self.own)):
                source = await open_kept(talk, self.own, name)
            else:
                say_before(talk, self.own, source)
                await agree(talk)
            visit = await self._signed_in(source, kept)
            [reading] = kept
            if reading.problem is not None:
                talk.gap()
                talk.say(talk.catalog.sentence(reading.problem))
            await show_result(talk, visit, reading.facts, self._past, self.saved)
        except Back:
            pass
        except SafecheckError as problem:
            talk.gap()
            talk.say(talk.catalog.sentence(problem))
        finally:
            talk.to_lose = False
        await self._leave()

    async def _signed_in(self, source: Source | None, kept: "list[Reading]") -> Visit:
        """Lead to the end of reading; where Telegram refuses the api_id and api_hash that were typed, they
        are asked for again at once."""
        while True:
            try:
                return await sign_in_and_read(
                    self.talk, self.visits, self.own, "code", kept, source, forgets=True
                )
            except IdentityRefusedError as problem:
                if source is not None or not self.own.asks_for_identity:
                    raise
                self.talk.gap()
                self.talk.say(self.talk.catalog.sentence(problem))
                await self._leave()


def say_before(talk: Conversation, own: Own, source: Source | None, remember_as: str | None = None) -> None:
    """Say what must be known before every sign-in; `source` None is the user's own account. `remember_as` is
    set where the sign-in is to be remembered."""
    practice = isinstance(source, PracticeSource)
    talk.ending = what_ending_does(talk.catalog, signing_in=False, practice=practice)
    say_before_signing_in(talk, practice=practice, address="" if practice else own.address)
    if remember_as is not None:
        talk.say(ends_later(talk.catalog))


async def sign_in_and_read(
    talk: Conversation,
    visits: Visits,
    own: Own,
    way: SignInWay,
    kept: "list[Reading]",
    source: Source | None = None,
    remember_as: str | None = None,
    *,
    forgets: bool = False,
) -> Visit:
    """Lead from what `say_before` said to the end of reading, and put what was read into `kept`. Whoever
    calls closes the visit, which is returned. A sign-in that was remembered is there already; one that is
    made is remembered as `remember_as`, if that is given. `forgets`: what is typed and read is lost where the
    person ends, so that they are asked first.

    Raises Back and Ended where the person wants that, and what Visit.open and Visit.sign_in raise.
    """
    if source is None:
        source = await own_source(talk, own)
        talk.to_lose = forgets and own.asks_for_identity
    visit = await visits.start(source)
    visit.listener = ProgressLines(talk)
    talk.gap()
    await visit.open()
    if visit.began_on is not None:
        talk.say(goes_on(visit.began_on, talk.catalog))
    if not isinstance(visit.sign_in.state, SignedIn):
        await sign_in(talk, visit, way)
        if remember_as is not None:
            await remember(talk, visit, remember_as)
    talk.to_lose = forgets
    await read(talk, visit, kept)
    return visit
