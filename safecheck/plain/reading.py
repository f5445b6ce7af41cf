"""Reading an account, told in lines: when a part is done, and when Telegram asks to wait."""

import asyncio
import contextlib
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from safecheck.audit.visit import Visit
from safecheck.model.facts import AuditFacts
from safecheck.model.progress import Progress, Stage
from safecheck.plain.conversation import Back, Conversation
from safecheck.report.progress_lines import progress_line
from safecheck.report.sign_in import stopping_is_fine

if TYPE_CHECKING:
    from safecheck.telegram.account import Reading

COUNTDOWN = timedelta(seconds=10)  # between two lines about the same wait, or the same long reading
SAME_WAIT = timedelta(seconds=2)

# What is read at the same time; it is said to be done in one sentence.
_READING: tuple[Stage, ...] = ("settings", "devices", "chats", "probes")


class ProgressLines:
    """Says a line when a part is done, and now and then one while something takes long."""

    def __init__(self, talk: Conversation) -> None:
        self._talk = talk
        self._told_at = datetime.now(UTC)
        self._until = self._told_at

    def __call__(self, event: Progress) -> None:
        """Say one event, if it is worth a line."""
        if self._talk.aside:
            return
        now = datetime.now(UTC)
        lately = now < self._told_at + COUNTDOWN
        if event.waiting_until is not None:
            # Several questions wait at the same time, each until a moment of its own.
            if lately and event.waiting_until <= self._until + SAME_WAIT:
                return
            self._until = max(self._until, event.waiting_until)
        elif (event.stage in _READING and lately) or (not event.finished and event.stage not in _READING):
            return
        self._told_at = now
        self._talk.say(progress_line(event, self._talk.catalog, now))


async def read(talk: Conversation, visit: Visit, kept: "list[Reading]") -> None:
    """Read the account of a visit that is signed in, and put what there is into `kept`: also where the person
    stops it, wants to end (Ended, Back) or the run is cancelled, which is raised after that."""
    await until_read(talk, visit, visit.read(talk.catalog.lang), kept)
    if kept[0].facts.complete:
        talk.say(talk.catalog.gettext("Your settings, your devices and your list of chats are read."))


async def read_on(talk: Conversation, visit: Visit, facts: AuditFacts) -> AuditFacts:
    """Return `facts` with what is read after a stop; going back stops that, and keeps what there is."""
    kept: list[Reading] = []
    with contextlib.suppress(Back):
        await until_read(talk, visit, visit.read_on(talk.catalog.lang, lambda: facts), kept)
    return what_came(talk, kept, facts)


def what_came(talk: Conversation, kept: "list[Reading]", facts: AuditFacts) -> AuditFacts:
    """Return the facts that were read, `facts` if none were; say why it ended early, if it did by itself."""
    if kept and kept[0].problem is not None:
        talk.gap()
        talk.say(talk.catalog.sentence(kept[0].problem))
    return kept[0].facts if kept else facts


async def until_read(
    talk: Conversation, visit: Visit, work: "Coroutine[Any, Any, Reading]", kept: "list[Reading]"
) -> None:
    """Let the person stop `work`, which reads, and put what it returns into `kept`. Raises as `read` does."""
    say = talk.catalog.gettext
    reading = asyncio.ensure_future(work)

    def say_key() -> None:
        talk.say(say("Reading. s and Enter: stop here and show what there is."))

    talk.gap()
    say_key()
    talk.explanation = (stopping_is_fine(talk.catalog),)
    try:
        await talk.meanwhile(asyncio.shield(reading), {"s": visit.stop_reading}, say_key)
    finally:
        visit.stop_reading()
        kept.append(await reading)
