"""A result as the text of a report, in each form: for the command line, the screens and line by line alike.

What is not needed for a form is not loaded: a text on the terminal should not wait for templates.
"""

from typing import TYPE_CHECKING

from safecheck.i18n.catalog import Catalog
from safecheck.model.history import Changes
from safecheck.model.result import AuditResult, Form

if TYPE_CHECKING:
    from safecheck.family.sharing import SharedView
    from safecheck.report.paper.blocks import Report

FILE_WIDTH = 80  # terminal cells of the lines of a text file


def rendered(
    form: Form,
    shown: AuditResult,
    catalog: Catalog,
    *,
    country: str,
    changes: Changes | None,
    width: int = FILE_WIDTH,
) -> str:
    """Return the report of what may be `shown` of a result, which was judged in the language of `catalog`.

    `country` (two letters, "" if unknown) is whose people who can help are named; `changes` are those since
    an earlier audit, if one is remembered. Lines of text have at most `width` cells.
    """
    if form == "json":
        from safecheck.report.json_document import to_json

        return to_json(shown)
    if form == "text" and shown.share != "stats":
        from safecheck.report.text import render_text

        return render_text(shown, catalog, width, zone=None, changes=changes)
    from safecheck.packs.download_profile import load_profiles
    from safecheck.packs.help_pack import load_help
    from safecheck.packs.help_page import help_lines
    from safecheck.report.paper.document import make_report

    report = make_report(
        shown,
        catalog,
        help_lines(load_help(country), None, catalog.lang, shown.facts.day),
        [loaded.pack for loaded in load_profiles({device.client for device in shown.devices})],
        changes,
        zone=None,
    )
    return _written(form, report, catalog, width)


def rendered_together(form: Form, view: "SharedView", catalog: Catalog, chosen: str) -> str:
    """Return exactly what both see in a check together, as text or HTML. `chosen` is the constant sentence
    that the owner chose what is shown (G17)."""
    from safecheck.report.paper.shared import make_shared_report
    from safecheck.report.together import render_shared_file

    if form == "text":
        return render_shared_file(view, catalog, FILE_WIDTH, chosen, zone=None)
    return _written(form, make_shared_report(view, catalog, chosen, zone=None), catalog, FILE_WIDTH)


def _written(form: Form, report: "Report", catalog: Catalog, width: int) -> str:
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

    return render_plain(report, width)
