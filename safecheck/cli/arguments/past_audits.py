"""Which audits of the past are listed, forgotten, rated again or compared."""

import argparse

from safecheck.cli.arguments.results import add_format
from safecheck.cli.arguments.rules import add_own_rules
from safecheck.i18n.catalog import Catalog


def add_history(parser: argparse.ArgumentParser, catalog: Catalog) -> None:
    """`safecheck history`."""
    say = catalog.gettext
    parser.add_argument(
        "do",
        nargs="?",
        choices=("list", "forget", "rate"),
        default="list",
        metavar="list|forget|rate",
        help=say("list what is remembered; forget it; rate an audit again, by the rules of now"),
    )
    parser.add_argument("id", nargs="?", metavar="ID", help=say("which audit: forget it, or rate it again"))
    parser.add_argument("--all", action="store_true", help=say("forget all remembered audits"))
    add_own_rules(parser, catalog)
    _add_practice(parser, catalog)


def add_diff(parser: argparse.ArgumentParser, catalog: Catalog) -> None:
    """`safecheck diff`."""
    say = catalog.gettext
    parser.add_argument(
        "a",
        nargs="?",
        metavar="A",
        help=say("the earlier audit: its ID, its day such as 2026-11-12, last, or the file of one in JSON"),
    )
    parser.add_argument("b", nargs="?", metavar="B", help=say("the later one; without it the last one"))
    for option, name, words in (
        ("--from", "first_day", say("the earlier day of a practice account that has many")),
        ("--to", "last_day", say("the later day")),
    ):
        parser.add_argument(option, dest=name, type=int, metavar=say("DAY"), help=words)
    _add_practice(parser, catalog)


def _add_practice(parser: argparse.ArgumentParser, catalog: Catalog) -> None:
    """Audits of practice accounts are kept apart from those of one's own."""
    say = catalog.gettext
    parser.add_argument(
        "--demo",
        nargs="?",
        const="ninety-days",
        default=argparse.SUPPRESS,  # what stands before the command counts too
        metavar=say("NAME"),
        help=say("of a practice account: ninety-days is played in a moment, others if you remembered them"),
    )
    add_format(parser, catalog)
