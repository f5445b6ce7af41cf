"""One quick audit of one account: connect, sign in, read, sign out. Reads only."""

import asyncio
import contextlib
from datetime import UTC, datetime

import msgspec

from safecheck.model.connection import Credentials, Endpoint
from safecheck.model.errors import SafecheckError
from safecheck.model.facts import AuditFacts, SourceKind, Unknown
from safecheck.model.progress import ProgressListener, ignore_progress
from safecheck.telegram.account_settings import SettingsReader
from safecheck.telegram.asking import Asker
from safecheck.telegram.chat_list import FOLDERS, ChatListReader
from safecheck.telegram.client import AppIdentity, LeanClient
from safecheck.telegram.errors import STOPPED, unread_because
from safecheck.telegram.sign_in import sign_in_by_code, sign_out


class Outcome(msgspec.Struct, frozen=True):
    """How a run ended. `problem` is set if it ended early; `signed_out` is None if it never signed in."""

    facts: AuditFacts
    problem: SafecheckError | None
    signed_out: bool | None
    cancelled: bool


class AccountAudit:
    """One run. `facts` says at any moment what is known, so that stopping loses nothing that was read."""

    def __init__(
        self,
        endpoint: Endpoint,
        identity: AppIdentity,
        credentials: Credentials,
        *,
        source: SourceKind,
        source_name: str = "",
        listener: ProgressListener = ignore_progress,
    ) -> None:
        self._client = LeanClient(endpoint, identity)
        self._asker = Asker(self._client, listener)
        self._identity = identity
        self._credentials = credentials
        self._source: SourceKind = source
        self._source_name = source_name
        self._started = datetime.now(UTC)
        self._settings = SettingsReader(self._asker)
        self._chats = ChatListReader(self._asker)

    def facts(self) -> AuditFacts:
        """Return everything that was read so far."""
        return self._facts(Unknown(STOPPED))

    def _facts(self, interrupted: Unknown | None) -> AuditFacts:
        missing = interrupted.reason if interrupted else STOPPED
        return AuditFacts(
            source=self._source,
            source_name=self._source_name,
            started=self._started,
            finished=datetime.now(UTC),
            settings=self._settings.settings(missing),
            devices=self._settings.devices(missing),
            chat_list=self._chats.facts(missing),
            requests=self._client.gate.counts(),
            interrupted=interrupted,
        )

    async def run(self) -> Outcome:
        """Do all of it. What Telegram or the line does is never raised: the outcome says it.

        A cancelled task still signs out, for a few seconds at most, and returns what it has; cancelled once
        more, it leaves the sign-out undone and returns at once.
        """
        problem: SafecheckError | None = None
        stops = 0
        try:
            await self._asker.connect()
            await sign_in_by_code(self._asker, self._identity, self._credentials)
            await self._read()
        except SafecheckError as error:
            problem = error
        except asyncio.CancelledError:
            stops += _stop_again()
        # Taken before signing out: whether that works says nothing about what was read.
        problem = problem or self._asker.trouble
        reason = STOPPED if stops else unread_because(problem) if problem else None
        signed_out, stops = await self._leave(stops)
        return Outcome(
            facts=self._facts(Unknown(reason) if reason else None),
            problem=problem,
            signed_out=signed_out,
            cancelled=stops > 0,
        )

    async def _leave(self, stops: int) -> tuple[bool | None, int]:
        """Sign out and disconnect; return whether Telegram confirmed it (None: there was no sign-in) and how
        often the user has asked to stop. The first time is no reason to leave a sign-in behind."""
        leaving = asyncio.ensure_future(self._sign_out_and_disconnect())
        while True:
            try:
                return await asyncio.shield(leaving), stops
            except asyncio.CancelledError:
                stops += _stop_again()
                if stops > 1:
                    leaving.cancel()
                    with contextlib.suppress(asyncio.CancelledError):
                        await leaving
                    return (False if self._may_be_signed_in else None), stops

    @property
    def _may_be_signed_in(self) -> bool:
        """Also after a refusal or a lost answer: whether Telegram signed us in is for it to say."""
        return self._client.gate.sent["auth.signIn"] > 0

    async def _sign_out_and_disconnect(self) -> bool | None:
        try:
            return await sign_out(self._asker) if self._may_be_signed_in else None
        finally:
            # Also if the user stops once more meanwhile: else Telethon goes on trying to connect.
            await self._client.disconnect()

    async def _read(self) -> None:
        """Read settings, devices and both folders at the same time; the first fatal problem ends all."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._settings.read())
                for folder in FOLDERS:
                    group.create_task(self._chats.read_folder(folder))
        except* SafecheckError as problems:
            raise _first(problems) from None


def _stop_again() -> int:
    """Take note of one more wish to stop: 1, and the task may go on to wind up."""
    task = asyncio.current_task()
    if task is not None:
        task.uncancel()
    return 1


def _first(group: BaseExceptionGroup[SafecheckError]) -> SafecheckError:
    error: BaseException = group
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    assert isinstance(error, SafecheckError)  # noqa: S101 - the group was filtered by that type
    return error
