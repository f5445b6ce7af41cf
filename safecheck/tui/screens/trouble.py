"""What went wrong in one sentence, and what can be done."""

import asyncio
from collections.abc import Iterable
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import OptionList

from safecheck.audit.sources import AccountSource, Source
from safecheck.model.errors import AccountClosedError, IdentityRefusedError, OtherWayError, SafecheckError
from safecheck.model.sign_in import SignInWay
from safecheck.model.text import N_
from safecheck.report.choices import Choice, first_choices
from safecheck.report.closing import closing_sentence
from safecheck.report.sign_in import other_way
from safecheck.tui.page import Page
from safecheck.tui.widgets.choices import Choices
from safecheck.tui.widgets.prose import Prose


class Trouble(Page):
    """The end of a sign-in that did not work in that `way`, or of a reading (None). The visit is closed
    meanwhile. `phone` is the number that was typed, so that a second try begins with it."""

    GUIDE: ClassVar[str] = "trouble"
    EXPLAIN: ClassVar[tuple[str, ...]] = (
        N_("Nothing was changed on your account. You can try again as often as you like."),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "app.focus('ways')", N_("choose"), key_display="↑↓"),
        Binding("enter", "app.focus('ways')", N_("start")),
        Binding("escape", "back", N_("back")),
    ]

    def __init__(self, error: SafecheckError, source: Source, way: SignInWay | None, phone: str = "") -> None:
        super().__init__()
        self._error, self._source, self._way, self._phone = error, source, way, phone
        self._signed_out: bool | None = None

    def title_words(self) -> str:
        """Return what happened."""
        return self.catalog.gettext("That did not work")

    def account_words(self) -> str:
        """Return what kind of account it was."""
        return self.safecheck.account_words(self._source)

    def body(self) -> Iterable[Widget]:
        """Yield the sentence and the ways on, the one that may help first."""
        catalog = self.catalog
        yield Prose(catalog.sentence(self._error), classes="big")
        if self._signed_out is False:
            yield Prose(
                closing_sentence(catalog, signed_out=False, kept=(), practice=False), classes="medium"
            )
        again = Choice("again", catalog.gettext("Try again"), "")
        other = Choice("other", other_way(catalog, is_qr=self._way == "code"), "")
        switches = next(one for one in first_choices(catalog) if one.key == "switches")
        start = Choice("start", catalog.gettext("Back to the start"), "")
        ways: tuple[Choice, ...] = (again, other, switches)
        if isinstance(self._error, AccountClosedError):
            ways = (switches, again)
        elif isinstance(self._error, IdentityRefusedError) and self.safecheck.server is None:
            others = Choice("identity", catalog.gettext("Look at the api_id and api_hash again"), "")
            ways = (others, again, switches)
        elif self._way is None or self._remembered:
            ways = (again, switches)
        elif isinstance(self._error, OtherWayError):
            ways = (other, again, switches)
        yield Choices((*ways, start), unicode=self.safecheck.unicode, id="ways")

    @property
    def _remembered(self) -> str:
        """The name of the remembered sign-in that was used, "" if none was."""
        held = self._source.held if isinstance(self._source, AccountSource) else None
        return held.name if held is not None else ""

    def on_mount(self) -> None:
        """Sign out of whatever there may be."""
        self._leave()

    @work(exit_on_error=False, group="close")
    async def _leave(self) -> None:
        visits = self.safecheck.visits
        signed_out = await asyncio.shield(asyncio.ensure_future(visits.close()))
        if visits.current is not None and visits.current.kind == "account":
            self._signed_out = signed_out
        if self._signed_out is False:
            self.call_later(self.redraw)

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Go where the choice leads."""
        from safecheck.tui.screens.sign_in import SignIn
        from safecheck.tui.screens.switches import Switches

        way = event.option.id
        if way == "switches":
            self.safecheck.show_alone(Switches())
        elif way == "start":
            self.safecheck.show_alone()
        elif way == "identity":
            from safecheck.tui.screens.api_identity import ApiIdentity
            from safecheck.tui.screens.before_reading import BeforeReading

            self.safecheck.identity = None
            self.safecheck.show_alone(BeforeReading(), ApiIdentity())
        elif self._remembered:  # its passphrase is typed at every use (G13)
            from safecheck.tui.screens.use_remembered import UseSignIn

            self.safecheck.show_alone(UseSignIn(self._remembered))
        else:
            other: SignInWay = "code" if self._way == "qr" else "qr"
            way_now = other if way == "other" else self._way or "qr"
            self.safecheck.show_alone(SignIn(self._source, way_now, self._phone))
