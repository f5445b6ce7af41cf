"""`safecheck`: the screens. The event loop, the connection and the closing sentence belong here."""

import os
from typing import TYPE_CHECKING

from safecheck.audit.kept import files_kept
from safecheck.audit.sources import PracticeSource
from safecheck.audit.visits import Visits
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

# A driver that somebody else names could show the screens in a browser, to whoever asks for the page
# (TEXTUAL_DRIVER: `textual serve`).
_SERVED = "TEXTUAL_DRIVER"


def show_screens(context: Context, start: PracticeSource | None) -> int:
    """Run the screens until the user ends them; return the exit code. Raises BadInputError where they would
    be served to a browser, or where the terminal cannot show any."""
    if os.environ.get(_SERVED):
        raise BadInputError(
            N_(
                "safecheck does not show its screens in a browser: others could see them there. "
                "Start it in a terminal of this computer."
            )
        )
    if os.environ.get("TERM") == "dumb":
        raise BadInputError(
            N_("This terminal cannot show screens. safecheck can ask line by line instead: safecheck --plain")
        )
    _forget_wishes_for_textual()
    visits, apps, stopped = Visits(), list["SafecheckApp"](), Interruption()
    try:
        run(_screens(context, visits, start, apps, stopped), stopped)
    finally:
        with finishing(stopped):
            catalog = apps[0].catalog if apps else context.catalog
            _say_goodbye(catalog, visits, apps[0].crash if apps else None)
    code = apps[0].return_code if apps else None
    return int(stopped.exit_code or code or ExitCode.OK)


def _forget_wishes_for_textual() -> None:
    """Drop every setting of Textual's own, before it is loaded and reads them: its logging would write down
    each key, those of a password too, and a value that it does not know would end the program."""
    for name in [name for name in os.environ if name == "TEXTUAL" or name.startswith("TEXTUAL_")]:
        del os.environ[name]


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
    kept = files_kept(catalog)
    terminal.notice(
        closing_sentence(
            catalog,
            signed_out=visits.signed_out,
            kept=kept,
            practice=visits.practice_only,
            stays=bool(visits.remembered),
            untold=visits.untold,
        ),
        wrapped=not kept,  # it may hold a command to copy
    )
