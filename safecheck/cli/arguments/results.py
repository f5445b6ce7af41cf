"""In which form and language a result comes, and where it goes."""

import argparse
from typing import Any

from safecheck.i18n.catalog import Catalog
from safecheck.model.errors import BadInputError
from safecheck.model.text import LANGUAGES, N_


class _FileName(argparse.Action):
    """A name of nothing would silently become no file at all."""

    def __call__(self, _: object, namespace: argparse.Namespace, value: Any, *__: object) -> None:
        """Keep the name. Raises BadInputError if it is empty."""
        if not value:
            raise BadInputError(N_("The name of the file is empty. Give it a name: -o FILE"))
        setattr(namespace, self.dest, value)


def add_output(parser: argparse.ArgumentParser, catalog: Catalog, words: str) -> None:
    """Where the result goes, if not to stdout; `words` say so."""
    say = catalog.gettext
    parser.add_argument("-o", "--output", action=_FileName, metavar=say("FILE"), help=words)
    parser.add_argument("--force", action="store_true", help=say("overwrite the file if it is there"))


def add_language(parser: argparse.ArgumentParser, catalog: Catalog) -> None:
    """The language, which is looked for before anything is parsed."""
    parser.add_argument(
        "--lang",
        choices=LANGUAGES,
        default=argparse.SUPPRESS,
        help=catalog.gettext("the language of everything that is shown"),
    )


def add_format(parser: argparse.ArgumentParser, catalog: Catalog) -> None:
    """Words for people, or JSON for programs."""
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help=catalog.gettext("the form of the result")
    )
