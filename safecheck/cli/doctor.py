"""`safecheck doctor`: collect what is so on this computer and say it in plain words."""

from safecheck.audit.doctor import examine, look_around
from safecheck.cli import terminal
from safecheck.cli.parser import Context
from safecheck.model.errors import ExitCode
from safecheck.packs.shipped import pack_info
from safecheck.report.layout import Page
from safecheck.store.paths import places
from safecheck.telegram.client import aes_in_use


def run_doctor(context: Context) -> int:
    """Print every check; the exit code is 0 also where something is worth knowing."""
    options = context.options
    here = places()
    machine = look_around(
        here,
        aes=aes_in_use(),
        packs=pack_info(),
        language_from=context.settings.language_from,
        output_encoding=terminal.own_encoding(),
        settings=context.settings,
    )
    checks = examine(machine, context.catalog)
    if options.format == "json":
        terminal.json_result(checks)
        return ExitCode.OK
    page = Page(terminal.width())
    for check in checks:
        page.say(check.text)
    terminal.result(page.text())
    return ExitCode.OK
