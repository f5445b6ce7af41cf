"""The app: wiring only. Screens are in their own files, and what they say comes from the rooms below."""

from pathlib import Path
from typing import ClassVar

from msgspec.structs import replace
from textual import work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.worker import Worker, WorkerState

from safecheck.advice.telling import told_anew
from safecheck.audit.keeping import Keeping, MarkKeeping
from safecheck.audit.kept import files_kept
from safecheck.audit.marks import toggled, with_marks
from safecheck.audit.past_audits import PastAudits
from safecheck.audit.probing import offered_look
from safecheck.audit.sources import PracticeSource, Source
from safecheck.audit.visit import Visit
from safecheck.audit.visits import Visits
from safecheck.i18n import catalog as catalogs
from safecheck.model.changes import Done, Recovered
from safecheck.model.connection import Endpoint, Identity
from safecheck.model.errors import ExitCode
from safecheck.model.facts import AuditFacts
from safecheck.model.local import LocalComputer
from safecheck.model.marks import ChatMark
from safecheck.model.plan import StepState
from safecheck.model.probing import ProbePlan
from safecheck.model.result import AuditResult
from safecheck.model.text import LANGUAGES, N_, Lang
from safecheck.model.told import Told
from safecheck.store.config import Preferences
from safecheck.tui.driver import lasting
from safecheck.tui.page import Page
from safecheck.tui.themes import THEMES


class SafecheckApp(App[int]):
    """One run of the screens. `visits` belongs to whoever runs the app, and is closed there.

    `start` is a practice account to begin with, `server` what flags named instead of Telegram. The
    api_id and api_hash that are typed stay in `identity`, in memory.
    """

    CSS_PATH = Path("app.tcss")
    TITLE = "safecheck"
    ENABLE_COMMAND_PALETTE = False
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
        super().__init__()
        self.settings = settings or Preferences()
        self.server = server
        self.identity: Identity | None = self.settings.identity
        self.unicode = unicode  # whether the terminal can draw the marks; see marks.py
        self.catalog = catalogs.load(lang)
        self.visits = visits
        self.facts: AuditFacts | None = None
        self.told: tuple[Told, ...] = ()
        self.language_names: dict[str, str] = {}  # by their codes, as far as Telegram has named them
        self.keeping: Keeping | None = None
        self.marks: tuple[ChatMark, ...] = ()
        self.mark_keeping: MarkKeeping | None = None
        self.said: dict[str, StepState] = {}  # of steps, by their ids
        self.done: tuple[str, ...] = ()  # the steps that safecheck took
        self.recovered = Recovered()  # what became of changes in whose middle an earlier run stopped
        self.past = PastAudits()
        self.crash: str | None = None
        self._start = start
        self._results: dict[Lang, AuditResult] = {}
        self._country: str | None = None
        self._offer: tuple[AuditResult, ProbePlan | None] | None = None
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    # --- state ------------------------------------------------------------------------------------------

    def show_facts(self, facts: AuditFacts, told: tuple[Told, ...], visit: Visit | None = None) -> None:
        """Take over what was read, with what was told and, of its `visit`, what was kept earlier; screens
        show the result that follows from it."""
        self.facts, self.told = facts, told
        self.keeping = Keeping(facts, told, visit.unread if visit else None)
        self.marks = visit.marks if visit else ()
        self.mark_keeping = MarkKeeping(facts, self.marks, visit.marks_unread if visit else None)
        self.said.clear()
        self.done = visit.done_steps if visit else ()
        self._results.clear()

    def add_computer(self, read: LocalComputer) -> None:
        """Add what was read on this computer to what was read of the account."""
        if self.facts is not None:
            self.facts = replace(self.facts, computer=read)
            self._results.clear()

    def refine(self, probed: AuditFacts) -> None:
        """Take over what a closer look found out; anything else may have been added to the facts meanwhile.
        Pages show the result that follows from it once they are on top again."""
        if self.facts is not None:
            self.facts = replace(
                self.facts,
                chat_list=probed.chat_list,
                probing=probed.probing,
                requests=probed.requests,
                finished=probed.finished,
            )
            self._results.clear()

    @property
    def can_change(self) -> bool:
        """Whether safecheck could take a step on the account now."""
        visit = self.visits.current
        return self.facts is not None and visit is not None and visit.can_change

    def follow(self, visit: Visit, *changes: Done) -> None:
        """Take over what Telegram told when changes were read back. Pages show the result that follows from
        it once they are on top again."""
        for done in changes:
            if self.facts is not None and visit is self.visits.current:
                self.facts = visit.after(self.facts, done)
        self.done = visit.done_steps
        self._results.clear()

    def say_of_step(self, step: str, state: StepState | None) -> None:
        """Take over what the user said of a step, None for nothing. It is gone when safecheck ends (G10)."""
        if state is None:
            self.said.pop(step, None)
        else:
            self.said[step] = state
        self._results.clear()

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

    def tell(self, entry: Told) -> None:
        """Take over what the user said about one device; what is drawn from now on follows from it."""
        self.told = told_anew(self.told, entry)
        self._results.clear()
        if self.keeping is not None:
            self.keeping.follow(entry)
        if entry.app_language:
            self.ask_for_words()

    def mark(self, chat_id: str) -> None:
        """Mark a chat, or take its mark back. Nothing but the mark changes (G10)."""
        result = self.result
        self.marks = toggled(self.marks, result, chat_id, result.facts.day)
        self._results = {lang: with_marks(one, self.marks) for lang, one in self._results.items()}
        if self.mark_keeping is not None:
            self.mark_keeping.follow(self.marks)

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

    @property
    def kept(self) -> tuple[tuple[str, str, str], ...]:
        """What is on this computer now, where, and the command that removes it (G22)."""
        return files_kept(self.catalog)

    @property
    def country(self) -> str:
        """The country that was chosen on the screens, else the one of the settings, else the likely one: two
        letters, "" if none is known."""
        return (
            catalogs.home_country(self.settings.country, self.catalog.lang)
            if self._country is None
            else self._country
        )

    def choose_country(self, country: str) -> None:
        """Name the people of that country from now on, also in the steps; "" for those of any country."""
        self._country = country
        self._results.clear()

    @property
    def result(self) -> AuditResult:
        """The result in the language in use. Only after `show_facts`."""
        if self.facts is None:
            raise RuntimeError("nothing was read yet")
        lang = self.catalog.lang
        if lang not in self._results:
            from safecheck.audit.evaluate import evaluate

            states: dict[str, StepState] = self.said | dict.fromkeys(self.done, "done")
            judged = evaluate(self.facts, self.told, lang, country=self.country, states=states)
            self._results[lang] = with_marks(judged, self.marks)
        return self._results[lang]

    def account_words(self, source: Source | None = None) -> str:
        """Return what the title line says of the account: always, if it is not one at real Telegram."""
        if source is None and self.facts is not None and self.facts.computer_only:
            return self.catalog.gettext("this computer only")
        if source is None and self.visits.current is not None and not self.visits.current.closed:
            source = self.visits.current.source
        if isinstance(source, PracticeSource) or (source is None and self._read_from_practice):
            return self.catalog.gettext("practice account: nothing is real")
        if source is not None and source.endpoint.is_custom:
            return self.catalog.gettext("a server on this computer, not Telegram")
        return ""

    @property
    def _read_from_practice(self) -> bool:
        return self.facts is not None and self.facts.source == "practice"

    # --- life -------------------------------------------------------------------------------------------

    async def on_mount(self) -> None:
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

    def end_with(self, code: ExitCode) -> None:
        """End now; whoever runs the app signs out and says so."""
        self.exit(int(code), return_code=int(code))

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
        """Go on to the next of the three themes."""
        names = [theme.name for theme in THEMES]
        self.theme = names[(names.index(self.theme) + 1) % len(names)] if self.theme in names else names[0]

    def action_help_from_people(self) -> None:
        """Show people who can help: from everywhere, and once."""
        from safecheck.tui.screens.help import Help

        if any(isinstance(screen, Help) for screen in self.screen_stack):
            while not isinstance(self.screen, Help):
                self.pop_screen()
        else:
            self.push_screen(Help())

    def action_explain(self) -> None:
        """Explain this screen in plain words."""
        from safecheck.tui.screens.explain import Explain

        if isinstance(self.screen, Page) and not isinstance(self.screen, Explain):
            self.push_screen(Explain(self.screen))

    def action_end(self) -> None:
        """Say what ending does, and end; at once where there is nothing to lose."""
        from safecheck.tui.screens.confirm_end import ConfirmEnd
        from safecheck.tui.screens.ending import Ending

        visit = self.visits.current
        if isinstance(self.screen, ConfirmEnd):
            self.screen.action_end_now()
        elif isinstance(self.screen, Ending):
            self.screen.action_go_on()
        elif self.facts is None and (visit is None or visit.closed):
            self.end_with(ExitCode.OK)
        else:
            self.push_screen(ConfirmEnd())
