"""The end: signing out, and what is left behind."""

import asyncio
from collections.abc import Iterable
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget

from safecheck.model.errors import ExitCode
from safecheck.model.progress import Progress
from safecheck.model.text import N_
from safecheck.report.closing import closing_sentence
from safecheck.report.progress_lines import progress_line
from safecheck.tui.page import Page
from safecheck.tui.widgets.prose import Prose


class Ending(Page):
    """Sign out, and say so. With `back_to_start` the first screen follows instead of the end of the program,
    at once if nothing has to be read."""

    EXPLAIN: ClassVar[tuple[str, ...]] = (
        N_("safecheck ends its own sign-in only. Your phone and your other devices stay as they are."),
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "go_on", N_("close"))]

    class Closed(Message):
        """The visit is over."""

    def __init__(self, *, back_to_start: bool = False) -> None:
        super().__init__()
        self._back_to_start = back_to_start
        self._left = False

    def title_words(self) -> str:
        """Return the place."""
        return self.catalog.gettext("The end") if not self._back_to_start else self.catalog.gettext("Stopped")

    def body(self) -> Iterable[Widget]:
        """Yield what goes on, then what is left behind."""
        from datetime import UTC, datetime

        if not self._left:
            yield Prose(progress_line(Progress("sign_out"), self.catalog, datetime.now(UTC)), classes="big")
            return
        visits = self.safecheck.visits
        closing = closing_sentence(
            self.catalog, signed_out=visits.signed_out, kept=(), practice=visits.practice_only
        )
        for line in closing.split("\n"):
            yield Prose(line, classes="big")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Close nothing before it is known what is left behind."""
        return self._left if action == "go_on" else True

    def on_mount(self) -> None:
        """Begin to sign out."""
        self._leave()

    @work(exit_on_error=False, group="close")
    async def _leave(self) -> None:
        # Shielded: leaving this screen must not cut a sign-out short.
        await asyncio.shield(asyncio.ensure_future(self.safecheck.visits.close()))
        self.post_message(self.Closed())

    @on(Closed)
    async def show_what_is_left(self) -> None:
        """Say how it ended; nobody has to read that nothing is left when going back to the start."""
        self._left = True
        if self._back_to_start and self.safecheck.visits.signed_out is not False:
            self.safecheck.show_alone()
        else:
            await self.redraw()

    def action_back(self) -> None:
        """Nothing stands behind this screen."""

    def action_go_on(self) -> None:
        """Close the program, or go back to the start."""
        if not self._left:
            return
        if self._back_to_start:
            self.safecheck.show_alone()
        else:
            self.safecheck.end_with(ExitCode.OK)
