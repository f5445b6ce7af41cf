"""Which account a command line names: a practice account, or one's own at Telegram or at a server here."""

import argparse
import sys
from typing import TYPE_CHECKING

from safecheck.cli.parser import Context
from safecheck.model.connection import Endpoint
from safecheck.model.errors import BadInputError
from safecheck.model.text import N_
from safecheck.report.shell import shell_words

if TYPE_CHECKING:
    from safecheck.audit.sources import PracticeSource
    from safecheck.plain.account import Own


def practice_source(context: Context) -> "PracticeSource | None":
    """Return the practice account that --demo names, None where it is not given. Raises BadInputError if
    there is none of that name, or where a server is named too."""
    name = context.options.demo
    if name is None:
        return None
    if own_server(context) is not None:
        raise BadInputError(N_("--demo brings a server of its own. Leave out --demo, or --server."))
    from safecheck.audit.sources import PracticeSource
    from safecheck.practice.library import load_scenario, names

    if name not in names():
        load_scenario(name)
    return PracticeSource(name)


def own_server(context: Context) -> Endpoint | None:
    """Return the server that --server, --server-key and --dc name, None if none of them is given. Raises
    BadInputError where they cannot be used."""
    options = context.options
    if options.server is options.server_key is options.dc is None:
        return None
    from safecheck.audit.connection import custom_server  # what it takes is loaded for whoever asks

    return custom_server(options.server, options.server_key, options.dc)


def own_account(context: Context) -> "Own":
    """Return how the user's own account is reached."""
    from safecheck.plain.account import Own

    return Own(context.settings, own_server(context))


def account_flags(options: argparse.Namespace) -> str:
    """Return the flags that name the account of this command line once more, quoted for this system's shell;
    "" where it named none. A sign-in that was made to be remembered is named as such."""
    name = options.account or options.remember_as
    words: list[str] = []
    if options.demo is not None:
        words = ["--demo", options.demo]
    elif name is not None:
        words = ["--account", name]
    elif options.sign_in is not None:
        words = ["--sign-in"] if options.sign_in == "code" else ["--sign-in", options.sign_in]
    for flag, value in (
        ("--server", options.server),
        ("--server-key", options.server_key),
        ("--dc", options.dc),
    ):
        words += [] if value is None else [flag, str(value)]
    return shell_words(words)


def needs_a_terminal() -> None:
    """Raise BadInputError where nobody could read a screen or type an answer."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BadInputError(
            N_(
                "safecheck talks with you on a terminal, and there is none here. These work without one: "
                "safecheck audit --demo, and: safecheck switches"
            )
        )
