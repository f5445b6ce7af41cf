"""Ask Telegram one question: show the wait that it asks for, and tell a broken line from a stopped user."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from telethon import errors

from safecheck.model.connection import Endpoint
from safecheck.model.errors import SafecheckError, UnreachableError
from safecheck.model.progress import Progress, ProgressListener, Stage
from safecheck.model.text import N_
from safecheck.telegram.allowlist import ONCE
from safecheck.telegram.client import LeanClient
from safecheck.telegram.errors import (
    UNREADABLE,
    KeepsAskingToWaitError,
    TelegramStumbledError,
    WaitTooLongError,
    ends_the_sign_in,
    newer_telegram,
    refuses_the_account,
    sign_in_error,
    starts_again,
    unknown_key,
)
from safecheck.telegram.gate import request_class
from safecheck.telegram.stops import no_stop_lost

LONGEST_WAIT = 60  # seconds that safecheck waits by itself; beyond, the person decides
WAITS_IN_A_ROW = 5  # for one question; a server that never stops asking to wait is not worth the evening
ANSWER_SECONDS = 40  # no answer within this means that the line is dead

ASKED_ONCE = tuple(request_class(method) for method in ONCE)
_MOVED = (errors.PhoneMigrateError, errors.NetworkMigrateError, errors.UserMigrateError)
_WAITS = (errors.FloodWaitError, errors.FloodPremiumWaitError, errors.FloodTestPhoneWaitError)
_STUMBLED = (errors.ServerError, errors.TimedOutError, errors.RpcCallFailError)

Sleep = Callable[[float], Awaitable[None]]


def unreachable(endpoint: Endpoint) -> UnreachableError:
    """Return the error for a line that cannot be opened or broke off."""
    if endpoint.proxy is not None:
        return UnreachableError(
            N_(
                "Telegram cannot be reached through the proxy that you set. Check the proxy and try again; "
                "nothing was changed."
            )
        )
    if endpoint.is_custom:
        return UnreachableError(
            N_("The server on this computer cannot be reached. Check that it runs and try again.")
        )
    return UnreachableError(
        N_("Telegram cannot be reached. Check the internet connection and try again; nothing was changed.")
    )


class Asker:
    """Sends questions through one client and reports progress. `trouble` keeps the last reason why an answer
    is missing that is nobody's fault: a long wait or a broken line. `sign_in_ended`: Telegram said that a
    sign-in that worked no longer exists. Where it is not `patient`, no wait is waited out."""

    def __init__(self, client: LeanClient, listener: ProgressListener, sleep: Sleep = asyncio.sleep) -> None:
        self.client = client
        self.trouble: SafecheckError | None = None
        self.sign_in_ended = False
        self.patient = True
        self._listener = listener
        self._sleep = sleep

    @property
    def sent(self) -> int:
        """How many requests were sent so far, those sent again included."""
        return self.client.gate.total

    async def pause(self, seconds: float) -> None:
        """Let some time go by, so as not to ask too fast."""
        await self._sleep(seconds)

    def report(
        self,
        stage: Stage,
        done: int = 0,
        total: int | None = None,
        *,
        finished: bool = False,
        waiting_until: datetime | None = None,
    ) -> None:
        """Tell the listener how far a stage is."""
        self._listener(
            Progress(
                stage=stage,
                done=done,
                total=total,
                requests=self.sent,
                waiting_until=waiting_until,
                finished=finished,
            )
        )

    async def connect(self) -> None:
        """Open the line. Raises UnreachableError if Telegram cannot be reached or understood, SignInError if
        it refuses this account or application, WaitTooLongError if it asks to wait first."""
        self.report("connect")
        await self._open(self.client.connect)
        self.report("connect", finished=True)

    async def reopen(self) -> None:
        """Open the line again if it is not open, or was opened halfway only. Raises as `connect` does."""
        if not self.client.is_open:
            await self._open(self.client.connect)

    async def move_to(self, number: int) -> None:
        """Go on at another data centre. Raises as `connect` does."""
        await self._open(partial(self.client.move_to, number))

    async def _open(self, opening: Callable[[], Coroutine[Any, Any, None]]) -> None:
        waits = 0
        while True:
            try:
                await self._answer(opening())
                return
            except _WAITS as wait:
                waits += 1
                await self._wait(int(wait.seconds), waits, "connect")
            except errors.RPCError as error:
                if refuses_the_account(error):
                    ended = not self._signing_in and ends_the_sign_in(error)
                    self.sign_in_ended = self.sign_in_ended or ended
                    raise sign_in_error(error, ended=ended) from None
                raise self._unreachable() from None
            except UNREADABLE:
                raise self._noted(UnreachableError(newer_telegram())) from None

    @property
    def _signing_in(self) -> bool:
        return self.client.gate.mode == "sign_in"

    async def change(self, request: Any, done: int = 0, total: int | None = None) -> Any:
        """Send one `request` that changes the account, and return Telegram's answer. Raises like `ask`. It
        may have been done in spite of any error but a refusal and a wait: only reading again tells."""
        return await self.ask(request, "changes", done, total, opening=partial(self._permit, request))

    def _permit(self, request: Any) -> AbstractContextManager[None]:
        return self.client.gate.permit(request)

    async def ask(
        self,
        request: Any,
        stage: Stage,
        done: int = 0,
        total: int | None = None,
        *,
        opening: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> Any:
        """Return Telegram's answer to `request`.

        A wait of up to a minute is reported and waited out, then the same question is asked again; after a
        stumble inside Telegram, or a move to another data centre, once more at most. Raises WaitTooLongError
        for a longer wait, SignInError if a sign-in that worked no longer exists, UnreachableError if the line
        is gone; Telegram's other errors as they are. `opening` is what each try is made in.
        """
        waits = stumbles = 0
        while True:
            try:
                with opening():
                    return await self._answer(self.client(request))
            except _WAITS as wait:
                waits += 1
                await self._wait(int(wait.seconds), waits, stage, done, total)
                if self._signing_in:
                    await self.reopen()  # it may have been the greeting after a move
            except _MOVED as moved:
                stumbles += 1  # the client has moved by now; a second move leads nowhere
                if stumbles > 1:
                    raise self._unreachable() from moved
            except errors.RPCError as error:
                if not self._signing_in and ends_the_sign_in(error):
                    self.sign_in_ended = True
                    raise sign_in_error(error, ended=True) from None
                # Telethon counts "start the sign-in again" among the stumbles; asking again would not help.
                if not isinstance(error, _STUMBLED) or (self._signing_in and starts_again(error)):
                    raise
                stumbles += 1
                if stumbles > 1 or isinstance(request, ASKED_ONCE):
                    raise self._noted(TelegramStumbledError()) from error

    async def _wait(
        self, seconds: int, waits: int, stage: Stage, done: int = 0, total: int | None = None
    ) -> None:
        """Wait as long as Telegram asks, one event a second so that a countdown can be shown."""
        if seconds > LONGEST_WAIT:
            raise self._noted(WaitTooLongError(seconds, signing_in=self._signing_in)) from None
        if waits == WAITS_IN_A_ROW:
            raise self._noted(KeepsAskingToWaitError(signing_in=self._signing_in)) from None
        until = datetime.now(UTC) + timedelta(seconds=max(1, seconds))
        for second in range(max(1, seconds)):
            if not self.patient:
                raise self._noted(WaitTooLongError(seconds - second, signing_in=self._signing_in)) from None
            self.report(stage, done, total, waiting_until=until)
            await self._sleep(1)

    async def _answer(self, call: Coroutine[Any, Any, Any]) -> Any:
        with no_stop_lost():
            return await self._in_time(call)

    async def _in_time(self, call: Coroutine[Any, Any, Any]) -> Any:
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                return await call
        except asyncio.CancelledError:
            # Telethon cancels the answers that it can no longer get when it gives up on a line; that is not
            # the user who stops.
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                raise
            raise self._unreachable() from None
        except errors.AuthKeyNotFound:
            raise (self._noted(unknown_key()) if self.client.resumed else self._unreachable()) from None
        except (
            OSError,
            TimeoutError,
            asyncio.IncompleteReadError,
            errors.BadMessageError,
            errors.InvalidBufferError,
        ) as error:
            raise self._unreachable() from error

    def _unreachable(self) -> SafecheckError:
        return self._noted(unreachable(self.client.endpoint))

    def _noted(self, error: SafecheckError) -> SafecheckError:
        self.trouble = error
        return error
