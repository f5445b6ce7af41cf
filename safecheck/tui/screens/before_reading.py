"""What is said before a sign-in: whose account, what is asked, sent along and out of reach."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget

from safecheck.audit.sources import PracticeSource, Source
from safecheck.model.text import N_
from safecheck.report import before_reading as said
from safecheck.tui.page import Page
from safecheck.tui.widgets.named_list import named_list
from safecheck.tui.widgets.prose import Prose


class BeforeReading(Page):
    """The last page before a sign-in, all of it to be read without scrolling. `source` is None for the user's
    own account."""

    GUIDE: ClassVar[str] = "sign-in"
    DEFAULT_CSS = """
    BeforeReading .list { max-width: 76; height: auto; }
    BeforeReading #lists { height: auto; margin-bottom: 1; }
    """
    EXPLAIN: ClassVar[tuple[str, ...]] = (
        N_(
            "safecheck has a closed list of questions that it can put to Telegram. Nothing else can leave it."
        ),
        N_(
            "With its answers Telegram sends things that nobody asked for, such as the last message of each "
            "chat. safecheck throws them away before anyone or anything has read them."
        ),
        N_(
            "Your settings are those for downloading and saving, for 18+ material, for groups and strangers, "
            "how many folders you have, and whether you have a two-step password. r names every request."
        ),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", N_("go on")),
        Binding("r", "requests", N_("every request")),
        Binding("escape", "back", N_("back")),
    ]

    def __init__(self, source: PracticeSource | None = None) -> None:
        super().__init__()
        self._source = source

    def title_words(self) -> str:
        """Return the place."""
        return self.catalog.gettext("Before you sign in")

    def account_words(self) -> str:
        """Return what kind of account will be signed in to."""
        if self._source is None and self.safecheck.server is not None:
            return self.catalog.gettext("a server on this computer, not Telegram")
        return self.safecheck.account_words(self._source) if self._source else ""

    def body(self) -> Iterable[Widget]:
        """Yield whose account, the three lists, and what Telegram does."""
        from safecheck.telegram.allowlist import ALLOWED

        catalog = self.catalog
        yield Prose(said.own_account(catalog), classes="big")
        rows = [(entry.method, entry.modes, entry.reason) for entry in ALLOWED]
        yield Vertical(*map(named_list, said.what_happens(catalog, rows)), id="lists")
        yield Prose(said.announcement(catalog))
        yield Prose(f"{said.changes_nothing(catalog)} {said.cannot_know(catalog)}")
        if self._source is not None:
            yield Prose(said.practice_notice(catalog), classes="good close")
        else:
            yield Prose(said.watched_more_closely(catalog), classes="close")
            if self._asks_for_api_id:
                yield Prose(said.takes_longer(catalog), classes="close")

    @property
    def _asks_for_api_id(self) -> bool:
        return self.safecheck.server is None and self.safecheck.identity is None

    def action_requests(self) -> None:
        """Show every request by name."""
        from safecheck.tui.screens.requests import Requests

        self.app.push_screen(Requests())

    def action_go_on(self) -> None:
        """Go on to the sign-in; for a real account the application's own numbers come first."""
        if self._source is None and self._asks_for_api_id:
            from safecheck.tui.screens.api_identity import ApiIdentity

            self.app.push_screen(ApiIdentity())
            return
        from safecheck.tui.screens.sign_in import SignIn

        self.app.push_screen(SignIn(self._source or self._own_account()))

    def _own_account(self) -> Source:
        from safecheck.audit.connection import account_source

        return account_source(self.safecheck.settings, self.safecheck.identity, self.safecheck.server)
