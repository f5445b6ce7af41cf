"""`audit --remember`: keep the audit on this computer, after one sentence that says who could read it."""

from typing import TYPE_CHECKING

from safecheck.cli import terminal
from safecheck.cli.parser import Context
from safecheck.model.errors import BadInputError
from safecheck.model.text import N_

if TYPE_CHECKING:
    from safecheck.model.result import AuditResult


def check_remember(context: Context) -> None:
    """Raise BadInputError where --remember cannot be done: before the work, not after it."""
    options = context.options
    if options.with_names and not options.remember:
        raise BadInputError(N_("--with-names says how an audit is remembered, and needs --remember."))
    if options.remember and options.sign_in is None and options.demo is None:
        raise BadInputError(
            N_(
                "Only audits of an account that was signed in to can be remembered, as others do not say "
                "whose they are: safecheck audit --sign-in --remember. To compare others, write them with "
                "--format json."
            )
        )


def remember_result(context: Context, result: "AuditResult") -> None:
    """Remember the result if that was asked for. Raises BadInputError if it cannot be written."""
    options = context.options
    if not options.remember:
        return
    from safecheck.audit.history import history_file, remember
    from safecheck.report.history import for_practice, who_could_read_history

    if history_file(result.facts) is None:
        terminal.notice(
            context.catalog.gettext(
                "This audit is not remembered: nobody was signed in, so it is not known whose it is."
            )
        )
        return
    terminal.notice(who_could_read_history(context.catalog, with_names=options.with_names))
    record = remember(result, with_names=options.with_names)
    if record is not None:
        terminal.notice(
            context.catalog.gettext("Remembered as %(id)s. To see what changed: %(command)s")
            % {"id": record.id, "command": for_practice("safecheck diff", options.demo or "")},
            wrapped=False,  # it holds a command to copy
        )
