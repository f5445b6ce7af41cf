"""The language of marks: a symbol in a colour, and always a word beside it (for which see `report`)."""

from typing import Literal

from rich.text import Text
from textual.content import Content

Mark = Literal["high", "medium", "low", "none", "good", "unknown", "not_applicable"]

# Symbol, the form for terminals without UTF-8, and the colour. "good" is a thing done or a setting that is
# off; it never stands beside a chat (G9).
_MARKS: dict[Mark, tuple[str, str, str]] = {
    "high": ("●", "[!]", "level-high"),
    "medium": ("◐", "[~]", "level-medium"),
    "low": ("○", "[.]", "level-low"),
    "none": ("·", "[i]", "level-none"),
    "good": ("✓", "[ok]", "good"),
    "unknown": ("?", "[?]", "quiet"),
    "not_applicable": ("–", "[-]", "quiet"),
}
_AS: dict[str, Mark] = {"info": "none", "ok": "good"}


def mark_of(name: str) -> Mark:
    """Return the mark for a level or the state of a setting: "info" is drawn as "none". Raises KeyError."""
    for mark in _MARKS:
        if name == mark:
            return mark
    return _AS[name]


def symbol(name: str, *, unicode: bool = True) -> str:
    """Return the bare symbol of a mark or level."""
    return _MARKS[mark_of(name)][0 if unicode else 1]


def colour(name: str) -> str:
    """Return the theme variable of a mark or level, such as "$level-high"."""
    return f"${_MARKS[mark_of(name)][2]}"


def mark(name: str, *, unicode: bool = True) -> Content:
    """Return the symbol of a mark or level in its colour."""
    return Content.styled(symbol(name, unicode=unicode), colour(name))


def mark_cell(name: str, colours: dict[str, str], word: str = "", *, unicode: bool = True) -> Text:
    """Return the symbol and a word of our own for a table, in the colour that the theme in use gives it:
    `colours` are the variables of `App.theme_variables`."""
    drawn = f"{symbol(name, unicode=unicode)} {word}".rstrip()
    return Text(drawn, style=colours.get(_MARKS[mark_of(name)][2], ""), no_wrap=True, end="")
