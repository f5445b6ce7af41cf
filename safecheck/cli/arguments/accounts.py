"""Which account a command is about: one to practise on, one's own, or one whose sign-in is remembered."""

import argparse

from safecheck.i18n.catalog import Catalog

DEMO = "individual"  # the practice account where none is named


def add_account(parser: argparse.ArgumentParser, catalog: Catalog, demo: str, sign_in: str) -> None:
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
    add_server(parser, catalog, default=argparse.SUPPRESS)


def add_server(parser: argparse.ArgumentParser, catalog: Catalog, *, default: object) -> None:
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
