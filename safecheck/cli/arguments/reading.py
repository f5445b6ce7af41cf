"""What `audit` and `plan` read, how far, and what is made of it."""

import argparse

from safecheck.cli.arguments.accounts import add_account
from safecheck.cli.arguments.results import add_format, add_output
from safecheck.cli.arguments.rules import add_own_rules
from safecheck.i18n.catalog import Catalog
from safecheck.model.plan import PROFILE_NAMES
from safecheck.model.probing import DEPTHS
from safecheck.model.result import SHARES


def add_audit(parser: argparse.ArgumentParser, catalog: Catalog) -> None:
    """`safecheck audit`."""
    say = catalog.gettext
    _add_source_and_depth(parser, catalog)
    parser.add_argument(
        "--format",
        choices=("text", "html", "md", "csv", "json", "json-schema"),
        default="text",
        help=say(
            "the form of the result: text, a page for a browser or paper (html), Markdown (md), a table"
            " (csv), or JSON; json-schema prints the published schema and audits nothing"
        ),
    )
    parser.add_argument(
        "--share",
        choices=SHARES,
        help=say(
            "who may see it: private has everything, helper no names, stats numbers only; without it private"
            " on the screen and helper in a file"
        ),
    )
    parser.add_argument(
        "--fail-on",
        metavar=say("LEVEL"),
        help=say("end with exit code 1 if a finding is at this level or above: high, medium, low or never"),
    )
    parser.add_argument(
        "--remember",
        action="store_true",
        help=say("keep this audit on this computer, without names, so that later ones can be compared"),
    )
    parser.add_argument(
        "--with-names",
        action="store_true",
        help=say("with --remember: keep the names of chats and devices too"),
    )
    parser.set_defaults(report="audit")


def add_plan(parser: argparse.ArgumentParser, catalog: Catalog) -> None:
    """`safecheck plan`: what an audit reads, and which steps of it are shown."""
    say = catalog.gettext
    _add_source_and_depth(parser, catalog)
    parser.add_argument(
        "--device",
        metavar=say("DEVICE"),
        help=say(
            "the steps of this device only: its name or a part of it, its app such as android, or its id"
        ),
    )
    parser.add_argument(
        "--check",
        metavar=say("STEP"),
        help=say(
            "how this one step stands now, by its id as the plan has it: done, still to do, or nobody but you"
            " can tell; it reads what a plan reads"
        ),
    )
    parser.add_argument(
        "--profile",
        choices=PROFILE_NAMES,
        help=say("for whom: it decides which settings of the account are recommended, and lists them"),
    )
    parser.add_argument(
        "--print",
        action="store_true",
        help=say("a page for each device, to print and to hold the device beside"),
    )
    parser.add_argument(
        "--remind",
        metavar=say("FILE"),
        help=say("write a calendar file (.ics) that reminds you to check again in three months"),
    )
    add_format(parser, catalog)
    parser.set_defaults(report="plan", fail_on="never", remember=False, with_names=False)


def _add_source_and_depth(parser: argparse.ArgumentParser, catalog: Catalog) -> None:
    """What is read, how far, by which rules, and where the result goes: the same for every command that
    reads."""
    say = catalog.gettext
    # Taken here only to be refused with the sentence that says how a check together begins.
    parser.add_argument("--family", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    add_account(
        parser,
        catalog,
        say("read a practice account: everything works, nothing is real"),
        say("read your own account; the sign-in goes line by line on the terminal"),
    )
    parser.add_argument(
        "--remember-as",
        metavar=say("NAME"),
        help=say(
            "remember the sign-in under this name for 30 days, closed with a passphrase that you choose"
        ),
    )
    parser.add_argument(
        "--this-computer",
        action="store_true",
        help=say("read Telegram Desktop's settings on this computer; alone it needs no sign-in"),
    )
    parser.add_argument(
        "--tdata", metavar=say("FOLDER"), help=say("Telegram Desktop's data folder, if it lies elsewhere")
    )
    parser.add_argument(
        "--passcode-stdin",
        action="store_true",
        help=say("read Telegram Desktop's local passcode as a line from standard input"),
    )
    parser.add_argument(
        "--export",
        metavar=say("PATH"),
        help=say("read an export of Telegram Desktop: its result.json, or the folder; no sign-in"),
    )
    parser.add_argument(
        "--depth",
        choices=DEPTHS,
        default="quick",
        help=say(
            "how far to look: quick asks for the list of chats only, targeted also about those where that can"
            " tell more, deep about all; how many requests that takes is said first"
        ),
    )
    parser.add_argument(
        "--budget",
        type=int,
        metavar="N",
        help=say("ask about no further chat once it took so many requests"),
    )
    add_output(parser, catalog, say("write the result to this file"))
    add_own_rules(parser, catalog)
