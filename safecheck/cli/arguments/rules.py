"""By which rules chats are rated, and the commands about that."""

import argparse

from safecheck.cli.arguments.results import add_format, add_output
from safecheck.i18n.catalog import Catalog


def add_own_rules(parser: argparse.ArgumentParser, catalog: Catalog) -> None:
    """Rule packs of the user's own."""
    say = catalog.gettext
    parser.add_argument(
        "--rules",
        action="append",
        metavar=say("PATH"),
        help=say("a rule pack of your own, or a folder of them; may be given more than once"),
    )


def add_rate(parser: argparse.ArgumentParser, catalog: Catalog) -> None:
    """`safecheck rate`."""
    say = catalog.gettext
    add_own_rules(parser, catalog)
    parser.add_argument(
        "--policy", metavar=say("FILE"), help=say("a file that says how far each kind of word may count")
    )


def add_rules(parser: argparse.ArgumentParser, catalog: Catalog) -> None:
    """`safecheck rules`."""
    say = catalog.gettext
    parser.add_argument(
        "do",
        choices=("list", "explain", "check", "hash"),
        metavar="list|explain|check|hash",
        help=say("list all rules; explain one; check a pack of your own; hash builds a protected list"),
    )
    parser.add_argument("what", nargs="?", metavar=say("ID|PATH"), help=say("the rule, or the pack"))
    add_own_rules(parser, catalog)
    add_format(parser, catalog)
    for name, default, metavar, words in (
        ("--organisation", None, say("NAME"), say("hash: whose list it is")),
        ("--pack", "protected-list", say("ID"), say("hash: the name of the pack, such as our-list")),
        ("--pack-version", "1.0.0", say("VERSION"), say("hash: the version of the pack")),
    ):
        parser.add_argument(name, default=default, metavar=metavar, help=words)
    parser.add_argument(
        "--kind",
        choices=("words", "usernames", "ids"),
        default="words",
        help=say("hash: what stands on each line of the input"),
    )
    add_output(parser, catalog, say("hash: write the pack to this file"))
