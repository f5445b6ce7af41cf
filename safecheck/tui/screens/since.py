"""Since last time: what changed since the last remembered audit, and whether to remember this one."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import OptionList

from safecheck.audit.past_audits import SinceLastTime
from safecheck.model.errors import SafecheckError
from safecheck.model.history import Changes
from safecheck.model.text import N_
from safecheck.report.comparison import change_sections, changes_title, opening_lines
from safecheck.report.since import (
    it_is_remembered,
    nothing_earlier,
    remember_choices,
    since_title,
    who_could_read_it,
)
from safecheck.report.summary import shocked
from safecheck.report.trend import trend_lines
from safecheck.tui.ask_to_keep import Wishes
from safecheck.tui.page import Page
from safecheck.tui.widgets.detail import Detail
from safecheck.tui.widgets.prose import Prose


class Since(Page):
    """What changed, by what it is about; without an earlier audit, how to begin."""

    GUIDE: ClassVar[str] = "history"
    EXPLAIN: ClassVar[tuple[str, ...]] = (
        N_(
            "safecheck compares this audit with the last one that you had remembered: chats that came, left"
            " or got another name, settings, devices, and what lands without a tap."
        ),
        N_("What changed is said, not judged: a chat that came or got another name need not mean anything."),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "remember", N_("remember this audit")),
        Binding("escape", "back", N_("back")),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._since: SinceLastTime | None = None

    def title_words(self) -> str:
        """Return where we are."""
        return since_title(self.catalog)

    def body(self) -> Iterable[Widget]:
        """Yield what changed, and whether this audit is remembered."""
        catalog = self.catalog
        try:
            since = self._since = self.safecheck.past.since(self.safecheck.result)
        except SafecheckError as problem:
            self._since = None
            yield Prose(catalog.sentence(problem), classes="medium")
            return
        if since.changes is None:
            if line := shocked(self.safecheck.result, catalog):
                yield Prose(line, classes="name")
            yield Prose(nothing_earlier(catalog), classes="big")
        else:
            yield from self._changes(since.changes)
        if since.remembered is not None:
            yield Prose(it_is_remembered(since.remembered, catalog), classes="good")
        else:
            yield Prose(catalog.gettext("To have this audit remembered: press r."))

    def _changes(self, changes: Changes) -> Iterable[Widget]:
        catalog = self.catalog
        help_by = shocked(self.safecheck.result, catalog)
        for line in filter(None, opening_lines(changes, catalog, help_by=help_by)):
            yield Prose(line, classes="name" if line == help_by else "")
        yield Prose(changes_title(changes, catalog), classes="big")
        landing, *others = change_sections(changes, catalog)
        yield Detail(sections=[landing])
        for line in trend_lines(changes.trend, catalog, "blocks" if self.safecheck.unicode else "ascii"):
            yield Prose(line)
        yield Detail(sections=others)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """It is remembered once."""
        return action != "remember" or (self._since is not None and self._since.remembered is None)

    async def on_screen_resume(self) -> None:
        """Show what was decided about remembering."""
        await super().on_screen_resume()
        await self.redraw()

    def action_remember(self) -> None:
        """Ask whether, and with names or without."""
        self.app.push_screen(RememberAudit())


class RememberAudit(Page):
    """Who could read it, and three choices; the first changes nothing."""

    GUIDE: ClassVar[str] = "history"
    EXPLAIN: ClassVar[tuple[str, ...]] = (
        N_(
            "With the names, a later audit can say which group left or got another name. Without them it"
            " knows a group by its number, and since when it is there."
        ),
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", N_("back"))]

    def __init__(self) -> None:
        super().__init__()
        self._problem: SafecheckError | None = None

    def title_words(self) -> str:
        """Return the question."""
        return self.catalog.gettext("Remember this audit?")

    def body(self) -> Iterable[Widget]:
        """Yield who could read it, and the choices."""
        practice = self.safecheck.result.facts.source == "practice"
        if self._problem is not None:
            yield Prose(self.catalog.sentence(self._problem), classes="medium")
        yield Prose(who_could_read_it(self.catalog, practice=practice), classes="big")
        yield Wishes(remember_choices(self.catalog), unicode=self.safecheck.unicode, id="wishes")

    @on(OptionList.OptionSelected)
    async def choose(self, event: OptionList.OptionSelected) -> None:
        """Do as wished, and go back; stay where that did not work."""
        if event.option_id != "no":
            try:
                self.safecheck.past.remember(self.safecheck.result, with_names=event.option_id == "names")
            except SafecheckError as problem:
                self._problem = problem
                await self.redraw()
                return
        self.action_back()
