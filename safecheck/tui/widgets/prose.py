"""Sentences on a screen."""

from typing import Any

from textual.widgets import Static

from safecheck.tui.safe_text import words


class Prose(Static):
    """One or more paragraphs, at most 72 cells wide. `classes`: big, quiet, close (no blank line after),
    name (in the accent colour), do, good and medium."""

    def __init__(self, text: str, **options: Any) -> None:
        super().__init__(words(text), **options)
