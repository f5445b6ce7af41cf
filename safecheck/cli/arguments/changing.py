"""Which step is taken on an account, or taken back, and how that is confirmed."""

import argparse

from safecheck.cli.arguments.accounts import add_account
from safecheck.cli.arguments.results import add_format
from safecheck.i18n.catalog import Catalog


def add_apply(parser: argparse.ArgumentParser, catalog: Catalog) -> None:
    """`safecheck apply`."""
    say = catalog.gettext
    parser.add_argument("step", metavar=say("STEP"), help=say("the id of the step, as the plan has it"))
    _add_account_and_consent(parser, catalog)


def add_undo(parser: argparse.ArgumentParser, catalog: Catalog) -> None:
    """`safecheck undo`."""
    say = catalog.gettext
    parser.add_argument("step", nargs="?", metavar=say("STEP"), help=say("the step to take back"))
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--last", action="store_true", help=say("take back the newest change"))
    which.add_argument("--all", action="store_true", help=say("take back all changes, the newest first"))
    _add_account_and_consent(parser, catalog)


def _add_account_and_consent(parser: argparse.ArgumentParser, catalog: Catalog) -> None:
    """The account that is changed, and how that is confirmed."""
    say = catalog.gettext
    add_account(
        parser,
        catalog,
        say("on a practice account: everything works, nothing is real"),
        say("on your own account; the sign-in goes line by line on the terminal"),
    )
    # What else an audit could read is none of these: nothing there can be changed. Whoever made a plan of an
    # export may try that all the same, and is told why not.
    parser.add_argument("--export", help=argparse.SUPPRESS)
    parser.set_defaults(this_computer=False, passcode_stdin=False, remember_as=None)
    parser.add_argument(
        "--yes", action="store_true", help=say("confirm the step named here; it is not asked about again")
    )
    parser.add_argument(
        "--show-requests", action="store_true", help=say("show the very requests that would be sent")
    )
    add_format(parser, catalog)
