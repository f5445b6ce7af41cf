"""What is looked up without an account: switches, people who can help, the guide."""

import argparse

from safecheck.cli.arguments.results import add_format
from safecheck.i18n.catalog import Catalog


def add_switches(parser: argparse.ArgumentParser, catalog: Catalog) -> None:
    """`safecheck switches`."""
    say = catalog.gettext
    parser.add_argument("--client", metavar=say("APP"), help=say("show this app only, such as android"))
    add_format(parser, catalog)


def add_help_me(parser: argparse.ArgumentParser, catalog: Catalog) -> None:
    """`safecheck help-me`."""
    say = catalog.gettext
    parser.add_argument("--country", metavar=say("CC"), help=say("two letters, such as NL"))
    parser.add_argument("--topic", metavar=say("TOPIC"), help=say("what it is about"))
    parser.add_argument(
        "--chat",
        choices=("public", "private"),
        metavar="public|private",
        help=say("only who can do something with a chat that anyone can find, or with a private one"),
    )
    add_format(parser, catalog)


def add_guide(parser: argparse.ArgumentParser, catalog: Catalog) -> None:
    """`safecheck guide`."""
    say = catalog.gettext
    parser.add_argument("page", nargs="?", metavar=say("PAGE"), help=say("the page to read"))
