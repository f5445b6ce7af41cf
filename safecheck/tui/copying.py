"""The key that copies what a page leads to: a menu path, the reporting card, a command. Nothing else is
copied, and nothing where a check together must leave nothing behind."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from safecheck.model.text import N_
from safecheck.report.copying import Copy, copied, offer_to_copy
from safecheck.tui.page import Page
from safecheck.tui.widgets.key_line import KeyLine

COPY_KEY = "y"


class CopyingPage(Page):
    """A page on which something can be copied. One that has a `check_action` of its own asks `may_copy` for
    the action "copy"."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding(COPY_KEY, "copy", N_("copy"), show=False)]

    def to_copy(self) -> Copy | None:
        """Return what can be copied now, None for nothing."""
        raise NotImplementedError

    @property
    def may_copy(self) -> bool:
        """Whether there is something to copy, here where a trace of it may stay on this computer."""
        return self.safecheck.notes and self.to_copy() is not None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Copy only what there is."""
        return self.may_copy if action == "copy" else True

    def copy_line(self) -> Iterable[Widget]:
        """Yield the line that says so, and can be clicked; nothing where there is nothing."""
        copy = self.to_copy()
        if copy is not None and self.safecheck.notes:
            yield KeyLine(COPY_KEY, offer_to_copy(copy, self.catalog))

    def action_copy(self) -> None:
        """Hand it to the terminal (OSC 52), which may or may not put it on the clipboard."""
        if (copy := self.to_copy()) is not None:
            self.app.copy_to_clipboard(copy.text)
            self.say(copied(copy, self.catalog))
