"""The languages of an app, one a line: the name in the language itself, then in English."""

from collections.abc import Sequence
from typing import ClassVar, Literal

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from safecheck.model.text import N_
from safecheck.report.app_language import LanguageRow
from safecheck.tui.safe_text import words
from safecheck.tui.widgets.columns import cut, fitted

_NAME, _BESIDE = 30, 38  # cells; together they fit in the narrowest window that screens are made for
_GAP = 2


class LanguageList(OptionList):
    """One row a language, its code as the id of the option. `at` is the code to point at first."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", N_("choose"))]

    def __init__(self, rows: Sequence[LanguageRow], *, at: str, unicode: bool, id: str) -> None:
        self._unicode = unicode
        super().__init__(id=id)
        self.show_rows(rows, at=at)

    def show_rows(self, rows: Sequence[LanguageRow], *, at: str) -> None:
        """Show these rows from now on, pointing at the one with the code `at`, else at the first."""
        self.clear_options()
        self.add_options([Option(self._drawn(row), f"language {row.code}") for row in rows])
        self.highlighted = next((place for place, row in enumerate(rows) if row.code == at), 0)

    def _move_page(self, direction: Literal[-1, 1]) -> None:
        """Turn a page, unless nothing was drawn yet: Textual's own list fails then."""
        if self._index_to_line:
            super()._move_page(direction)

    def _drawn(self, row: LanguageRow) -> Content:
        name = fitted(words(row.name), _NAME, unicode=self._unicode)
        beside = cut(words(row.beside), _BESIDE, unicode=self._unicode).stylize("$quiet")
        return Content.assemble(name, " " * _GAP, beside)
