"""A page that makes several changes, one after the other: the list first, then how far it is, then how it
ended. Esc before it is confirmed leaves everything as it is; later it keeps the rest to do."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import ClassVar

from msgspec.structs import replace
from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from safecheck.audit.changing import Changing
from safecheck.model.changes import Run
from safecheck.model.errors import SafecheckError
from safecheck.model.progress import Progress, ProgressListener, ignore_progress
from safecheck.model.text import N_
from safecheck.report.changes import requests_section
from safecheck.report.charts import bar
from safecheck.report.doing import is_right_word, run_sections, word_wanted
from safecheck.report.progress_lines import progress_line
from safecheck.report.sections import Section, section
from safecheck.tui.page import Page
from safecheck.tui.safe_text import words
from safecheck.tui.widgets.detail import Detail
from safecheck.tui.widgets.prose import Prose
from safecheck.tui.widgets.word_field import WordField

_BAR = 40  # cells
_STOPPING = N_("The one under way comes to its end; the others stay as they are.")


class SeveralChanges(Page):
    """A list to look over, and what became of it. `NEEDS_WORD`: nothing takes it back, so that a word is to
    be typed."""

    AUTO_FOCUS = ""
    NEEDS_WORD: ClassVar[bool] = False
    DEFAULT_CSS = """
    SeveralChanges #far { height: auto; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "confirm", N_("do it")),
        Binding("r", "requests", N_("requests")),
        Binding("f5", "requests_too", N_("requests"), key_display="F5"),
        Binding("escape,s", "stop", N_("stop here"), key_display="esc"),
        Binding("enter", "go_on", N_("go on")),
        Binding("escape", "back", N_("back")),
    ]

    class Heard(Message):
        """One more is about to be made."""

        def __init__(self, event: Progress) -> None:
            super().__init__()
            self.event = event

    class Over(Message):
        """All were made, or it stopped."""

        def __init__(self, run: Run) -> None:
            super().__init__()
            self.run = run

    def __init__(self) -> None:
        super().__init__()
        self._event: Progress | None = None  # how far it is; None before it was confirmed
        self._run: Run | None = None
        self._work: asyncio.Task[Run] | None = None
        self._said = ""
        self._requests: tuple[Section, ...] | None = None  # as they are shown; None while nobody wants them

    # --- what a page gives ------------------------------------------------------------------------------

    def review_sections(self) -> tuple[Section, ...]:
        """Return the list, and what has to be known before."""
        raise NotImplementedError

    @property
    def possible(self) -> bool:
        """Whether anything of the list can be done."""
        raise NotImplementedError

    async def requests(self, changing: Changing) -> tuple[str, ...]:
        """Return the very requests, in words. Raises SafecheckError where Telegram has to be asked for that
        and cannot be."""
        raise NotImplementedError

    async def make(self, changing: Changing, listener: ProgressListener) -> Run:
        """Make the changes."""
        raise NotImplementedError

    # --- what is shown ----------------------------------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        """Yield how it ended, or how far it is, or the list."""
        result, catalog = self.safecheck.result, self.catalog
        if self._run is not None:
            yield Detail(sections=run_sections(self._run, result, catalog))
        elif self._event is not None:
            yield Static(self._far(self._event), id="far")
            stopping = self._work is not None and self._work.cancelling()
            yield Prose(catalog.gettext(_STOPPING if stopping else ""), id="stopping", classes="quiet")
        else:
            yield Detail(sections=(*self.review_sections(), *(self._requests or ())))
            if self.NEEDS_WORD and self.possible:
                yield Prose(word_wanted(catalog), classes="close")
                yield WordField(id="word")
                yield Prose(catalog.gettext(self._said), id="said", classes="medium")

    def _far(self, event: Progress) -> Content:
        full, empty = bar(event.done, event.total or 0, _BAR, unicode=self.safecheck.unicode)
        line = progress_line(event, self.catalog, datetime.now(UTC))
        return Content.assemble((full, "$primary"), (empty, "$rule"), "\n\n", words(line))

    # --- the requests -----------------------------------------------------------------------------------

    async def action_requests(self) -> None:
        """Show the very requests, or hide them again."""
        if self._requests is not None:
            self._requests = None
            await self.redraw()
            return
        self._requests = ()
        self._find_requests()

    async def action_requests_too(self) -> None:
        """The same, by a key that types nothing."""
        await self.action_requests()

    @work(exit_on_error=False, group="requests", exclusive=True)
    async def _find_requests(self) -> None:
        visit = self.safecheck.visits.current
        assert visit is not None  # noqa: S101 - it is offered in an open visit only
        try:
            found = requests_section(await self.requests(visit.changing), self.catalog)
        except SafecheckError as problem:
            found = section("", self.catalog.sentence(problem))
        if self._requests is not None:
            self._requests = (found,)
            await self.redraw()

    # --- the changes ------------------------------------------------------------------------------------

    @work(exit_on_error=False, group="change", exclusive=True)
    async def _make(self) -> None:
        visit = self.safecheck.visits.current
        assert visit is not None  # noqa: S101 - it is offered in an open visit only
        visit.listener = self._hear_wait
        self._work = asyncio.ensure_future(self.make(visit.changing, self._hear))
        try:
            run = await self._work
        finally:
            visit.listener = ignore_progress
        self.safecheck.follow(visit, *run.done)
        self.post_message(self.Over(run))

    def _hear(self, event: Progress) -> None:
        self.post_message(self.Heard(event))

    def _hear_wait(self, event: Progress) -> None:
        """Show what Telegram asks to wait before the one that is under way."""
        if self._event is not None:
            self._hear(replace(self._event, waiting_until=event.waiting_until))

    @on(Heard)
    def show_event(self, message: Heard) -> None:
        """Show how far it is."""
        self._event = message.event
        for far in self.query("#far").results(Static):
            far.update(self._far(message.event))

    @on(Over)
    async def show_end(self, message: Over) -> None:
        """Show how it ended."""
        self._run = message.run
        await self.redraw(from_top=True)
        if (visit := self.safecheck.visits.current) is not None:
            self.when_on_top(visit.changing.told)

    # --- keys -------------------------------------------------------------------------------------------

    @property
    def _asks(self) -> bool:
        return self._event is None and self._run is None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Confirm what is asked about, stop what goes on, go back before and after it."""
        going_on = self._event is not None and self._run is None
        fits = {
            "confirm": self._asks and self.possible,
            "requests": self._asks and self.possible and not self.NEEDS_WORD,
            "requests_too": self._asks and self.possible and self.NEEDS_WORD,  # letters go into the word
            "stop": going_on,
            "go_on": self._run is not None,
            "back": not going_on,
        }
        return fits.get(action, True)

    @on(Input.Submitted, "#word")
    async def word_typed(self, event: Input.Submitted) -> None:
        """Confirm, if it is the word that was asked for."""
        if is_right_word(event.value, self.catalog):
            await self._begin()
            return
        self._said = N_("That is not the word. Nothing was changed.")
        for said in self.query("#said").results(Prose):
            said.update(words(self.catalog.gettext(self._said)))

    async def action_confirm(self) -> None:
        """Begin; where a word is to be typed, go to its field."""
        if not self.NEEDS_WORD:
            await self._begin()
            return
        for field in self.query(WordField):
            field.focus()

    async def _begin(self) -> None:
        if self._asks:
            self._event = Progress("changes")
            await self.redraw(from_top=True)
            self._make()

    def action_go_on(self) -> None:
        """Go back to where this was offered."""
        self.action_back()

    async def action_stop(self) -> None:
        """Keep the rest to do."""
        if self._work is not None and not self._work.cancelling():
            self._work.cancel()
        for stopping in self.query("#stopping").results(Prose):
            stopping.update(words(self.catalog.gettext(_STOPPING)))
