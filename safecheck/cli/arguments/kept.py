"""What is kept on this computer, to be listed or thrown away."""

import argparse

from safecheck.cli.arguments.accounts import add_server
from safecheck.cli.arguments.results import add_format
from safecheck.i18n.catalog import Catalog


def add_answers(parser: argparse.ArgumentParser, catalog: Catalog) -> None:
    """`safecheck answers`."""
    say = catalog.gettext
    parser.add_argument(
        "do",
        choices=("list", "forget"),
        metavar=say("list|forget"),
        help=say("list shows what is kept; forget throws it away"),
    )
    add_format(parser, catalog)


def add_session(parser: argparse.ArgumentParser, catalog: Catalog) -> None:
    """`safecheck session`."""
    say = catalog.gettext
    parser.add_argument(
        "do",
        choices=("list", "forget"),
        metavar=say("list|forget"),
        help=say("list shows what is kept; forget signs out and throws it away"),
    )
    parser.add_argument("name", nargs="?", metavar=say("NAME"), help=say("forget: which one"))
    parser.add_argument("--all", action="store_true", help=say("forget: all of them"))
    add_server(parser, catalog, default=argparse.SUPPRESS)
    add_format(parser, catalog)
