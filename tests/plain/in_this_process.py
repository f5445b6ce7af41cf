"""A conversation on a terminal of its own, in this process: what it says, and where to type."""

import io
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec

from safecheck.i18n.catalog import load
from safecheck.model.text import Lang
from safecheck.plain.conversation import Conversation
from safecheck.plain.keyboard import Keyboard
from safecheck.plain.voice import Voice


class Talking(msgspec.Struct):
    """The conversation, what it said so far, and the end of the terminal at which somebody types."""

    talk: Conversation
    stream: io.StringIO
    own: int

    def type(self, *lines: str) -> None:
        os.write(self.own, "".join(f"{line}\n" for line in lines).encode())

    @property
    def text(self) -> str:
        return self.stream.getvalue()


@asynccontextmanager
async def talking(lang: Lang = "en", *, clears: bool = False) -> AsyncIterator[Talking]:
    """Open one; `clears`: its window can be emptied."""
    own, its = os.openpty()
    try:
        async with Keyboard(its) as keyboard:
            stream = io.StringIO()
            voice = Voice(stream, lambda: 80, colours=False, clears=clears)
            yield Talking(Conversation(keyboard, voice, load(lang), "NL"), stream, own)
    finally:
        os.close(own)
        os.close(its)
