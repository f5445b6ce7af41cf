"""How an audit ends: the result where it was asked for, what is left behind, and the exit code."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from safecheck.cli import terminal
from safecheck.cli.interruptible import Interruption, finishing
from safecheck.cli.paper import chosen_share, explain_file, rendered
from safecheck.cli.parser import Context
from safecheck.cli.plan import chosen_profile, plan_of_result, reminder_kept, write_reminder
from safecheck.cli.remember_audit import remember_result
from safecheck.cli.remembered import explain_sign_in
from safecheck.cli.this_computer import on_a_terminal
from safecheck.model.errors import ExitCode, SafecheckError, SignInError
from safecheck.model.facts import AuditFacts
from safecheck.model.findings import LEVELS
from safecheck.model.marks import ChatMark
from safecheck.model.told import Told

if TYPE_CHECKING:
    from safecheck.model.result import AuditResult


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


def finish(
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
        write(context, plan_of_result(context, result))
        write_reminder(context, result)
    else:
        shown = result if share == "private" else judge(share=share)
        explain_file(context, share)
        write(context, rendered(context, result, shown))
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


def write(context: Context, text: str) -> int:
    """Write a result to the file that was asked for, else to stdout."""
    if context.options.output:
        from safecheck.store.outputs import write_output

        write_output(Path(context.options.output), text, context.options.force)
    else:
        terminal.result(text)
    return ExitCode.OK
