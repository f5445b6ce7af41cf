"""One step of a conversation at a time, and none after its end."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class OneStep:
    """Runs steps. Each has a task of its own, so that `end` can stop it and wait until it did."""

    def __init__(self) -> None:
        self._going: asyncio.Task[Any] | None = None
        self._ended = False

    async def run(self, step: Callable[..., Coroutine[Any, Any, T]], *arguments: Any) -> T:
        """Run a step; one that was told to stop before is waited for. It is cancelled at the `end`, and after
        it. Raises RuntimeError if another one goes on: a mistake of the face, not of the user."""
        while self._going is not None and not self._going.done():
            if not self._going.cancelling():
                raise RuntimeError("another step goes on")
            await asyncio.wait([self._going])
        if self._ended:
            raise asyncio.CancelledError
        going: asyncio.Task[T] = asyncio.ensure_future(step(*arguments))
        self._going = going
        try:
            return await going
        finally:
            # Its error would hold what was typed.
            if self._going is going:
                self._going = None

    async def end(self) -> None:
        """Stop the step that goes on, if any, and run none any more."""
        self._ended = True
        if self._going is not None:
            self._going.cancel()
            await asyncio.wait([self._going])
