"""The result: what can land, what stands out, what to press first. Meant to be read in one look."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from safecheck.model.result import AuditResult
from safecheck.model.text import N_
from safecheck.report.doing import recovery_lines
from safecheck.report.headline import devices_left_out, headline
from safecheck.report.landing_table import answer_words, landing_table
from safecheck.report.marks import known_line
from safecheck.report.opening import coverage_lines, nothing_stands_out
from safecheck.report.probing import offer_in_words, probing_lines
from safecheck.report.remembered import goes_on
from safecheck.report.saving import how_to_save
from safecheck.report.sections import Section
from safecheck.report.since import since_line
from safecheck.report.summary import (
    do_not_look,
    first_step_lines,
    level_counts,
    no_longer_in,
    nothing_to_do,
    result_title,
    shocked,
)
from safecheck.tui.explained import CLOSER_LOOK
from safecheck.tui.page import Page
from safecheck.tui.widgets.detail import Detail
from safecheck.tui.widgets.key_line import KeyLine
from safecheck.tui.widgets.landing_table import LandingTableView
from safecheck.tui.widgets.level_bar import LevelBar
from safecheck.tui.widgets.prose import Prose
from safecheck.tui.widgets.step_lines import StepLines


class Result(Page):
    """The one big sentence, one picture, the first steps."""

    GUIDE: ClassVar[str] = "result"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "plan", N_("plan")),
        Binding("c", "chats", N_("chats")),
        Binding("d", "devices", N_("devices")),
        Binding("s", "settings", N_("settings"), show=False),
        Binding("g", "read_on", N_("go on reading"), show=False),
        Binding("n", "closer", N_("look closer"), show=False),
        Binding("e", "since", N_("since last time"), show=False),
        Binding(
            "left,right,w", "point_at_table", N_("why an answer is what it is"), key_display="w", show=False
        ),
    ]
    EXPLAIN = (
        N_(
            "The big sentence says what can land on your devices without a tap, and from how many groups and"
            " channels. Below it stands, for each device, from which kinds of chat that is so."
        ),
        N_(
            "“Assumed” means: safecheck cannot look into the device, so this is how the app comes. If you"
            " changed the switches, it is different. “If seen” means: as soon as it is on the screen."
        ),
        N_(
            "Press w, choose an answer with the arrows and press Enter: then you see what lands there, on"
            " which network, where it goes, and how safecheck knows."
        ),
        N_(
            "How much a chat stands out follows from its name, its numbers and Telegram's own labels."
            " It says nothing about you, and safecheck has seen no message and no picture."
        ),
        CLOSER_LOOK,
        N_("The steps stand in the order in which they help most. Press Enter for all of them."),
    )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Of this computer alone there are no chats to show, nor where they were left out; look closer only
        where that is offered; since last time only where it is known whose account it is."""
        if action == "read_on":
            return self.safecheck.can_read_on
        if action == "closer":
            return self.safecheck.offered_look is not None
        if action == "since":
            return self._has_past
        facts = self.safecheck.result.facts
        return action != "chats" or not (facts.computer_only or facts.chat_list.left_out)

    AUTO_FOCUS = ""  # Enter goes on to the plan, until somebody goes to the table

    def __init__(self) -> None:
        super().__init__()
        self._pointed_at = (0, 0)
        self._drawn: AuditResult | None = None

    def title_words(self) -> str:
        """Return where we are, and the day."""
        return result_title(self.safecheck.result, self.catalog)

    def body(self) -> Iterable[Widget]:
        """Yield help first, then the sentence, the picture and the steps."""
        result, catalog = self.safecheck.result, self.catalog
        self._drawn = result
        if line := shocked(result, catalog):
            yield Prose(line, classes="name", id="shocked")
        for line in recovery_lines(self.safecheck.recovered, catalog):
            yield Prose(line, classes="medium")
        if lines := coverage_lines(result, catalog):
            yield Prose(" ".join(lines), classes="medium", id="coverage")
        if self.safecheck.can_read_on:
            yield KeyLine("g", catalog.gettext("go on reading where it stopped"))
        yield Prose(headline(result, catalog), classes="big", id="headline")
        if line := known_line(result, catalog):
            yield Prose(line)
        if line := since_line(
            self.safecheck.changes_since, catalog, how=catalog.gettext("All of it: press e.")
        ):
            yield Prose(line, classes="quiet", id="since")
        if line := nothing_stands_out(result, catalog, named_below=False):
            yield Prose(line, id="good-news")
        table = landing_table(result, catalog)
        unicode = self.safecheck.unicode
        if table.rows:
            yield LandingTableView(
                table, answer_words(catalog), at=self._pointed_at, unicode=unicode, id="landing-table"
            )
        elif table.instead and not devices_left_out(result):
            yield Prose(table.instead)
        counts = level_counts(result, catalog)
        if counts:
            yield LevelBar(catalog.gettext("Chats"), counts, unicode=unicode)
        steps = first_step_lines(result, catalog)
        if steps:
            heading = catalog.ngettext("Do this first", "Do these first", len(steps))
            yield StepLines(heading, steps, unicode=unicode)
        else:
            yield Prose(nothing_to_do(result, catalog), id="nothing-to-do")
        if line := do_not_look(result, catalog):
            yield Prose(line)
        for line in probing_lines(result, catalog):
            yield Prose(line, classes="quiet")
        if (plan := self.safecheck.offered_look) is not None:
            yield Prose(offer_in_words(plan, catalog, "n"), classes="name", id="offer")
        visit = self.safecheck.visits.current
        left = visit is not None and visit.closed and visit.signed_out
        more = (
            catalog.gettext("Why an answer is what it is: press w, choose with the arrows, press Enter.")
            if table.rows
            else "",
            catalog.gettext("How each switch stands: press s.")
            if result.facts.computer_only
            else catalog.gettext("Settings of your account: press s."),
            catalog.gettext("What changed since last time: press e.")
            if self._has_past and self.safecheck.changes_since is None
            else "",
            how_to_save(catalog, "v") if self.safecheck.can_save else "",
            goes_on(visit.began_on, catalog) if visit is not None and visit.began_on is not None else "",
            no_longer_in(result, catalog),
            catalog.gettext("safecheck is signed out already.") if left else "",
        )
        about = Section(catalog.gettext("About this picture"), (*table.notes, *filter(None, more)), "list")
        yield Detail(sections=(about,), classes="quiet")

    @property
    def _has_past(self) -> bool:
        return self.safecheck.notes and self.safecheck.past.can_hold(self.safecheck.result.facts)

    @on(LandingTableView.Pointed)
    def remember(self, event: LandingTableView.Pointed) -> None:
        """Keep which answer is pointed at, for when the screen is drawn again."""
        self._pointed_at = event.at

    @on(LandingTableView.Opened)
    def open_cell(self, event: LandingTableView.Opened) -> None:
        """Go on to what is behind one answer."""
        from safecheck.tui.screens.landing_cell import LandingCellPage

        self.app.push_screen(LandingCellPage(event.device_id, event.chat_kind))

    async def on_screen_resume(self) -> None:
        """Show what was found out or changed meanwhile."""
        await super().on_screen_resume()
        if self._drawn is not None and self._drawn is not self.safecheck.result:
            await self.redraw()

    def action_read_on(self) -> None:
        """Go on reading."""
        from safecheck.tui.screens.progress import ReadingOn

        self.app.push_screen(ReadingOn())

    def action_closer(self) -> None:
        """Look closer at single chats."""
        self.safecheck.look_closer()

    def action_point_at_table(self) -> None:
        """Let the arrows point at the answers of the table."""
        for table in self.query(LandingTableView):
            self.set_focus(table)

    def action_plan(self) -> None:
        """Go on to all steps."""
        from safecheck.tui.screens.plan import PlanList

        self.app.push_screen(PlanList())

    def action_chats(self) -> None:
        """Go on to the groups and channels."""
        from safecheck.tui.screens.chats import Chats

        self.app.push_screen(Chats())

    def action_devices(self) -> None:
        """Go on to the devices."""
        from safecheck.tui.screens.devices import Devices

        self.app.push_screen(Devices())

    def action_since(self) -> None:
        """Go on to what changed since an earlier audit."""
        from safecheck.tui.screens.since import Since

        self.app.push_screen(Since())

    def action_settings(self) -> None:
        """Go on to the settings of the account."""
        from safecheck.tui.screens.settings import Settings

        self.app.push_screen(Settings())
