"""`safecheck audit`: which source is read, and how."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from safecheck.audit.rule_files import check_own_rules
from safecheck.cli.audit_ending import Ending, finish, write
from safecheck.cli.closer_look import check_depth, closer_look, needs_an_account
from safecheck.cli.interruptible import Interruption, Stopped, run
from safecheck.cli.own_audit import audit_own
from safecheck.cli.parser import Context
from safecheck.cli.remember_audit import check_remember
from safecheck.cli.remembered import check_flags, wanted_account
from safecheck.cli.sources import own_server
from safecheck.cli.this_computer import read_computer, this_computer
from safecheck.model.connection import PRACTICE_IDENTITY
from safecheck.model.errors import BadInputError, ExitCode, SignInError
from safecheck.model.text import N_
from safecheck.store.config import preferences
from safecheck.store.paths import places

if TYPE_CHECKING:
    from safecheck.advice.menu_languages import Wishes
    from safecheck.audit.this_computer import ThisComputer
    from safecheck.cli.progress import ProgressLine
    from safecheck.practice.scenario import Scenario
    from safecheck.telegram.audit_account import CloserLook, Outcome


def run_audit(context: Context) -> int:
    """Run one audit and return its exit code."""
    options = context.options
    if options.format == "json-schema":
        from safecheck.report.json_document import json_schema

        return write(context, json_schema())
    settings = preferences(places().config_file, os.environ, fail_on=options.fail_on)
    check_depth(context)
    check_remember(context)
    if options.output:
        from safecheck.store.outputs import check_output

        check_output(Path(options.output), options.force)  # refused before the work, not after it
    check_own_rules(options.rules or ())
    check_flags(context)
    computer = this_computer(context)
    if options.export is not None:
        return _audit_export(context, settings.fail_on, computer)
    account = wanted_account(context)
    if options.sign_in is not None or account is not None:
        return audit_own(context, settings.fail_on, computer, account)
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


def _audit_practice(context: Context, scenario: "Scenario", fail_on: str) -> int:
    from safecheck.audit.menu_labels import wishes_for
    from safecheck.audit.sources import told_by_owner
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
    return finish(context, ended, told, stopped, fail_on)


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
    return finish(context, ended, (), stopped, fail_on)


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
    return finish(context, ended, (), stopped, fail_on)
