"""Before the end: what ending does."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from safecheck.model.text import N_
from safecheck.report.closing import sign_out_failed
from safecheck.report.sign_in import what_ending_does
from safecheck.tui.page import Page
from safecheck.tui.widgets.prose import Prose


class ConfirmEnd(Page):
    """One sentence, and two keys."""

    EXPLAIN: ClassVar[tuple[str, ...]] = (N_("You can always go back to where you were."),)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "end_now", N_("end")),
        Binding("q", "end_now", show=False),
        Binding("escape", "back", N_("back")),
    ]

    def title_words(self) -> str:
        """Return the question."""
        return self.catalog.gettext("End safecheck?")

    def body(self) -> Iterable[Widget]:
        """Yield what ending does now."""
        visit = self.safecheck.visits.current
        gone = visit is None or visit.closed
        if gone and self.safecheck.visits.signed_out is False:
            yield Prose(sign_out_failed(self.catalog), classes="big")
            return
        sentence = what_ending_does(
            self.catalog,
            signing_in=not gone,
            practice=self.safecheck.account_words() != "" and (visit is None or visit.kind == "practice"),
            signed_out=gone,
        )
        yield Prose(sentence, classes="big")

    def action_end_now(self) -> None:
        """End."""
        from safecheck.tui.screens.ending import Ending

        self.safecheck.show_alone(Ending())
