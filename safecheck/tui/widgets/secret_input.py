"""A field whose text nobody may see or copy (P3)."""

from typing import Any

from textual.widgets import Input

from safecheck.tui.widgets.digits_input import is_of_a_number


class SecretInput(Input):
    """A field that shows dots. Copying and cutting do nothing: the clipboard would hold the clear text.

    `digits` leaves the letters to the keys of the screen, as DigitsInput does.
    """

    def __init__(self, *, digits: bool = False, **options: Any) -> None:
        super().__init__(password=True, **options)
        self._digits = digits

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Take every letter, or only what a number is made of."""
        return is_of_a_number(character) if self._digits else super().check_consume_key(key, character)

    def action_copy(self) -> None:
        """Copy nothing."""

    def action_cut(self) -> None:
        """Cut nothing."""

    def take(self) -> str:
        """Return what was typed, and forget it here at once."""
        typed = self.value
        self.clear()
        return typed
