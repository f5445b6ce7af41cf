"""A remembered sign-in: which one, its passphrase, each earlier use, and then the account (G13)."""

import asyncio
from collections.abc import Iterable
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, OptionList

from safecheck.audit.remembered import TRIES
from safecheck.audit.resuming import opened_sign_in, sign_out_for_good, usable_sign_ins
from safecheck.audit.sources import AccountSource
from safecheck.model.errors import SafecheckError
from safecheck.model.remembered import has_ended
from safecheck.model.text import N_
from safecheck.report import before_reading
from safecheck.report import remembered as said
from safecheck.report.choices import Choice
from safecheck.store.sessions import WrongPassphraseError
from safecheck.store.sessions import now as this_moment
from safecheck.tui.page import Page
from safecheck.tui.widgets.choices import Choices
from safecheck.tui.widgets.prose import Prose
from safecheck.tui.widgets.secret_input import SecretInput


class ChooseSignIn(Page):
    """Which remembered sign-in, or a new one."""

    GUIDE: ClassVar[str] = "remember"
    EXPLAIN: ClassVar[tuple[str, ...]] = (
        N_("It is the passphrase that you chose when you had this sign-in remembered. It is kept nowhere."),
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", N_("back"))]

    def title_words(self) -> str:
        """Return the name of the choice."""
        return self.catalog.gettext("Check my account")

    def account_words(self) -> str:
        """Return nothing: none is chosen yet."""
        return ""

    def body(self) -> Iterable[Widget]:
        """Yield whose account, and the choices."""
        say = self.catalog.gettext
        yield Prose(before_reading.own_account(self.catalog), classes="big")
        choices = [
            Choice(one.name, said.use_it(one, self.catalog), say("with its passphrase"))
            for one in usable_sign_ins(self.safecheck.server)
        ]
        yield Choices(
            (*choices, Choice(".new", say("Sign in anew"), "")), unicode=self.safecheck.unicode, id="sign-ins"
        )

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Go where the choice leads."""
        from safecheck.tui.screens.before_reading import BeforeReading

        name = event.option.id or ".new"
        self.app.push_screen(BeforeReading() if name == ".new" else UseSignIn(name))


class UseSignIn(Page):
    """The passphrase of the sign-in kept as `name`, and then its earlier uses."""

    GUIDE: ClassVar[str] = "remember"
    DEFAULT_CSS = "UseSignIn #passphrase { max-width: 60; }"
    EXPLAIN = ChooseSignIn.EXPLAIN
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", N_("go on")),
        Binding("escape", "back", N_("back")),
    ]

    class Tried(Message):
        """A passphrase was tried: it opened `source`, or there was a `problem`."""

        def __init__(self, source: AccountSource | None, problem: SafecheckError | None, over: str) -> None:
            super().__init__()
            self.source, self.problem, self.over = source, problem, over

    def __init__(self, name: str) -> None:
        super().__init__()
        self._sign_in = name
        self._left = TRIES
        self._busy = False
        self._problem = ""
        self._source: AccountSource | None = None

    def title_words(self) -> str:
        """Return the name of the choice."""
        return self.catalog.gettext("Check my account")

    def account_words(self) -> str:
        """Return nothing: the account is not read yet."""
        return ""

    def body(self) -> Iterable[Widget]:
        """Yield whose account and the field, or what came out of it."""
        catalog = self.catalog
        held = self._source.held if self._source is not None else None
        if held is not None and held.opened is not None:
            for line in said.earlier_uses(held.opened, catalog):
                yield Prose(line)
            return
        yield Prose(before_reading.own_account(catalog), classes="big")
        yield Prose(before_reading.cannot_know(catalog))
        if self._problem:
            yield Prose(self._problem, classes="medium")
        if self._left:
            field = SecretInput(id="passphrase", max_length=1000)
            field.border_title = catalog.gettext("The passphrase of “%(name)s”") % {"name": self._sign_in}
            yield field

    def on_mount(self) -> None:
        """Let the passphrase be typed at once."""
        self._to_the_field()

    def on_unmount(self) -> None:
        """Give the sign-in back, where it was opened and not used."""
        if self._source is not None and self._source.held is not None:
            self._source.held.release()

    def _to_the_field(self) -> None:
        for field in self.query("#passphrase"):
            field.focus()

    @on(Input.Submitted)
    def action_go_on(self) -> None:
        """Try what was typed; after the earlier uses, go on to the account."""
        from safecheck.tui.screens.sign_in import SignIn

        if self._source is not None:
            source, self._source = self._source, None  # the visit gives it back
            self.safecheck.show_alone(SignIn(source))
            return
        typed = "".join(field.take() for field in self.query("#passphrase").results(SecretInput))
        if typed and not self._busy:
            self._busy = True
            self._try(typed)

    @work(exclusive=True)
    async def _try(self, typed: str) -> None:
        source: AccountSource | None = None
        problem: SafecheckError | None = None
        over = ""
        app = self.safecheck
        try:
            found = await asyncio.to_thread(opened_sign_in, self._sign_in, typed, app.settings, app.server)
            opened = found.held.opened if found.held is not None else None
            if opened is None or not has_ended(opened.made_on, this_moment()):
                source = found
            else:
                signed_out = await sign_out_for_good(found)
                over = said.days_are_over(opened, self.catalog, signed_out=signed_out)
        except SafecheckError as error:
            problem = error
        if not self.post_message(self.Tried(source, problem, over)) and source and source.held:
            source.held.release()

    @on(Tried)
    async def follow(self, event: Tried) -> None:
        """Show the earlier uses, or why it did not open."""
        self._busy = False
        self._source = event.source
        self._problem = self.catalog.sentence(event.problem) if event.problem else event.over
        if event.source is None:
            self._left = self._left - 1 if isinstance(event.problem, WrongPassphraseError) else 0
        await self.redraw()
        self._to_the_field()
