"""`safecheck`: the screens. The event loop, the connection and the closing sentence belong here."""

import os
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

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
from safecheck.plain.voice import draws
from safecheck.report.closing import closing_sentence
from safecheck.report.crash import crash_sentence

if TYPE_CHECKING:
    from safecheck.tui.app import SafecheckApp
    from safecheck.tui.family_app import FamilyApp

# A driver that somebody else names could show the screens in a browser, to whoever asks for the page
# (TEXTUAL_DRIVER: `textual serve`).
_SERVED = "TEXTUAL_DRIVER"


def show_screens(context: Context, start: PracticeSource | None) -> int:
    """Run the screens until the user ends them; return the exit code. A check together that was chosen there
    follows, and has nothing of what was before. Raises BadInputError where the screens would be served to a
    browser, or where the terminal cannot show any."""
    _check_the_terminal()
    visits, apps, stopped = Visits(), list["SafecheckApp"](), Interruption()
    try:
        run(_screens(context, visits, start, apps, stopped), stopped)
    finally:
        with finishing(stopped):
            if not (apps and apps[0].together_wanted):
                catalog = apps[0].catalog if apps else context.catalog
                kept = apps[0].kept if apps else files_kept(catalog)
                _say_goodbye(catalog, visits, kept, apps[0].crash if apps else None)
    code = stopped.exit_code or (apps[0].return_code if apps else None)
    if apps and apps[0].together_wanted and not code:
        return show_together(replace(context, catalog=apps[0].catalog), None)
    return int(code or ExitCode.OK)


def _check_the_terminal() -> None:
    if os.environ.get(_SERVED):
        raise BadInputError(
            N_(
                "safecheck does not show its screens in a browser: others could see them there. "
                "Start it in a terminal of this computer."
            )
        )
    if not draws():
        raise BadInputError(
            N_("This terminal cannot show screens. safecheck can ask line by line instead: safecheck --plain")
        )
    _forget_wishes_for_textual()


def _forget_wishes_for_textual() -> None:
    """Drop every setting of Textual's own, before it is loaded and reads them: its logging would write down
    each key, those of a password too, and a value that it does not know would end the program."""
    for name in [name for name in os.environ if name == "TEXTUAL" or name.startswith("TEXTUAL_")]:
        del os.environ[name]


def show_together(context: Context, start: PracticeSource | None) -> int:
    """Run a check together on screens until it is over; return the exit code, the same for every way of not
    going on. Raises as `show_screens` does.

    The pages say themselves how it ended. No sentence follows on the terminal: one that says whether there
    was a sign-in would tell where it stopped (G15).
    """
    _check_the_terminal()
    apps, stopped = list["FamilyApp"](), Interruption()
    run(_together(context, start, apps, stopped), stopped)
    if apps and apps[0].crash is not None:
        terminal.notice(crash_sentence(apps[0].catalog, apps[0].crash))
    return int(stopped.exit_code or (apps[0].return_code if apps else None) or ExitCode.OK)


async def _together(
    context: Context,
    start: PracticeSource | None,
    apps: "list[FamilyApp]",
    stopped: Interruption,
) -> None:
    from safecheck.tui.family_app import FamilyApp

    app = FamilyApp(
        context.catalog.lang,
        start=start,
        settings=context.settings,
        server=own_server(context),
        unicode=_draws_marks(),
    )
    apps.append(app)
    await _run_app(app, stopped, app.together.close)


async def _run_app(
    app: "SafecheckApp", stopped: Interruption, close: Callable[[], Awaitable[object]]
) -> None:
    """Run an app; a signal asks it to end. Whatever becomes of it, `close` ends its sign-in."""
    stopped.ask = app.end_with
    try:
        await app.run_async()
    finally:
        stopped.ask = None
        await close()


def _draws_marks() -> bool:
    return terminal.own_encoding().lower().replace("-", "") == "utf8"


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
        unicode=_draws_marks(),
    )
    apps.append(app)
    await _run_app(app, stopped, visits.close)


def _say_goodbye(
    catalog: Catalog, visits: Visits, kept: Sequence[tuple[str, str, str]], crash: str | None
) -> None:
    """Say on the terminal, after the screens are gone, what is left behind (G22)."""
    if crash is not None:
        terminal.notice(crash_sentence(catalog, crash))
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
