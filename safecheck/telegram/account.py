"""One connection to one account: connect, sign in, read, sign out. Reads only."""

import asyncio
import contextlib
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from safecheck.advice.menu_languages import Wishes
from safecheck.family.scope import Scope
from safecheck.model.connection import Endpoint, Identity
from safecheck.model.errors import SafecheckError
from safecheck.model.fact import LEFT_OUT
from safecheck.model.facts import AuditFacts, Device, Fact, RequestCount, SourceKind, Unknown
from safecheck.model.labels import AppLabels, AppLanguage, LabelWish, LangPack
from safecheck.model.probing import NO_PACE, POLITE_PACE, ProbePlan
from safecheck.model.progress import Progress, ProgressListener, ignore_progress
from safecheck.model.remembered import SignInKey
from safecheck.model.so_far import SoFar
from safecheck.telegram.account_settings import SettingsReader
from safecheck.telegram.allowlist import SIGNS_IN
from safecheck.telegram.asking import Asker
from safecheck.telegram.chat_list import FOLDERS, ChatListReader
from safecheck.telegram.client import LeanClient
from safecheck.telegram.errors import STOPPED, first_problem, unread_because
from safecheck.telegram.labels import LabelReader, room_for_labels
from safecheck.telegram.probes import ProbeReader
from safecheck.telegram.scoped import barred
from safecheck.telegram.sign_in import SignIn
from safecheck.telegram.sign_out import sign_out


class Reading(msgspec.Struct, frozen=True):
    """What was read. `problem`: why reading ended early by itself; `cancelled`: the user stopped it."""

    facts: AuditFacts
    problem: SafecheckError | None
    cancelled: bool


def no_wishes(_devices: Sequence[Device]) -> Sequence[LabelWish]:
    """Wish for no words of menus."""
    return ()


class Account:
    """One account over one connection. `sign_in` is the conversation that comes between `connect` and `read`;
    `listener` hears of all progress and may be replaced at any time. With `read_only` nothing can be changed
    over this connection, whoever asks for it.

    `resumed`: the endpoint brings the key of a remembered sign-in to the account with that id, and it is
    signed in from the start. `stay`: the sign-in is to outlive this connection; at first only then.
    `earlier`: what an audit of that account had read when it had to stop; it is not read again.

    `scope`: what lies outside it is not asked for, and the gate lets nothing of it leave."""

    def __init__(
        self,
        endpoint: Endpoint,
        identity: Identity,
        *,
        source: SourceKind,
        source_name: str = "",
        listener: ProgressListener = ignore_progress,
        read_only: bool = False,
        resumed: int | None = None,
        scope: Scope | None = None,
        earlier: SoFar | None = None,
    ) -> None:
        self.listener = listener
        self.stay = resumed is not None
        self._client = LeanClient(
            endpoint,
            identity,
            read_only=read_only,
            resumed=resumed is not None,
            barred=barred(scope),
        )
        self._asker = Asker(self._client, self._tell)
        self.sign_in = SignIn(self._asker, identity, resumed)
        self.source: SourceKind = source
        self._source_name = source_name
        self._started = datetime.now(UTC)
        self._scope = scope
        self._settings = SettingsReader(self._asker, scope)
        self._chats = ChatListReader(self._asker)
        self._labels = LabelReader(self._asker)
        at_home = source == "practice" or endpoint.is_custom
        self._probes = ProbeReader(
            self._asker,
            self._chats,
            NO_PACE if at_home else POLITE_PACE,
            only_who_added=scope is not None,
        )
        self._interrupted: Unknown | None = None
        if earlier is not None:
            self._take_up(earlier)

    def _take_up(self, earlier: SoFar) -> None:
        self._started = earlier.started
        self._settings.take_up(earlier.settings, earlier.devices)
        self._chats.take_up(earlier.chats)
        self._probes.take_up(self._chats.chats, earlier.probed, earlier.probing)

    def so_far(self) -> SoFar | None:
        """Return what was read, for a later run to go on; None where nothing was, or all of it."""
        facts = self.facts(self._interrupted)
        if facts.complete or not facts.anything_read or not facts.account_id or facts.settings is None:
            return None
        return SoFar(
            account_id=facts.account_id,
            started=facts.started,
            settings=facts.settings,
            devices=facts.devices,
            chats=self._chats.so_far(),
            probed=tuple(chat for chat in facts.chat_list.chats if chat.probed),
            probing=facts.probing,
        )

    def _tell(self, event: Progress) -> None:
        self.listener(event)

    async def connect(self) -> None:
        """Open the line. Raises UnreachableError or SignInError (see Asker.connect)."""
        await self._asker.connect()

    def facts(self, interrupted: Unknown | None) -> AuditFacts:
        """Return everything that was read so far; `interrupted` says why it is not all, None if it is."""
        missing = interrupted.reason if interrupted else STOPPED
        return AuditFacts(
            source=self.source,
            source_name=self._source_name,
            started=self._started,
            finished=datetime.now(UTC),
            settings=self._settings.settings(missing),
            devices=self._settings.devices(missing),
            chat_list=self._probes.applied(self._chats.facts(missing if self._lists else LEFT_OUT)),
            requests=self.requests,
            interrupted=interrupted,
            labels=self.labels,
            probing=self._probes.summary,
            account_id=self.sign_in.account_id,
        )

    @property
    def _lists(self) -> bool:
        """Whether the list of chats may be asked for."""
        return self._scope is None or self._scope.groups_and_channels

    @property
    def asker(self) -> Asker:
        """The line to Telegram."""
        return self._asker

    @property
    def chats(self) -> ChatListReader:
        """The list of chats, as far as it was read."""
        return self._chats

    def all_listed(self) -> bool:
        """Whether the list of chats was read to its end."""
        return self._chats.facts(STOPPED).complete

    @property
    def number(self) -> int:
        """Telegram's number of the account, once signed in (0 before); it never changes."""
        return self.sign_in.account_id

    @property
    def at_home(self) -> bool:
        """Whether it is at a server on this computer, which needs no sparing."""
        return self._probes.pace == NO_PACE

    @property
    def pace(self) -> float:
        """Seconds from one request of a closer look to the next, on average."""
        return self._probes.pace

    @property
    def requests(self) -> tuple[RequestCount, ...]:
        """How often each method was sent so far."""
        return self._client.gate.counts()

    @property
    def labels(self) -> tuple[AppLabels, ...]:
        """The words of apps' menus that were read so far."""
        return self._labels.labels

    async def read(self, wishes: Wishes = no_wishes) -> Reading:
        """Read settings, devices and both folders at the same time, then what `wishes` wants of the words of
        the menus on those devices; the first fatal problem ends all. Words that do not come are no problem.

        What Telegram or the line does is never raised, and neither is being cancelled: what was read until
        then is returned, so that stopping loses nothing. After that it goes on where it stopped.
        """
        if self._interrupted is not None:
            self._asker.trouble = None
            self._settings.go_on()
            self._chats.go_on()
        problem: SafecheckError | None = None
        cancelled = False
        try:
            await self._read()
        except SafecheckError as error:
            problem = error
        except asyncio.CancelledError:
            take_note_of_stop()
            cancelled = True
        reading = self.ended(problem, cancelled=cancelled)
        if reading.problem is not None or reading.cancelled:
            return reading
        try:
            await self.read_labels(wishes, room_for_labels(self._client.gate.total, self._chats.listed))
        except asyncio.CancelledError:
            take_note_of_stop()
            cancelled = True
        return Reading(self.facts(reading.facts.interrupted), None, cancelled)

    async def probe(self, plan: ProbePlan) -> Reading:
        """Look closer at the chats of `plan`, after `read`. As there, nothing is raised: what was read until
        then is returned. What Telegram refuses to say of one chat stays unknown, and the rest goes on."""
        problem: SafecheckError | None = None
        cancelled = False
        try:
            await self._probes.read(plan)
        except SafecheckError as error:
            problem = error
        except asyncio.CancelledError:
            take_note_of_stop()
            cancelled = True
        self._probes.ended(STOPPED if cancelled else unread_because(problem) if problem else None)
        return Reading(self.facts(self._interrupted), problem, cancelled)

    async def read_again(self, fields: Collection[str]) -> dict[str, Fact[Any]]:
        """Ask again, after `read`, about some settings, or "devices", one request each. Raises SafecheckError
        where Telegram does not say; what was read before then stays."""
        await self._asker.reopen()
        return await self._settings.again(fields)

    async def read_labels(self, wishes: Wishes, most: int | None = None) -> None:
        """Ask for the words of menus that are missing still, with `most` requests at most. Nothing that
        Telegram or the line does is raised."""
        known = self._settings.devices(STOPPED).value
        if not isinstance(known, Unknown):
            await self._labels.read(wishes(known.devices), most)

    async def languages(self, lang_pack: LangPack) -> tuple[AppLanguage, ...]:
        """Return the languages that an app's menus can be in; none if Telegram did not say."""
        return await self._labels.languages(lang_pack)

    async def _read(self) -> None:
        await self._asker.reopen()
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._settings.read())
                for folder in FOLDERS if self._lists else ():
                    group.create_task(self._chats.read_folder(folder))
        except* SafecheckError as problems:
            raise first_problem(problems) from None
        await self._chats.fill_partial()

    def ended(self, problem: SafecheckError | None, *, cancelled: bool) -> Reading:
        """Return what there is, with the reason why it is not more."""
        problem = problem or self._asker.trouble
        reason = STOPPED if cancelled else unread_because(problem) if problem else None
        self._interrupted = Unknown(reason) if reason else None
        return Reading(self.facts(self._interrupted), problem, cancelled)

    def key(self) -> SignInKey:
        """Return what signs in to this account again without a code. Only after signing in."""
        return self._client.key_of_sign_in(self.sign_in.account_id)

    @property
    def sign_in_ended(self) -> bool:
        """Whether Telegram said that the sign-in no longer exists."""
        return self._asker.sign_in_ended

    @property
    def may_be_signed_in(self) -> bool:
        """Also after a refusal or a lost answer: whether Telegram signed us in is for it to say."""
        client, gate = self._client, self._client.gate
        unsure = client.unsure or client.left_behind
        return unsure or gate.mode == "read" or any(gate.sent[method] for method in SIGNS_IN)

    async def leave(self, stops: int = 0) -> tuple[bool | None, int]:
        """Stop signing in, sign out unless that is to stay, and disconnect, in a few seconds at most. Return
        whether Telegram confirmed it (None: no sign-in was tried, or it stays) and how often the user has
        asked to stop, `stops` times before. The first time is no reason to leave a sign-in behind; the second
        one gives up."""
        leaving = asyncio.ensure_future(self._sign_out_and_disconnect())
        while True:
            try:
                return await asyncio.shield(leaving), stops
            except asyncio.CancelledError:
                stops += take_note_of_stop()
                if stops > 1:
                    leaving.cancel()
                    with contextlib.suppress(asyncio.CancelledError):
                        await leaving
                    return (None if self.stay or not self.may_be_signed_in else False), stops

    async def _sign_out_and_disconnect(self) -> bool | None:
        try:
            await self.sign_in.end()
            # One that Telegram says is ended is signed out all the same: a single refusal could say that too.
            if self.stay and not self.sign_in_ended:
                return False if self._client.left_behind else None
            if not (self.may_be_signed_in or self.sign_in_ended):
                return None
            return await sign_out(self._asker) and not self._client.left_behind
        finally:
            # Also if the user stops once more meanwhile: else Telethon goes on trying to connect.
            await self._client.disconnect()


def take_note_of_stop() -> int:
    """Take note of one more wish to stop: 1, and the task may go on to wind up."""
    task = asyncio.current_task()
    if task is not None:
        task.uncancel()
    return 1
