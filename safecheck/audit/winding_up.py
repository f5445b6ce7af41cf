"""What goes on while a visit ends: questions that are given up, and a closing that nobody interrupts."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class WhileOpen:
    """Questions that are asked as long as a visit is open."""

    def __init__(self) -> None:
        self._asking: set[asyncio.Task[Any]] = set()

    async def outcome(self, work: Coroutine[Any, Any, T]) -> T | None:
        """Return the outcome of `work`, None where `cancel` came before it."""
        task = asyncio.ensure_future(work)
        self._asking.add(task)
        try:
            await asyncio.wait([task])
        finally:
            self._asking.discard(task)
            task.cancel()
        return None if task.cancelled() else task.result()

    def cancel(self) -> None:
        """Give up all that are under way."""
        for asking in self._asking:
            asking.cancel()


async def to_its_end(closing: "asyncio.Future[Any]") -> int:
    """Wait until `closing` is done, and return how often the caller was cancelled meanwhile: the first time
    is noted only, the second gives up."""
    stops = 0
    while True:
        try:
            await asyncio.shield(closing)
        except asyncio.CancelledError:
            if (task := asyncio.current_task()) is not None and task.cancelling():
                task.uncancel()
                stops += 1
            if closing.done():
                return stops
            if stops > 1:
                closing.cancel()
        else:
            return stops
