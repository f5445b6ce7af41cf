"""The practice server on its own."""

import argparse

from safecheck.cli.arguments.accounts import DEMO
from safecheck.i18n.catalog import Catalog


def add_demo_server(parser: argparse.ArgumentParser, catalog: Catalog) -> None:
    """`safecheck demo-server`."""
    say = catalog.gettext
    parser.add_argument("--port", type=int, default=0, metavar=say("PORT"), help=say("0 picks a free one"))
    parser.add_argument(
        "--scenario",
        default=DEMO,
        metavar=say("NAME"),
        help=say("a practice account, or a scenario file"),
    )
