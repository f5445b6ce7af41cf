"""A field for numbers that leaves the letters to the keys of the screen."""

from typing import Any

from textual.events import Key
from textual.widgets import Input

_OF_A_NUMBER = frozenset("0123456789+- ")


class DigitsInput(Input):
    """A field that takes digits, +, - and blanks only, so that h, ? and q go on working beside it; with
    `digits` False it takes everything."""

    def __init__(self, *, digits: bool = True, **options: Any) -> None:
        super().__init__(restrict=r"[0-9+\- ]*" if digits else None, **options)
        self._digits = digits

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Take only what a number is made of."""
        if self._digits and character not in _OF_A_NUMBER:
            return False
        return super().check_consume_key(key, character)

    async def _on_key(self, event: Key) -> None:
        """Let letters that are not taken go on to the screen; Textual's own field would write them down."""
        if event.is_printable and not self.check_consume_key(event.key, event.character):
            event.prevent_default()
