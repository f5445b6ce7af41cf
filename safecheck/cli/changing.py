"""`safecheck apply` and `safecheck undo`: one visit, in which something is changed, or changed back."""

import sys
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from safecheck.cli import terminal
from safecheck.cli.changes import Changes, Work
from safecheck.cli.interruptible import run
from safecheck.cli.parser import Context
from safecheck.cli.remembered import check_flags, needs_hands, wanted_account
from safecheck.cli.sources import own_account, own_server, practice_source
from safecheck.model.changes import Target, only_by_hand, target_of
from safecheck.model.connection import Credentials
from safecheck.model.errors import BadInputError, ExitCode, SafecheckError, SignInError
from safecheck.model.text import N_

if TYPE_CHECKING:
    from safecheck.audit.sources import PracticeSource
    from safecheck.audit.visit import Visit
    from safecheck.audit.visits import Visits
    from safecheck.telegram.account import Reading


def run_apply(context: Context) -> int:
    """Take one step and return the exit code."""
    if only_by_hand(context.options.step):

        async def show(changes: Changes) -> None:
            changes.say_how(context.options.step)

        return _run(context, show, asks=False)
    target = target_of(context.options.step)
    if target.kind == "report":
        return _run_report(context, target)

    async def work(changes: Changes) -> None:
        await changes.apply(target)

    return _run(context, work)


def _run_report(context: Context, target: Target) -> int:
    """Report one chat. What is said to Telegram is chosen by a person, answer by answer."""
    if context.options.yes or not sys.stdin.isatty():
        raise BadInputError(
            N_(
                "A report asks you what to say, so it needs a terminal and goes without --yes. Nothing was "
                "reported."
            )
        )

    async def work(changes: Changes) -> None:
        await changes.report(target)

    return _run(context, work)


def run_undo(context: Context) -> int:
    """Take changes back, or list those that can be, and return the exit code."""
    options = context.options
    if options.step is not None and (options.last or options.all):
        raise BadInputError(N_("Name one step, or give --last, or --all; not two of them."))
    if options.yes and options.step is None:
        raise BadInputError(
            N_("--yes confirms one step that you name: safecheck undo STEP --yes. The rest is asked about.")
        )
    wanted = target_of(options.step) if options.step is not None else None

    async def work(changes: Changes) -> None:
        if wanted is None and not (options.last or options.all):
            changes.list_undoable()
        else:
            await changes.undo(wanted, every=options.all)

    return _run(context, work, asks=options.step is not None or options.last or options.all)


def _run(context: Context, work: Work, *, asks: bool = True) -> int:
    if context.options.export is not None:
        raise BadInputError(
            N_(
                "An export is a file, so nothing on the account can be changed with it. To have a step "
                "taken, sign in: safecheck apply STEP --sign-in"
            )
        )
    practice = practice_source(context)
    server = own_server(context)  # a flag that cannot be used is said before anything else
    if practice is not None and context.options.sign_in is not None:
        raise BadInputError(N_("--demo and --sign-in are two different accounts. Choose one of them."))
    check_flags(context)
    account = wanted_account(context)
    if practice is None and context.options.sign_in is None and account is None:
        if server is not None:
            raise BadInputError(N_("--server needs --sign-in."))
        raise SignInError(
            N_(
                "Which account? Add --sign-in for your own, or --demo for one to practise on. Nothing was "
                "sent."
            )
        )
    if practice is None:
        needs_hands(account)
    if asks and not context.options.yes and not sys.stdin.isatty():
        raise BadInputError(
            N_(
                "Nobody can confirm this without a terminal, so nothing was changed. Start the command in a "
                "terminal, or confirm one step with --yes."
            )
        )
    ends: list[_End] = []
    _, stopped = run(_visit(context, practice or account, work, ends))
    end = ends[0] if ends else _End()
    if end.visits is not None:
        _say_what_is_left(context, end.visits, practice=practice is not None)
    if end.problem is not None:
        raise end.problem
    if stopped.exit_code is not None:
        terminal.notice(context.catalog.gettext("Stopped."))
        return int(stopped.exit_code)
    return end.exit_code


class _End(msgspec.Struct):
    """How it ended; `problem` is what kept it from beginning."""

    exit_code: int = ExitCode.INCOMPLETE
    problem: SafecheckError | None = None
    visits: "Visits | None" = None


async def _visit(
    context: Context, source: "PracticeSource | str | None", work: Work, ends: list[_End]
) -> None:
    """Sign in, read, do the `work`, sign out; `ends` is filled before that, so that a stop loses nothing.
    `source` is a practice account, the name of a remembered sign-in, or None for a new one."""
    from safecheck.audit.sources import PracticeSource
    from safecheck.audit.visits import Visits

    visits = Visits()
    end = _End(visits=visits)
    ends.append(end)
    try:
        if isinstance(source, PracticeSource) and not sys.stdin.isatty():
            end.exit_code = await _without_asking(context, visits, source, work)
        else:
            end.exit_code = await _talking(context, visits, source, work)
    except SafecheckError as problem:
        end.problem = problem
    finally:
        await visits.close()


async def _without_asking(context: Context, visits: "Visits", source: "PracticeSource", work: Work) -> int:
    visit = await visits.start(source)
    await visit.open()
    await _sign_in_as_owner(visit)
    changes = Changes(context, visit, await visit.read(context.catalog.lang), None)
    return await changes.run(work)


async def _sign_in_as_owner(visit: "Visit") -> None:
    from safecheck.telegram.sign_in import sign_in_with

    owner = visit.owner
    assert owner is not None  # noqa: S101 - a practice account that is open has one
    await sign_in_with(visit.sign_in, Credentials(owner.phone, owner.code, owner.password))


async def _talking(
    context: Context, visits: "Visits", source: "PracticeSource | str | None", work: Work
) -> int:
    from safecheck.audit.sources import PracticeSource
    from safecheck.cli.plain import conversation, terminal_to_talk_on
    from safecheck.plain.conversation import Back, Ended
    from safecheck.plain.keyboard import Keyboard
    from safecheck.plain.remembered import open_kept
    from safecheck.plain.start import say_before, sign_in_and_read

    kept: list[Reading] = []
    with terminal_to_talk_on() as stream:
        async with Keyboard(sys.stdin.fileno()) as keyboard:
            talk = conversation(context, keyboard, stream)
            try:
                if isinstance(source, PracticeSource):
                    visit = await visits.start(source)
                    await visit.open()
                    await _sign_in_as_owner(visit)
                    kept.append(await visit.read(context.catalog.lang))
                else:
                    own = own_account(context)
                    talk.say_keys()
                    if source is None:
                        say_before(talk, own, None)
                    kept_source = await open_kept(talk, own, source) if source is not None else None
                    if kept_source is not None:
                        kept_source = replace(kept_source, anew=True)  # nothing is changed by old facts
                    visit = await sign_in_and_read(
                        talk, visits, own, context.options.sign_in, kept, kept_source
                    )
                return await Changes(context, visit, kept[-1], talk).run(work)
            except (Back, Ended):
                terminal.notice(context.catalog.gettext("Stopped. Nothing more was changed."))
                return ExitCode.OK


def _say_what_is_left(context: Context, visits: "Visits", *, practice: bool) -> None:
    """Say the closing sentence, made from what is there (G22)."""
    from safecheck.audit.kept import files_kept
    from safecheck.report.closing import closing_sentence

    terminal.notice(
        closing_sentence(
            context.catalog,
            signed_out=visits.signed_out,
            kept=files_kept(context.catalog),
            practice=practice,
            stays=bool(visits.remembered),
            untold=visits.untold,
        ),
        wrapped=False,  # it may hold a command to copy
    )
