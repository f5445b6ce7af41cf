"""A check together on screens: whose turn it is decides which page is shown, and nothing else does.

It is an app of its own. Nothing that another run read, was told or remembers can be in it, and nothing of it
stays when it ends.
"""

import time
from collections.abc import Awaitable, Callable
from math import ceil, inf
from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.binding import Binding, BindingType

from safecheck.audit.connection import account_source
from safecheck.audit.sources import PracticeSource, Source
from safecheck.audit.together import Together
from safecheck.family.ceremony import Event, Extend, Place, Stop
from safecheck.family.clock import MINUTE, SAID_AT
from safecheck.family.pages import FamilyPage, family_page
from safecheck.model.connection import Endpoint
from safecheck.model.errors import ExitCode
from safecheck.model.facts import AuditFacts
from safecheck.model.history import Changes
from safecheck.model.plan import Step
from safecheck.model.result import AuditResult
from safecheck.model.text import N_, Lang, Words
from safecheck.packs.family_pack import FamilyPack, load_family
from safecheck.packs.help_pack import load_help
from safecheck.store.config import Preferences
from safecheck.tui.app import SafecheckApp
from safecheck.tui.page import Page
from safecheck.tui.widgets.notice import Notice

if TYPE_CHECKING:
    from safecheck.family.sharing import SharedView

_LOOK = 0.5  # seconds from one look at the clock to the next
_STOPS = frozenset({"q", "ctrl+q", "ctrl+c"})
_WITH_A_RESULT: frozenset[Place] = frozenset({"own_result", "shared"})


class FamilyApp(SafecheckApp):
    """One check together. `start` is a practice account to do it with, `server` what flags named instead of
    Telegram; `now` gives the seconds of a clock that only goes forward."""

    about_all: ClassVar[tuple[str, ...]] = (
        N_(
            "You check together: nothing is changed or marked, and nothing is kept unless the owner wants a "
            "file. q stops and erases at once, without a question, on every page. While you type in a field "
            "it is Ctrl+Q. However it is stopped, the last page is the same."
        ),
        N_(
            "It takes 20 minutes at most; at 5 minutes and at 1 minute before the end it is said. With e, or "
            "F5 while you type, the owner takes 20 minutes more, as often as needed."
        ),
    )
    notes = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "end", N_("stop and erase")),
        Binding("q", "close", N_("close"), show=False),
        Binding("ctrl+q,ctrl+c", "end_or_close", show=False, priority=True),
        Binding("ctrl+z", "stay", show=False, priority=True),
        Binding("e,f5", "more_time", N_("20 minutes more"), show=False, key_display="e, F5"),
    ]

    def __init__(
        self,
        lang: Lang,
        *,
        start: PracticeSource | None = None,
        settings: Preferences | None = None,
        server: Endpoint | None = None,
        unicode: bool = True,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.together = Together(now)
        super().__init__(
            lang, self.together.visits, start=start, settings=settings, server=server, unicode=unicode
        )
        self.notice = ""
        self._shown: Place | None = None
        self._asks_since = inf  # the moment from which keys count

    # --- what the pages show --------------------------------------------------------------------------------

    @property
    def place(self) -> Place:
        """Where the check together stands."""
        return self.together.ceremony.place

    @property
    def pack(self) -> FamilyPack:
        """The words of a check together."""
        return load_family().pack

    def say(self, words: Words) -> str:
        """Return words of the pack in the language in use."""
        return words.of(self.catalog.lang)

    def words_of(self, place: Place) -> FamilyPage:
        """Return the page of a place in words; nothing of it depends on anything that happened."""
        return family_page(place, self.pack, load_help(self.country), self.catalog.lang)

    def judged(self, facts: AuditFacts) -> AuditResult:
        """Return the owner's whole result or, once it is to be shared, no more than what is."""
        del facts
        return self._judged(self.catalog.lang)

    def _judged(self, lang: Lang) -> AuditResult:
        if self.place == "shared":
            return self.together.shared(lang, self.country).result
        return self.together.own_result(lang, self.country)

    @property
    def shared(self) -> "SharedView":
        """All that the adult sees."""
        return self.together.shared(self.catalog.lang, self.country)

    @property
    def shows_chats(self) -> bool:
        """What both see is judged as if there were no chats, and must not say so."""
        return self.place != "shared"

    @property
    def can_change(self) -> bool:
        """Nothing is changed in a check together."""
        return False

    def can_check(self, step: Step) -> bool:
        """Nothing is read twice."""
        del step
        return False

    @property
    def changes_since(self) -> Changes | None:
        """Nothing that was remembered is looked at."""
        return None

    def account_words(self, source: Source | None = None) -> str:
        """Return what kind of account it is, the same on each page: the last one must not tell whether
        somebody had signed in."""
        del source
        if self._start is not None or self.server is not None:
            return super().account_words(self._start or self.account)
        return ""

    @property
    def account(self) -> Source:
        """The owner's own account. Only once there is an api_id."""
        return account_source(self.settings, self.identity, self.server)

    @property
    def source(self) -> Source | None:
        """What is signed in to, None where an api_id is to be typed first."""
        if self._start is not None:
            return self._start
        return None if self.server is None and self.identity is None else self.account

    # --- what happens ---------------------------------------------------------------------------------------

    async def begin(self) -> None:
        """Show the first page, and look at the clock from now on."""
        self.show_place()
        self.set_interval(_LOOK, self.look_at_clock)

    def happen(self, event: Event) -> None:
        """Let something happen, and show the page that follows. Raises NotNowError where the order does not
        allow it."""
        self.together.do(event)
        self.show_place()

    def show_place(self) -> None:
        """Show the page of the place where it stands now, if that is not on screen yet."""
        # The page that reads is on screen a moment before it begins, and that is what the order counts by.
        if self.place == self._shown or (self._shown == "reading" and self.place == "sign_in"):
            return
        self._shown = self.place
        if self.together.ceremony.over:
            self.say_notice("")
            self._erase(self.show_only(self._page(self.place)))
            return
        self._results.clear()
        self.facts = None
        if self.place in _WITH_A_RESULT:
            lang = self.catalog.lang
            self._results[lang] = self._judged(lang)
            self.facts = self._results[lang].facts
        self.show_only(self._page(self.place))

    def show_reading(self) -> None:
        """Read what the owner chose: the page itself makes the next step of the order."""
        self._shown = "reading"
        self.show_only(self._page("reading"))

    def show_only(self, page: Page) -> tuple[Awaitable[object], ...]:
        """Show this page in place of all others; their work is ended. Return what to wait for until they are
        gone."""
        gone: list[Awaitable[object]] = []
        while len(self.screen_stack) > 2:
            gone.append(self.pop_screen())
        if self.together.ceremony.over:  # while it is erased the last page may be closed already
            self._ask_now()
        else:
            self._asks_since = inf
            page.call_after_refresh(self._ask_now)
        if len(self.screen_stack) < 2:
            self.push_screen(page)
        else:
            gone.append(self.switch_screen(page))
        return tuple(gone)

    def _ask_now(self) -> None:
        self._asks_since = events.Event().time

    async def on_event(self, event: events.Event) -> None:
        """Let no prepared answers run through: what was typed before a page asks for it counts for nothing,
        but for the key that stops."""
        if isinstance(event, events.Key) and event.time < self._asks_since and event.key not in _STOPS:
            return
        await super().on_event(event)

    def _page(self, place: Place) -> Page:
        from safecheck.tui.screens.family_places import page_of

        return page_of(place)

    @work(exit_on_error=False, group="close")
    async def _erase(self, gone: tuple[Awaitable[object], ...]) -> None:
        for page in gone:  # one that is still being taken down may look at what it showed
            await page
        self._results.clear()
        self.facts = None
        await self.together.close()

    # --- time -----------------------------------------------------------------------------------------------

    def look_at_clock(self) -> None:
        """Say how much time is left when it is little; end it when there is none."""
        self.together.in_time  # noqa: B018 - it ends what is out of time
        self.show_place()
        clock = self.together.ceremony.clock
        if clock is not None:
            left = clock.left(self.together.now())
            self.say_notice(self._time_words(ceil(left / MINUTE)) if left <= SAID_AT[0] else "")

    def _time_words(self, minutes: int) -> str:
        short = self.pack.short
        left = self.say(short.minutes_left if minutes > 1 else short.minute_left).format(minutes=minutes)
        more = self.catalog.gettext("Does the owner want 20 minutes more? Press e, or F5 while you type.")
        return f"{left} {more}"

    def say_notice(self, text: str) -> None:
        """Say this on every page from now on."""
        if text != self.notice:
            self.notice = text
            for screen in self.screen_stack:
                for line in screen.query(Notice):
                    line.say(text)

    # --- keys -----------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """When it is over there is nothing to stop, and no time to extend."""
        if action in ("more_time", "end", "close"):
            return self.together.ceremony.over is (action == "close")
        return super().check_action(action, parameters)

    def action_more_time(self) -> None:
        """Take the whole time again."""
        self.happen(Extend(self.together.now()))
        self.look_at_clock()

    async def action_other_language(self) -> None:
        """Speak the other language; what is said of the time too."""
        await super().action_other_language()
        self.look_at_clock()

    def action_stay(self) -> None:
        """Leave nothing behind that goes on unseen: this is not put into the background."""

    def action_end(self) -> None:
        """Stop and erase, at once and without a question (G15)."""
        self.happen(Stop())

    def action_close(self) -> None:
        """Close it; the exit code is the same whatever way it ended."""
        self.end_with(ExitCode.OK)

    def action_end_or_close(self) -> None:
        """Do what q does, also while a field takes the letters."""
        if self.together.ceremony.over:
            self.action_close()
        else:
            self.action_end()
