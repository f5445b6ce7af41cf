"""The whole report, made once from a result and written by each format in its own way.

What may not be seen by others was masked before (`safecheck.audit.sharing`); of numbers only there is a
shorter report.
"""

from collections.abc import Sequence
from datetime import UTC, tzinfo

from safecheck.i18n.catalog import Catalog
from safecheck.model.history import Changes
from safecheck.model.result import AuditResult
from safecheck.model.text import N_
from safecheck.packs.download_profile import DownloadProfile
from safecheck.packs.help_page import HelpPage
from safecheck.report.computer import write_computer
from safecheck.report.devices import write_devices
from safecheck.report.export import write_export
from safecheck.report.headline import headline
from safecheck.report.help import contact, entry_lines, no_list_words
from safecheck.report.landing_table import landing_table
from safecheck.report.limits import write_limits, write_origin
from safecheck.report.marks import known_line
from safecheck.report.opening import coverage_lines, nothing_stands_out, strong_line, title_line
from safecheck.report.paper.blocks import (
    Block,
    Cell,
    Entry,
    Paragraph,
    Part,
    Report,
    Table,
)
from safecheck.report.paper.charts import before_and_after, time_chart
from safecheck.report.paper.chats import chats_part
from safecheck.report.paper.counts import count_parts
from safecheck.report.paper.landing import landing_blocks
from safecheck.report.paper.outline import Outline, said
from safecheck.report.paper.plan import plan_part
from safecheck.report.probing import probing_lines
from safecheck.report.setting_list import setting_groups
from safecheck.report.since import since_line

_SHARED: dict[str, str] = {
    "helper": N_(
        "This report is made to be shown to somebody who helps: groups and channels that stand out are called"
        " by a letter, and names, links and numbers of accounts are left out."
    ),
    "stats": N_("This report holds numbers only."),
}


def make_report(
    result: AuditResult,
    catalog: Catalog,
    help_page: HelpPage,
    profiles: Sequence[DownloadProfile],
    changes: Changes | None = None,
    zone: tzinfo | None = UTC,
) -> Report:
    """Return the report of a result in the language of `catalog`, in which it was judged.

    `help_page` are the people who can help, `profiles` those that the devices were judged by, `changes`
    those since an earlier audit, if one is remembered. The day in the title is that of `zone`, None for the
    zone of this computer.
    """
    if result.share == "stats":
        parts = [*count_parts(result, catalog), _requests(result, catalog), _methods(result, catalog)]
    else:
        parts = [
            _outlined("export", result, catalog),
            _devices(result, catalog, profiles),
            plan_part(result, catalog),
            *(() if result.facts.computer_only else (chats_part(result, catalog),)),
            _settings(result, catalog),
            _outlined("computer", result, catalog),
            Part(
                "time",
                catalog.gettext("Your audits so far"),
                time_chart(changes.trend if changes is not None else (), catalog),
            ),
            _help(help_page, catalog),
            _limits(result, catalog),
            _requests(result, catalog),
            _methods(result, catalog),
        ]
    return Report(
        lang=catalog.lang,
        title=title_line(result, catalog, zone),
        notice=_notice(result, catalog),
        opening=_opening(result, changes, catalog),
        contents=catalog.gettext("In this report"),
        as_table=catalog.gettext("These numbers as a table"),
        parts=tuple(part for part in parts if part.blocks),
    )


def _notice(result: AuditResult, catalog: Catalog) -> str:
    """Return what stands before everything else where a chat stands out strongly (G4)."""
    if not result.has_high_chat:
        return ""
    if result.share == "stats":
        return catalog.gettext("Shocked? You need not look at anything.")
    return catalog.gettext("Shocked? You need not look at anything. This report names people who can help.")


def _opening(result: AuditResult, changes: Changes | None, catalog: Catalog) -> tuple[Block, ...]:
    shared = _SHARED.get(result.share, "")
    # Whoever sees numbers only has no steps below, and no chat to open.
    warning = strong_line(result, catalog) if result.share != "stats" else ""
    return (
        *((Paragraph(catalog.gettext(shared), "note"),) if shared else ()),
        *said(*coverage_lines(result, catalog), *probing_lines(result, catalog)),
        Paragraph(headline(result, catalog), "big"),
        *((Paragraph(warning, "strong"),) if warning else ()),
        *said(nothing_stands_out(result, catalog), known_line(result, catalog), since_line(changes, catalog)),
    )


def _outlined(id: str, result: AuditResult, catalog: Catalog) -> Part:
    """Return a part that the plain-text report has as well."""
    outline = Outline()
    {"export": write_export, "computer": write_computer}[id](outline, result, catalog)
    return Part(id, outline.title, outline.blocks())


def _devices(result: AuditResult, catalog: Catalog, profiles: Sequence[DownloadProfile]) -> Part:
    """Return what lands where as a table, before and after the steps as a chart, then in words."""
    landing = landing_blocks(result, catalog)
    charts = before_and_after(result, profiles, catalog) if landing else ()
    outline = Outline()
    write_devices(outline, result, catalog)
    heading = outline.title or landing_table(result, catalog).title
    return Part("devices", heading, (*landing, *charts, *outline.blocks()))


def _settings(result: AuditResult, catalog: Catalog) -> Part:
    """Return the settings of the account as tables, by how far they protect."""
    say = catalog.gettext
    blocks: list[Block] = []
    for group in setting_groups(result, catalog):
        rows = [row for row in group.rows if row.group != "this_computer"]
        if rows:
            columns = (say("Setting"), say("How it stands"), say("What you can do"))
            cells = tuple((Cell(row.name), Cell(row.value), Cell(row.advice)) for row in rows)
            blocks.append(Table(group.heading, columns, cells))
    if result.facts.from_export:
        blocks += said(say("They were not part of the export, so how they stand is unknown."))
    return Part("settings", say("Settings of your account"), tuple(blocks))


def _help(page: HelpPage, catalog: Catalog) -> Part:
    """Return the people to ask first. Addresses are plain text: nothing in a report can be followed."""
    entries = tuple(
        Entry(
            f"{entry.name}: {way}" if (way := contact(entry, catalog)) else entry.name,
            said(*entry_lines(entry, catalog)),
        )
        for entry in page.entries
    )
    before = said(*page.lead, no_list_words(page, catalog))
    return Part("help", catalog.gettext("People who can help"), (*before, *entries, *said(page.closing)))


def _limits(result: AuditResult, catalog: Catalog) -> Part:
    outline = Outline()
    write_limits(outline, result, catalog, commands=False)
    return Part("limits", outline.title, outline.blocks())


def _methods(result: AuditResult, catalog: Catalog) -> Part:
    outline = Outline()
    write_origin(outline, result, catalog)
    return Part("origin", outline.title, outline.blocks())


def _requests(result: AuditResult, catalog: Catalog) -> Part:
    """Return what was asked of Telegram, by method."""
    say = catalog.gettext
    rows = tuple(
        (Cell(each.method), Cell(str(each.count), number=True))
        for each in sorted(result.facts.requests, key=lambda each: each.method)
    )
    heading = say("What was asked of Telegram")
    table = Table(heading, (say("Request"), say("How often")), rows, named_above=True)
    return Part("requests", heading, (table,) if rows else ())
