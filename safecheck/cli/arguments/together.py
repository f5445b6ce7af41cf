"""What is about a check together."""

import argparse

from safecheck.i18n.catalog import Catalog


def add_consent(parser: argparse.ArgumentParser, catalog: Catalog) -> None:
    """`safecheck consent`."""
    say = catalog.gettext
    parser.add_argument("do", choices=("withdraw",), metavar="withdraw", help=say("take the yes back"))
    parser.add_argument("receipt", metavar=say("RECEIPT"), help=say("the file of the owner's receipt"))
