"""`safecheck audit`: join a source, the client, the judgement and a report."""

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from safecheck.cli import terminal
from safecheck.cli.interruptible import Interruption, finishing, run
from safecheck.cli.parser import Context
from safecheck.model.errors import ExitCode, SignInError
from safecheck.model.facts import AuditFacts, Told, Unknown
from safecheck.model.findings import LEVELS
from safecheck.model.text import N_
from safecheck.store.config import preferences
from safecheck.store.paths import places

if TYPE_CHECKING:
    from safecheck.cli.progress import ProgressLine
    from safecheck.model.result import AuditResult
    from safecheck.practice.scenario import Scenario
    from safecheck.telegram.audit_account import Outcome


def run_audit(context: Context) -> int:
    """Run one audit and return its exit code."""
    options = context.options
    if options.format == "json-schema":
        from safecheck.report.json_document import json_schema

        return _write(context, json_schema())
    settings = preferences(places().config_file, os.environ, fail_on=options.fail_on)
    if options.output:
        _check_output(Path(options.output), force=options.force)
    if options.demo is None:
        raise SignInError(
            N_(
                "This version checks practice accounts only; your own account comes in a later one. "
                "Try: safecheck audit --demo. Or find your switches now, without signing in: "
                "safecheck switches"
            )
        )
    from safecheck.practice.library import load_scenario

    return _audit_practice(context, load_scenario(options.demo), settings.fail_on)


def _audit_practice(context: Context, scenario: "Scenario", fail_on: str) -> int:
    from safecheck.cli.progress import ProgressLine

    progress = ProgressLine(context.catalog)
    outcomes: list[Outcome] = []  # filled before the server closes, so that a stop meanwhile loses nothing
    try:
        _, stopped = run(_practice_run(scenario, progress, outcomes))
    finally:
        progress.close()
    outcome = outcomes[0] if outcomes else None
    told = [Told(device_name=t.device_model, auto_download=t.auto_download) for t in scenario.told]
    result = None
    with finishing(stopped):
        try:
            if outcome is not None:
                result = _report(context, outcome.facts, told)
        finally:  # a result that cannot be written is no reason to keep quiet about what is left behind
            _explain_ending(context, outcome, result, stopped)
            _close(context, outcome, result)
    if stopped.exit_code is not None:
        return int(stopped.exit_code)
    if outcome is None or not outcome.facts.complete:
        refused = outcome is not None and isinstance(outcome.problem, SignInError)
        return ExitCode.SIGN_IN if refused else ExitCode.INCOMPLETE
    return ExitCode.FINDINGS if result and _reaches(result, fail_on) else ExitCode.OK


async def _practice_run(scenario: "Scenario", progress: "ProgressLine", outcomes: "list[Outcome]") -> None:
    from safecheck.practice.server import PracticeServer
    from safecheck.telegram.audit_account import AccountAudit
    from safecheck.telegram.client import PRACTICE_IDENTITY

    async with PracticeServer(scenario) as server:
        audit = AccountAudit(
            server.endpoint,
            PRACTICE_IDENTITY,
            server.credentials,
            source="practice",
            source_name=scenario.name,
            listener=progress,
        )
        outcomes.append(await audit.run())


def _report(context: Context, facts: AuditFacts, told: list[Told]) -> "AuditResult | None":
    """Judge and write what was read; None if nothing was, because then there is nothing to say."""
    if not _anything_read(facts):
        return None
    from safecheck.audit.evaluate import evaluate

    result = evaluate(facts, told, context.catalog.lang)
    if context.options.format == "json":
        from safecheck.report.json_document import to_json

        _write(context, to_json(result))
    else:
        from safecheck.report.text import render_text

        _write(context, render_text(result, context.catalog, terminal.width(), zone=None))
    return result


def _anything_read(facts: AuditFacts) -> bool:
    settings = facts.settings
    known = [getattr(settings, name) for name in settings.__struct_fields__]
    return facts.chat_list.listed > 0 or any(not isinstance(fact.value, Unknown) for fact in known)


def _explain_ending(
    context: Context, outcome: "Outcome | None", result: "AuditResult | None", stopped: Interruption
) -> None:
    """Say why the audit ended early, if it did."""
    say = context.catalog.gettext
    if outcome is None or (outcome.cancelled and result is None):
        terminal.notice(say("Stopped before anything could be kept."))
    elif outcome.facts.complete and stopped.exit_code is not None:
        terminal.notice(say("Stopped. Everything had been read by then."))
    elif outcome.cancelled:
        terminal.notice(say("Stopped. What was read until then is kept in the result."))
    elif outcome.problem is not None:
        terminal.notice(context.catalog.sentence(outcome.problem))
    elif outcome.facts.chat_list.stopped is not None:
        terminal.notice(
            say("The audit is incomplete: %(reason)s.")
            % {"reason": say(outcome.facts.chat_list.stopped.reason)}
        )


def _close(context: Context, outcome: "Outcome | None", result: "AuditResult | None") -> None:
    """The closing sentence, made from what is there (G22)."""
    from safecheck.report.closing import closing_sentence

    kept = []
    if context.options.output and result is not None:
        path = str(Path(context.options.output).absolute())
        remove = f'del "{path}"' if os.name == "nt" else f"rm {shlex.quote(path)}"
        kept.append((context.catalog.gettext("the result of this audit"), path, remove))
    terminal.notice(
        closing_sentence(
            context.catalog,
            signed_out=outcome is None or outcome.signed_out is not False,
            kept=kept,
            practice=True,
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
