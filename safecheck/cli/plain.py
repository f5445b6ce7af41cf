"""`safecheck --plain`: the same as the screens, line by line; the event loop and the last sentence."""

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import TextIO

from safecheck.audit.kept import files_kept
from safecheck.audit.sources import Source
from safecheck.audit.visits import Visits
from safecheck.cli import terminal
from safecheck.cli.interruptible import Interruption, finishing, run
from safecheck.cli.parser import Context
from safecheck.cli.sources import own_account
from safecheck.model.errors import ExitCode
from safecheck.plain.conversation import Conversation
from safecheck.plain.keyboard import Keyboard
from safecheck.plain.signing_in import wants_colours
from safecheck.plain.start import Walk
from safecheck.plain.voice import Voice, draws
from safecheck.report.closing import closing_sentence, kept_lines


def talk_plainly(context: Context, start: Source | None) -> int:
    """Talk until the person ends it; return the exit code."""
    walks: list[Walk] = []  # filled before anything is visited, so that a stop meanwhile loses nothing
    stopped = Interruption()
    try:
        run(_talk(context, start, walks), stopped)
    finally:
        with finishing(stopped):
            for walk in walks:
                walk.talk.gap()
                walk.talk.say(*_closing(walk).split("\n"))
    return int(stopped.exit_code or ExitCode.OK)


async def _talk(context: Context, start: Source | None, walks: list[Walk]) -> None:
    async with Keyboard(sys.stdin.fileno()) as keyboard:
        walk = Walk(conversation(context, keyboard, sys.stdout), Visits(), own_account(context))
        walks.append(walk)
        await walk.go(start)


def conversation(context: Context, keyboard: Keyboard, stream: TextIO) -> Conversation:
    """Return a conversation in the language and for the country of the settings."""
    voice = Voice(stream, terminal.width, colours=wants_colours(), clears=draws())
    return Conversation(keyboard, voice, context.catalog, context.settings.country or "")


def _closing(walk: Walk) -> str:
    """Return the last sentence, in the language that was spoken last. A check together has had its own: one
    that says whether there was a sign-in would tell where it stopped (G15)."""
    visits, catalog = walk.visits, walk.talk.catalog
    kept = (*walk.saved.kept(catalog), *files_kept(catalog))
    if walk.together:
        return "\n".join(kept_lines(catalog, kept))
    return closing_sentence(
        catalog,
        signed_out=visits.signed_out,
        kept=kept,
        practice=visits.practice_only,
        stays=bool(visits.remembered),
        untold=visits.untold,
    )


@contextlib.contextmanager
def terminal_to_talk_on() -> Iterator[TextIO]:
    """Give what is on screen whatever stdout is: stderr, or else the terminal itself."""
    if sys.stderr.isatty():
        yield sys.stderr
        return
    name = "CONOUT$" if sys.platform == "win32" else os.ttyname(sys.stdin.fileno())
    with open(name, "w", encoding="utf-8") as stream:
        yield stream
