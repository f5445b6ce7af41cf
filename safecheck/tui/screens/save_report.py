"""Save a report: which form, then who may see it. Where it goes is the next page."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import OptionList

from safecheck.model.result import FORMS, SHARES, Form
from safecheck.model.text import N_
from safecheck.report.saving import form_choices, nothing_is_real, share_choices, what_saving_is, who_may_see
from safecheck.tui.page import Page
from safecheck.tui.widgets.choices import WaysOn
from safecheck.tui.widgets.prose import Prose


class SaveReport(Page):
    """The form of the report."""

    GUIDE: ClassVar[str] = "report"
    SAVES: ClassVar[bool] = False
    EXPLAIN: ClassVar[tuple[str, ...]] = (
        N_(
            "A page (HTML) has everything for paper: steps with boxes to tick and a sheet for each device. It"
            " works without internet. Text is good to have read aloud; a table is for spreadsheets, JSON for"
            " other programs."
        ),
        N_("Then you choose who may see it, and where it goes. Until the last Enter nothing is written."),
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", N_("back"))]

    def title_words(self) -> str:
        """Return what this is for."""
        return self.catalog.gettext("Save a report")

    def body(self) -> Iterable[Widget]:
        """Yield the forms."""
        yield Prose(what_saving_is(self.catalog), classes="big")
        if self.safecheck.result.facts.source == "practice":
            yield Prose(nothing_is_real(self.catalog))
        yield WaysOn(form_choices(self.catalog), unicode=self.safecheck.unicode, id="forms")

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Go on to who may see it."""
        self.app.push_screen(SaveForWhom(next(form for form in FORMS if form == event.option_id)))


class SaveForWhom(Page):
    """Who may see a report of this form."""

    GUIDE: ClassVar[str] = "report"
    SAVES: ClassVar[bool] = False
    EXPLAIN: ClassVar[tuple[str, ...]] = (
        N_(
            "For somebody who helps, groups and channels that stand out are called “Group A” or “Channel B”,"
            " and devices by what they are; links and numbers of chats are gone."
        ),
        N_(
            "A police officer or a hotline needs the reporting card, and that is only in a report with"
            " everything in it."
        ),
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", N_("back"))]

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form

    def title_words(self) -> str:
        """Return what this is for."""
        return self.catalog.gettext("Save a report")

    def body(self) -> Iterable[Widget]:
        """Yield the levels; the one without names comes first."""
        yield Prose(who_may_see(self.catalog), classes="big")
        yield WaysOn(share_choices(self.catalog), unicode=self.safecheck.unicode, id="levels")

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Go on to where it goes."""
        from safecheck.tui.screens.save_where import SaveWhere

        share = next(share for share in SHARES if share == event.option_id)
        self.app.push_screen(SaveWhere(self._form, share))
