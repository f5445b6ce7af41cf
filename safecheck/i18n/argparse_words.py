"""The words that argparse itself says to people, for Python 3.11 to 3.14, so that `--lang nl` holds there.

Read from `Lib/argparse.py` of each version; messages that only a programmer's mistake can cause are left out.
"""

import argparse

from safecheck.i18n.catalog import Catalog
from safecheck.model.text import N_


def NN_(singular: str, plural: str) -> tuple[str, str]:  # noqa: N802 - the plural sibling of N_
    """Mark a singular and its plural as one message of the catalogue."""
    return singular, plural


SAID_BY_ARGPARSE: tuple[str, ...] = (
    N_("usage: "),
    N_("%(heading)s:"),
    N_("options"),
    N_("positional arguments"),
    N_("subcommands"),
    N_("show this help message and exit"),
    N_("show program's version number and exit"),
    N_(" (default: %(default)s)"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("%(prog)s: warning: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("one of the arguments %s is required"),
    N_("not allowed with argument %s"),
    N_("unrecognized arguments: %s"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("ignored explicit argument %r"),
    N_("unexpected option string: %s"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("expected at least one argument"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("unknown parser %(parser_name)r (choices: %(choices)s)"),
    N_("can't open '%(filename)s': %(error)s"),
    N_("command '%(parser_name)s' is deprecated"),
    N_("option '%(option)s' is deprecated"),
    N_("argument '%(argument_name)s' is deprecated"),
)

COUNTED_BY_ARGPARSE: tuple[tuple[str, str], ...] = (NN_("expected %s argument", "expected %s arguments"),)


def translate_argparse(catalog: Catalog) -> None:
    """Let argparse speak the language of `catalog` from now on, in this process.

    argparse asks gettext's global text domain, which only knows catalogues installed on the system by a fixed
    name. Its two module-level names are the one place where a program can give it another catalogue.
    """
    for name, function in (("_", catalog.gettext), ("ngettext", catalog.ngettext)):
        setattr(argparse, name, function)
