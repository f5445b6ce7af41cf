"""One visit to one account: open the line, sign in, read, sign out. Both faces walk through this.

The rooms with Telegram's client and the practice server are loaded when a visit opens, not before, so that
the first screen is painted without them.
"""

import asyncio
import contextlib
from collections.abc import Callable, Collection, Coroutine, Mapping, Sequence
from contextlib import AsyncExitStack
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from msgspec.structs import replace

from safecheck.audit.keeping import answer_file, mark_file
from safecheck.audit.remembered import HeldSignIn
from safecheck.audit.sources import AccountSource, PracticeOwner, PracticeSource, Source, open_practice
from safecheck.audit.winding_up import WhileOpen, to_its_end
from safecheck.family.ceremony import read_once
from safecheck.family.scope import Scope
from safecheck.model.changes import Done, Recovered, Target, Value
from safecheck.model.errors import BadInputError, SafecheckError
from safecheck.model.facts import AuditFacts, Chat, Fact, RequestCount, SourceKind
from safecheck.model.labels import AppLanguage, LangPack
from safecheck.model.marks import ChatMark
from safecheck.model.probing import ProbePlan
from safecheck.model.progress import Progress, ProgressListener, ignore_progress
from safecheck.model.remembered import RememberedSignIn
from safecheck.model.so_far import SoFar
from safecheck.model.text import N_, Lang
from safecheck.model.told import Told
from safecheck.store.sessions import now as this_moment

if TYPE_CHECKING:
    from safecheck.audit.changing import Changing
    from safecheck.audit.reporting import Reporting
    from safecheck.telegram.account import Account, Reading
    from safecheck.telegram.sign_in import SignIn

T = TypeVar("T")


class Again(msgspec.Struct, frozen=True):
    """What was asked once more: settings by their fields ("devices" for those), and how the thing of a step
    about one chat stands. None of a chat where Telegram did not say, or where none was asked about."""

    found: Mapping[str, Fact[Any]]
    of_chat: Value | None
    requests: tuple[RequestCount, ...]


class Visit:
    """One visit, owned by whoever runs the event loop (never by a screen): `close` must run in the end.

    `owner` is set while a practice account is open. `told` is what its invented owner said about devices, or
    what the user of a real one told earlier and had kept; `unread` is why that could not be read. `marks` are
    how that user marked chats earlier, and `marks_unread` is why those could not be read.
    `listener` hears of all progress and may be replaced at any time. `signed_out` is None until `close` ran,
    and after it where there was no sign-in, or where it stays because it is remembered: as `remembered`, ""
    if it is not. `for_good` is to be set where a remembered sign-in is to be ended;
    `not_forgotten` is why its file could not be removed. `began_on` is when the audit began that this visit
    goes on with, None where it reads all anew. `untold` are changes that ended, or were dropped,
    when nobody could be told any more: known after `close`. With `read_only` nothing can be changed in this
    visit.

    `scope`: the owner of the account decided what may be looked at (G14). Nothing outside it is asked for,
    and nothing is remembered or taken from what was kept earlier.
    """

    def __init__(self, source: Source, *, read_only: bool = False, scope: Scope | None = None) -> None:
        if scope is not None and isinstance(source, AccountSource) and source.held is not None:
            raise BadInputError(
                N_("A check together begins with a new sign-in. One that is remembered is never used for it.")
            )
        self.source = source
        self.scope = scope
        self._read_only = read_only
        self._changing: Changing | None = None
        self.listener: ProgressListener = ignore_progress
        self.owner: PracticeOwner | None = None
        self.told: tuple[Told, ...] = ()
        self.unread: SafecheckError | None = None
        self.marks: tuple[ChatMark, ...] = ()
        self.marks_unread: SafecheckError | None = None
        self.closed = False
        self.signed_out: bool | None = None
        self.for_good = False
        self.not_forgotten: SafecheckError | None = None
        self.began_on: datetime | None = None
        self.untold: tuple[Done, ...] = ()
        self._held = source.held if isinstance(source, AccountSource) else None
        self._stack = AsyncExitStack()
        self._account: Account | None = None
        self._opening: asyncio.Task[None] | None = None
        self._reading: asyncio.Task[Reading] | None = None
        self._asking = WhileOpen()
        self._closing: asyncio.Task[bool | None] | None = None

    @property
    def all_unread(self) -> tuple[SafecheckError, ...]:
        """Why something that was kept earlier could not be read; nothing if all could."""
        return tuple(problem for problem in (self.unread, self.marks_unread) if problem is not None)

    @property
    def kind(self) -> SourceKind:
        """Whether this is a practice account or a real one."""
        return "practice" if isinstance(self.source, PracticeSource) else "account"

    async def open(self) -> None:
        """Open the line. Raises BadInputError for a practice account that does not exist, UnreachableError or
        SignInError if Telegram cannot be reached or refuses this application. `close` cancels it."""
        self._stop_if_closed()
        self._opening = asyncio.ensure_future(self._open())
        await self._opening

    async def _open(self) -> None:
        await asyncio.to_thread(_load_the_client)  # a quarter of a second in which the screen should live
        from safecheck.telegram.account import Account

        if isinstance(self.source, PracticeSource):
            practice = await open_practice(self.source, self._stack)
            endpoint, identity, name = practice.endpoint, practice.identity, practice.name
            self.owner, self.told = practice.owner, practice.told
        else:
            endpoint, identity, name = self.source.endpoint, self.source.identity, ""
            if self.scope is None:
                self._remember()
        held = self._held.opened if self._held is not None else None
        earlier = self._earlier()
        self.began_on = earlier.started if earlier is not None else None
        self._account = Account(
            endpoint,
            identity,
            source=self.kind,
            source_name=name,
            listener=self._tell,
            read_only=self._read_only,
            resumed=held.key.account_id if held is not None else None,
            scope=self.scope,
            earlier=earlier,
        )
        await self._account.connect()

    def _earlier(self) -> SoFar | None:
        """Take up what an audit had read with the same sign-in, if it had to stop and is to go on."""
        if self._held is None or self._reads_anew:
            return None
        try:
            return self._held.take_so_far(this_moment())
        except SafecheckError:
            return None  # then all is read anew

    @property
    def _reads_anew(self) -> bool:
        return isinstance(self.source, AccountSource) and self.source.anew

    def _keep_so_far(self) -> None:
        """Keep what was read beside a sign-in that stays, if it is not all. Where that cannot be done there
        is nothing to go on with, and so nothing is said of it."""
        if self._held is None or self._account is None or self._reads_anew:
            return
        so_far = self._account.so_far()
        if so_far is not None and this_moment() < so_far.ends_on:
            with contextlib.suppress(SafecheckError):
                self._held.keep_so_far(so_far)

    def _remember(self) -> None:
        """Take up what the user had kept; what cannot be read is no reason to stop."""
        try:
            file = answer_file(self.kind)
            self.told = file.read() if file is not None else ()
        except SafecheckError as problem:
            self.unread = problem
        try:
            marks = mark_file(self.kind)
            self.marks = marks.read() if marks is not None else ()
        except SafecheckError as problem:
            self.marks_unread = problem

    def _stop_if_closed(self) -> None:
        """Begin nothing after `close`, which would not come back for it."""
        if self.closed:
            raise asyncio.CancelledError

    def _tell(self, event: Progress) -> None:
        self.listener(event)

    @property
    def sign_in(self) -> "SignIn":
        """The conversation between `open` and `read`."""
        return self._opened.sign_in

    @property
    def remembered(self) -> str:
        """The name under which the sign-in of this visit is remembered now, "" if it is not."""
        return self._held.name if self._held is not None and self._held.exists else ""

    async def remember(self, held: HeldSignIn, passphrase: str) -> RememberedSignIn:
        """Keep the sign-in that was made in this visit, which then stays when the visit is closed. Raises
        BadInputError where it cannot be kept: then it ends with the visit as ever."""
        if self.scope is not None:
            raise BadInputError(N_("A sign-in for a check together is never remembered."))
        account = self._opened
        writing = asyncio.ensure_future(
            asyncio.to_thread(held.keep, account.key(), passphrase, this_moment())
        )
        try:
            # Stopped meanwhile, it is written all the same, and has to stay what it says it is.
            await asyncio.wait([writing])
        except asyncio.CancelledError:
            await asyncio.wait([writing])
            raise
        finally:
            if writing.done() and writing.exception() is None:
                self._held, account.stay = held, True
        return writing.result()

    async def read(self, lang: Lang) -> "Reading":
        """Read all that a quick audit reads, with the words of the apps' menus in the languages that were
        told, else in `lang`. What Telegram or the line does is never raised; `stop_reading` ends it early
        with what there is. After `close` it is cancelled. Within a scope it is done once: raises NotNowError
        for a second time."""
        from safecheck.audit.menu_labels import wishes_for

        self._stop_if_closed()
        if self.scope is not None and self._reading is not None:
            raise read_once()
        return await self._read(self._opened.read(wishes_for(self.told, lang)))

    @property
    def can_read_on(self) -> bool:
        """Whether a reading that stopped could go on now. Within a scope it is done once."""
        return (
            self._account is not None
            and not self.closed
            and self.scope is None
            and not self._account.sign_in_ended
        )

    async def read_on(self, lang: Lang, current: Callable[[], AuditFacts]) -> "Reading":
        """Go on with a reading that stopped, after the last page that came. `current` gives the facts of this
        visit as they are when it ends: they are returned with what is new. Otherwise as `read`."""
        from safecheck.audit.reading_on import read_on_after

        listed = frozenset(chat.id for chat in self._opened.chats.chats)
        read = await self.read(lang)
        return replace(read, facts=read_on_after(current(), read.facts, listed))

    @property
    def changing(self) -> "Changing":
        """What changes the account, step by step, and takes that back; after `read`. Raises BadInputError in
        a visit that only reads."""
        if self._read_only:
            raise BadInputError(N_("Here nothing is changed on the account: it is only looked at."))
        if self._changing is None:
            from safecheck.audit.changing import Changing

            self._changing = Changing(self._opened)
        return self._changing

    @property
    def change_under_way(self) -> bool:
        """Whether a change was confirmed and has not come to its end: `close` waits for it."""
        return self._changing is not None and self._changing.under_way

    def reporting(self, target: Target, chat: Chat | None) -> "Reporting":
        """Return the report of one chat to Telegram, of which nothing is sent yet; `chat` is what was read of
        it. Raises like `changing`."""
        from safecheck.audit.reporting import Reporting

        return Reporting(self._opened, self.changing, target, chat)

    @property
    def can_change(self) -> bool:
        """Whether a step could be taken now: the visit is open, and not one that only reads."""
        return self._account is not None and not (self.closed or self._read_only)

    async def recover(self) -> Recovered:
        """Find out how changes ended in whose middle an earlier run stopped; after `read`. Raises nothing."""
        if not self.can_change:
            return Recovered()
        try:
            return await self.changing.recover()
        except SafecheckError as problem:
            return Recovered(problem=problem)

    @property
    def done_steps(self) -> tuple[str, ...]:
        """The ids of the steps that safecheck took on this account, now or earlier, and that are in force;
        none where the journal cannot be read, which `recover` says."""
        if not self.can_change:
            return ()
        try:
            return self.changing.done_steps()
        except SafecheckError:
            return ()

    def after(self, facts: AuditFacts, done: Done) -> AuditFacts:
        """Return the `facts` of this visit as Telegram told them after one change."""
        from safecheck.audit.facts_after import facts_after

        return replace(facts_after(facts, done), requests=self._opened.requests)

    async def read_again(self, fields: Collection[str], chat: Target | None) -> Again:
        """Ask again, after `read`, about these settings (or "devices"), and how the thing of a step about one
        `chat` stands. Raises SafecheckError where Telegram does not say; nothing is lost then."""
        again = None if self.closed else await self._asking.outcome(self._read_again(fields, chat))
        if again is None:
            raise BadInputError(N_("safecheck is signed out by now, so it cannot ask Telegram again."))
        return again

    async def _read_again(self, fields: Collection[str], chat: Target | None) -> Again:
        account = self._opened
        found = await account.read_again(fields)
        value = await self.changing.value(chat) if chat is not None else None
        return Again(found, value, account.requests)

    @property
    def pace(self) -> float:
        """Seconds from one request of a closer look to the next, on average."""
        return self._opened.pace

    async def probe(self, facts: AuditFacts, plan: ProbePlan) -> "Reading":
        """Return the `facts` of this visit with a closer look at the chats of `plan`. As with `read`, nothing
        that Telegram or the line does is raised, and `stop_reading` ends it early with what there is. After
        `close` it is cancelled."""
        from safecheck.audit.facts_after import probed_after

        self._stop_if_closed()
        reading = await self._read(self._opened.probe(plan))
        found = reading.facts
        probed = replace(
            facts,
            chat_list=probed_after(facts.chat_list, found.chat_list),
            probing=found.probing,
            requests=found.requests,
            finished=found.finished,
        )
        return replace(reading, facts=probed)

    async def _read(self, work: "Coroutine[Any, Any, Reading]") -> "Reading":
        self._reading = asyncio.ensure_future(work)
        try:
            return await asyncio.shield(self._reading)
        except asyncio.CancelledError:
            self.stop_reading()
            raise

    def stop_reading(self) -> None:
        """Stop reading, if it goes on; `read` and `probe` then return what there is."""
        if self._reading is not None:
            self._reading.cancel()

    async def labelled(self, facts: AuditFacts, told: Sequence[Told], lang: Lang) -> AuditFacts:
        """Return the `facts` of this visit with the words of menus that are missing by now, asked for while
        the visit is open; `facts` themselves if there is nothing to add. Raises nothing."""
        from safecheck.audit.menu_labels import wishes_for

        account = self._account
        if account is None or self.closed:
            return facts
        await self._asking.outcome(account.read_labels(wishes_for(told, lang)))
        if all(labels in facts.labels for labels in account.labels):
            return facts
        return replace(facts, labels=account.labels, requests=account.requests)

    async def languages(self, lang_pack: LangPack) -> tuple[AppLanguage, ...]:
        """Return the languages that the menus of an app can be in; none if Telegram did not say, or the visit
        is closed. Raises nothing."""
        if self._account is None or self.closed:
            return ()
        return await self._asking.outcome(self._account.languages(lang_pack)) or ()

    async def close(self) -> bool | None:
        """Let a change that is under way come to its end, sign out and disconnect, in a few seconds each at
        most; return whether Telegram confirmed the sign-out,
        None if there was no sign-in. Also after an `open` that failed, and more than once.

        Being cancelled is no reason to leave a sign-in behind: the first time is noted only, the second gives
        up. Who must not be held up by it shields it.
        """
        signed_out, _ = await self.end()
        return signed_out

    async def end(self) -> tuple[bool | None, int]:
        """Close the visit; return what `close` does, and how often the caller was cancelled meanwhile."""
        if self._closing is None:
            self.closed = True
            self._closing = asyncio.ensure_future(self._close())
        stops = await to_its_end(self._closing)
        return self.signed_out, stops

    async def _close(self) -> bool | None:
        self.stop_reading()
        self._asking.cancel()
        try:
            if self._opening is not None:
                self._opening.cancel()
                await asyncio.wait([self._opening])
            if self._changing is not None:
                self.untold = await self._changing.settle()
            if self._account is not None:
                self._account.stay = self._account.stay and not self.for_good
                # `close` has noted the first wish to stop already; one more gives up.
                self.signed_out, _ = await self._account.leave(stops=1)
        finally:
            self.owner = None
            self._give_back()
            await self._stack.aclose()
            if self.scope is not None:  # what was read goes where the owner takes it, and stays nowhere else
                self._account = self._reading = None
        return self.signed_out

    def _give_back(self) -> None:
        """Give back a remembered sign-in; one that no longer exists, or is ended, is thrown away."""
        if self._held is None:
            return
        if self.for_good or (self._account is not None and self._account.sign_in_ended):
            try:
                self._held.forget()
            except SafecheckError as problem:
                self.not_forgotten = problem
        else:
            self._keep_so_far()
        self._held.release()

    @property
    def _opened(self) -> "Account":
        if self._account is None:
            raise RuntimeError("the visit is not open")  # a mistake of the face, not of the user
        return self._account


def _load_the_client() -> None:
    import safecheck.telegram.account  # noqa: F401 - for its effect: the import is the slow part
    from safecheck.packs.guides import load_guides

    load_guides()  # what is read follows from them
