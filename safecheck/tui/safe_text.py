"""The one way from strangers' text, or any text, to what a widget may be given (P8).

Textual parses a plain `str` as markup in most places, so that a chat's title could act when it is clicked.
Nothing in this room hands a widget a `str` that it did not write itself: it passes through here.
"""

from rich.text import Text
from textual.content import Content

from safecheck.model.text import UntrustedText, clean
from safecheck.report.layout import inert


def words(text: str) -> Content:
    """Return sentences as they are: markup in them is shown, not followed; line ends stay, control characters
    go. For Static, Label, OptionList, Button and the like."""
    return Content(inert(text))


def cell(text: UntrustedText | str, style: str = "") -> Text:
    """Return one line for a table cell: harmless, its markup shown and not followed."""
    return Text(clean(text), style=style, no_wrap=True, end="")
