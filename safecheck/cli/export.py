"""Reading an export of Telegram Desktop from the command line."""

from typing import TYPE_CHECKING

from safecheck.cli import terminal
from safecheck.cli.parser import Context
from safecheck.cli.progress import ProgressLine
from safecheck.cli.sources import own_server
from safecheck.model.errors import BadInputError
from safecheck.model.text import N_

if TYPE_CHECKING:
    from safecheck.audit.export import ExportAudit


def exported(context: Context) -> "ExportAudit":
    """Return the export that --export names, not read yet. Raises BadInputError where it cannot be used."""
    options = context.options
    if options.demo is not None:
        raise BadInputError(N_("A practice account never reads real files. Leave out --demo, or --export."))
    if options.sign_in is not None:
        raise BadInputError(
            N_("--export and --sign-in are two ways to look at an account. Choose one of them.")
        )
    if own_server(context) is not None:
        raise BadInputError(N_("--server needs --sign-in: safecheck audit --sign-in --server …"))
    from safecheck.audit.export import ExportAudit  # most audits need nothing of it

    return ExportAudit(options.export)


def read_export(context: Context, export: "ExportAudit") -> None:
    """Read an export, and say how far it is where somebody may be watching. Raises BadInputError if it is
    none."""
    from safecheck.audit.export import READS_SLOWLY
    from safecheck.report import export as words

    if export.media_beside:
        terminal.notice(context.catalog.gettext(words.MEDIA_BESIDE))
    if READS_SLOWLY:
        terminal.notice(context.catalog.gettext(words.READS_SLOWLY))
    progress = ProgressLine(context.catalog)
    try:
        export.read(progress)
    finally:
        progress.close()
