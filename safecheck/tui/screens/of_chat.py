"""What can be asked of one chat, on its own page and in the list: how it was weighed, and the user's mark."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from safecheck.model.text import N_
from safecheck.tui.page import Page

MARK_KEY = "m"


def keys_of_chat(*, show: bool) -> list[BindingType]:
    """Return the keys that such a page has beside its own; `show` puts them into the footer."""
    return [
        Binding("w", "weighing", N_("weighing") if show else N_("how it was weighed"), show=show),
        Binding(MARK_KEY, "mark", N_("mark") if show else N_("mark it, or take the mark back"), show=show),
        Binding("k", "keep_marks", N_("keep your marks"), show=False),
    ]


class OfChat(Page):
    """A page with one chat that `keys_of_chat` are about."""

    GUIDE: ClassVar[str] = "result"

    @property
    def about(self) -> str | None:
        """The id of the chat, None if there is none."""
        raise NotImplementedError

    @property
    def mark_key(self) -> str:
        """The key that marks the chat, "" where nothing can be marked."""
        return MARK_KEY if self.safecheck.notes else ""

    async def follow_mark(self) -> None:
        """Show what is marked now."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Keep marks only where there are any that could be kept."""
        if action == "mark" and not self.safecheck.notes:
            return False
        if action == "keep_marks":
            keeping = self.safecheck.mark_keeping
            return bool(self.safecheck.marks) and keeping is not None and keeping.possible
        return action not in ("weighing", "mark") or self.about is not None

    def action_weighing(self) -> None:
        """Show how everything that was noticed adds up."""
        from safecheck.tui.screens.weighing import WeighingPage

        if self.about is not None:
            self.app.push_screen(WeighingPage(self.about))

    async def action_mark(self) -> None:
        """Mark the chat, or take the mark back."""
        if self.about is not None:
            self.safecheck.mark(self.about)
            await self.follow_mark()

    def action_keep_marks(self) -> None:
        """Ask whether to keep the marks."""
        from safecheck.tui.screens.keep_answers import KeepMarks

        self.app.push_screen(KeepMarks())
