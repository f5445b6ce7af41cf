"""Remember this sign-in? A name for it, and a passphrase that is typed twice (G13, P3)."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from safecheck.audit.remembered import hold_new
from safecheck.audit.resuming import may_be_remembered
from safecheck.audit.visit import Visit
from safecheck.model.errors import BadInputError, SafecheckError
from safecheck.model.remembered import RememberedSignIn, checked_name, passphrase_problem
from safecheck.model.text import N_
from safecheck.report import remembered as said
from safecheck.tui.page import Page
from safecheck.tui.safe_text import words
from safecheck.tui.widgets.prose import Prose
from safecheck.tui.widgets.secret_input import SecretInput


class RememberSignIn(Page):
    """Three fields; leaving the page changes nothing."""

    GUIDE: ClassVar[str] = "remember"
    DEFAULT_CSS = "RememberSignIn Input { max-width: 60; }"
    EXPLAIN: ClassVar[tuple[str, ...]] = (
        N_("The file holds the key of this sign-in, the number of your account, and when it was used."),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", N_("go on")),
        Binding("escape", "back", N_("back")),
    ]

    class Over(Message):
        """It was kept, or there was a `problem`."""

        def __init__(self, kept: RememberedSignIn | None, problem: SafecheckError | None) -> None:
            super().__init__()
            self.kept, self.problem = kept, problem

    def __init__(self) -> None:
        super().__init__()
        self._problem = ""
        self._busy = False
        self._kept: RememberedSignIn | None = None

    def title_words(self) -> str:
        """Return the question."""
        return self.catalog.gettext("Remember this sign-in?")

    def body(self) -> Iterable[Widget]:
        """Yield what it means, and the fields; or that it is done."""
        say = self.catalog.gettext
        if self._kept is not None:
            yield Prose(
                said.remembered_now(self._kept.name, self._kept.ends_on, self.catalog), classes="good"
            )
            return
        for line in said.what_remembering_means(self.catalog):
            yield Prose(line, classes="close")
        if self._problem:
            yield Prose(self._problem, id="problem", classes="medium close")
        fields = (
            (Input(id="name", max_length=32), say("A name for it, such as: mine")),
            (SecretInput(id="passphrase", max_length=1000), say("A new passphrase")),
            (SecretInput(id="again", max_length=1000), say("The same passphrase again")),
        )
        for field, title in fields:
            field.border_title = words(title)
            yield field

    def on_mount(self) -> None:
        """Begin with the name."""
        for field in self.query("#name"):
            field.focus()

    @on(Input.Submitted)
    async def action_go_on(self) -> None:
        """Go to the next field that is empty; with all three, keep it."""
        visit = self.safecheck.visits.current
        if self._kept is not None:
            self.action_back()
            return
        if self._busy or visit is None or not may_be_remembered(visit):
            return
        for field in self.query(Input):
            if not field.value:
                field.focus()
                return
        name = self.query_one("#name", Input).value.strip()
        passphrase, again = (field.take() for field in self.query(SecretInput))
        problem = self._wrong(name, passphrase, again)
        if problem:
            await self._ask_again(problem)
            return
        self._busy = True
        self._remember(visit, name, passphrase)

    def _wrong(self, name: str, passphrase: str, again: str) -> str:
        try:
            checked_name(name)
        except BadInputError as problem:
            return self.catalog.sentence(problem)
        if (weak := passphrase_problem(passphrase, name)) is not None:
            return self.catalog.gettext(weak)
        return "" if passphrase == again else said.not_the_same(self.catalog)

    @work(exclusive=True)
    async def _remember(self, visit: Visit, name: str, passphrase: str) -> None:
        kept: RememberedSignIn | None = None
        problem: SafecheckError | None = None
        try:
            held = hold_new(name)
            try:
                kept = await visit.remember(held, passphrase)
            finally:
                if visit.remembered != name:
                    held.release()
        except SafecheckError as error:
            problem = error
        self.post_message(self.Over(kept, problem))

    @on(Over)
    async def follow(self, event: Over) -> None:
        """Say how it is used, or what went wrong."""
        self._busy = False
        self._kept = event.kept
        if event.problem is not None:
            await self._ask_again(self.catalog.sentence(event.problem))
        else:
            await self.redraw(from_top=True)

    async def _ask_again(self, problem: str) -> None:
        self._problem = problem
        await self.redraw()
        for shown in self.query("#problem"):
            self.call_after_refresh(shown.scroll_visible, animate=False)
        for field in self.query("#passphrase"):
            field.focus()
