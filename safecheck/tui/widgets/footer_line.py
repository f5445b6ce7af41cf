"""The one line at the bottom: at most six keys, in words; each can be clicked, none must be."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Click
from textual.widget import Widget
from textual.widgets import Input, Static

from safecheck.tui.safe_text import words

MOST_KEYS = 6

_SHOWN = {
    "enter": "⏎",
    "escape": "esc",
    "question_mark": "?",
    "slash": "/",
    "space": "␣",
    "ctrl+q": "^q",
    "up": "↑",
    "down": "↓",
    "f1": "F1",
    "f2": "F2",
}
# While a field takes every letter, these stand in for the letters.
_WHILE_TYPING = {"h": "f1", "question_mark": "f2", "q": "ctrl+q"}


class KeyHint(Static):
    """One key with its word."""

    DEFAULT_CSS = """
    KeyHint { width: auto; height: 1; margin-right: 3; color: $foreground; }
    KeyHint:hover { text-style: underline; }
    """

    def __init__(self, key: str, word: str) -> None:
        shown = _SHOWN.get(key, key)
        super().__init__(Content.assemble((shown, "bold $key"), " ", words(word)))
        self._key = key

    def on_click(self, event: Click) -> None:
        """Do what the key does."""
        event.stop()
        self.app.simulate_key(self._key)


class FooterLine(Widget):
    """The keys of the screen that stand in its bindings with `show`; the app's own ones come after them."""

    DEFAULT_CSS = """
    FooterLine { dock: bottom; height: 2; border-top: solid $rule; padding: 0 2; }
    FooterLine Horizontal { height: 1; }
    """

    def __init__(self, hints: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.hints = hints[:MOST_KEYS]

    def compose(self) -> ComposeResult:
        """Lay the keys out in one row."""
        with Horizontal():
            for key, word in self.hints:
                yield KeyHint(key, word)

    async def show(self, hints: tuple[tuple[str, str], ...]) -> None:
        """Show these keys from now on."""
        if hints[:MOST_KEYS] != self.hints:
            self.hints = hints[:MOST_KEYS]
            await self.recompose()


def key_to_show(binding: Binding, typing: Input | None) -> str:
    """Return which key of a binding to show: one that works while a field has the focus."""
    key = binding.key
    if typing is not None and key in _WHILE_TYPING and typing.check_consume_key(key, _character(key)):
        return _WHILE_TYPING[key]
    return key


def _character(key: str) -> str:
    return "?" if key == "question_mark" else key
