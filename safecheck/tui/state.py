"""What the screens show: what was read and told, and the result that follows from it. It knows no screen."""

from pathlib import Path

from msgspec.structs import replace

from safecheck.advice.recheck import standing
from safecheck.advice.telling import told_anew
from safecheck.audit.keeping import Keeping, MarkKeeping
from safecheck.audit.kept import files_kept
from safecheck.audit.marks import toggled, with_marks
from safecheck.audit.past_audits import PastAudits
from safecheck.audit.reading_on import ended_early
from safecheck.audit.rechecking import ReadAgain, can_be_read, folded
from safecheck.audit.saving import SavedFiles
from safecheck.audit.sources import PracticeSource, Source
from safecheck.audit.visit import Visit
from safecheck.audit.visits import Visits
from safecheck.i18n import catalog as catalogs
from safecheck.model.changes import Done, Recovered
from safecheck.model.facts import AuditFacts
from safecheck.model.history import Changes
from safecheck.model.local import LocalComputer
from safecheck.model.marks import ChatMark
from safecheck.model.plan import ProfileName, Step, StepState
from safecheck.model.result import AuditResult, Form, Share
from safecheck.model.text import Lang
from safecheck.model.told import Told
from safecheck.store.config import Preferences


class State:
    """One run's facts, and all that a person said to them. Pages follow what changes once they are on top
    again."""

    def __init__(self, lang: Lang, visits: Visits, settings: Preferences) -> None:
        self.settings = settings
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
        self.checked: frozenset[str] = frozenset()  # the steps that it saw done when it looked once more
        self.profile: ProfileName = "adult"  # for whom settings of the account are recommended
        self.recovered = Recovered()  # what became of changes in whose middle an earlier run stopped
        self.past = PastAudits()
        self.half_typed = ("", "")  # api_id and api_hash, as far as they were typed; in memory only
        self.saved = SavedFiles()
        self._results: dict[Lang, AuditResult] = {}
        self._country: str | None = None
        self._since: tuple[AuditResult, Changes | None] | None = None

    def show_facts(self, facts: AuditFacts, told: tuple[Told, ...], visit: Visit | None = None) -> None:
        """Take over what was read, with what was told and, of its `visit`, what was kept earlier; screens
        show the result that follows from it."""
        self.facts, self.told = facts, told
        self.keeping = Keeping(facts, told, visit.unread if visit else None)
        self.marks = visit.marks if visit else ()
        self.mark_keeping = MarkKeeping(facts, self.marks, visit.marks_unread if visit else None)
        self.said.clear()
        self.checked = frozenset()
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

    def take_over(self, facts: AuditFacts) -> None:
        """Take over what was read on; pages show the result that follows once they are on top again."""
        self.facts = facts
        self._results.clear()

    @property
    def can_read_on(self) -> bool:
        """Whether reading stopped early, and could go on now."""
        visit = self.visits.current
        return self.facts is not None and visit is not None and ended_early(self.facts) and visit.can_read_on

    @property
    def shows_chats(self) -> bool:
        """Whether what is shown follows from the chats of the account too."""
        return True

    @property
    def can_change(self) -> bool:
        """Whether safecheck could take a step on the account now."""
        visit = self.visits.current
        return self.facts is not None and visit is not None and visit.can_change

    def can_check(self, step: Step) -> bool:
        """Whether safecheck could look once more now how a step stands."""
        return self.facts is not None and can_be_read(step, self.facts, self.visits.current)

    def follow(self, visit: Visit, *changes: Done) -> None:
        """Take over what Telegram told when changes were read back. Pages show the result that follows from
        it once they are on top again."""
        for done in changes:
            if self.facts is not None and visit is self.visits.current:
                self.facts = visit.after(self.facts, done)
        self.done = visit.done_steps
        self._results.clear()

    def follow_check(self, step: Step, again: ReadAgain) -> None:
        """Take over what was read once more to see how a step stands; what was said of it gives way to what
        was seen. Pages show the result that follows from it once they are on top again."""
        if self.facts is None:
            return
        self.facts = folded(self.facts, again)
        self._results.clear()
        stands = standing(step, self.result)
        if stands in ("done", "to_do"):
            self.said.pop(step.id, None)
            self.checked = self.checked | {step.id} if stands == "done" else self.checked - {step.id}
            self._results.clear()

    def recommend(self, profile: ProfileName) -> None:
        """Recommend settings of the account by this profile from now on, until safecheck ends."""
        self.profile = profile
        self._results.clear()

    def say_of_step(self, step: str, state: StepState | None) -> None:
        """Take over what the user said of a step, None for nothing. It is gone when safecheck ends (G10)."""
        if state is None:
            self.said.pop(step, None)
        else:
            self.said[step] = state
        self._results.clear()

    def tell(self, entry: Told) -> None:
        """Take over what the user said about one device; what is drawn from now on follows from it."""
        self.told = told_anew(self.told, entry)
        self._results.clear()
        if self.keeping is not None:
            self.keeping.follow(entry)

    def mark(self, chat_id: str) -> None:
        """Mark a chat, or take its mark back. Nothing but the mark changes (G10)."""
        result = self.result
        self.marks = toggled(self.marks, result, chat_id, result.facts.day)
        self._results = {lang: with_marks(one, self.marks) for lang, one in self._results.items()}
        if self.mark_keeping is not None:
            self.mark_keeping.follow(self.marks)

    @property
    def kept(self) -> tuple[tuple[str, str, str], ...]:
        """What is on this computer now, where, and the command that removes it (G22)."""
        return (*self.saved.kept(self.catalog), *files_kept(self.catalog))

    def save_report(self, path: Path, form: Form, share: Share, *, replace: bool) -> None:
        """Write the result to a file, as far as `share` says that it may be seen. Raises as
        `SavedFiles.write` does."""
        from safecheck.audit.paper import rendered

        def text() -> str:
            result = self.result
            shown = result if share == "private" else self.masked(result.facts, share)
            changes = self.changes_since if form != "json" else None
            return rendered(form, shown, self.catalog, country=self.country, changes=changes)

        self.saved.write(path, text, replace=replace)

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
            self._results[lang] = self.judged(self.facts)
        return self._results[lang]

    def judged(self, facts: AuditFacts) -> AuditResult:
        """Return the result of these facts, by everything that was told, marked, said and chosen."""
        return with_marks(self.masked(facts, "private"), self.marks)

    def masked(self, facts: AuditFacts, share: Share) -> AuditResult:
        """Return the same without marks, with names masked as far as `share` says."""
        from safecheck.audit.evaluate import evaluate

        states: dict[str, StepState] = self.said | dict.fromkeys((*self.done, *self.checked), "done")
        return evaluate(
            facts,
            self.told,
            self.catalog.lang,
            country=self.country,
            profile=self.profile,
            states=states,
            share=share,
        )

    @property
    def changes_since(self) -> Changes | None:
        """What changed since the last remembered audit, None without one; worked out once for each result."""
        result = self.result
        if self._since is None or self._since[0] is not result:
            self._since = result, self.past.changes(result)
        return self._since[1]

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
