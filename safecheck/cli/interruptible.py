"""Ctrl+C, SIGTERM and a closed terminal stop a run kindly: once to wind up, twice to drop everything."""

import contextlib
import signal
from collections.abc import Callable, Coroutine, Iterator
from typing import Any, TypeVar

from safecheck.model.errors import ExitCode

T = TypeVar("T")


_ENDINGS = {
    signal.SIGINT: ExitCode.INTERRUPTED,
    signal.SIGTERM: ExitCode.TERMINATED,
    # the terminal window was closed; Windows has no such signal
    **({signal.SIGHUP: ExitCode.HUNG_UP} if hasattr(signal, "SIGHUP") else {}),
    # Ctrl+\, which by itself would leave the terminal without echo and write out the memory
    **({signal.SIGQUIT: ExitCode.QUIT} if hasattr(signal, "SIGQUIT") else {}),
}


class Stopped(KeyboardInterrupt):
    """A signal outside the event loop, so that every one ends a run in the same orderly way as Ctrl+C."""

    def __init__(self, exit_code: ExitCode) -> None:
        super().__init__()
        self.exit_code = exit_code


def end_orderly() -> None:
    """Let every signal that asks the program to end raise Stopped from now on."""

    def handler(number: int, _frame: object) -> None:
        raise Stopped(_ENDINGS[signal.Signals(number)])

    for number in _ENDINGS:
        signal.signal(number, handler)


def nothing_left_to_stop() -> None:
    """Let no signal disturb the last moments of the process: all is said and written."""
    for number in _ENDINGS:
        signal.signal(number, signal.SIG_IGN)


@contextlib.contextmanager
def finishing(stopped: "Interruption") -> Iterator[None]:
    """Let the first signal wait until the block is done: a result that is being written is nearly there. A
    second one ends the block as any signal would."""
    held = False

    def handler(number: int, _frame: object) -> None:
        nonlocal held
        code = _ENDINGS[signal.Signals(number)]
        if held:
            raise Stopped(code)
        held = True
        stopped.exit_code = stopped.exit_code or code

    before = {number: signal.signal(number, handler) for number in _ENDINGS}
    try:
        yield
    finally:
        for number, behaviour in before.items():
            signal.signal(number, behaviour)


class Interruption:
    """Which signal stopped the run, if any. While `ask` is set, a signal asks that for an orderly end instead
    of cancelling the run: a program of screens has to put the terminal back first."""

    def __init__(self) -> None:
        self.exit_code: ExitCode | None = None
        self.ask: Callable[[ExitCode], None] | None = None


async def _watched(work: Coroutine[Any, Any, T], stopped: Interruption) -> T:
    import asyncio

    loop = asyncio.get_running_loop()
    task = asyncio.current_task()
    assert task is not None  # noqa: S101 - a coroutine always runs in a task

    def stop(code: ExitCode) -> None:
        stopped.exit_code = stopped.exit_code or code
        if stopped.ask is not None:
            stopped.ask(code)
        else:
            task.cancel()

    for number, code in _ENDINGS.items():
        try:
            loop.add_signal_handler(number, stop, code)
        except NotImplementedError:  # Windows has no such handler in its loop

            def handler(_number: int, _frame: object, code: ExitCode = code) -> None:
                loop.call_soon_threadsafe(stop, code)

            signal.signal(number, handler)
    return await work


def run(work: Coroutine[Any, Any, T], stopped: Interruption | None = None) -> tuple[T | None, Interruption]:
    """Return what `work` returns (None if it was dropped before it could), and how it was interrupted.

    Give `stopped` to share it with `work`, which may set its `ask`.
    """
    import asyncio  # every command can be stopped, and few need a loop for what they do
    import logging

    # asyncio would print tracebacks of tasks that nobody waited for any more when a line breaks.
    log = logging.getLogger("asyncio")
    log.propagate = False
    if not log.handlers:
        log.addHandler(logging.NullHandler())
    stopped = stopped or Interruption()
    before = {number: signal.getsignal(number) for number in _ENDINGS}
    try:
        return asyncio.run(_watched(work, stopped)), stopped
    except (asyncio.CancelledError, KeyboardInterrupt):
        stopped.exit_code = stopped.exit_code or ExitCode.INTERRUPTED
        return None, stopped
    finally:
        for number, behaviour in before.items():  # the loop leaves the system's own behaviour behind
            signal.signal(number, behaviour)
