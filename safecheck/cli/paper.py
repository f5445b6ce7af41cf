"""`audit --format` and `--share`: the form of the result, and what others may see of it."""

from pathlib import Path
from typing import TYPE_CHECKING

from safecheck.cli import terminal
from safecheck.cli.parser import Context
from safecheck.model.result import Share

if TYPE_CHECKING:
    from safecheck.model.result import AuditResult


def chosen_share(context: Context) -> Share:
    """Return what was asked for; else everything on the screen, and masked names in a file, which may be
    passed on (DECISIONS 22 of the product). A plan has no such choice and is the user's own."""
    options = context.options
    if options.report != "audit":
        return "private"
    share: Share = options.share or ("helper" if options.output else "private")
    return share


def rendered(context: Context, result: "AuditResult", shown: "AuditResult") -> str:
    """Return the report in the wanted form, made from what may be `shown` of `result`."""
    catalog, form = context.catalog, context.options.format
    if form == "json":
        from safecheck.report.json_document import to_json

        return to_json(shown)
    from safecheck.audit.history import changes_in_file

    changes = changes_in_file(result)
    if form == "text" and shown.share != "stats":
        from safecheck.report.text import render_text

        return render_text(shown, catalog, terminal.width(), zone=None, changes=changes)
    from safecheck.i18n.catalog import home_country
    from safecheck.packs.download_profile import load_profiles
    from safecheck.packs.help_pack import load_help
    from safecheck.packs.help_page import help_lines
    from safecheck.report.paper.document import make_report

    country = home_country(context.settings.country, catalog.lang)
    report = make_report(
        shown,
        catalog,
        help_lines(load_help(country), None, catalog.lang, shown.facts.day),
        [loaded.pack for loaded in load_profiles({device.client for device in shown.devices})],
        changes,
        zone=None,
    )
    if form == "html":
        from safecheck.report.paper.html import render_html

        return render_html(report)
    if form == "csv":
        from safecheck.report.paper.csv_table import render_csv

        return render_csv(report, catalog)
    if form == "md":
        from safecheck.report.paper.markdown import render_markdown

        return render_markdown(report)
    from safecheck.report.paper.plain import render_plain

    return render_plain(report, terminal.width())


def explain_file(context: Context, share: Share) -> None:
    """Say, before the file is written, what of it is masked unasked, who could read it (G10), and whether its
    place is one that others see."""
    options = context.options
    if not options.output or options.report != "audit":
        return
    from safecheck.report.keeping_files import masked_unasked, who_could_read_file
    from safecheck.store.whereabouts import whereabouts

    if options.share is None:
        terminal.notice(masked_unasked(context.catalog))
    place = whereabouts(Path(options.output).absolute().parent)
    terminal.notice(who_could_read_file(share, place.synced_by, place.listed_by_others, context.catalog))
