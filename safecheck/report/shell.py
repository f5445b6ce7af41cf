"""Commands to copy, written as the shell of this system takes them."""

import os
import re
import shlex
from collections.abc import Iterable

_PLAIN = re.compile(r"[\w@+=:,./\\-]+", re.ASCII)


def shell_words(words: Iterable[str]) -> str:
    """Return words of a command line as one text, each quoted where it has to be."""
    return " ".join(_on_windows(word) if os.name == "nt" else shlex.quote(word) for word in words)


def _on_windows(word: str) -> str:
    return (
        word if _PLAIN.fullmatch(word) else f'"{word}"'
    )  # no name of a file can hold a quotation mark there
