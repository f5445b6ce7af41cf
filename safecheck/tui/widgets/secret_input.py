"""A field whose text nobody may see or copy (P3)."""

from typing import Any

from safecheck.tui.widgets.digits_input import DigitsInput


class SecretInput(DigitsInput):
    """A field that shows dots. Copying and cutting do nothing: the clipboard would hold the clear text."""

    def __init__(self, *, digits: bool = False, **options: Any) -> None:
        super().__init__(digits=digits, password=True, **options)

    def action_copy(self) -> None:
        """Copy nothing."""

    def action_cut(self) -> None:
        """Cut nothing."""

    def take(self) -> str:
        """Return what was typed, and forget it here at once."""
        typed = self.value
        self.clear()
        return typed
