"""The entry: choose the language, parse, run one command, and turn every ending into a documented code."""

import os
from collections.abc import Sequence

from safecheck.cli import terminal
from safecheck.cli.commands import start
from safecheck.cli.interruptible import Stopped, end_orderly
from safecheck.cli.no_core_dump import leave_no_core_dump
from safecheck.cli.parser import Context, build_parser, wanted_language
from safecheck.i18n import catalog as catalogs
from safecheck.i18n.argparse_words import translate_argparse
from safecheck.model.errors import BadInputError, ExitCode, SafecheckError
from safecheck.model.text import LANGUAGES, N_
from safecheck.store.config import Preferences, preferences
from safecheck.store.paths import places


def main(arguments: Sequence[str]) -> int:
    """Run one command line; return the exit code. No traceback and no local variable reaches the user."""
    catalog = catalogs.load("en")  # needs no file, so that everything after it can fail with a sentence
    try:
        terminal.speak_utf8()
        end_orderly()
        leave_no_core_dump()
        catalog = catalogs.load(catalogs.choose(None))
        settings = _preferences(arguments, catalog)
        catalog = catalogs.load(catalogs.choose(settings.language))
        if settings.unread is not None:
            terminal.notice(catalog.sentence(settings.unread))
        translate_argparse(catalog)
        options = build_parser(catalog).parse_args(list(arguments))
        if options.family and options.command is not start:
            raise BadInputError(
                N_(
                    "--family is for two people at a terminal, and goes with no other command. Start it so: "
                    "safecheck --family"
                )
            )
        return int(options.command(Context(catalog=catalog, options=options, settings=settings)))
    except SafecheckError as error:
        terminal.notice(catalog.sentence(error))
        return int(error.exit_code)
    except KeyboardInterrupt as stop:
        terminal.notice(catalog.gettext("Stopped."))
        return stop.exit_code if isinstance(stop, Stopped) else ExitCode.INTERRUPTED
    except SystemExit as stop:  # argparse: --help, --version and wrong use
        return stop.code if isinstance(stop.code, int) else ExitCode.WRONG_USE
    except Exception as error:
        from safecheck.report.crash import crash_sentence

        terminal.notice(crash_sentence(catalog, type(error).__name__))
        return ExitCode.CRASH


# Nothing may stand between a person and these: a setting that cannot be used is said and passed over.
_ALWAYS = frozenset(("help-me", "doctor", "--help", "-h"))


def _preferences(arguments: Sequence[str], catalog: catalogs.Catalog) -> Preferences:
    """Return the settings in force. Where one is wrong, what is in _ALWAYS goes by `--lang` alone."""
    asked = wanted_language(arguments)
    try:
        return preferences(places().config_file, os.environ, language=asked)
    except SafecheckError as error:
        if _ALWAYS.isdisjoint(arguments):
            raise
        terminal.notice(catalog.sentence(error))
        return Preferences(asked, "flag") if asked in LANGUAGES else Preferences()
