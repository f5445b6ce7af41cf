"""The command line as a whole: which commands there are. What each of them takes stands in `arguments`."""

import argparse
from collections.abc import Callable, Iterator, Sequence

import msgspec

from safecheck import __version__
from safecheck.cli.arguments.accounts import DEMO, add_server
from safecheck.cli.arguments.changing import add_apply, add_undo
from safecheck.cli.arguments.explaining import add_explain
from safecheck.cli.arguments.kept import add_answers, add_session
from safecheck.cli.arguments.looking_up import add_guide, add_help_me, add_switches
from safecheck.cli.arguments.past_audits import add_diff, add_history
from safecheck.cli.arguments.practice import add_demo_server
from safecheck.cli.arguments.reading import add_audit, add_plan
from safecheck.cli.arguments.results import add_format, add_language
from safecheck.cli.arguments.rules import add_rate, add_rules
from safecheck.cli.arguments.together import add_consent
from safecheck.i18n.catalog import Catalog
from safecheck.model.text import N_
from safecheck.store.config import Preferences

AddArguments = Callable[[argparse.ArgumentParser, Catalog], None]


class Context(msgspec.Struct, frozen=True):
    """What a command gets: the language, its parsed options and the settings in force."""

    catalog: Catalog
    options: argparse.Namespace
    settings: Preferences


def wanted_language(arguments: Sequence[str]) -> str | None:
    """Return what `--lang` asks for. Looked up before parsing, so that even the help speaks it."""
    wanted = None  # the last one counts, as for argparse
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument.startswith("--lang="):
            wanted = argument.partition("=")[2]
        elif argument == "--lang" and index + 1 < len(arguments):
            wanted = arguments[index + 1]
    return wanted


def build_parser(catalog: Catalog) -> argparse.ArgumentParser:
    """Return the parser, with every word in the language of `catalog`."""
    from safecheck.cli import commands

    say = catalog.gettext
    # abbreviations would make every later option a breaking change for scripts
    parser = argparse.ArgumentParser(
        prog="safecheck",
        allow_abbrev=False,
        description=say(
            "What can land on your devices through Telegram without a tap, from which groups, "
            "and what to press to stop it. "
            "It never opens, downloads or shows a picture or a video, and reads no messages."
        ),
        epilog=say("Check only your own account. Start with: safecheck switches, or: safecheck audit --demo"),
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"safecheck {__version__}",
        help=say("show program's version number and exit"),  # argparse before 3.12 leaves it in English
    )
    parser.add_argument(
        "--demo",
        nargs="?",
        const=DEMO,
        metavar=say("NAME"),
        help=say("begin with a practice account: everything works, nothing is real"),
    )
    parser.add_argument(
        "--plain",
        action="store_true",
        help=say("line by line instead of screens: for a screen reader, or any other reason"),
    )
    parser.add_argument(
        "--family",
        action="store_true",
        help=say("a teen and a parent together; the owner of the account decides"),
    )
    add_server(parser, catalog, default=None)
    parser.set_defaults(command=commands.start)
    add_language(parser, catalog)
    parts = parser.add_subparsers(title=say("commands"), metavar=say("COMMAND"))

    for name, words, run, add_arguments in _commands():
        part = parts.add_parser(name, help=say(words), description=say(words), allow_abbrev=False)
        part.set_defaults(command=run)
        add_language(part, catalog)
        add_arguments(part, catalog)
    return parser


def _commands() -> Iterator[tuple[str, str, Callable[[Context], int], AddArguments]]:
    """Yield each command in the order of the help: its name, what it is for (a message id), what runs it, and
    what adds its arguments."""
    from safecheck.cli import commands

    yield "audit", N_("look at an account and say what stands out"), commands.audit, add_audit
    yield (
        "plan",
        N_("the steps to take, in order, for an account or this computer"),
        commands.plan,
        add_plan,
    )
    yield (
        "apply",
        N_("take one step of the plan on the account, after you confirmed it"),
        commands.apply,
        add_apply,
    )
    yield (
        "undo",
        N_("take back what safecheck changed; alone it lists what can be taken back"),
        commands.undo,
        add_undo,
    )
    yield "rate", N_("rate chats that are given as JSON lines; no sign-in"), commands.rate, add_rate
    yield "rules", N_("look into, test and build rule packs"), commands.rules, add_rules
    yield (
        "switches",
        N_("show where each app's switches are; no sign-in"),
        commands.switches,
        add_switches,
    )
    yield (
        "answers",
        N_("what you told about devices and chats, if you had it kept"),
        commands.answers,
        add_answers,
    )
    yield (
        "session",
        N_("the sign-ins that are remembered: list them, or throw them away"),
        commands.session,
        add_session,
    )
    yield "history", N_("audits that you had remembered"), commands.history, add_history
    yield "diff", N_("what changed between two audits"), commands.diff, add_diff
    yield (
        "requests",
        N_("list every Telegram request it may send, and why"),
        commands.requests,
        add_format,
    )
    yield (
        "consent",
        N_("take back the consent to a check together, with its receipt"),
        commands.consent,
        add_consent,
    )
    yield "doctor", N_("say in plain words whether this computer is ready"), commands.doctor, add_format
    yield "help-me", N_("people who can help"), commands.help_me, add_help_me
    yield "guide", N_("the user's guide"), commands.guide, add_guide
    yield (
        "explain",
        N_("would this land on that device without a tap, and why"),
        commands.explain,
        add_explain,
    )
    yield (
        "demo-server",
        N_("run the practice server on its own, for other clients"),
        commands.demo_server,
        add_demo_server,
    )
