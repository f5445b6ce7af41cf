"""Wishes to stop that must not get lost."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_stop_lost() -> Iterator[None]:
    """Raise CancelledError at the end of the block if the task was asked to stop meanwhile. Telethon swallows
    that while it closes a line, and so can asyncio.wait_for before Python 3.12."""
    task = asyncio.current_task()
    before = task.cancelling() if task is not None else 0
    try:
        yield
    finally:
        if task is not None and task.cancelling() > before:
            raise asyncio.CancelledError
