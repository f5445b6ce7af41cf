"""What the command line knows about the terminal, and its two channels: results and everything else."""

import os
import shutil
import sys

import msgspec

from safecheck.model.errors import BadInputError
from safecheck.model.text import N_
from safecheck.report.layout import wrap

WIDEST = 100  # beyond this, lines are hard to read
NARROWEST = 20  # nobody reads narrower lines, and many a word is longer

_encoding = ""


def width() -> int:
    """Return how many cells wide text may be: what the terminal has, from NARROWEST to WIDEST."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((80, 24)).columns))


def result(text: str) -> None:
    """Write a result to stdout. A reader that has gone away is no error of ours: the rest is dropped.

    Raises BadInputError if stdout is a file that cannot take it, such as one on a full disk.
    """
    try:
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        drop_the_rest()
    except OSError as error:
        drop_the_rest()
        raise BadInputError(
            N_("%(path)s cannot be written. The system says: %(problem)s."),
            path="stdout",
            problem=error.strerror or "?",
        ) from None


def json_result(value: object) -> None:
    """Write a value as JSON to stdout, as `result` does."""
    result(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


def drop_the_rest() -> None:
    """Let what is still in the buffer go nowhere; Python would fail on it once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def notice(text: str, *, wrapped: bool = True) -> None:
    """Write a sentence to stderr; on a terminal it is wrapped between words.

    A text with a command to copy must not be `wrapped`: a line end in the middle would be copied too.
    """
    if wrapped and sys.stderr.isatty():
        text = "\n".join(line for part in text.splitlines() for line in wrap(part, width()))
    try:
        sys.stderr.write(text + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        return  # nobody listens any more


def speak_utf8() -> None:
    """Never fail on a character that the terminal's encoding lacks: results are UTF-8 wherever they go.

    A channel that was closed by whoever started the program becomes one that goes nowhere, or brings nothing.
    """
    global _encoding
    _encoding = getattr(sys.stdout, "encoding", None) or ""
    if _encoding.lower() == "utf-8" and _utf8_was_python_s_own_idea():
        _encoding = "ASCII"
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115 - open to the end
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - open to the end
        elif reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _utf8_was_python_s_own_idea() -> bool:
    """Whether the system named no encoding (LANG=C): Python then takes UTF-8, which the terminal may not draw
    (https://peps.python.org/pep-0540/)."""
    wished = os.environ.get("PYTHONUTF8") or "utf8" in sys._xoptions
    return bool(sys.flags.utf8_mode) and not wished and sys.platform != "win32"


def own_encoding() -> str:
    """Return the encoding that the system had chosen for stdout, "" if it is closed."""
    return _encoding
