"""The choices at the end of a page of a check together."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from safecheck.family.scope import SCOPE_PARTS
from safecheck.model.text import N_
from safecheck.report.choices import Choice
from safecheck.tui.widgets.choices import WaysOn


class FamilyChoices(WaysOn):
    """The same list. It points at nothing until the keys choose here, so that the page stays at its top."""

    def __init__(self, choices: Sequence[Choice], *, unicode: bool, id: str) -> None:
        super().__init__(choices, unicode=unicode, id=id)
        self.highlighted = None

    def on_focus(self) -> None:
        """Point at the first one."""
        if self.highlighted is None:
            self.highlighted = 0


class ScopeChoices(FamilyChoices):
    """Parts of the scope to tick, then the ways on: Enter says which it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "tick", N_("on or off")),
        Binding("enter", "select", N_("go on")),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Only a part of the scope has a tick."""
        chosen = None if self.highlighted is None else self.get_option_at_index(self.highlighted).id
        return action != "tick" or chosen in SCOPE_PARTS

    def action_tick(self) -> None:
        """Set the tick, or take it away."""
        self.action_select()


class ShowChoices(FamilyChoices):
    """Chats to show, or not."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", N_("show"))]
