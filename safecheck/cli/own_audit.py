"""`safecheck audit` of the user's own account: the conversation on the terminal, and what came of it."""

import sys
from typing import TYPE_CHECKING, TextIO

from msgspec.structs import replace

from safecheck.cli.audit_ending import Ending, finish
from safecheck.cli.closer_look import depth_of, probe_plan
from safecheck.cli.interruptible import run
from safecheck.cli.parser import Context
from safecheck.cli.remembered import needs_hands
from safecheck.cli.sources import own_account, own_server
from safecheck.cli.this_computer import read_computer
from safecheck.model.errors import BadInputError, SafecheckError
from safecheck.model.text import N_

if TYPE_CHECKING:
    from safecheck.audit.this_computer import ThisComputer
    from safecheck.audit.visit import Visit
    from safecheck.plain.conversation import Conversation
    from safecheck.telegram.account import Reading


def audit_own(context: Context, fail_on: str, computer: "ThisComputer | None", account: str | None) -> int:
    """Audit the user's own account: the conversation on the terminal, the result where it was asked for.
    `computer` is read beside it, if that was asked for; `account` is the remembered sign-in to use."""
    from safecheck.cli.plain import terminal_to_talk_on

    if context.options.demo is not None:
        raise BadInputError(N_("--demo and --sign-in are two different accounts. Choose one of them."))
    own_server(context)  # a flag that cannot be used is said before anything else
    needs_hands(account)
    here = read_computer(context, computer) if computer is not None else None
    endings: list[Ending] = []  # filled before the run is over, so that a stop meanwhile loses nothing
    with terminal_to_talk_on() as stream:
        _, stopped = run(_own_run(context, stream, endings, account))
    ended = endings[0] if endings else None
    if computer is not None and here is not None and ended is not None:
        if ended.facts is not None:
            ended = replace(ended, facts=replace(ended.facts, computer=here))
        else:  # what was read here is no less true where nobody could be signed in
            ended = replace(ended, facts=computer.facts(here), only_here=True)
    return finish(context, ended, ended.told if ended else (), stopped, fail_on)


async def _own_run(context: Context, stream: TextIO, endings: list[Ending], account: str | None) -> None:
    import asyncio

    from safecheck.audit.visits import Visits
    from safecheck.cli.plain import conversation
    from safecheck.plain.conversation import Back, Ended
    from safecheck.plain.keyboard import Keyboard
    from safecheck.plain.remembered import open_kept
    from safecheck.plain.start import say_before, sign_in_and_read

    visits, kept = Visits(), list["Reading"]()
    problem: SafecheckError | None = None
    cancelled = False
    async with Keyboard(sys.stdin.fileno()) as keyboard:
        talk = conversation(context, keyboard, stream)
        try:
            own = own_account(context)
            talk.say_keys()
            source = None
            if account is None:
                say_before(talk, own, None, context.options.remember_as)
            else:
                source = await open_kept(talk, own, account)
            visit = await sign_in_and_read(
                talk, visits, own, context.options.sign_in, kept, source, context.options.remember_as
            )
            await _look_closer(context, talk, visit, kept)
        except SafecheckError as error:
            problem = error
        except (Back, Ended, asyncio.CancelledError):
            cancelled = True
        await visits.close()
    reading = kept[-1] if kept else None
    endings.append(
        Ending(
            facts=reading.facts if reading else None,
            problem=problem or (reading.problem if reading else None),
            signed_out=visits.signed_out,
            cancelled=cancelled or bool(reading and reading.cancelled),
            told=visits.current.told if visits.current else (),
            marks=visits.current.marks if visits.current else (),
            unread=visits.current.all_unread if visits.current else (),
            account=(account if visits.current else None) or "",
            remembered=visits.remembered,
        )
    )


async def _look_closer(context: Context, talk: "Conversation", visit: "Visit", kept: "list[Reading]") -> None:
    """Look closer at single chats if the reading came to its end and that was asked for, now or by the audit
    that this one goes on with."""
    reading = kept[-1]
    depth = depth_of(context, reading.facts)
    if depth == "quick" or reading.problem is not None or reading.cancelled:
        return
    from safecheck.plain.closer_look import look_closer

    plan = probe_plan(context, reading.facts, visit.pace, depth)
    await look_closer(talk, visit, reading.facts, plan, kept)
