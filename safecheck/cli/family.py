"""`safecheck --family`: a check together, on a terminal only; and `safecheck consent withdraw RECEIPT`."""

import sys

from safecheck.audit.sources import PracticeSource
from safecheck.audit.together import Together
from safecheck.cli.interruptible import Interruption, run
from safecheck.cli.parser import Context
from safecheck.cli.plain import conversation
from safecheck.cli.sources import own_account
from safecheck.model.errors import ExitCode
from safecheck.plain.keyboard import Keyboard
from safecheck.plain.together import FamilyWalk


def check_together(context: Context, start: PracticeSource | None) -> int:
    """Walk through it to the end; return the exit code, which is the same for every way of not going on.

    The pages say themselves how it ended, so no other closing sentence follows: one that says whether there
    was a sign-in would tell where it stopped (G15).
    """
    if not context.options.plain:
        from safecheck.cli.screens import show_together

        return show_together(context, start)
    stopped = Interruption()
    run(_walk(context, start), stopped)
    return int(stopped.exit_code or ExitCode.OK)


async def _walk(context: Context, start: PracticeSource | None) -> None:
    async with Keyboard(sys.stdin.fileno()) as keyboard:
        talk = conversation(context, keyboard, sys.stdout)
        await FamilyWalk(talk, Together(), own_account(context), start).go()


def run_consent(context: Context) -> int:
    """Take consent back: remove what was kept, and say what cannot be taken back."""
    from pathlib import Path

    from safecheck.audit.withdrawal import withdraw
    from safecheck.cli import terminal

    for sentence in withdraw(Path(context.options.receipt)):
        terminal.notice(sentence.of(context.catalog.lang))
    return ExitCode.OK
