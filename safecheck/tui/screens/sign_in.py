"""Signing in: a QR code or a number, a code, a password. The conversation itself is `telegram.sign_in`."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime
from math import ceil
from typing import ClassVar

from msgspec.structs import replace
from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from safecheck.audit.sources import AccountSource, Source
from safecheck.audit.visit import Visit
from safecheck.model.errors import SafecheckError, UnreachableError
from safecheck.model.progress import Progress, ignore_progress
from safecheck.model.sign_in import (
    CodeWanted,
    PasswordWanted,
    PhoneWanted,
    QrShown,
    SignedIn,
    SignInState,
    SignInWay,
)
from safecheck.model.text import N_
from safecheck.report import sign_in as said
from safecheck.report.progress_lines import progress_line
from safecheck.tui.page import Page
from safecheck.tui.safe_text import words
from safecheck.tui.widgets.digits_input import DigitsInput
from safecheck.tui.widgets.prose import Prose
from safecheck.tui.widgets.qr import QrCode
from safecheck.tui.widgets.secret_input import SecretInput

Step = Callable[[Visit], Awaitable[SignInState]]


class SignIn(Page):
    """One sign-in to `source`. What is asked follows from the state; while Telegram is asked, nothing is."""

    GUIDE: ClassVar[str] = "sign-in"
    DEFAULT_CSS = """
    SignIn Horizontal { height: auto; }
    SignIn Vertical { height: auto; padding-left: 3; }
    """
    EXPLAIN: ClassVar[tuple[str, ...]] = (
        N_(
            "You sign in to Telegram once more, beside your phone. safecheck keeps this sign-in in memory "
            "and ends it when you are done."
        ),
        N_(
            "A QR code is the easiest: nothing is typed. The code that Telegram sends instead is for you "
            "alone. A two-step password never leaves this computer."
        ),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", N_("go on")),
        Binding("s", "practice_scan", N_("practice scan")),
        Binding("c", "by_code", N_("code")),
        Binding("k", "link", N_("link")),
        Binding("r", "by_qr", N_("QR code")),
        Binding("n", "other_number", N_("other number"), show=False),
        Binding("escape", "stop", N_("cancel")),
    ]

    class Followed(Message):
        """A step led to this state."""

        def __init__(self, state: SignInState) -> None:
            super().__init__()
            self.state = state

    class Failed(Message):
        """A step ended the sign-in."""

        def __init__(self, error: SafecheckError) -> None:
            super().__init__()
            self.error = error

    class Heard(Message):
        """Something went on meanwhile."""

        def __init__(self, event: Progress) -> None:
            super().__init__()
            self.event = event

    def __init__(self, source: Source, way: SignInWay = "qr", phone: str = "") -> None:
        super().__init__()
        self._source = source
        self._way = way
        self._phone = phone  # as it was typed last
        self._visit: Visit | None = None
        self._state: SignInState | None = None
        self._event = Progress("connect")
        self._asked: PhoneWanted | CodeWanted | PasswordWanted | None = None  # what is being answered
        self._as_link = False
        self._note = ""

    # --- what is shown ----------------------------------------------------------------------------------

    def title_words(self) -> str:
        """Return the place."""
        return self.catalog.gettext("Sign in")

    def account_words(self) -> str:
        """Return what kind of account this is, also before the line is open."""
        return self.safecheck.account_words(self._source)

    def explanation(self) -> tuple[str, ...]:
        """Return the paragraphs, and what the link is for where it is offered."""
        if not self.check_action("link", ()):
            return super().explanation()
        link = N_("k shows the code as a line of text, for another program on this computer.")
        return (*super().explanation(), self.catalog.gettext(link))

    def body(self) -> Iterable[Widget]:
        """Yield what the state asks."""
        state = self._state
        if isinstance(state, QrShown):
            yield from self._qr(state)
        elif state is None or isinstance(state, SignedIn):
            yield Prose(self._event_words(), id="event", classes="big")
            yield Prose(self.way_out(), classes="quiet")
        else:
            yield from self._banner()
            yield from self._question(state)

    def _banner(self) -> Iterable[Widget]:
        if isinstance(self._source, AccountSource) and self._source.endpoint.is_custom:
            centre = self._source.endpoint.data_centres[0]
            yield Prose(said.server_banner(self.catalog, f"{centre.host}:{centre.port}"), classes="medium")

    def _qr(self, state: QrShown) -> Iterable[Widget]:
        catalog = self.catalog
        asked = said.asked(state, catalog)
        beside: list[Widget] = [*self._banner()]
        if asked.problem:
            beside.append(Prose(asked.problem, classes="medium"))
        beside += [Prose(sentence, classes="big") for sentence in asked.sentences]
        beside.append(Prose(self._seconds_words(state), id="seconds", classes="quiet"))
        if self._visit is not None and self._visit.owner is not None:
            scan = catalog.gettext("Nothing here is real. Press s: the practice phone then scans the code.")
            beside.append(Prose(self._note or scan, classes="good"))
        beside.append(
            Prose(catalog.gettext("Does that not work? Press c: Telegram then sends a code to your app."))
        )
        if self._as_link or not self.safecheck.unicode:
            yield from beside
            yield Prose(state.url, id="link")
        else:
            yield Horizontal(QrCode(state.url, id="qr"), Vertical(*beside))

    def _question(self, state: SignInState) -> Iterable[Widget]:
        catalog = self.catalog
        asked = said.asked(state, catalog)
        if asked.problem:
            yield Prose(asked.problem, classes="medium")
        after: tuple[str, ...] = ()
        if isinstance(state, CodeWanted):
            yield Prose(" ".join(said.code_lines(state, catalog)), classes="big")
            after = (said.never_forward(catalog), said.no_code(catalog))
        else:
            for sentence in asked.sentences:
                yield Prose(sentence)
        if hint := self._practice_hint(state):
            yield Prose(hint, classes="good")
        field = _field(state, self._phone)
        field.border_title = words(asked.question)
        yield field
        yield Prose("", classes="close")
        for sentence in after:
            yield Prose(sentence, classes="quiet")

    def _practice_hint(self, state: SignInState) -> str:
        owner = self._visit.owner if self._visit is not None else None
        if owner is None:
            return ""
        if isinstance(state, PhoneWanted):
            return said.practice_phone(self.catalog, owner.phone)
        if isinstance(state, CodeWanted):
            return said.practice_code(self.catalog, owner.code)
        return said.practice_password(self.catalog, owner.password) if owner.password else ""

    def _seconds_words(self, state: QrShown) -> str:
        seconds = max(0, ceil((state.expires - datetime.now(UTC)).total_seconds()))
        return self.catalog.gettext("A new code comes in %(seconds)d s.") % {"seconds": seconds}

    def _event_words(self) -> str:
        return progress_line(self._event, self.catalog, datetime.now(UTC))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer the keys that fit the state."""
        state = self._state
        practice = self._visit is not None and self._visit.owner is not None
        fits = {
            "submit": isinstance(state, PhoneWanted | CodeWanted | PasswordWanted),
            "practice_scan": isinstance(state, QrShown) and practice,
            "link": isinstance(state, QrShown) and not practice,
            "by_code": isinstance(state, QrShown),
            "other_number": isinstance(state, CodeWanted),
            "by_qr": isinstance(state, PhoneWanted | CodeWanted),
        }
        return fits.get(action, True)

    # --- life -------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Open the line, and begin."""
        self.set_interval(0.5, self._tick)
        self._begin()

    def on_unmount(self) -> None:
        """Hear nothing any more, unless the next screen listens already."""
        if self._visit is not None and self._visit.listener == self._hear:
            self._visit.listener = ignore_progress

    def _tick(self) -> None:
        """Let the seconds run."""
        if isinstance(self._state, QrShown):
            for line in self.query("#seconds").results(Prose):
                line.update(words(self._seconds_words(self._state)))
        for line in self.query("#event").results(Prose):
            line.update(words(self._event_words()))

    @work(exit_on_error=False, group="sign_in", exclusive=True)
    async def _begin(self) -> None:
        self._visit = visit = await self.visit_of(self._source)
        visit.listener = self._hear

        async def first(visit: Visit) -> SignInState:
            await visit.open()
            return await visit.sign_in.by_qr() if self._way == "qr" else PhoneWanted()

        await self._walk(visit, first)

    @work(exit_on_error=False, group="sign_in", exclusive=True)
    async def _take(self, step: Step) -> None:
        assert self._visit is not None  # noqa: S101 - `_begin` came first
        await self._walk(self._visit, step)

    async def _walk(self, visit: Visit, step: Step) -> None:
        """Take one step, and show one QR code after another until something else follows."""
        try:
            state = await step(visit)
            self.post_message(self.Followed(state))
            while isinstance(state, QrShown):
                state = await visit.sign_in.scanned()
                self.post_message(self.Followed(state))
        except SafecheckError as error:
            again = self._asked_again(error)
            self.post_message(self.Followed(again) if again is not None else self.Failed(error))

    def _asked_again(self, error: SafecheckError) -> SignInState | None:
        """Return what to ask once more where only the line, or Telegram itself, failed: the next answer opens
        the line again, and no second code is asked for (P7). None where nothing was asked yet."""
        if isinstance(error, UnreachableError) and self.keeps_its_place and self._asked is not None:
            return replace(self._asked, problem=error)
        return None

    async def visit_of(self, source: Source) -> Visit:
        """Return the visit to sign in for, not open yet."""
        return await self.safecheck.visits.start(source)

    @property
    def keeps_its_place(self) -> bool:
        """Whether a line that breaks leads back to the question that was being answered."""
        return True

    def way_out(self) -> str:
        """Return how to stop while Telegram is asked."""
        return self.catalog.gettext("You can cancel at any time: press Esc.")

    def signed_in(self) -> None:
        """Go on to the reading."""
        from safecheck.tui.screens.progress import Reading

        self.safecheck.show_alone(Reading())

    def failed(self, error: SafecheckError) -> None:
        """Say what happened, and what can be done."""
        from safecheck.tui.screens.trouble import Trouble

        self.safecheck.show_alone(Trouble(error, self._source, self._way, self._phone))

    def _hear(self, event: Progress) -> None:
        self.post_message(self.Heard(event))

    @on(Heard)
    def show_event(self, message: Heard) -> None:
        """Say what goes on."""
        self._event = message.event
        self._tick()

    @on(Followed)
    async def follow(self, message: Followed) -> None:
        """Show what is asked now, or go on to the reading."""
        if isinstance(message.state, QrShown) and self._way == "code":
            return  # it was on its way when a code was asked for; nobody waits for its scan any more
        if isinstance(message.state, SignedIn):
            self.when_on_top(self.signed_in)
            return
        self._note = ""
        await self._show(message.state)

    @on(Failed)
    def fail(self, message: Failed) -> None:
        """It is over."""
        self.when_on_top(lambda: self.failed(message.error))

    async def _show(self, state: SignInState | None) -> None:
        self._state = state
        await self.redraw()
        self._tick()
        for field in self.query(Input):
            field.focus()

    # --- keys -------------------------------------------------------------------------------------------

    @on(Input.Submitted)
    async def action_submit(self) -> None:
        """Give Telegram what was typed, and forget it here."""
        state = self._state
        for field in self.query(Input):
            typed = field.value.strip() if not isinstance(state, PasswordWanted) else field.value
            field.clear()
            if typed:
                self._asked = state if isinstance(state, PhoneWanted | CodeWanted | PasswordWanted) else None
                self._phone = typed if isinstance(state, PhoneWanted) else self._phone
                await self._ask(_step(state, typed))

    async def _ask(self, step: Step) -> None:
        self._event = Progress("sign_in")
        await self._show(None)
        self._take(step)

    async def action_by_code(self) -> None:
        """Ask for the number; only typing it asks Telegram for a code."""
        self._way = "code"
        self.workers.cancel_group(self, "sign_in")
        await self._show(PhoneWanted())

    async def action_other_number(self) -> None:
        """Ask for the number again."""
        await self.action_by_code()

    async def action_by_qr(self) -> None:
        """Show a QR code instead."""
        self._way, self._asked = "qr", None
        await self._ask(lambda visit: visit.sign_in.by_qr())

    async def action_link(self) -> None:
        """Show the link that the QR code holds, for who cannot scan; and the code again."""
        self._as_link = not self._as_link
        await self.redraw()
        self._tick()

    async def action_practice_scan(self) -> None:
        """Let the practice phone scan the code."""
        if self._visit is not None and self._visit.owner is not None and not self._visit.owner.scan():
            self._note = said.practice_scan_failed(self.catalog)
            await self._show(self._state)

    def action_stop(self) -> None:
        """Cancel: end what there is, and go back to the start."""
        from safecheck.tui.screens.ending import Ending

        self.safecheck.show_alone(Ending(back_to_start=True))


def _field(state: SignInState, phone: str) -> Input:
    if isinstance(state, PhoneWanted):
        return DigitsInput(value=phone, id="phone", max_length=24)
    if isinstance(state, CodeWanted):
        return SecretInput(id="code", digits=state.way not in ("sms_word", "sms_phrase", "fragment"))
    return SecretInput(id="password")


def _step(state: SignInState | None, typed: str) -> Step:
    if isinstance(state, PhoneWanted):
        return lambda visit: visit.sign_in.by_code(typed)
    if isinstance(state, CodeWanted):
        return lambda visit: visit.sign_in.give_code(typed)
    return lambda visit: visit.sign_in.give_password(typed)
