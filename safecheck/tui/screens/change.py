"""One change on the account: now and then, a key that confirms it, what became of it. Esc never writes."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from safecheck.model.changes import WITHOUT_UNDO, Begun, Done, Preview, Target
from safecheck.model.errors import SafecheckError
from safecheck.model.progress import Progress, ignore_progress
from safecheck.model.text import N_
from safecheck.report.doing import (
    ASKING,
    DOING,
    can_be_taken_back,
    confirm_sections,
    is_right_word,
    outcome_sections,
    what_to_change,
    word_wanted,
)
from safecheck.report.progress_lines import progress_line
from safecheck.tui.page import Page
from safecheck.tui.safe_text import words
from safecheck.tui.widgets.detail import Detail
from safecheck.tui.widgets.prose import Prose
from safecheck.tui.widgets.word_field import WordField


class ChangePage(Page):
    """A change that is asked about, made and told. Going back before it is confirmed leaves all as it is."""

    GUIDE: ClassVar[str] = "changing"
    AUTO_FOCUS = ""  # what has to be read stands above the field
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "confirm", N_("do it")),
        Binding("u", "take_back", N_("take it back")),
        Binding("r", "requests", N_("requests")),
        Binding("f5", "requests_too", N_("requests")),
        Binding("enter", "go_on", N_("go on")),
        Binding("escape", "stop_waiting", N_("wait no longer")),
        Binding("escape", "back", N_("back")),
    ]
    EXPLAIN = (
        N_("Nothing is changed before you confirm it here. Esc leaves everything as it is."),
        N_(
            "safecheck notes how it was, makes this one change, and asks Telegram what it stored. With r you"
            " see the very requests."
        ),
        N_("What can be taken back, you can take back here at once, or later: u on the plan."),
    )

    class Asked(Message):
        """What would be changed is known."""

    class Over(Message):
        """It is known how it ended."""

    class Heard(Message):
        """Telegram asks to wait, or that is over."""

        def __init__(self, wait: Progress | None) -> None:
            super().__init__()
            self.wait = wait

    def __init__(self, target: Target, undoes: Begun | None = None) -> None:
        """Take the step of `target` or, where `undoes` is given, take that change back."""
        super().__init__()
        self._target, self._undoes = target, undoes
        self._preview: Preview | None = None
        self._answer: asyncio.Future[bool] | None = None
        self._done: Done | None = None
        self._problem: SafecheckError | None = None
        self._wait: Progress | None = None  # what Telegram asks for now
        self._requests = False
        self._said = ""

    # --- what is shown ----------------------------------------------------------------------------------

    def title_words(self) -> str:
        """Return what goes on."""
        if self._undoes is not None:
            return self.catalog.gettext("Take it back")
        return self.catalog.gettext("Do it now")

    def body(self) -> Iterable[Widget]:
        """Yield how it ended, or what would change, or what is being asked."""
        result, catalog = self.safecheck.result, self.catalog
        heading = words(what_to_change(self._target, result, catalog)).stylize("bold")
        if self._problem is not None:
            yield Prose(catalog.sentence(self._problem), classes="big")
        elif self._done is not None:
            visit = self.safecheck.visits.current
            kept = visit is not None and visit.kind == "account"
            yield Detail(heading, outcome_sections(self._done, result, catalog, kept=kept))
        elif self._preview is None or self._confirmed:
            yield Detail(heading)
            yield Prose(self._goes_on(), id="goes-on", classes="big")
        else:
            yield Detail(heading, confirm_sections(self._preview, result, catalog, requests=self._requests))
            if self._needs_word:
                yield Prose(word_wanted(catalog), classes="close")
                yield WordField(id="word")
                yield Prose(catalog.gettext(self._said), id="said", classes="medium")

    def _goes_on(self) -> str:
        """Return what goes on now."""
        if self._wait is not None:
            return progress_line(self._wait, self.catalog, datetime.now(UTC))
        return self.catalog.gettext(DOING if self._confirmed else ASKING)

    @property
    def _confirmed(self) -> bool:
        return self._answer is not None and self._answer.done()

    @property
    def _needs_word(self) -> bool:
        return self._target.kind in WITHOUT_UNDO

    @property
    def _ended(self) -> bool:
        return self._done is not None or self._problem is not None

    @property
    def _asks(self) -> bool:
        return self._preview is not None and not (self._confirmed or self._ended)

    # --- the change -------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Ask Telegram how it stands."""
        self._begin()

    @work(exit_on_error=False, group="change", exclusive=True)
    async def _begin(self) -> None:
        visit = self.safecheck.visits.current
        assert visit is not None  # noqa: S101 - it is offered in an open visit only
        visit.listener = self._hear
        try:
            if self._undoes is None:
                self._done = await visit.changing.apply(self._target, self._confirm)
            else:
                self._done = await visit.changing.undo(self._undoes, self._confirm)
        except SafecheckError as problem:
            self._problem = problem
        finally:
            visit.listener = ignore_progress
        if self._done is not None:
            self.safecheck.follow(visit, self._done)
        self.post_message(self.Over())

    async def _confirm(self, preview: Preview) -> bool:
        self._preview = preview
        self._answer = asyncio.get_running_loop().create_future()
        self.post_message(self.Asked())
        return await self._answer

    def _hear(self, event: Progress) -> None:
        self.post_message(self.Heard(event if event.waiting_until is not None else None))

    @on(Heard)
    async def show_wait(self, message: Heard) -> None:
        """Count down what Telegram asks to wait, and let the key for it come and go."""
        began_or_ended = (self._wait is None) is not (message.wait is None)
        self._wait = message.wait
        for line in self.query("#goes-on").results(Prose):
            line.update(words(self._goes_on()))
        if began_or_ended:
            await self.refresh_footer()

    @on(Asked)
    @on(Over)
    async def show(self) -> None:
        """Show what is known now."""
        self._wait = None
        await self.redraw(from_top=True)
        visit = self.safecheck.visits.current
        if self._done is not None and visit is not None:
            self.when_on_top(visit.changing.told)

    # --- keys -------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Confirm what is asked about; go back before that and after it, and not in the middle."""
        fits = {
            "confirm": self._asks,
            "requests": self._asks and not self._needs_word,
            "requests_too": self._asks and self._needs_word,  # letters go into the word
            "take_back": self._done is not None and can_be_taken_back(self._done),
            "go_on": self._ended,
            "stop_waiting": self._wait is not None and self._confirmed and not self._ended,
            "back": self._ended or not self._confirmed,
        }
        return fits.get(action, True)

    @on(Input.Submitted, "#word")
    async def word_typed(self, event: Input.Submitted) -> None:
        """Confirm, if it is the word that was asked for."""
        if is_right_word(event.value, self.catalog):
            await self._do()
            return
        self._said = N_("That is not the word. Nothing was changed.")
        for said in self.query("#said").results(Prose):
            said.update(words(self.catalog.gettext(self._said)))

    async def action_confirm(self) -> None:
        """Make the change."""
        if not self._needs_word:
            await self._do()
            return
        for field in self.query(WordField):
            field.focus()

    async def _do(self) -> None:
        if self._asks and self._answer is not None:
            self._answer.set_result(True)
            await self.redraw(from_top=True)

    async def action_requests(self) -> None:
        """Show the very requests, or hide them again."""
        self._requests = not self._requests
        await self.redraw()

    async def action_requests_too(self) -> None:
        """The same, by a key that types nothing."""
        await self.action_requests()

    def action_stop_waiting(self) -> None:
        """Keep the step to do: nothing of it was sent yet."""
        if (visit := self.safecheck.visits.current) is not None:
            visit.changing.hurry()

    def action_go_on(self) -> None:
        """Go back to where this was offered."""
        self.action_back()

    def action_take_back(self) -> None:
        """Go on to taking it back."""
        visit = self.safecheck.visits.current
        if visit is None or not visit.can_change:
            return
        entries = visit.changing.to_undo(self._target)
        if entries:
            self.app.switch_screen(ChangePage(self._target, entries[0]))
