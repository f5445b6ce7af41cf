"""The arguments of every command."""

import argparse
from collections.abc import Sequence
from typing import Any

import msgspec

from safecheck import __version__
from safecheck.i18n.catalog import Catalog
from safecheck.model.downloads import LANDING_CHAT_KINDS, MEDIA, NETWORKS, PROFILE_IDS, SENDERS
from safecheck.model.errors import BadInputError
from safecheck.model.plan import PROFILE_NAMES
from safecheck.model.probing import DEPTHS
from safecheck.model.result import SHARES
from safecheck.model.text import LANGUAGES, N_
from safecheck.store.config import Preferences

DEMO = "individual"  # the practice account where none is named


class Context(msgspec.Struct, frozen=True):
    """What a command gets: the language, its parsed options and the settings in force."""

    catalog: Catalog
    options: argparse.Namespace
    settings: Preferences


class _FileName(argparse.Action):
    """A name of nothing would silently become no file at all."""

    def __call__(self, _: object, namespace: argparse.Namespace, value: Any, *__: object) -> None:
        """Keep the name. Raises BadInputError if it is empty."""
        if not value:
            raise BadInputError(N_("The name of the file is empty. Give it a name: -o FILE"))
        setattr(namespace, self.dest, value)


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
    parser.add_argument("--family", action="store_true", help=say("check together; not in this version yet"))
    _server(parser, catalog, default=None)
    parser.set_defaults(command=commands.start)
    _language(parser, catalog)
    parts = parser.add_subparsers(title=say("commands"), metavar=say("COMMAND"))

    def command(name: str, words: str, run: object) -> argparse.ArgumentParser:
        part = parts.add_parser(name, help=words, description=words, allow_abbrev=False)
        part.set_defaults(command=run)
        _language(part, catalog)
        return part

    audit = command("audit", say("look at an account and say what stands out"), commands.audit)
    _reading(audit, catalog)
    audit.add_argument(
        "--format",
        choices=("text", "html", "md", "csv", "json", "json-schema"),
        default="text",
        help=say(
            "the form of the result: text, a page for a browser or paper (html), Markdown (md), a table"
            " (csv), or JSON; json-schema prints the published schema and audits nothing"
        ),
    )
    audit.add_argument(
        "--share",
        choices=SHARES,
        help=say(
            "who may see it: private has everything, helper no names, stats numbers only; without it private"
            " on the screen and helper in a file"
        ),
    )
    audit.add_argument(
        "--fail-on",
        metavar=say("LEVEL"),
        help=say("end with exit code 1 if a finding is at this level or above: high, medium, low or never"),
    )
    audit.add_argument(
        "--remember",
        action="store_true",
        help=say("keep this audit on this computer, without names, so that later ones can be compared"),
    )
    audit.add_argument(
        "--with-names",
        action="store_true",
        help=say("with --remember: keep the names of chats and devices too"),
    )
    audit.set_defaults(report="audit")

    plan = command("plan", say("the steps to take, in order, for an account or this computer"), commands.plan)
    _reading(plan, catalog)
    _plan(plan, catalog)

    apply = command(
        "apply", say("take one step of the plan on the account, after you confirmed it"), commands.apply
    )
    apply.add_argument("step", metavar=say("STEP"), help=say("the id of the step, as the plan has it"))
    _changes(apply, catalog)

    undo = command(
        "undo", say("take back what safecheck changed; alone it lists what can be taken back"), commands.undo
    )
    undo.add_argument("step", nargs="?", metavar=say("STEP"), help=say("the step to take back"))
    which = undo.add_mutually_exclusive_group()
    which.add_argument("--last", action="store_true", help=say("take back the newest change"))
    which.add_argument("--all", action="store_true", help=say("take back all changes, the newest first"))
    _changes(undo, catalog)

    rate = command("rate", say("rate chats that are given as JSON lines; no sign-in"), commands.rate)
    _rules(rate, catalog)
    rate.add_argument(
        "--policy", metavar=say("FILE"), help=say("a file that says how far each kind of word may count")
    )

    _rule_packs(command("rules", say("look into, test and build rule packs"), commands.rules), catalog)

    switches = command("switches", say("show where each app's switches are; no sign-in"), commands.switches)
    switches.add_argument("--client", metavar=say("APP"), help=say("show this app only, such as android"))
    _format(switches, catalog)

    answers = command(
        "answers", say("what you told about devices and chats, if you had it kept"), commands.answers
    )
    answers.add_argument(
        "do",
        choices=("list", "forget"),
        metavar=say("list|forget"),
        help=say("list shows what is kept; forget throws it away"),
    )
    _format(answers, catalog)

    session = command(
        "session", say("the sign-ins that are remembered: list them, or throw them away"), commands.session
    )
    session.add_argument(
        "do",
        choices=("list", "forget"),
        metavar=say("list|forget"),
        help=say("list shows what is kept; forget signs out and throws it away"),
    )
    session.add_argument("name", nargs="?", metavar=say("NAME"), help=say("forget: which one"))
    session.add_argument("--all", action="store_true", help=say("forget: all of them"))
    _server(session, catalog, default=argparse.SUPPRESS)
    _format(session, catalog)

    _history(
        command("history", say("audits that you had remembered"), commands.history),
        command("diff", say("what changed between two audits"), commands.diff),
        catalog,
    )

    requests = command("requests", say("list every Telegram request it may send, and why"), commands.requests)
    _format(requests, catalog)

    doctor = command("doctor", say("say in plain words whether this computer is ready"), commands.doctor)
    _format(doctor, catalog)

    help_me = command("help-me", say("people who can help"), commands.help_me)
    help_me.add_argument("--country", metavar=say("CC"), help=say("two letters, such as NL"))
    help_me.add_argument("--topic", metavar=say("TOPIC"), help=say("what it is about"))
    help_me.add_argument(
        "--chat",
        choices=("public", "private"),
        metavar="public|private",
        help=say("only who can do something with a chat that anyone can find, or with a private one"),
    )
    _format(help_me, catalog)

    guide = command("guide", say("the user's guide"), commands.guide)
    guide.add_argument("page", nargs="?", metavar=say("PAGE"), help=say("the page to read"))

    explain = command(
        "explain", say("would this land on that device without a tap, and why"), commands.explain
    )
    _explain(explain, catalog)

    server = command(
        "demo-server", say("run the practice server on its own, for other clients"), commands.demo_server
    )
    server.add_argument("--port", type=int, default=0, metavar=say("PORT"), help=say("0 picks a free one"))
    server.add_argument(
        "--scenario",
        default="individual",
        metavar=say("NAME"),
        help=say("a practice account, or a scenario file"),
    )
    return parser


def _reading(parser: argparse.ArgumentParser, catalog: Catalog) -> None:
    """What is read, how far, by which rules, and where the result goes: the same for every command that
    reads."""
    say = catalog.gettext
    _sources(
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
    parser.add_argument(
        "-o", "--output", action=_FileName, metavar=say("FILE"), help=say("write the result to this file")
    )
    parser.add_argument("--force", action="store_true", help=say("overwrite the file if it is there"))

    _rules(parser, catalog)


def _plan(parser: argparse.ArgumentParser, catalog: Catalog) -> None:
    say = catalog.gettext
    parser.add_argument(
        "--device",
        metavar=say("DEVICE"),
        help=say(
            "the steps of this device only: its name or a part of it, its app such as android, or its id"
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
    _format(parser, catalog)
    parser.set_defaults(report="plan", fail_on="never", remember=False, with_names=False)


def _changes(parser: argparse.ArgumentParser, catalog: Catalog) -> None:
    """The account that is changed, and how that is confirmed."""
    say = catalog.gettext
    _sources(
        parser,
        catalog,
        say("on a practice account: everything works, nothing is real"),
        say("on your own account; the sign-in goes line by line on the terminal"),
    )
    # What else an audit could read is none of these: nothing there can be changed.
    parser.set_defaults(this_computer=False, export=None, passcode_stdin=False, remember_as=None)
    parser.add_argument(
        "--yes", action="store_true", help=say("confirm the step named here; it is not asked about again")
    )
    parser.add_argument(
        "--show-requests", action="store_true", help=say("show the very requests that would be sent")
    )
    _format(parser, catalog)


def _history(history: argparse.ArgumentParser, diff: argparse.ArgumentParser, catalog: Catalog) -> None:
    say = catalog.gettext
    history.add_argument(
        "do",
        nargs="?",
        choices=("list", "forget", "rate"),
        default="list",
        metavar="list|forget|rate",
        help=say("list what is remembered; forget it; rate an audit again, by the rules of now"),
    )
    history.add_argument("id", nargs="?", metavar="ID", help=say("which audit: forget it, or rate it again"))
    history.add_argument("--all", action="store_true", help=say("forget all remembered audits"))
    _rules(history, catalog)
    diff.add_argument(
        "a", nargs="?", metavar="A", help=say("the earlier audit: its ID, or the file of one in JSON")
    )
    diff.add_argument("b", nargs="?", metavar="B", help=say("the later one; without it the last one"))
    for option, name, words in (
        ("--from", "first_day", say("the earlier day of a practice account that has many")),
        ("--to", "last_day", say("the later day")),
    ):
        diff.add_argument(option, dest=name, type=int, metavar=say("DAY"), help=words)
    for parser in (history, diff):
        parser.add_argument(
            "--demo",
            nargs="?",
            const="ninety-days",
            default=argparse.SUPPRESS,  # what stands before the command counts too
            metavar=say("NAME"),
            help=say(
                "of a practice account: ninety-days is played in a moment, others if you remembered them"
            ),
        )
        _format(parser, catalog)


def _sources(parser: argparse.ArgumentParser, catalog: Catalog, demo: str, sign_in: str) -> None:
    """The account it is about: one to practise on, one's own, or the one of a remembered sign-in. `demo` and
    `sign_in` say what becomes of it."""
    say = catalog.gettext
    parser.add_argument(
        "--demo",
        nargs="?",
        const=DEMO,
        default=argparse.SUPPRESS,  # what stands before the command counts too
        metavar=say("NAME"),
        help=demo,
    )
    parser.add_argument("--sign-in", nargs="?", const="code", choices=("qr", "code"), help=sign_in)
    parser.add_argument(
        "--account",
        metavar=say("NAME"),
        help=say("the account of a remembered sign-in; its passphrase is asked on the terminal"),
    )
    _server(parser, catalog, default=argparse.SUPPRESS)


def _explain(parser: argparse.ArgumentParser, catalog: Catalog) -> None:
    say = catalog.gettext
    parser.add_argument("about", choices=("download",), help=say("what to explain: download"))
    for name, values, words in (
        ("--device", PROFILE_IDS, say("the app on the device")),
        (
            "--chat-kind",
            LANDING_CHAT_KINDS,
            say("where it is posted; group is a small one, supergroup a large one"),
        ),
        ("--media", MEDIA, say("what is posted")),
    ):
        parser.add_argument(name, choices=values, required=True, help=words)
    parser.add_argument(
        "--size",
        required=True,
        metavar=say("SIZE"),
        help=say("how large it is, such as 2MB, 500kB or 1048576; a kB is 1024 bytes, as Telegram counts"),
    )
    parser.add_argument(
        "--network", choices=NETWORKS, help=say("without it: the network with the strongest answer")
    )
    parser.add_argument(
        "--sender",
        choices=SENDERS,
        default="stranger",
        help=say("who posts it; a stranger is no contact of yours"),
    )
    parser.add_argument(
        "--state",
        default="default",
        metavar=say("default|off|types-off|FILE"),
        help=say(
            "how the app's switches stand: as it comes, all off, the kinds of media unticked, or a file"
            " with a line for each switch, such as wifi.photo.groups: off"
        ),
    )
    _format(parser, catalog)


def _server(parser: argparse.ArgumentParser, catalog: Catalog, *, default: object) -> None:
    """A server instead of Telegram: flags only, so that no setting can ever lead anyone there unawares."""
    say = catalog.gettext
    for name, words, metavar, kind in (
        ("--server", say("not Telegram, but a server on this computer"), "HOST:PORT", str),
        (
            "--server-key",
            say("the public key of that server, which replaces Telegram's own"),
            say("FILE"),
            str,
        ),
        ("--dc", say("the number of its data centre"), "N", int),
    ):
        parser.add_argument(name, default=default, metavar=metavar, type=kind, help=words)


def _rule_packs(parser: argparse.ArgumentParser, catalog: Catalog) -> None:
    say = catalog.gettext
    parser.add_argument(
        "do",
        choices=("list", "explain", "check", "hash"),
        metavar="list|explain|check|hash",
        help=say("list all rules; explain one; check a pack of your own; hash builds a protected list"),
    )
    parser.add_argument("what", nargs="?", metavar=say("ID|PATH"), help=say("the rule, or the pack"))
    _rules(parser, catalog)
    _format(parser, catalog)
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
    parser.add_argument(
        "-o", "--output", action=_FileName, metavar=say("FILE"), help=say("hash: write the pack to this file")
    )
    parser.add_argument("--force", action="store_true", help=say("overwrite the file if it is there"))


def _rules(parser: argparse.ArgumentParser, catalog: Catalog) -> None:
    say = catalog.gettext
    parser.add_argument(
        "--rules",
        action="append",
        metavar=say("PATH"),
        help=say("a rule pack of your own, or a folder of them; may be given more than once"),
    )


def _language(parser: argparse.ArgumentParser, catalog: Catalog) -> None:
    parser.add_argument(
        "--lang",
        choices=LANGUAGES,
        default=argparse.SUPPRESS,
        help=catalog.gettext("the language of everything that is shown"),
    )


def _format(parser: argparse.ArgumentParser, catalog: Catalog) -> None:
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help=catalog.gettext("the form of the result")
    )
