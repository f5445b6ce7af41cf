"""`safecheck help-me` and `safecheck guide`: pages to read. No sign-in, no network."""

from datetime import date

import msgspec

from safecheck.cli import terminal
from safecheck.cli.parser import Context
from safecheck.i18n.catalog import home_country
from safecheck.model.errors import ExitCode
from safecheck.packs.guide_pages import PAGES, page_title
from safecheck.packs.help_names import country_code
from safecheck.packs.help_pack import load_help
from safecheck.packs.help_page import help_lines
from safecheck.report.guide import guide_blocks, render_guide
from safecheck.report.help import render_help_text
from safecheck.report.layout import wrap

_SCHEMA_VERSION = 1  # of the page as JSON: the fields of HelpPage


def show_help(context: Context) -> int:
    """Show the people who can help, for the country asked for, else that of the settings or the locale."""
    catalog, options = context.catalog, context.options
    country = home_country(context.settings.country, catalog.lang)
    if options.country is not None:
        country = country_code(options.country)
    page = help_lines(load_help(country), options.topic, catalog.lang, date.today(), options.chat)
    if options.format == "json":
        terminal.json_result({"schema_version": _SCHEMA_VERSION, **msgspec.to_builtins(page)})
    else:
        terminal.result(render_help_text(page, catalog, terminal.width()))
    return ExitCode.OK


def show_guide(context: Context) -> int:
    """Show one page of the guide, or the list of its pages."""
    catalog, options = context.catalog, context.options
    if options.page:
        terminal.result(render_guide(guide_blocks(options.page, catalog.lang), terminal.width()))
        return ExitCode.OK
    listed = [catalog.gettext("The guide has these pages. To read one: safecheck guide PAGE"), ""]
    listed += [f"{name}: {page_title(name, catalog.lang)}" for name in PAGES]
    terminal.result("\n".join(line for text in listed for line in wrap(text, terminal.width())))
    return ExitCode.OK
