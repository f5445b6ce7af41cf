"""`safecheck audit`: join a source, the client, the judgement and a report."""

import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import msgspec
from msgspec.structs import replace

from safecheck.audit.rule_files import check_own_rules
from safecheck.cli import terminal
from safecheck.cli.closer_look import check_depth, closer_look, needs_an_account, probe_plan
from safecheck.cli.interruptible import Interruption, Stopped, finishing, run
from safecheck.cli.paper import chosen_share, explain_file, rendered
from safecheck.cli.parser import Context
from safecheck.cli.plan import chosen_profile, plan_of_result, reminder_kept, write_reminder
from safecheck.cli.remember_audit import check_remember, remember_result
from safecheck.cli.remembered import check_flags, explain_sign_in, needs_hands, wanted_account
from safecheck.cli.sources import own_account, own_server
from safecheck.cli.this_computer import on_a_terminal, read_computer, this_computer
from safecheck.model.connection import PRACTICE_IDENTITY
from safecheck.model.errors import BadInputError, ExitCode, SafecheckError, SignInError
from safecheck.model.facts import AuditFacts
from safecheck.model.findings import LEVELS
from safecheck.model.marks import ChatMark
from safecheck.model.text import N_
from safecheck.model.told import Told
from safecheck.store.config import preferences
from safecheck.store.paths import places

if TYPE_CHECKING:
    from safecheck.advice.menu_languages import Wishes
    from safecheck.audit.this_computer import ThisComputer
    from safecheck.audit.visit import Visit
    from safecheck.cli.progress import ProgressLine
    from safecheck.model.result import AuditResult
    from safecheck.plain.conversation import Conversation
    from safecheck.practice.scenario import Scenario
    from safecheck.telegram.account import Reading
    from safecheck.telegram.audit_account import CloserLook, Outcome


def run_audit(context: Context) -> int:
    """Run one audit and return its exit code."""
    options = context.options
    if options.format == "json-schema":
        from safecheck.report.json_document import json_schema

        return _write(context, json_schema())
    settings = preferences(places().config_file, os.environ, fail_on=options.fail_on)
    check_depth(context)
    check_remember(context)
    if options.output:
        _check_output(Path(options.output), force=options.force)
    check_own_rules(options.rules or ())
    check_flags(context)
    computer = this_computer(context)
    if options.export is not None:
        return _audit_export(context, settings.fail_on, computer)
    account = wanted_account(context)
    if options.sign_in is not None or account is not None:
        return _audit_own(context, settings.fail_on, computer, account)
    if own_server(context) is not None:
        raise BadInputError(N_("--server needs --sign-in: safecheck audit --sign-in --server …"))
    if computer is not None:
        needs_an_account(context)
        return _audit_computer(context, settings.fail_on, computer)
    if options.demo is None:
        raise SignInError(
            N_(
                "Which account? Your own: safecheck %(command)s --sign-in. One to practise on: safecheck "
                "%(command)s --demo. Telegram Desktop on this computer: safecheck %(command)s "
                "--this-computer. An export of Telegram Desktop: safecheck %(command)s --export, and then "
                "its folder. Or find your switches now, without signing in: safecheck switches"
            ),
            command=options.report,
        )
    from safecheck.practice.library import load_scenario

    return _audit_practice(context, load_scenario(options.demo), settings.fail_on)


class Ending(msgspec.Struct, frozen=True):
    """How a run ended. `facts` is None if nothing could be read; the others are as in Visit and Reading.
    `unread` says why something that was kept earlier could not be read. `only_here` is True where an account
    was to be read too, and this computer alone was. `account` names the remembered sign-in that was used, or
    made, `remembered` the one that stays."""

    facts: AuditFacts | None
    problem: SafecheckError | None
    signed_out: bool | None
    cancelled: bool
    told: tuple[Told, ...] = ()
    marks: tuple[ChatMark, ...] = ()
    unread: tuple[SafecheckError, ...] = ()
    only_here: bool = False
    account: str = ""
    remembered: str = ""


def _audit_practice(context: Context, scenario: "Scenario", fail_on: str) -> int:
    from safecheck.audit.menu_labels import wishes_for
    from safecheck.audit.visit import told_by_owner
    from safecheck.cli.progress import ProgressLine

    progress = ProgressLine(context.catalog)
    outcomes: list[Outcome] = []  # filled before the server closes, so that a stop meanwhile loses nothing
    told = told_by_owner(scenario)
    try:
        wishes = wishes_for(told, context.catalog.lang)
        look = closer_look(context, progress)
        _, stopped = run(_practice_run(scenario, wishes, look, progress, outcomes))
    finally:
        progress.close()
    ended = None
    if outcomes:
        outcome = outcomes[0]
        ended = Ending(outcome.facts, outcome.problem, outcome.signed_out, outcome.cancelled)
    return _finish(context, ended, told, stopped, fail_on)


async def _practice_run(
    scenario: "Scenario",
    wishes: "Wishes",
    look: "CloserLook",
    progress: "ProgressLine",
    outcomes: "list[Outcome]",
) -> None:
    from safecheck.practice.server import PracticeServer
    from safecheck.telegram.audit_account import AccountAudit

    async with PracticeServer(scenario) as server:
        audit = AccountAudit(
            server.endpoint,
            PRACTICE_IDENTITY,
            server.credentials,
            source="practice",
            source_name=scenario.name,
            listener=progress,
            wishes=wishes,
            closer_look=look,
        )
        outcomes.append(await audit.run())


def _audit_computer(context: Context, fail_on: str, computer: "ThisComputer") -> int:
    """Audit this computer alone."""
    ended, stopped = None, Interruption()
    try:
        facts = computer.facts(read_computer(context, computer))
        ended = Ending(facts, None, signed_out=None, cancelled=False)
    except KeyboardInterrupt as stop:
        stopped.exit_code = stop.exit_code if isinstance(stop, Stopped) else ExitCode.INTERRUPTED
    return _finish(context, ended, (), stopped, fail_on)


def _audit_export(context: Context, fail_on: str, computer: "ThisComputer | None") -> int:
    """Audit an export; `computer` is read beside it, if that was asked for."""
    from safecheck.cli.export import exported, read_export

    export = exported(context)
    here, stopped = None, Interruption()
    try:
        here = read_computer(context, computer) if computer is not None else None
        read_export(context, export)
    except KeyboardInterrupt as stop:
        stopped.exit_code = stop.exit_code if isinstance(stop, Stopped) else ExitCode.INTERRUPTED
    facts = replace(export.facts(), computer=here) if export.recognised else None
    ended = Ending(facts, None, signed_out=None, cancelled=stopped.exit_code is not None)
    return _finish(context, ended, (), stopped, fail_on)


def _audit_own(context: Context, fail_on: str, computer: "ThisComputer | None", account: str | None) -> int:
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
    return _finish(context, ended, ended.told if ended else (), stopped, fail_on)


async def _own_run(context: Context, stream: TextIO, endings: list[Ending], account: str | None) -> None:
    import asyncio

    from safecheck.audit.visit import Visits
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
    """Look closer at single chats if that was asked for and the reading came to its end."""
    reading = kept[-1]
    if context.options.depth == "quick" or reading.problem is not None or reading.cancelled:
        return
    from safecheck.plain.closer_look import look_closer

    plan = probe_plan(context, reading.facts, visit.pace)
    await look_closer(talk, visit, reading.facts, plan, kept)


def _finish(
    context: Context, ended: Ending | None, told: Sequence[Told], stopped: Interruption, fail_on: str
) -> int:
    """Write the result, say how it ended and what is left behind, and return the exit code."""
    result = None
    with finishing(stopped):
        try:
            if ended is not None and ended.facts is not None:
                result = _report(context, ended.facts, told, ended.marks)
            if result is not None:
                remember_result(context, result)
        finally:  # a result that cannot be written is no reason to keep quiet about what is left behind
            _explain_ending(context, ended, result, stopped)
            _close(context, ended, result)
    if stopped.exit_code is not None:
        return int(stopped.exit_code)
    if ended is None or ended.facts is None or ended.only_here or not ended.facts.complete:
        nothing = ended is not None and ended.problem is None and (ended.facts is None or ended.only_here)
        refused = ended is not None and isinstance(ended.problem, SignInError)
        return ExitCode.SIGN_IN if refused or nothing else ExitCode.INCOMPLETE
    return ExitCode.FINDINGS if result and _reaches(result, fail_on) else ExitCode.OK


def _report(
    context: Context, facts: AuditFacts, told: Sequence[Told], marks: Sequence[ChatMark]
) -> "AuditResult | None":
    """Judge and write what was read; None if nothing was, because then there is nothing to say."""
    if not facts.anything_read:
        return None
    from safecheck.audit.evaluate import evaluate
    from safecheck.audit.marks import with_marks
    from safecheck.audit.rule_files import rules_in_force
    from safecheck.i18n.catalog import home_country

    rules = rules_in_force(context.options.rules or ()) if facts.chat_list.chats else None
    lang = context.catalog.lang
    country = home_country(context.settings.country, lang)
    judge = partial(evaluate, facts, told, lang, rules, country, profile=chosen_profile(context))
    result, share = with_marks(judge(), marks), chosen_share(context)
    if context.options.report == "plan":
        _write(context, plan_of_result(context, result))
        write_reminder(context, result)
    else:
        shown = result if share == "private" else judge(share=share)
        explain_file(context, share)
        _write(context, rendered(context, result, shown))
    return result


def _explain_ending(
    context: Context, ended: Ending | None, result: "AuditResult | None", stopped: Interruption
) -> None:
    """Say why the audit ended early, if it did, and what could not be taken into account."""
    say = context.catalog.gettext
    for unread in ended.unread if ended is not None else ():
        terminal.notice(context.catalog.sentence(unread))
    if ended is None or (ended.cancelled and result is None):
        terminal.notice(say("Stopped before anything could be kept."))
    elif (
        ended.facts is not None
        and ended.facts.complete
        and not ended.only_here
        and (ended.cancelled or stopped.exit_code is not None)
    ):
        terminal.notice(say("Stopped. Everything had been read by then."))
    elif ended.cancelled:
        terminal.notice(say("Stopped. What was read until then is kept in the result."))
    elif ended.problem is not None:
        terminal.notice(context.catalog.sentence(ended.problem))
    elif ended.facts is not None and ended.facts.computer is not None and not ended.facts.computer.complete:
        from safecheck.report.computer import how_to_give_it, unread_lines

        hint = "" if on_a_terminal() else how_to_give_it(ended.facts, context.catalog)
        terminal.notice(" ".join([*unread_lines(ended.facts, context.catalog), hint]).rstrip())
    elif ended.facts is not None and ended.facts.chat_list.stopped is not None:
        terminal.notice(
            say("The audit is incomplete: %(reason)s.")
            % {"reason": context.catalog.reason(ended.facts.chat_list.stopped)}
        )
    if ended is not None:
        explain_sign_in(context, ended)


def _close(context: Context, ended: Ending | None, result: "AuditResult | None") -> None:
    """The closing sentence, made from what is there (G22)."""
    from safecheck.audit.kept import files_kept, removal
    from safecheck.report.closing import closing_sentence

    kept: list[tuple[str, str, str]] = []
    if context.options.output and result is not None:
        path = Path(context.options.output).absolute()
        kept.append((context.catalog.gettext("the result of this audit"), str(path), removal(path)))
    if result is not None:
        kept += reminder_kept(context)
    kept += files_kept(context.catalog)
    terminal.notice(
        closing_sentence(
            context.catalog,
            signed_out=ended.signed_out if ended is not None else None,
            kept=kept,
            practice=context.options.demo is not None,
            stays=bool(ended and ended.remembered),
        ),
        wrapped=False,  # it may hold a command to copy
    )


def _reaches(result: "AuditResult", fail_on: str) -> bool:
    if fail_on == "never":
        return False
    enough = LEVELS[: LEVELS.index(fail_on) + 1]
    return any(finding.level in enough for finding in result.findings)


def _check_output(path: Path, *, force: bool) -> None:
    """Refuse a bad output file before the work, not after it."""
    from safecheck.store.outputs import check_output

    check_output(path, force)


def _write(context: Context, text: str) -> int:
    if context.options.output:
        from safecheck.store.outputs import write_output

        write_output(Path(context.options.output), text, context.options.force)
    else:
        terminal.result(text)
    return ExitCode.OK
