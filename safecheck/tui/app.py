"""The app: wiring only. Screens are in their own files, and what they say comes from the rooms below."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from msgspec.structs import replace
from textual import work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.events import Event, Key
from textual.worker import Worker, WorkerState

from safecheck.audit.probing import offered_look
from safecheck.audit.rechecking import takes_a_passcode
from safecheck.audit.sources import PracticeSource
from safecheck.audit.visit import Visit
from safecheck.audit.visits import Visits
from safecheck.i18n import catalog as catalogs
from safecheck.model.connection import Endpoint, Identity
from safecheck.model.errors import ExitCode
from safecheck.model.facts import AuditFacts
from safecheck.model.plan import Step
from safecheck.model.probing import ProbePlan
from safecheck.model.result import AuditResult
from safecheck.model.text import LANGUAGES, N_, Lang
from safecheck.model.told import Told
from safecheck.store.config import Preferences
from safecheck.tui.driver import lasting
from safecheck.tui.page import Page
from safecheck.tui.state import State
from safecheck.tui.themes import THEMES, theme_of, theme_words


class SafecheckApp(State, App[int]):
    """One run of the screens. `visits` belongs to whoever runs the app, and is closed there.

    `start` is a practice account to begin with, `server` what flags named instead of Telegram. The
    api_id and api_hash that are typed stay in `identity`, in memory.
    """

    CSS_PATH = Path("app.tcss")
    TITLE = "safecheck"
    ENABLE_COMMAND_PALETTE = False
    about_all: ClassVar[tuple[str, ...]] = ()  # what `?` says at the end on every page
    notes: ClassVar[bool] = True  # whether anything can be told, marked or remembered here
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h", "help_from_people", N_("help from people")),
        Binding("f1", "help_from_people", show=False),
        Binding("question_mark", "explain", N_("about")),
        Binding("f2", "explain", show=False),
        Binding("q", "end", N_("end")),
        Binding("ctrl+q", "end", show=False, priority=True),
        Binding("ctrl+c", "stop_at_once", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", show=False, priority=True),
        Binding("l", "other_language", N_("the other language"), show=False),
        Binding("f3", "other_language", show=False),
        Binding("v,f7", "save", N_("save a report"), show=False, key_display="v, F7"),
        Binding("t", "other_theme", N_("other colours"), show=False),
        Binding("f4", "other_theme", show=False),
    ]

    def __init__(
        self,
        lang: Lang,
        visits: Visits,
        *,
        start: PracticeSource | None = None,
        settings: Preferences | None = None,
        server: Endpoint | None = None,
        unicode: bool = True,
    ) -> None:
        App.__init__(self)
        State.__init__(self, lang, visits, settings or Preferences())
        self.server = server
        self.identity: Identity | None = self.settings.identity
        self.unicode = unicode  # whether the terminal can draw the marks; see marks.py
        self.crash: str | None = None
        self.notice: str | None = None  # what each page says on top; None where no page ever says anything
        self.together_wanted = False  # whether a check together is to follow this run
        self._start = start
        self._offer: tuple[AuditResult, ProbePlan | None] | None = None
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = theme_of(self.settings.theme).name

    # --- what comes in while the screens are there --------------------------------------------------------

    def check_again(self, step: Step) -> None:
        """Go on to the page that looks once more how a step stands; where that takes a passcode, to the one
        that asks for it."""
        from safecheck.tui.screens.check_again import CheckAgain
        from safecheck.tui.screens.this_computer import ReadThisComputer

        if self.can_check(step) and self.facts is not None:
            passcode = takes_a_passcode(step, self.facts)
            self.push_screen(ReadThisComputer() if passcode else CheckAgain(step, self.facts))

    def tell(self, entry: Told) -> None:
        """Take over what the user said about one device; the words of its menus are asked for at once."""
        super().tell(entry)
        if entry.app_language:
            self.ask_for_words()

    @property
    def offered_look(self) -> ProbePlan | None:
        """The closer look that can begin now, None if there is none; worked out once for each result."""
        visit = self.visits.current
        if self.facts is None or visit is None or visit.closed:
            return None
        result = self.result
        if self._offer is None or self._offer[0] is not result:
            self._offer = result, offered_look(visit, result)
        return self._offer[1]

    def look_closer(self) -> None:
        """Begin the closer look that is offered; the page on top now shows afterwards what it found out."""
        from safecheck.tui.screens.closer_look import CloserLook

        if (plan := self.offered_look) is not None:
            self.push_screen(CloserLook(plan))

    async def leave_practice(self) -> None:
        """End the practice account that is open, if one is: real files are nothing of its own."""
        visit = self.visits.current
        if visit is not None and visit.kind == "practice":
            await self.visits.close()

    def ask_for_words(self) -> None:
        """Ask Telegram for the words of menus that are missing, while the line is open. Screens follow."""
        visit = self.visits.current
        if self.facts is not None and visit is not None and not visit.closed:
            self._ask_for_words(visit, self.facts)

    @work(exit_on_error=False, group="words")
    async def _ask_for_words(self, visit: Visit, facts: AuditFacts) -> None:
        labelled = await visit.labelled(facts, self.told, self.catalog.lang)
        if labelled is not facts and self.facts is not None and visit is self.visits.current:
            # More may have been added to the facts meanwhile.
            self.facts = replace(self.facts, labels=labelled.labels, requests=labelled.requests)
            self._results.clear()
            self.redraw_pages()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Let no failure of a worker vanish."""
        if event.state is WorkerState.ERROR and isinstance(event.worker.error, Exception):
            self._handle_exception(event.worker.error)

    async def on_event(self, event: Event) -> None:
        """Let what the last key said go away with the next one."""
        if isinstance(event, Key) and not event.is_forwarded and isinstance(self.screen, Page):
            self.screen.say("")
        await super().on_event(event)

    # --- life -------------------------------------------------------------------------------------------

    async def on_mount(self) -> None:
        """Begin."""
        await self.begin()

    async def begin(self) -> None:
        """Show the first screen."""
        from safecheck.tui.screens.first_choice import FirstChoice

        await self.push_screen(FirstChoice())
        if self._start is not None:
            from safecheck.tui.screens.before_reading import BeforeReading

            await self.push_screen(BeforeReading(self._start))

    def show_alone(self, *pages: Page) -> None:
        """Show these pages above the first screen, in place of all others; their work is ended."""
        while len(self.screen_stack) > 2:
            self.pop_screen()
        for page in pages:
            self.push_screen(page)

    def show_once(self, kind: type[Page], make: Callable[[], Page]) -> None:
        """Go back to the page of this kind where one is open, else show the one that `make` gives."""
        if any(isinstance(screen, kind) for screen in self.screen_stack):
            while not isinstance(self.screen, kind):
                self.pop_screen()
        else:
            self.push_screen(make())

    @property
    def would_lose(self) -> bool:
        """Whether ending now would lose something: what was read, told or typed, or a visit that goes on."""
        visit = self.visits.current
        return self.facts is not None or (visit is not None and not visit.closed) or any(self.half_typed)

    def end_with(self, code: ExitCode) -> None:
        """End now; whoever runs the app signs out and says so."""
        self.exit(int(code), return_code=int(code))

    def begin_together(self) -> None:
        """End this run, for a check together begins with nothing of it. Where there is something to lose, say
        so first."""
        from safecheck.tui.screens.confirm_end import ConfirmEnd

        if self.would_lose:
            self.push_screen(ConfirmEnd(together=True))
        else:
            self.together_wanted = True
            self.end_with(ExitCode.OK)

    def get_driver_class(self) -> type[Driver]:
        """Draw on a terminal that may go away."""
        return lasting(super().get_driver_class())

    def _handle_exception(self, error: Exception) -> None:
        """End without a traceback: it could show what was typed or read (P3, P8)."""
        self._return_code = int(ExitCode.CRASH)
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self.crash = type(error).__name__
        self.exit(int(ExitCode.CRASH), return_code=int(ExitCode.CRASH))

    def redraw_pages(self) -> None:
        """Draw every page again, because what they show has changed."""
        for screen in self.screen_stack:
            if isinstance(screen, Page):
                screen.call_later(screen.redraw)

    # --- actions ----------------------------------------------------------------------------------------

    @property
    def can_save(self) -> bool:
        """Whether there is a result that can be saved from here: not where saving goes on, or where what is
        left behind is said already. In a check together only the owner saves, and only what is shown."""
        pages = (screen for screen in self.screen_stack if isinstance(screen, Page))
        return self.notes and self.facts is not None and all(page.SAVES for page in pages)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Save only where there is something to save."""
        return action != "save" or self.can_save

    def action_save(self) -> None:
        """Lead to the forms of a report: from every screen of a result."""
        from safecheck.tui.screens.save_report import SaveReport

        self.push_screen(SaveReport())

    def action_stop_at_once(self) -> None:
        """End as Ctrl+C does in any program."""
        self.end_with(ExitCode.INTERRUPTED)

    async def action_other_language(self) -> None:
        """Say everything in the other language from now on."""
        other = LANGUAGES[(LANGUAGES.index(self.catalog.lang) + 1) % len(LANGUAGES)]
        self.catalog = catalogs.load(other)
        for screen in self.screen_stack:
            if isinstance(screen, Page):
                await screen.redraw()
        self.ask_for_words()

    def action_other_theme(self) -> None:
        """Go on to the next of the three themes, and say which it is."""
        names = [theme.name for theme in THEMES]
        self.theme = names[(names.index(self.theme) + 1) % len(names)] if self.theme in names else names[0]
        if isinstance(self.screen, Page):
            self.screen.say(theme_words(self.theme, self.catalog))

    def action_help_from_people(self) -> None:
        """Show people who can help: from everywhere, and once."""
        from safecheck.tui.screens.help import Help

        self.show_once(Help, Help)

    def action_explain(self) -> None:
        """Explain this screen in plain words."""
        from safecheck.tui.screens.explain import Explain

        if isinstance(self.screen, Page) and not isinstance(self.screen, Explain):
            self.push_screen(Explain(self.screen))

    def action_end(self) -> None:
        """Say what ending does, and end; at once where there is nothing to lose."""
        from safecheck.tui.screens.confirm_end import ConfirmEnd
        from safecheck.tui.screens.ending import Ending

        if isinstance(self.screen, ConfirmEnd):
            self.screen.action_end_now()
        elif isinstance(self.screen, Ending):
            self.screen.action_go_on()
        elif self.would_lose:
            self.push_screen(ConfirmEnd())
        else:
            self.end_with(ExitCode.OK)
