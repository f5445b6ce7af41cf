"""Reading Telegram Desktop on this computer from the command line: which folder, and the passcode if any."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from safecheck.cli import terminal
from safecheck.cli.parser import Context
from safecheck.model.errors import BadInputError
from safecheck.model.local import LocalComputer
from safecheck.model.text import N_
from safecheck.report.layout import wrap

if TYPE_CHECKING:
    from safecheck.audit.this_computer import Opening, ThisComputer

_TRIES = 3
_LONGEST = 4096  # bytes of a line that count: a terminal takes no more, and nobody types that many
_NO_TEXT = "\udcff"  # stands for bytes that are none, as no passcode does


def this_computer(context: Context) -> "ThisComputer | None":
    """Return what --this-computer and --tdata name, None if they are not given. Raises BadInputError where
    they cannot be used."""
    options = context.options
    if not options.this_computer:
        for name, given in (
            ("--tdata", options.tdata is not None),
            ("--passcode-stdin", options.passcode_stdin),
        ):
            if given:
                raise BadInputError(
                    N_("%(name)s belongs to --this-computer. Give that too, or leave it out."), name=name
                )
        return None
    if options.demo is not None:
        raise BadInputError(
            N_("A practice account never reads real files. Leave out --demo, or --this-computer.")
        )
    if options.sign_in is not None and options.passcode_stdin:
        raise BadInputError(
            N_("With --sign-in a passcode is typed on the terminal. Leave out --passcode-stdin.")
        )
    if options.tdata == "":
        raise BadInputError(
            N_("The name of the folder is empty. Give the folder tdata, or the folder that holds it.")
        )
    from safecheck.audit.this_computer import ThisComputer  # most audits need nothing of it

    return ThisComputer(Path(options.tdata) if options.tdata is not None else None)


def read_computer(context: Context, computer: "ThisComputer") -> LocalComputer:
    """Read this computer. A passcode is asked for only if the empty one fails: as a line of stdin if that was
    wanted, else hidden on the terminal, if there is one. Without it, what is readable without it is read."""
    from safecheck.audit.this_computer import Opening

    opening = Opening(computer)
    if opening.waiting is None:
        return opening.finish()
    if not on_a_terminal():
        return computer.read(_passcode_from_stdin() if context.options.passcode_stdin else None)
    from safecheck.cli.plain import terminal_to_talk_on

    with terminal_to_talk_on() as stream:
        _Prompt(context, stream).ask_for_all(opening)
        return opening.finish()


def on_a_terminal() -> bool:
    """Return whether somebody can be asked for a passcode, unseen."""
    return sys.stdin.isatty()


def _passcode_from_stdin() -> str | None:
    """Return the first line of stdin, None if there is none."""
    try:
        line = sys.stdin.buffer.readline(_LONGEST)
    except OSError:  # it is open for writing only, or the like
        return None
    line = line.removesuffix(b"\n").removesuffix(b"\r")
    return line.decode(sys.stdin.encoding, "surrogateescape") or None


class _Prompt:
    """Asks for passcodes on the terminal, which shows nothing of them."""

    def __init__(self, context: Context, stream: TextIO) -> None:
        self._catalog, self._stream = context.catalog, stream

    def ask_for_all(self, opening: "Opening") -> None:
        """Ask for the passcode of each installation that needs one, three times; Enter goes on without."""
        from safecheck.report.computer import passcode_question, passcode_wrong

        while (found := opening.waiting) is not None:
            folder = str(found.tdata) if opening.several else ""
            self._say(passcode_question(folder, self._catalog))
            for left in reversed(range(_TRIES)):
                typed = self._typed()
                if typed is None:
                    opening.skip()
                    break
                if opening.open(typed):
                    break
                self._say(passcode_wrong(self._catalog, again=left > 0))
            else:
                opening.skip()

    def _typed(self) -> str | None:
        """Return what is typed, unseen; None for nothing."""
        import getpass

        question = self._catalog.gettext("%(question)s (nothing shows while you type):") % {
            "question": self._catalog.gettext("Passcode")
        }
        try:
            return getpass.getpass(f"{question} ", stream=self._stream) or None
        except UnicodeDecodeError:
            return _NO_TEXT
        except EOFError:
            self._say("")
            return None
        except KeyboardInterrupt:  # what is said next begins on a line of its own
            self._say("")
            raise

    def _say(self, text: str) -> None:
        self._stream.write("\n".join(wrap(text, terminal.width())) + "\n")
        self._stream.flush()
