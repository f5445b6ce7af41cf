"""Several changes, line by line: a list, a choice, and how far it is until all are made or somebody stops."""

import asyncio
import contextlib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

import msgspec

from safecheck.audit.visit import Visit
from safecheck.model.changes import Run, Target, Value
from safecheck.model.errors import SafecheckError
from safecheck.model.progress import Progress, ProgressListener
from safecheck.model.result import AuditResult
from safecheck.plain.conversation import Back, Conversation
from safecheck.report.changes import requests_section
from safecheck.report.choices import Choice
from safecheck.report.doing import run_sections
from safecheck.report.progress_lines import progress_line
from safecheck.report.sections import Section


class Way(msgspec.Struct, frozen=True):
    """One way to go on from a list: the choice of it, and what it does in a few words; how to begin, and each
    step with what a setting becomes by it (see `Changing.requests`)."""

    choice: Choice
    title: str
    start: Callable[[], "asyncio.Future[Run]"]
    steps: tuple[tuple[Target, Value | None], ...]


def progress_of_changes(talk: Conversation) -> ProgressListener:
    """Return what says how far it is, unless the person reads about people who can help."""

    def say_progress(event: Progress) -> None:
        if not talk.aside:
            talk.say(progress_line(event, talk.catalog, datetime.now(UTC)))

    return say_progress


async def make_several(
    talk: Conversation, visit: Visit, result: AuditResult, sections: tuple[Section, ...], ways: Sequence[Way]
) -> Run:
    """Say the list, ask which of the `ways` to go, go it, and say and return how that went; nothing is
    changed where none is chosen, or there is none."""
    talk.say_sections(sections)
    way = await _which(talk, visit, {way.choice.key: way for way in ways}) if ways else None
    if way is None:
        talk.say(talk.catalog.gettext("Nothing was changed."))
        return Run(())
    running = way.start()

    def say_key() -> None:
        talk.say(talk.catalog.gettext("s and Enter: stop here, and keep the rest."))

    say_key()
    try:
        with contextlib.suppress(Back):  # going back stops it
            await talk.meanwhile(asyncio.shield(running), {"s": running.cancel}, say_key)
    finally:
        if not running.done():
            running.cancel()
        run = await running
        # Also where the person wants to end now.
        talk.say_sections(run_sections(run, result, talk.catalog))
        visit.changing.told()
    return run


async def _which(talk: Conversation, visit: Visit, ways: Mapping[str, Way]) -> Way | None:
    """Return the way that is chosen; no comes first. The very requests are said to whoever wants to see
    them."""
    say = talk.catalog.gettext
    choices = (
        Choice("no", say("No, leave it as it is"), ""),
        *(way.choice for way in ways.values()),
        Choice("requests", say("Show the very requests first"), ""),
    )
    try:
        while (chosen := await talk.choose(say("Your choice"), choices)) == "requests":
            for way in ways.values():
                await _say_requests(talk, visit, way)
    except Back:
        return None
    return ways.get(chosen)


async def _say_requests(talk: Conversation, visit: Visit, way: Way) -> None:
    talk.gap()
    talk.say(way.title)
    try:
        found = await visit.changing.requests(way.steps)
    except SafecheckError as problem:
        talk.say(talk.catalog.sentence(problem))
        return
    talk.say_sections([requests_section(found, talk.catalog)])
