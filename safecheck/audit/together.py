"""One check together: the order of `safecheck.family` joined to a visit. Both faces walk through this.

It reads once and signs out right after that: what follows (the owner's result, the shared view) needs no
sign-in, so nothing is left to be taken over, resumed or read again.
"""

import gc
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from safecheck.audit.evaluate import evaluate
from safecheck.audit.paper import rendered_together
from safecheck.audit.probing import plan_probes
from safecheck.audit.saving import SavedFiles
from safecheck.audit.sources import Source
from safecheck.audit.visit import Visit
from safecheck.audit.visits import Visits
from safecheck.family.ceremony import (
    Ceremony,
    Event,
    Save,
    SignedIn,
    Stop,
    TimePassed,
    WasRead,
    after,
    begun,
    not_now,
)
from safecheck.family.receipt import Receipt, receipt
from safecheck.family.scope import Scope
from safecheck.family.sharing import SharedView, facts_to_share, shared_view
from safecheck.i18n.catalog import Catalog
from safecheck.model.facts import AuditFacts
from safecheck.model.probing import TARGETED_BUDGET, ProbePlan
from safecheck.model.progress import ProgressListener, ignore_progress
from safecheck.model.result import AuditResult, Form
from safecheck.model.text import Lang
from safecheck.packs.family_pack import load_family


class Together:
    """Where a check together stands (`ceremony`), with what was read, which is gone once it is over.

    `now` gives the seconds of a clock that only goes forward. `visits` are those of this run, for the closing
    sentence: `visits.signed_out` says whether Telegram confirmed that nothing is signed in any more.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self.now = now
        self.ceremony: Ceremony = begun(now())
        self.visits = Visits()
        self.listener: ProgressListener = ignore_progress
        self.saved = SavedFiles()
        self._facts: AuditFacts | None = None

    def do(self, event: Event) -> None:
        """Let something happen. Raises NotNowError where the order does not allow it. Once it is over nothing
        of what was read is left."""
        self.ceremony = after(self.ceremony, event)
        if self.ceremony.over:
            self._facts = None
        if self.ceremony.place == "ended":  # its page is the same whatever was done before
            self.saved.forget()

    @property
    def in_time(self) -> bool:
        """Whether it goes on as far as the clock is concerned; when the time is up it is over."""
        self.do(TimePassed(self.now()))
        return not self.ceremony.over

    async def open(self, source: Source) -> Visit:
        """Begin to sign in to `source`, within the scope that the owner chose, and return the open visit. Its
        `sign_in` is the conversation with the owner. Raises BadInputError for a sign-in that was remembered,
        UnreachableError or SignInError where Telegram cannot be reached or refuses; `open` may then be
        called again."""
        visit = await self.start(source)
        await visit.open()
        return visit

    async def start(self, source: Source) -> Visit:
        """Do as `open` does, but leave opening the visit to the face."""
        visit = await self.visits.start(source, scope=self._scope)
        visit.listener = self.listener
        return visit

    async def read(self, lang: Lang) -> None:
        """Read what the scope allows, once, and sign out. Whatever keeps that from being whole, a lost line
        above all, ends the check together; nothing is raised for it. Raises NotNowError for a second time."""
        visit = self.visits.current
        if visit is None:
            raise RuntimeError("nobody is signed in")  # a mistake of the face, not of the user
        self.do(SignedIn())
        if self.ceremony.over:
            return
        try:
            reading = await visit.read(lang)
            if reading.problem is None and not reading.cancelled and self._scope.who_added:
                reading = await visit.probe(reading.facts, self._asked_who_added(visit, reading.facts, lang))
        finally:
            await self.visits.close()
        if reading.problem is not None or reading.cancelled:
            self.do(Stop())
            return
        self.do(WasRead())
        if not self.ceremony.over:
            self._facts = reading.facts

    def _asked_who_added(self, visit: Visit, facts: AuditFacts, lang: Lang) -> ProbePlan:
        ratings = _judged(facts, lang).ratings
        return plan_probes(facts.chat_list.chats, ratings, "deep", pace=visit.pace, budget=TARGETED_BUDGET)

    @property
    def _scope(self) -> Scope:
        if self.ceremony.scope is None:
            raise RuntimeError("no scope was chosen")  # a mistake of the face, not of the user
        return self.ceremony.scope

    def own_result(self, lang: Lang, country: str = "") -> AuditResult:
        """Return the whole result, for the owner's eyes. Nothing on the account is changed from here."""
        return _judged(self._read_facts, lang, country)

    def shared(self, lang: Lang, country: str = "") -> SharedView:
        """Return what the adult sees: never more than the owner added to devices and steps."""
        judged = _judged(facts_to_share(self._read_facts), lang, country)
        return shared_view(self.own_result(lang, country), judged, self.ceremony.added)

    def save_shared(
        self, path: Path, form: Form, catalog: Catalog, country: str, *, replace: bool = False
    ) -> None:
        """Write what both see now, and nothing else, to a file that the owner wants. There is no way to write
        the owner's whole result. Raises NotNowError anywhere but at the shared view, FileThereError where
        something is there and is not to be replaced, BadInputError where it cannot be written."""
        saved = after(self.ceremony, Save())
        if saved.over:
            raise not_now()
        chosen = load_family().pack.short.chosen_by_owner.of(catalog.lang)

        def text() -> str:
            return rendered_together(form, self.shared(catalog.lang, country), catalog, chosen)

        self.saved.write(path, text, replace=replace)
        self.ceremony = saved

    @property
    def _read_facts(self) -> AuditFacts:
        if self._facts is None:
            raise RuntimeError("nothing was read, or it is erased")  # a mistake of the face
        return self._facts

    async def close(self) -> bool | None:
        """End it, whatever place it is at: signed out and erased. Return whether Telegram confirmed that,
        None where nobody signed in. Whoever runs the event loop calls it in the end; more than once too."""
        if not self.ceremony.over:
            self.do(Stop())
        self._facts = None
        signed_out = await self.visits.close()
        gc.collect()  # what refers to itself in a circle would stay until some later moment
        # An attempt that came before this one may have left a sign-in behind as well.
        return False if self.visits.signed_out is False else signed_out

    def receipt(self, day: date | None = None) -> Receipt | None:
        """Return the owner's receipt, None unless it came to a good end."""
        if self.ceremony.place != "finished" or self.ceremony.scope is None:
            return None
        current = self.visits.current
        confirmed = current is not None and current.signed_out is True
        confirmed = confirmed and self.visits.signed_out is not False
        return receipt(
            self.ceremony.scope,
            day or datetime.now(UTC).date(),
            signed_out=confirmed,
            saved=self.ceremony.saved,
        )


def _judged(facts: AuditFacts, lang: Lang, country: str = "") -> AuditResult:
    """Judge as a check together always does: nothing was told, and every step is left to the person."""
    return evaluate(facts, (), lang, country=country, profile="teen", can_change=False)
