"""`safecheck`: the screens. The event loop, the connection and the closing sentence belong here."""

import os
from typing import TYPE_CHECKING

from safecheck.audit.visit import PracticeSource, Visits
from safecheck.cli import terminal
from safecheck.cli.interruptible import Interruption, finishing, run
from safecheck.cli.parser import Context
from safecheck.cli.sources import own_server
from safecheck.i18n.catalog import Catalog
from safecheck.model.errors import BadInputError, ExitCode
from safecheck.model.text import N_
from safecheck.report.closing import closing_sentence
from safecheck.report.crash import crash_sentence

if TYPE_CHECKING:
    from safecheck.tui.app import SafecheckApp

# Textual's own logging would write down every key, those of a password too; a driver that somebody else
# names could show the screens in a browser, to whoever asks for the page (TEXTUAL_DRIVER: `textual serve`).
_DROPPED = ("TEXTUAL", "TEXTUAL_LOG", "TEXTUAL_DEBUG", "TEXTUAL_SCREENSHOT", "TEXTUAL_PRESS")
_SERVED = "TEXTUAL_DRIVER"


def show_screens(context: Context, start: PracticeSource | None) -> int:
    """Run the screens until the user ends them; return the exit code. Raises BadInputError where they would
    be served to a browser."""
    if os.environ.get(_SERVED):
        raise BadInputError(
            N_(
                "safecheck does not show its screens in a browser: others could see them there. "
                "Start it in a terminal of this computer."
            )
        )
    for name in _DROPPED:
        os.environ.pop(name, None)
    visits, apps, stopped = Visits(), list["SafecheckApp"](), Interruption()
    try:
        run(_screens(context, visits, start, apps, stopped), stopped)
    finally:
        with finishing(stopped):
            catalog = apps[0].catalog if apps else context.catalog
            _say_goodbye(catalog, visits, apps[0].crash if apps else None)
    code = apps[0].return_code if apps else None
    return int(stopped.exit_code or code or ExitCode.OK)


async def _screens(
    context: Context,
    visits: Visits,
    start: PracticeSource | None,
    apps: "list[SafecheckApp]",
    stopped: Interruption,
) -> None:
    from safecheck.tui.app import SafecheckApp

    app = SafecheckApp(
        context.catalog.lang,
        visits,
        start=start,
        settings=context.settings,
        server=own_server(context),
        unicode=terminal.own_encoding().lower().replace("-", "") == "utf8",
    )
    apps.append(app)
    stopped.ask = app.end_with
    try:
        await app.run_async()
    finally:
        stopped.ask = None
        await visits.close()


def _say_goodbye(catalog: Catalog, visits: Visits, crash: str | None) -> None:
    """Say on the terminal, after the screens are gone, what is left behind (G22)."""
    if crash is not None:
        terminal.notice(crash_sentence(catalog, crash))
    terminal.notice(
        closing_sentence(catalog, signed_out=visits.signed_out, kept=(), practice=visits.practice_only)
    )
