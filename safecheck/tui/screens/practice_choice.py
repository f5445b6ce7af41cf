"""Which practice account?"""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import OptionList

from safecheck.audit.sources import PracticeSource
from safecheck.model.text import N_
from safecheck.report.before_reading import practice_notice
from safecheck.report.choices import practice_choices
from safecheck.tui.page import Page
from safecheck.tui.widgets.choices import Choices
from safecheck.tui.widgets.prose import Prose


class PracticeChoice(Page):
    """The invented accounts, with what each says about itself."""

    GUIDE: ClassVar[str] = "practice"
    EXPLAIN: ClassVar[tuple[str, ...]] = (
        N_("Here you can try everything. The accounts are invented and live on this computer only."),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "app.focus('accounts')", N_("choose"), key_display="↑↓"),
        Binding("enter", "app.focus('accounts')", N_("start")),
        Binding("escape", "back", N_("back")),
    ]

    def title_words(self) -> str:
        """Return the question."""
        return self.catalog.gettext("Which practice account?")

    def account_words(self) -> str:
        """Return nothing: no account is chosen yet."""
        return ""

    def body(self) -> Iterable[Widget]:
        """Yield the notice and the accounts."""
        from safecheck.practice.library import abouts

        yield Prose(practice_notice(self.catalog))
        yield Choices(practice_choices(abouts(), self.catalog), unicode=self.safecheck.unicode, id="accounts")

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Go on with that account."""
        from safecheck.tui.screens.before_reading import BeforeReading

        self.app.push_screen(BeforeReading(PracticeSource(event.option.id or "individual")))
