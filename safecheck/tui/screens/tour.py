"""A short tour in a few pages; it can be left at any moment, and needs no sign-in."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from safecheck.model.text import N_
from safecheck.report.landing_table import answer_words
from safecheck.report.tour import KEYS_OF_SCREENS, TourPage, tour
from safecheck.tui.page import Page
from safecheck.tui.widgets.landing_table import LandingTableView
from safecheck.tui.widgets.prose import Prose


class Tour(Page):
    """One page after the other."""

    AUTO_FOCUS = ""
    GUIDE: ClassVar[str] = "start"
    EXPLAIN: ClassVar[tuple[str, ...]] = (
        N_("This is a short tour of safecheck. Nothing is asked and nothing is sent."),
        N_("Esc leaves it at any moment. You find it again on the first screen."),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,right,n", "go(1)", N_("next page"), key_display="⏎"),
        Binding("enter,right,n", "leave", N_("to the start"), key_display="⏎"),
        Binding("left,p", "go(-1)", N_("previous page"), key_display="←", show=False),
        Binding("escape", "back", N_("back")),
    ]

    def __init__(self, at: int = 0) -> None:
        super().__init__()
        self._at = at

    @property
    def _pages(self) -> tuple[TourPage, ...]:
        return tour(self.catalog, keys=tuple(map(self.catalog.gettext, KEYS_OF_SCREENS)))

    def title_words(self) -> str:
        """Return which page this is."""
        return self.catalog.gettext("A short tour: %(number)d of %(count)d") % {
            "number": self._at + 1,
            "count": len(self._pages),
        }

    def account_words(self) -> str:
        """Return nothing: this is about no account."""
        return ""

    def body(self) -> Iterable[Widget]:
        """Yield the page."""
        page = self._pages[self._at]
        yield Prose(page.title, classes="big")
        for paragraph in page.paragraphs:
            yield Prose(paragraph)
        if page.table is not None:
            answers = answer_words(self.catalog)
            yield LandingTableView(page.table, answers, unicode=self.safecheck.unicode, id="example")
        for paragraph in page.after:
            yield Prose(paragraph)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """After the last page there is none: the same key leads back to the start."""
        last = self._at == len(self._pages) - 1
        return not last if (action, parameters) == ("go", (1,)) else last or action != "leave"

    async def action_go(self, by: int) -> None:
        """Go on to the next page, or back to the one before."""
        if 0 <= self._at + by < len(self._pages):
            self._at += by
            await self.redraw(from_top=True)

    def action_leave(self) -> None:
        """Go back to the start."""
        self.action_back()
