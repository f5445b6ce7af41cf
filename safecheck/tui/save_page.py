"""Where a report goes: a field with a name in it, who could read it there (G10), and what was written."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, OptionList

from safecheck.audit.kept import removal
from safecheck.audit.saving import free_path, suggested_path, typed_path, who_could_read
from safecheck.model.errors import BadInputError
from safecheck.model.result import Form
from safecheck.model.text import N_
from safecheck.report.keeping_files import SeenBy
from safecheck.report.saving import choices_beside_one, nothing_is_real, there_is_one, written_lines
from safecheck.store.outputs import FileThereError
from safecheck.tui.page import Page
from safecheck.tui.safe_text import words
from safecheck.tui.widgets.choices import WaysOn
from safecheck.tui.widgets.prose import Prose

_LONGEST = 1000  # characters of a path


class SavePage(Page):
    """One field. `_there` is what exists already and is not replaced unless that is chosen, `_written` the
    file once it is there."""

    GUIDE: ClassVar[str] = "report"
    SAVES: ClassVar[bool] = False
    EXPLAIN: ClassVar[tuple[str, ...]] = (
        N_(
            "The whole file is written or none of it. What is there already is never replaced without a"
            " second question."
        ),
        N_("The folder has to be there already. In place of your home folder you can type ~."),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "write", N_("save")),
        Binding("enter", "leave", N_("go on")),
        Binding("escape", "back", N_("back")),
    ]

    def __init__(self, form: Form, seen_by: SeenBy) -> None:
        super().__init__()
        self.form: Form = form
        self._seen_by: SeenBy = seen_by
        self._there: Path | None = None
        self._written: Path | None = None
        self._typed: str | None = None
        self._problem: BadInputError | None = None

    # --- what a page gives ------------------------------------------------------------------------------

    def write_report(self, path: Path, *, replace: bool) -> None:
        """Write it. Raises FileThereError and BadInputError as `write_output` does."""
        raise NotImplementedError

    def day(self) -> date:
        """Return the day of the result."""
        return self.safecheck.result.facts.finished.astimezone().date()

    # --- what is shown ----------------------------------------------------------------------------------

    def title_words(self) -> str:
        """Return what this is for."""
        return self.catalog.gettext("Save a report")

    def body(self) -> Iterable[Widget]:
        """Yield the field and who could read the file; what is there already; or that it is written."""
        if self._written is not None:
            written, away = written_lines(self._written, removal(self._written), self.catalog)
            yield Prose(written, classes="good", id="written")
            yield Prose(away, classes="quiet")
            return
        if self._there is not None:
            yield Prose(there_is_one(self._there, self.catalog), classes="medium")
            choices = choices_beside_one(free_path(self._there), self.catalog)
            yield WaysOn(choices, unicode=self.safecheck.unicode, id="beside")
            return
        if self._typed is None:
            self._typed = str(suggested_path(self.form, self.day(), self.catalog))
        if self.safecheck.result.facts.source == "practice":
            yield Prose(nothing_is_real(self.catalog), classes="big")
        field = Input(self._typed, id="path", max_length=_LONGEST, select_on_focus=False)
        field.border_title = words(self.catalog.gettext("The file: its folder and name"))
        yield field
        problem = "" if self._problem is None else self.catalog.sentence(self._problem)
        yield Prose(problem, id="problem", classes="medium close")
        yield Prose(self._who(self._typed), id="who")

    def _who(self, typed: str) -> str:
        try:
            return who_could_read(typed_path(typed), self._seen_by, self.catalog)
        except BadInputError:
            return ""

    def on_mount(self) -> None:
        """Let the name be typed over at once."""
        self.point_at()

    def point_at(self) -> None:
        """Go to the field, or to what there is to choose."""
        for widget in self.query("#path, #beside"):
            widget.focus()

    async def _show(self) -> None:
        await self.redraw(from_top=True)
        self.point_at()
        await self.refresh_footer()

    @on(Input.Changed, "#path")
    def follow(self, event: Input.Changed) -> None:
        """Say who could read it where it would go now."""
        if event.value == self._typed:  # drawn anew, and nobody typed
            return
        self._typed = event.value
        self._problem = None
        self.query_one("#problem", Prose).update("")
        self.query_one("#who", Prose).update(words(self._who(event.value)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Write once; go on when it is there."""
        if action == "write":
            return self._written is None and self._there is None
        if action == "leave":
            return self._written is not None
        return super().check_action(action, parameters)

    # --- what is done -----------------------------------------------------------------------------------

    @on(Input.Submitted, "#path")
    async def action_write(self) -> None:
        """Write it where the field says."""
        if self._there is None and self._written is None:
            await self._write(self._typed or "")

    async def _write(self, typed: str, *, replace: bool = False) -> None:
        try:
            path = typed_path(typed)
            self._there = None
            self.write_report(path, replace=replace)
            self._written = path
        except FileThereError:
            self._there = path
        except BadInputError as problem:
            self._problem = problem
        await self._show()

    @on(OptionList.OptionSelected, "#beside")
    async def choose(self, event: OptionList.OptionSelected) -> None:
        """Take another name, or replace what is there."""
        there = self._there
        assert there is not None  # noqa: S101 - there was something to choose
        if event.option_id == "other":
            self._there = None
            await self._show()
        else:
            path = free_path(there) if event.option_id == "free" else there
            await self._write(str(path), replace=event.option_id == "replace")

    async def action_leave(self) -> None:
        """Go back to where saving began."""
        self.app.pop_screen()

    def action_back(self) -> None:
        """Back to the page before; once it is written, to where saving began."""
        if self._written is not None:
            self.call_later(self.action_leave)
        elif self._there is not None:
            self._there = None
            self.call_later(self._show)
        else:
            super().action_back()
