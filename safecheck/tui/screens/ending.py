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
from safecheck.report.closing import CHANGE_FIRST, closing_sentence
from safecheck.report.copying import Copy, copy_of_commands
from safecheck.report.progress_lines import progress_line
from safecheck.tui.copying import CopyingPage
from safecheck.tui.widgets.prose import Prose


class Ending(CopyingPage):
    """Sign out, and say so. With `back_to_start` the first screen follows instead of the end of the program,
    at once if nothing has to be read."""

    GUIDE: ClassVar[str] = "remember"
    SAVES: ClassVar[bool] = False
    EXPLAIN: ClassVar[tuple[str, ...]] = (
        N_("safecheck ends its own sign-in only. Your phone and your other devices stay as they are."),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", N_("close")),
        Binding("enter", "done_by_hand", N_("I have done it")),
    ]

    class Closed(Message):
        """The visit is over."""

    def __init__(self, *, back_to_start: bool = False) -> None:
        super().__init__()
        self._back_to_start = back_to_start
        self._left = False

    def title_words(self) -> str:
        """Return the place."""
        say = self.catalog.gettext
        if self._to_be_done_by_hand:
            return say("Not signed out yet")
        return say("Stopped") if self._back_to_start else say("The end")

    def account_words(self) -> str:
        """Return what kind of account was left; nothing where there were several kinds."""
        visits = self.safecheck.visits
        visit = visits.current
        if visit is None or (visit.kind == "practice" and not visits.practice_only):
            return ""
        return self.safecheck.account_words(visit.source)

    @property
    def _to_be_done_by_hand(self) -> bool:
        return self._left and self.safecheck.visits.signed_out is False

    def body(self) -> Iterable[Widget]:
        """Yield what goes on, then what is left behind."""
        from datetime import UTC, datetime

        if not self._left:
            visit = self.safecheck.visits.current
            if visit is not None and visit.change_under_way:
                yield Prose(self.catalog.gettext(CHANGE_FIRST), classes="big")
            yield Prose(progress_line(Progress("sign_out"), self.catalog, datetime.now(UTC)), classes="big")
            return
        visits = self.safecheck.visits
        closing = closing_sentence(
            self.catalog,
            signed_out=visits.signed_out,
            kept=self.safecheck.kept,
            practice=visits.practice_only,
            stays=bool(visits.remembered),
            untold=visits.untold,
        )
        for line in closing.split("\n"):
            yield Prose(line, classes="big")
        yield from self.copy_line()
        for keeping in (self.safecheck.keeping, self.safecheck.mark_keeping):
            if keeping is not None and keeping.problem is not None:
                yield Prose(self.catalog.sentence(keeping.problem), classes="medium")

    def to_copy(self) -> Copy | None:
        """Return the commands that remove what is kept."""
        return copy_of_commands([command for *_, command in self.safecheck.kept] if self._left else ())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Close nothing before it is known what is left behind."""
        fits = {
            "go_on": self._left and not self._to_be_done_by_hand,
            "done_by_hand": self._to_be_done_by_hand,
            "copy": self.may_copy,
        }
        return fits.get(action, True)

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
        to_read = self._to_be_done_by_hand or self.safecheck.visits.untold
        if self._back_to_start and not to_read:
            self.when_on_top(self.safecheck.show_alone)
        else:
            await self.redraw()

    def action_back(self) -> None:
        """Nothing stands behind this screen."""

    def action_done_by_hand(self) -> None:
        """Believe it, and go on."""
        self.action_go_on()

    def action_go_on(self) -> None:
        """Close the program, or go back to the start."""
        if not self._left:
            return
        if self._back_to_start:
            self.safecheck.show_alone()
        else:
            self.safecheck.end_with(ExitCode.OK)
