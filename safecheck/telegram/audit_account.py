"""One quick audit of one account: connect, sign in, read, sign out. Reads only."""

import asyncio
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
        return AuditFacts(
            source=self._source,
            source_name=self._source_name,
            started=self._started,
            finished=datetime.now(UTC),
            settings=self._settings.settings(),
            devices=self._settings.devices(),
            chat_list=self._chats.facts(),
            requests=self._client.gate.counts(),
            interrupted=interrupted,
        )

    async def run(self) -> Outcome:
        """Do all of it. What Telegram or the line does is never raised: the outcome says it. A cancelled task
        still signs out (a few seconds at most) and returns what it has."""
        problem: SafecheckError | None = None
        cancelled = False
        signed_out: bool | None = None
        try:
            await self._asker.connect()
            await sign_in_by_code(self._asker, self._identity, self._credentials)
            await self._read()
        except SafecheckError as error:
            problem = error
        except asyncio.CancelledError:
            cancelled = True
            task = asyncio.current_task()
            if task is not None:
                task.uncancel()
        finally:
            try:
                if self._client.gate.sent["auth.signIn"]:
                    # Also after a refusal or a lost answer: whether Telegram signed us in is for it to say.
                    signed_out = await sign_out(self._asker)
            finally:
                # Also if the user stops once more meanwhile: else Telethon goes on trying to connect.
                await self._client.disconnect()
        problem = problem or self._asker.trouble
        reason = STOPPED if cancelled else unread_because(problem) if problem else None
        return Outcome(
            facts=self._facts(Unknown(reason) if reason else None),
            problem=problem,
            signed_out=signed_out,
            cancelled=cancelled,
        )

    async def _read(self) -> None:
        """Read settings, devices and both folders at the same time; the first fatal problem ends all."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._settings.read())
                for folder in FOLDERS:
                    group.create_task(self._chats.read_folder(folder))
        except* SafecheckError as problems:
            raise _first(problems) from None


def _first(group: BaseExceptionGroup[SafecheckError]) -> SafecheckError:
    error: BaseException = group
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    assert isinstance(error, SafecheckError)  # noqa: S101 - the group was filtered by that type
    return error
