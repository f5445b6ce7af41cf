"""What safecheck changed on the account, from its journal: take back one, or all."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import OptionList

from safecheck.audit.changing import Changing
from safecheck.audit.several import undo_all
from safecheck.model.changes import Begun, Run
from safecheck.model.errors import SafecheckError
from safecheck.model.progress import ProgressListener
from safecheck.model.text import N_
from safecheck.report.changes import no_undo_lines
from safecheck.report.sections import Section
from safecheck.report.taken_steps import nothing_taken, taken_choices, undo_all_sections
from safecheck.tui.page import Page
from safecheck.tui.several_changes import SeveralChanges
from safecheck.tui.widgets.choices import Choices
from safecheck.tui.widgets.prose import Prose


class Taken(Choices):
    """The changes that can be taken back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "cursor_down", N_("choose"), show=False),
        Binding("enter", "select", N_("take it back")),
    ]


class TakenSteps(Page):
    """The newest first. Enter goes on to a page that shows what taking one back would change, and asks."""

    GUIDE: ClassVar[str] = "changing"
    AUTO_FOCUS = "Taken"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "all", N_("take all back")),
        Binding("escape", "back", N_("back")),
    ]
    EXPLAIN = (
        N_("safecheck notes every change before it makes it: what was there before, and what was stored."),
        N_("Choose one and press Enter to take it back; you are asked before anything is changed."),
        N_("Leaving a chat cannot be taken back, and safecheck joins no chat."),
    )

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[Begun, ...] = ()
        self._final: tuple[Begun, ...] = ()
        self._problem: SafecheckError | None = None

    def title_words(self) -> str:
        """Return where we are."""
        return self.catalog.gettext("What safecheck changed")

    def body(self) -> Iterable[Widget]:
        """Yield what can be taken back, and what cannot."""
        self._look()
        result, catalog = self.safecheck.result, self.catalog
        if self._problem is not None:
            yield Prose(catalog.sentence(self._problem), classes="big")
            return
        if self._entries:
            yield Prose(catalog.gettext("What can be taken back:"), classes="big")
            choices = taken_choices(self._entries, result, catalog)
            yield Taken(choices, unicode=self.safecheck.unicode, id="taken")
        else:
            yield Prose(nothing_taken(catalog), classes="big")
        for line in no_undo_lines(self._final, catalog):
            yield Prose(line)

    def _look(self) -> None:
        """Look into the journal."""
        visit = self.safecheck.visits.current
        if visit is None or not visit.can_change:
            return
        try:
            self._entries = visit.changing.to_undo()
            self._final = visit.changing.left()
        except SafecheckError as problem:
            self._problem = problem

    @on(OptionList.OptionSelected, "#taken")
    def take_back(self, event: OptionList.OptionSelected) -> None:
        """Go on to taking this one back."""
        from safecheck.tui.screens.change import ChangePage

        for entry in self._entries:
            if entry.id == event.option_id:
                self.app.push_screen(ChangePage(entry.target, entry))

    async def on_screen_resume(self) -> None:
        """Show what is left to take back."""
        await super().on_screen_resume()
        await self.redraw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Take all back where there are several."""
        if action == "all":
            return len(self._entries) > 1
        return super().check_action(action, parameters)

    def action_all(self) -> None:
        """Go on to taking all of them back."""
        self.app.push_screen(UndoAll(self._entries))


class UndoAll(SeveralChanges):
    """Take back all that can be taken back, the newest first."""

    GUIDE: ClassVar[str] = "changing"
    EXPLAIN = (
        N_("Each setting becomes what it was before safecheck changed it; everything else stays as it is."),
        N_("Nothing is changed before you press Enter. Esc stops, and keeps the rest."),
    )

    def __init__(self, entries: Sequence[Begun]) -> None:
        super().__init__()
        self._entries = tuple(entries)

    def title_words(self) -> str:
        """Return where we are."""
        return self.catalog.gettext("Take all back")

    def review_sections(self) -> tuple[Section, ...]:
        """Return the list."""
        return undo_all_sections(self._entries, self.safecheck.result, self.catalog)

    @property
    def possible(self) -> bool:
        """Whether there is anything."""
        return bool(self._entries)

    async def requests(self, changing: Changing) -> tuple[str, ...]:
        """Return the very requests, as they would be by how it stands now."""
        return await changing.requests((entry.target, entry.before) for entry in self._entries)

    async def make(self, changing: Changing, listener: ProgressListener) -> Run:
        """Take them back."""
        return await undo_all(changing, self._entries, listener=listener)
