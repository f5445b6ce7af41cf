"""Every request by name: the closed list that the gate enforces."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from safecheck.model.text import N_
from safecheck.report.request_list import used_while
from safecheck.tui.page import Page
from safecheck.tui.safe_text import words
from safecheck.tui.widgets.prose import Prose


class Requests(Page):
    """What safecheck can send to Telegram, and why."""

    GUIDE: ClassVar[str] = "privacy"
    DEFAULT_CSS = """
    Requests .request { max-width: 72; height: auto; margin-bottom: 1; }
    """
    EXPLAIN: ClassVar[tuple[str, ...]] = (
        N_("Each request that leaves safecheck passes one gate. What is not on this list does not pass it."),
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", N_("back"))]

    def title_words(self) -> str:
        """Return the place."""
        return self.catalog.gettext("Every request by name")

    def account_words(self) -> str:
        """Return what the page below says."""
        return self.below.account_words() if self.below else ""

    def body(self) -> Iterable[Widget]:
        """Yield each request with its reason."""
        from safecheck.telegram.allowlist import ALLOWED

        catalog = self.catalog
        yield Prose(
            catalog.ngettext(
                "safecheck can send this one request to Telegram, and no other.",
                "safecheck can send these %(count)d requests to Telegram, and no others.",
                len(ALLOWED),
            )
            % {"count": len(ALLOWED)},
            classes="big",
        )
        for entry in ALLOWED:
            lines = (words(catalog.gettext(entry.reason)), words(used_while(entry.modes, catalog)))
            yield Static(
                Content("\n").join(
                    (words(entry.method).stylize("$key"), lines[0], lines[1].stylize("$quiet"))
                ),
                classes="request",
            )
