"""What the command line knows about the terminal, and its two channels: results and everything else."""

import os
import shutil
import sys

from safecheck.report.layout import wrap

WIDEST = 100  # beyond this, lines are hard to read
NARROWEST = 30


def width() -> int:
    """Return how many cells wide text may be."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((80, 24)).columns))


def result(text: str) -> None:
    """Write a result to stdout. A reader that has gone away is no error of ours: the rest is dropped."""
    try:
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def notice(text: str) -> None:
    """Write a sentence to stderr; on a terminal it is wrapped between words."""
    if sys.stderr.isatty():
        text = "\n".join(line for part in text.splitlines() for line in wrap(part, width()))
    try:
        sys.stderr.write(text + "\n")
        sys.stderr.flush()
    except (BrokenPipeError, ValueError):
        return  # nobody listens any more


def speak_utf8() -> None:
    """Never fail on a character that the terminal's encoding lacks: results are UTF-8 wherever they go."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
