"""Telegram Desktop on this computer: what is read and what is not, a passcode if there is one, the result."""

import asyncio
from collections.abc import Iterable
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from safecheck.audit.this_computer import Opening, ThisComputer
from safecheck.model.local import LocalComputer
from safecheck.model.text import N_
from safecheck.report import computer as said
from safecheck.tui.page import Page
from safecheck.tui.widgets.named_list import named_list
from safecheck.tui.widgets.prose import Prose
from safecheck.tui.widgets.secret_input import SecretInput


class ReadThisComputer(Page):
    """The page before reading. Beside an account that was read, this computer is added to its result."""

    GUIDE: ClassVar[str] = "this-computer"
    DEFAULT_CSS = """
    ReadThisComputer #lists { height: auto; margin-bottom: 1; }
    ReadThisComputer #passcode { max-width: 40; }
    """
    EXPLAIN: ClassVar[tuple[str, ...]] = (
        N_("Telegram Desktop keeps its settings in files here. safecheck reads how they stand now."),
        N_(
            "It opens the few files with settings only, and changes none. The files with your sign-in, your"
            " drafts and what was downloaded stay closed. In folders it counts, and looks at no name."
        ),
        N_(
            "A local passcode closes these files too. What you type is used once, on this computer, and then"
            " forgotten."
        ),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", N_("go on")),
        Binding("escape", "back", N_("back")),
    ]

    class Located(Message):
        """Where Telegram Desktop is, and which of it a passcode closes, is known."""

        def __init__(self, opening: Opening) -> None:
            super().__init__()
            self.opening = opening

    class Tried(Message):
        """A passcode was tried, and was `right` or not."""

        def __init__(self, *, right: bool) -> None:
            super().__init__()
            self.right = right

    class Done(Message):
        """This computer was read."""

        def __init__(self, read: LocalComputer) -> None:
            super().__init__()
            self.read = read

    def __init__(self) -> None:
        super().__init__()
        self._opening: Opening | None = None
        self._wrong = False
        self._busy = False

    def title_words(self) -> str:
        """Return the name of the choice."""
        return self.catalog.gettext("This computer only")

    def account_words(self) -> str:
        """Return nothing: this is about no account."""
        return ""

    def body(self) -> Iterable[Widget]:
        """Yield what is read and what is not, where it was found, and the field for a passcode."""
        catalog = self.catalog
        yield Prose(said.before_reading(catalog), classes="big")
        yield Vertical(*map(named_list, said.what_is_read(catalog)), id="lists")
        if self._opening is None:
            return
        folders = [str(found.path) for found in self._opening.computer.found]
        yield Prose(said.found_words(folders, catalog), id="found")
        waiting = self._opening.waiting
        if waiting is not None:
            folder = str(waiting.path) if self._opening.several else ""
            yield Prose(said.passcode_question(folder, catalog), id="question")
            passcode = SecretInput(id="passcode", max_length=200)
            passcode.border_title = catalog.gettext("Passcode")
            yield passcode
            if self._wrong:
                yield Prose(said.passcode_wrong(catalog, again=True), id="problem", classes="medium close")

    # --- life -------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Begin to look for it."""
        self._locate()

    @work(exclusive=True)
    async def _locate(self) -> None:
        self.post_message(self.Located(await asyncio.to_thread(lambda: Opening(ThisComputer()))))

    @on(Located)
    async def show_where(self, event: Located) -> None:
        """Show where it is, and ask for the passcode if there is one."""
        self._opening = event.opening
        await self.redraw()
        self._to_the_field()

    async def _redraw(self, *, from_top: bool) -> None:
        await super()._redraw(from_top=from_top)
        for problem in self.query("#problem"):
            self.call_after_refresh(problem.scroll_visible, animate=False)

    def _to_the_field(self) -> None:
        for field in self.query("#passcode"):
            field.focus()

    @on(Input.Submitted)
    def action_go_on(self) -> None:
        """Read, with the passcode if one was typed."""
        if self._opening is None or self._busy:
            return
        self._busy = True
        typed = "".join(field.take() for field in self.query("#passcode").results(SecretInput))
        self._read(self._opening, typed)

    @work(exclusive=True)
    async def _read(self, opening: Opening, typed: str) -> None:
        if opening.waiting is not None:
            if typed:
                right = await asyncio.to_thread(opening.open, typed)
            else:
                await asyncio.to_thread(opening.skip)
                right = True
            if not right or opening.waiting is not None:
                self.post_message(self.Tried(right=right))
                return
        self.post_message(self.Done(await asyncio.to_thread(opening.finish)))

    @on(Tried)
    async def ask_again(self, event: Tried) -> None:
        """Say that the passcode was another one, or ask for that of the next installation."""
        self._busy = False
        self._wrong = not event.right
        await self.redraw()
        self._to_the_field()

    @on(Done)
    async def follow(self, event: Done) -> None:
        """Show the result."""
        self._busy = False
        await self._show(event.read)

    async def _show(self, read: LocalComputer) -> None:
        from safecheck.tui.screens.result import Result

        app = self.safecheck
        assert self._opening is not None  # noqa: S101 - it was read
        if app.facts is not None and app.facts.source == "account":
            app.add_computer(read)
        else:
            await app.leave_practice()
            app.show_facts(self._opening.computer.facts(read), ())
        app.show_alone(Result())
