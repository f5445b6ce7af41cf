"""One audit in one go: connect, sign in with what is known already, read, look closer if wanted, sign out."""

import asyncio
from collections.abc import Callable

import msgspec

from safecheck.advice.menu_languages import Wishes
from safecheck.model.connection import Credentials, Endpoint, Identity
from safecheck.model.errors import SafecheckError
from safecheck.model.facts import AuditFacts, SourceKind, Unknown
from safecheck.model.probing import ProbePlan
from safecheck.model.progress import ProgressListener, ignore_progress
from safecheck.telegram.account import Account, no_wishes, take_note_of_stop
from safecheck.telegram.errors import STOPPED
from safecheck.telegram.sign_in import sign_in_with

# What decides after reading about a closer look at single chats: what was read, and the pace (see
# `Account.pace`). None for no such look.
CloserLook = Callable[[AuditFacts, float], ProbePlan | None]


def no_closer_look(_facts: AuditFacts, _pace: float) -> None:
    """Look no closer."""


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
        identity: Identity,
        credentials: Credentials,
        *,
        source: SourceKind,
        source_name: str = "",
        listener: ProgressListener = ignore_progress,
        wishes: Wishes = no_wishes,
        closer_look: CloserLook = no_closer_look,
    ) -> None:
        self._account = Account(endpoint, identity, source=source, source_name=source_name, listener=listener)
        self._credentials = credentials
        self._wishes = wishes
        self._closer_look = closer_look

    def facts(self) -> AuditFacts:
        """Return everything that was read so far."""
        return self._account.facts(Unknown(STOPPED))

    async def run(self) -> Outcome:
        """Do all of it. What Telegram or the line does is never raised: the outcome says it.

        A cancelled task still signs out, for a few seconds at most, and returns what it has; cancelled once
        more, it leaves the sign-out undone and returns at once.
        """
        try:
            await self._account.connect()
            await sign_in_with(self._account.sign_in, self._credentials)
            reading = await self._account.read(self._wishes)
            if reading.problem is None and not reading.cancelled:
                plan = self._closer_look(reading.facts, self._account.pace)
                if plan is not None:
                    reading = await self._account.probe(plan)
        except SafecheckError as error:
            reading = self._account.ended(error, cancelled=False)
        except asyncio.CancelledError:
            take_note_of_stop()
            reading = self._account.ended(None, cancelled=True)
        signed_out, stops = await self._account.leave(int(reading.cancelled))
        return Outcome(
            facts=self._account.facts(reading.facts.interrupted),  # now with the request that signed out
            problem=reading.problem,
            signed_out=signed_out,
            cancelled=stops > 0,
        )
