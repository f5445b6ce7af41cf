"""Ask Telegram one question: show the wait that it asks for, and tell a broken line from a stopped user."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any

from telethon import errors

from safecheck.model.errors import SafecheckError, UnreachableError
from safecheck.model.progress import Progress, ProgressListener, Stage
from safecheck.model.text import N_
from safecheck.telegram.client import LeanClient
from safecheck.telegram.errors import WaitTooLongError, ends_the_sign_in, sign_in_error

LONGEST_WAIT = 60  # seconds that safecheck waits by itself; beyond, the person decides
WAITS_IN_A_ROW = 5  # for one question; a server that never stops asking to wait is not worth the evening
ANSWER_SECONDS = 40  # no answer within this means that the line is dead

Sleep = Callable[[float], Awaitable[None]]


def unreachable() -> UnreachableError:
    """Return the error for a line that cannot be opened or broke off."""
    return UnreachableError(
        N_("Telegram cannot be reached. Check the internet connection and try again; nothing was changed.")
    )


class Asker:
    """Sends questions through one client and reports progress. `trouble` keeps the last reason why an answer
    is missing that is nobody's fault: a long wait or a broken line."""

    def __init__(self, client: LeanClient, listener: ProgressListener, sleep: Sleep = asyncio.sleep) -> None:
        self.client = client
        self.trouble: SafecheckError | None = None
        self._listener = listener
        self._sleep = sleep

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
                requests=self.client.gate.total,
                waiting_until=waiting_until,
                finished=finished,
            )
        )

    async def connect(self) -> None:
        """Open the line. Raises UnreachableError if Telegram cannot be reached."""
        self.report("connect")
        try:
            await self._answer(self.client.connect())
        except errors.TypeNotFoundError:
            raise UnreachableError(
                N_("This Telegram is newer than safecheck understands. Update safecheck and try again.")
            ) from None
        except errors.RPCError as error:
            raise self._noted(unreachable()) from error
        self.report("connect", finished=True)

    async def ask(self, request: Any, stage: Stage, done: int = 0, total: int | None = None) -> Any:
        """Return Telegram's answer to `request`.

        A wait of up to a minute is reported and waited out, then the same question is asked again. Raises
        WaitTooLongError for a longer one, SignInError if the sign-in no longer exists, UnreachableError if
        the line is gone; Telegram's other errors as they are.
        """
        for _ in range(WAITS_IN_A_ROW):
            try:
                return await self._answer(self.client(request))
            except (errors.FloodWaitError, errors.FloodPremiumWaitError) as wait:
                seconds = max(1, int(wait.seconds))
                if seconds > LONGEST_WAIT:
                    raise self._noted(WaitTooLongError(seconds)) from None
                until = datetime.now(UTC) + timedelta(seconds=seconds)
                for _second in range(seconds):  # one event a second, so that a countdown can be shown
                    self.report(stage, done, total, waiting_until=until)
                    await self._sleep(1)
            except (errors.ServerError, errors.TimedOutError, errors.RpcCallFailError):
                raise self._noted(unreachable()) from None
            except errors.RPCError as error:
                if ends_the_sign_in(error):
                    raise sign_in_error(error) from None
                raise
        raise self._noted(WaitTooLongError(LONGEST_WAIT + 1))

    async def _answer(self, call: Coroutine[Any, Any, Any]) -> Any:
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                return await call
        except asyncio.CancelledError:
            # Telethon cancels the answers that it can no longer get when it gives up on a line; that is not
            # the user who stops.
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                raise
            raise self._noted(unreachable()) from None
        except (OSError, TimeoutError, asyncio.IncompleteReadError, errors.AuthKeyNotFound):
            raise self._noted(unreachable()) from None

    def _noted(self, error: SafecheckError) -> SafecheckError:
        self.trouble = error
        return error
