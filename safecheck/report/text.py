"""The plain-text report: an accessible interface of its own, made to be read aloud.

Plain lines at a width: no boxes, no blocks, no columns, no escape codes; words instead of signs for levels.
"""

from datetime import UTC, tzinfo

from safecheck.i18n.catalog import Catalog
from safecheck.model.history import Changes
from safecheck.model.result import AuditResult
from safecheck.report.account import write_settings
from safecheck.report.chats import write_chats
from safecheck.report.computer import write_computer
from safecheck.report.devices import write_devices
from safecheck.report.export import write_export
from safecheck.report.headline import headline
from safecheck.report.layout import Page
from safecheck.report.limits import write_limits, write_origin
from safecheck.report.marks import known_line
from safecheck.report.opening import (
    coverage_lines,
    help_lines,
    nothing_stands_out,
    strong_line,
    title_line,
)
from safecheck.report.probing import probing_lines
from safecheck.report.since import since_line
from safecheck.report.steps import write_first_steps, write_plan


def render_text(
    result: AuditResult,
    catalog: Catalog,
    width: int,
    zone: tzinfo | None = UTC,
    *,
    commands: bool = True,
    changes: Changes | None = None,
) -> str:
    """Return the whole report as lines of at most `width` terminal cells, but for commands to copy.

    `catalog` is of the language that `result` was judged in; strangers' text comes out inert (P8).
    The day in the title is that of `zone`, None for the zone of this computer. `commands` names what to type
    in a shell to see more; a conversation asks instead. `changes` are those since an earlier audit, if one is
    remembered.
    """
    page = Page(width)
    page.say(title_line(result, catalog, zone))
    for lines in (
        help_lines(result, catalog) if commands else [type_for_help(result, catalog)],
        [*coverage_lines(result, catalog), *probing_lines(result, catalog)],
        [headline(result, catalog)],
        [strong_line(result, catalog), nothing_stands_out(result, catalog)],
        [line] if (line := known_line(result, catalog)) else [],
        [line] if (line := since_line(changes, catalog)) else [],
    ):
        page.gap()
        for line in lines:
            page.say(line)
    write_export(page, result, catalog)
    write_first_steps(page, result, catalog)
    write_devices(page, result, catalog)
    write_computer(page, result, catalog)
    if not result.facts.computer_only:
        write_chats(page, result, catalog)
        write_settings(page, result, catalog)
    write_plan(page, result, catalog)
    write_limits(page, result, catalog, commands=commands)
    write_origin(page, result, catalog)
    return page.text()


def type_for_help(result: AuditResult, catalog: Catalog) -> str:
    """Return how to reach people in a conversation, if a chat stands out strongly, else "" (G4)."""
    if not result.has_high_chat:
        return ""
    return catalog.gettext("Shocked? Type h and Enter. You need not look at anything.")
