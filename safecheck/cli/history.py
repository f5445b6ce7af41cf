"""`safecheck history` and `safecheck diff`: audits that were remembered, and what changed between them."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from safecheck.cli import terminal
from safecheck.cli.interruptible import run
from safecheck.cli.parser import Context
from safecheck.model.errors import BadInputError, ExitCode
from safecheck.model.text import N_

if TYPE_CHECKING:
    from safecheck.model.history import Changes
    from safecheck.practice.scenario import Scenario
    from safecheck.report.exposure_chart import Bars
    from safecheck.store.history import History


def run_history(context: Context) -> int:
    """List what is remembered, forget it, or rate one audit again."""
    options = context.options
    match options.do:
        case "forget":
            return _forget(context)
        case "rate":
            return _rate_again(context)
    if options.id is not None:
        raise BadInputError(N_("To forget one audit: safecheck history forget ID"))
    played, stopped = _played(context)
    if stopped is not None:
        return stopped
    known = _known(context, played)
    if not known:
        from safecheck.audit.history import NOTHING_REMEMBERED

        terminal.notice(context.catalog.gettext(NOTHING_REMEMBERED))
    accounts = [each.records for each in known]
    if options.format == "json":
        from safecheck.report.json_history import history_document

        _write_json(history_document(accounts))
    elif accounts:
        from safecheck.report.history import render_history_text

        text = render_history_text(
            accounts, context.catalog, terminal.width(), _bars(), kept=played is None, demo=options.demo or ""
        )
        terminal.result(text)
    return ExitCode.OK


def run_diff(context: Context) -> int:
    """Say what changed between two audits. Raises BadInputError where there are no two."""
    from safecheck.audit.history import Compared, chosen

    options = context.options
    played, stopped = _played(context)
    if stopped is not None:
        return stopped
    if options.first_day is None and options.last_day is None:
        compared = chosen(_known(context, played), options.a, options.b)
    elif played is None:
        raise BadInputError(
            N_("--from and --to are days of a practice account: safecheck diff --demo ninety-days --from 1")
        )
    else:
        last = options.last_day or len(played.records)
        first = options.first_day or last - 1
        if not 1 <= first < last <= len(played.records):
            raise BadInputError(
                N_("--from and --to are days from 1 to %(count)d, and --from is the earlier one."),
                count=len(played.records),
            )
        compared = Compared(played.records[first - 1], played.records[last - 1], played.records)
    return _show(context, compared.changes())


def _show(context: Context, changes: "Changes") -> int:
    if context.options.format == "json":
        from safecheck.report.json_history import changes_document

        _write_json(changes_document(changes))
    else:
        from safecheck.report.history import render_changes_text

        terminal.result(render_changes_text(changes, context.catalog, terminal.width(), _bars()))
    return ExitCode.OK


def _forget(context: Context) -> int:
    from safecheck.audit.history import NOTHING_REMEMBERED, forget

    options, say = context.options, context.catalog.gettext
    if (options.id is None) == (not options.all):
        raise BadInputError(
            N_("Which audit? One: safecheck history forget ID. All: safecheck history forget --all")
        )
    gone = forget(None if options.all else [options.id], practice=options.demo is not None)
    sentence = N_("That audit is forgotten.") if options.id else N_("All remembered audits are forgotten.")
    terminal.notice(say(sentence if gone else NOTHING_REMEMBERED))
    return ExitCode.OK


def _rate_again(context: Context) -> int:
    """Rate a remembered audit by the rules in force now; what changes is shown as between two audits."""
    from safecheck.audit.history import to_rate_again
    from safecheck.audit.rule_files import rules_in_force
    from safecheck.history.again import rated_again
    from safecheck.history.changes import compare

    options = context.options
    played, stopped = _played(context)
    if stopped is not None:
        return stopped
    record = to_rate_again(_known(context, played), options.id)
    newer = rated_again(record, rules_in_force(options.rules or ()), context.catalog.lang)
    return _show(context, compare(record, newer))


def _known(context: Context, played: "History | None") -> "Sequence[History]":
    from safecheck.audit.history import histories

    return [played] if played is not None else histories(practice=context.options.demo is not None)


def _played(context: Context) -> "tuple[History | None, int | None]":
    """Play a practice account that has many days, and return what is remembered of it; None where none is
    named that has. The number is the exit code where somebody stopped it."""
    if context.options.demo is None:
        return None, None
    from safecheck.practice.library import load_days

    scenario = load_days(context.options.demo)
    if scenario.days is None:
        return None, None
    known, stopped = run(_replayed(context, scenario))
    if known is None or stopped.exit_code is not None:
        terminal.notice(context.catalog.gettext("Stopped."))
        return None, int(stopped.exit_code or ExitCode.INTERRUPTED)
    return known, None


async def _replayed(context: Context, scenario: "Scenario") -> "History":
    from safecheck.audit.replay import replayed
    from safecheck.cli.progress import ProgressLine

    assert scenario.days is not None  # noqa: S101 - the caller has looked
    progress = ProgressLine(context.catalog)
    try:
        return await replayed(scenario, context.catalog.lang, _counting(progress.days, scenario.days.count))
    finally:
        progress.close()


def _counting(show: Callable[[int, int], None], count: int) -> Callable[[int], None]:
    return lambda day: show(day, count)


def _bars() -> "Bars":
    return "blocks" if terminal.own_encoding().lower().replace("-", "") == "utf8" else "ascii"


def _write_json(value: object) -> None:
    from safecheck.report.json_text import inert_json

    terminal.result(inert_json(value))
