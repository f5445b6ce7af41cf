"""Reading Telegram Desktop on this computer from the command line: which folder, and the passcode if any."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from safecheck.cli import terminal
from safecheck.cli.parser import Context
from safecheck.model.errors import BadInputError
from safecheck.model.local import LocalComputer
from safecheck.model.text import N_

if TYPE_CHECKING:
    from safecheck.audit.this_computer import ThisComputer

_TRIES = 3


def this_computer(context: Context) -> "ThisComputer | None":
    """Return what --this-computer and --tdata name, None if they are not given. Raises BadInputError where
    they cannot be used."""
    options = context.options
    if not options.this_computer:
        for name in ("tdata", "passcode_stdin"):
            if getattr(options, name):
                raise BadInputError(
                    N_("--%(name)s belongs to --this-computer. Give that too, or leave it out."),
                    name=name.replace("_", "-"),
                )
        return None
    if options.demo is not None:
        raise BadInputError(
            N_("A practice account never reads real files. Leave out --demo, or --this-computer.")
        )
    if options.sign_in is not None and options.passcode_stdin:
        raise BadInputError(
            N_("With --sign-in a passcode is typed on the terminal. Leave out --passcode-stdin.")
        )
    from safecheck.audit.this_computer import ThisComputer  # most audits need nothing of it

    return ThisComputer(Path(options.tdata) if options.tdata is not None else None)


def read_computer(context: Context, computer: "ThisComputer") -> LocalComputer:
    """Read this computer. A passcode is asked for only if the empty one fails: as a line of stdin if that was
    wanted, else hidden on the terminal, if there is one. Without it, what is readable without it is read."""
    closed = computer.closed
    if not closed:
        return computer.read()
    if context.options.passcode_stdin:
        return computer.read(sys.stdin.readline().removesuffix("\n").removesuffix("\r"))
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return computer.read()
    import getpass

    from safecheck.audit.this_computer import paths_of
    from safecheck.report.computer import passcode_question, passcode_wrong

    catalog = context.catalog
    for _ in range(_TRIES):
        terminal.notice(passcode_question(paths_of(closed), catalog, found=len(computer.found)))
        try:
            passcode = getpass.getpass(f"{catalog.gettext('Passcode')}: ", stream=sys.stderr)
        except EOFError:
            return computer.read()
        if not passcode:
            return computer.read()
        found = computer.read(passcode)
        if not found.passcode_was_wrong:
            return found
        terminal.notice(passcode_wrong(catalog))
    return found
