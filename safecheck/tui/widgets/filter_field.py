"""The line that filters a list while one types."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from safecheck.model.text import N_


class FilterField(Input):
    """Filters the list that the selector `of` names. Esc, Enter and ↓ lead there; what was typed stays."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("to the list")),
        Binding("down", "leave", show=False),
    ]

    def __init__(self, value: str, *, of: str, placeholder: str, id: str) -> None:
        super().__init__(value, placeholder=placeholder, id=id)
        self._of = of

    def action_leave(self) -> None:
        """Go to the list."""
        for filtered in self.screen.query(self._of):
            filtered.focus()

    async def action_submit(self) -> None:
        """Go to the list too."""
        self.action_leave()
