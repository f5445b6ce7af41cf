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
    from safecheck.audit import paper
    from safecheck.audit.history import changes_in_file
    from safecheck.i18n.catalog import home_country

    form = context.options.format
    return paper.rendered(
        form,
        shown,
        context.catalog,
        country=home_country(context.settings.country, context.catalog.lang),
        changes=changes_in_file(result) if form != "json" else None,
        width=terminal.width(),
    )


def explain_file(context: Context, share: Share) -> None:
    """Say, before the file is written, what of it is masked unasked, who could read it (G10), and whether its
    place is one that others see."""
    options = context.options
    if not options.output or options.report != "audit":
        return
    from safecheck.audit.saving import who_could_read
    from safecheck.report.keeping_files import masked_unasked

    if options.share is None:
        terminal.notice(masked_unasked(context.catalog))
    terminal.notice(who_could_read(Path(options.output).absolute(), share, context.catalog))
