"""Before the end: what ending does."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from safecheck.audit.resuming import may_be_remembered
from safecheck.model.text import N_
from safecheck.report.closing import CHANGE_FIRST, sign_out_failed
from safecheck.report.keeping import ask_to_keep
from safecheck.report.marks import ask_to_keep_marks
from safecheck.report.remembered import ask_to_remember
from safecheck.report.saving import ask_to_save
from safecheck.report.sign_in import typed_is_forgotten, what_ending_does
from safecheck.report.since import ask_to_remember_audit
from safecheck.tui.page import Page
from safecheck.tui.widgets.prose import Prose


class ConfirmEnd(Page):
    """One sentence, and two keys. With `together` a check together follows, which takes nothing along."""

    GUIDE: ClassVar[str] = "remember"
    EXPLAIN: ClassVar[tuple[str, ...]] = (N_("You can always go back to where you were."),)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "end_now", N_("end")),
        Binding("q", "end_now", show=False),
        Binding("k", "keep", N_("keep these answers"), show=False),
        Binding("m", "keep_marks", N_("keep your marks"), show=False),
        Binding("r", "remember", N_("remember this sign-in"), show=False),
        Binding("e", "remember_audit", N_("remember this audit"), show=False),
        Binding("escape", "back", N_("back")),
    ]

    def __init__(self, *, together: bool = False) -> None:
        super().__init__()
        self._together = together

    def title_words(self) -> str:
        """Return the question."""
        return self.catalog.gettext("End safecheck?")

    def body(self) -> Iterable[Widget]:
        """Yield what ending does now."""
        if self._together:
            yield Prose(
                self.catalog.gettext("A check together begins anew. What is shown now ends before it."),
                classes="big",
            )
        visit = self.safecheck.visits.current
        gone = visit is None or visit.closed
        if gone and self.safecheck.visits.signed_out is False:
            yield Prose(sign_out_failed(self.catalog), classes="big")
            return
        sentence = what_ending_does(
            self.catalog,
            signing_in=not gone,
            practice=self.safecheck.account_words() != "" and (visit is None or visit.kind == "practice"),
            signed_out=gone and visit is not None,
            remembered=visit is not None and bool(visit.remembered),
        )
        yield Prose(sentence, classes="big")
        if visit is not None and visit.change_under_way:
            yield Prose(self.catalog.gettext(CHANGE_FIRST))
        if any(self.safecheck.half_typed):
            yield Prose(typed_is_forgotten(self.catalog), classes="quiet")
        if self._could_save:
            yield Prose(ask_to_save(self.catalog, "v"), classes="quiet", id="could-save")
        if self._could_keep:
            yield Prose(ask_to_keep(self.catalog), classes="quiet")
        if self._could_keep_marks:
            yield Prose(ask_to_keep_marks(self.catalog, "m"), classes="quiet")
        if self._could_remember:
            yield Prose(ask_to_remember(self.catalog, "r"), classes="quiet")
        if self._could_remember_audit:
            yield Prose(ask_to_remember_audit(self.catalog, "e"), classes="quiet")

    @property
    def _could_save(self) -> bool:
        """Whether there is a result, and no file of it."""
        return self.safecheck.can_save and not self.safecheck.saved.any

    @property
    def _could_keep(self) -> bool:
        """Whether something was told that would be gone, and could be kept."""
        keeping = self.safecheck.keeping
        told = any(
            entry.device_id and (entry.switches or entry.app_language) for entry in self.safecheck.told
        )
        return told and keeping is not None and keeping.possible and not keeping.wanted

    @property
    def _could_keep_marks(self) -> bool:
        """Whether a chat was marked, which would be gone and could be kept."""
        keeping = self.safecheck.mark_keeping
        return bool(self.safecheck.marks) and keeping is not None and keeping.possible and not keeping.wanted

    @property
    def _could_remember(self) -> bool:
        """Whether somebody is signed in, has seen a result, and could stay signed in."""
        return self.safecheck.facts is not None and may_be_remembered(self.safecheck.visits.current)

    @property
    def _could_remember_audit(self) -> bool:
        """Whether there is a result that could be compared with the next one, and would be gone."""
        return self.safecheck.facts is not None and self.safecheck.past.may_be_kept(self.safecheck.result)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Keep only what there is."""
        fits = {
            "keep": self._could_keep,
            "keep_marks": self._could_keep_marks,
            "remember": self._could_remember,
            "remember_audit": self._could_remember_audit,
        }
        return fits.get(action, True)

    async def on_screen_resume(self) -> None:
        """Show what was decided about keeping."""
        await super().on_screen_resume()
        await self.redraw()

    def action_keep(self) -> None:
        """Ask whether to keep what was told."""
        from safecheck.tui.screens.keep_answers import KeepAnswers

        self.app.push_screen(KeepAnswers())

    def action_keep_marks(self) -> None:
        """Ask whether to keep the marks."""
        from safecheck.tui.screens.keep_answers import KeepMarks

        self.app.push_screen(KeepMarks())

    def action_remember(self) -> None:
        """Ask for a name and a passphrase."""
        from safecheck.tui.screens.remember import RememberSignIn

        self.app.push_screen(RememberSignIn())

    def action_remember_audit(self) -> None:
        """Ask whether, and with names or without."""
        from safecheck.tui.screens.since import RememberAudit

        self.app.push_screen(RememberAudit())

    def action_end_now(self) -> None:
        """End."""
        from safecheck.tui.screens.ending import Ending

        self.safecheck.together_wanted = self._together
        self.safecheck.show_alone(Ending())
