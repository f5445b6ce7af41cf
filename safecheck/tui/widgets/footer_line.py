"""The one line at the bottom: at most six keys, in words; each can be clicked, none must be."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.app import RenderResult
from textual.binding import Binding
from textual.content import Content
from textual.events import Click
from textual.widget import Widget
from textual.widgets import Input

from safecheck.model.text import N_
from safecheck.report.layout import cells
from safecheck.tui.safe_text import words

MOST_KEYS = 6
_GAPS = (3, 2, 1)  # cells between two keys; the widest that fits

_SHOWN = {
    "enter": "⏎",
    "escape": "esc",
    "question_mark": "?",
    "slash": "/",
    "space": "␣",
    "ctrl+q": "^q",
    "up": "↑",
    "down": "↓",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    **{f"f{number}": f"F{number}" for number in range(1, 13)},
}
# For terminals that cannot draw the above.
_IN_ASCII = {
    "⏎": "Enter",
    "␣": N_("space"),
    "↑↓": N_("up/down"),
    "↑": N_("up"),
    "↓": N_("down"),
    "←": N_("left"),
    "→": N_("right"),
}
# While a field takes every letter, these stand in for the letters.
_WHILE_TYPING = {"h": "f1", "question_mark": "f2", "q": "ctrl+q", "l": "f3", "t": "f4"}


class Hint(NamedTuple):
    """One key: its name for Textual, what stands on the keyboard, what it does in one or two words; `app` is
    True for those that work on every screen."""

    key: str
    shown: str
    word: str
    app: bool


class FooterLine(Widget):
    """The keys of a screen; those that work on every screen come last and never give way."""

    DEFAULT_CSS = """
    FooterLine { dock: bottom; height: 2; border-top: solid $rule; padding: 0 2; color: $foreground; }
    """

    def __init__(self, hints: Sequence[Hint]) -> None:
        super().__init__()
        self.hints = tuple(hints)

    def show(self, hints: Sequence[Hint]) -> None:
        """Show these keys from now on."""
        if tuple(hints) != self.hints:
            self.hints = tuple(hints)
            self.refresh()

    def render(self) -> RenderResult:
        """Draw the keys in one row."""
        hints, gap = self._fitting()
        drawn = [Content.assemble((hint.shown, "bold $key"), " ", words(hint.word)) for hint in hints]
        return Content(" " * gap).join(drawn)

    def on_click(self, event: Click) -> None:
        """Do what the key under the pointer does."""
        hints, gap = self._fitting()
        column = event.get_content_offset_capture(self).x
        for hint in hints:
            if 0 <= column < _width(hint):
                event.stop()
                self.app.simulate_key(hint.key)
                return
            column -= _width(hint) + gap

    def _fitting(self) -> tuple[list[Hint], int]:
        """Return what fits in one row, and the gap between two keys."""
        own = [hint for hint in self.hints if not hint.app]
        everywhere = [hint for hint in self.hints if hint.app]
        own = own[: MOST_KEYS - len(everywhere)]
        while True:
            hints = own + everywhere
            for gap in _GAPS:
                if sum(map(_width, hints)) + gap * (len(hints) - 1) <= self.content_size.width:
                    return hints, gap
            if not own:
                return hints, _GAPS[-1]
            own.pop()


def _width(hint: Hint) -> int:
    return cells(hint.shown) + 1 + cells(hint.word)


def key_to_show(binding: Binding, typing: Input | None) -> str:
    """Return which key of a binding to show: one that works while a field has the focus, "" if none does."""
    key = binding.key
    if typing is not None and typing.check_consume_key(key, _character(key)):
        return _WHILE_TYPING.get(key, "")
    return key


def name_of_key(key: str) -> str:
    """Return what stands on the keyboard for one of Textual's names of keys."""
    return _SHOWN.get(key, key)


def in_ascii(shown: str) -> str:
    """Return the word (a message id) for a key shown with a sign beyond ASCII, else `shown` itself."""
    return _IN_ASCII.get(shown, shown)


def _character(key: str) -> str | None:
    """Return what a key types; None where it types nothing."""
    return {"question_mark": "?", "slash": "/", "space": " "}.get(key, key if len(key) == 1 else None)
