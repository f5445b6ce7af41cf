"""Ctrl+C and SIGTERM stop a run kindly: once to wind up, twice to drop everything. Never a traceback."""

import asyncio
import logging
import signal
from collections.abc import Coroutine
from typing import Any, TypeVar

from safecheck.model.errors import ExitCode

T = TypeVar("T")


class Terminated(KeyboardInterrupt):
    """SIGTERM outside the event loop, so that it ends a run in the same orderly way as Ctrl+C."""


def end_orderly_on_sigterm() -> None:
    """Let SIGTERM raise Terminated from now on."""

    def handler(_number: int, _frame: object) -> None:
        raise Terminated

    signal.signal(signal.SIGTERM, handler)


class Interruption:
    """Which signal stopped the run, if any."""

    def __init__(self) -> None:
        self.exit_code: ExitCode | None = None


async def _watched(work: Coroutine[Any, Any, T], stopped: Interruption) -> T:
    loop = asyncio.get_running_loop()
    task = asyncio.current_task()
    assert task is not None  # noqa: S101 - a coroutine always runs in a task

    def stop(code: ExitCode) -> None:
        stopped.exit_code = stopped.exit_code or code
        task.cancel()

    codes = {signal.SIGINT: ExitCode.INTERRUPTED, signal.SIGTERM: ExitCode.TERMINATED}
    for number, code in codes.items():
        try:
            loop.add_signal_handler(number, stop, code)
        except NotImplementedError:  # Windows has no such handler in its loop

            def handler(_number: int, _frame: object, code: ExitCode = code) -> None:
                loop.call_soon_threadsafe(stop, code)

            signal.signal(number, handler)
    return await work


def run(work: Coroutine[Any, Any, T]) -> tuple[T | None, Interruption]:
    """Return what `work` returns (None if it was dropped before it could), and how it was interrupted."""
    # asyncio would print tracebacks of tasks that nobody waited for any more when a line breaks.
    log = logging.getLogger("asyncio")
    log.propagate = False
    if not log.handlers:
        log.addHandler(logging.NullHandler())
    stopped = Interruption()
    before = signal.getsignal(signal.SIGTERM)
    try:
        return asyncio.run(_watched(work, stopped)), stopped
    except (asyncio.CancelledError, KeyboardInterrupt):
        stopped.exit_code = stopped.exit_code or ExitCode.INTERRUPTED
        return None, stopped
    finally:
        signal.signal(signal.SIGTERM, before)  # the loop leaves the system's own behaviour behind
