"""The settings of the account: how each stands and what it reaches. Read only."""

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList

from safecheck.model.findings import Subject
from safecheck.model.text import N_
from safecheck.report.chat_changes import target_of_setting
from safecheck.report.doing import CAN_CHANGE
from safecheck.report.setting_list import SettingRow, setting_groups, setting_rows
from safecheck.tui.marks import colour, mark, symbol
from safecheck.tui.page import Page
from safecheck.tui.safe_text import words
from safecheck.tui.widgets.columns import cut
from safecheck.tui.widgets.detail import Detail, DetailPane
from safecheck.tui.widgets.list_and_detail import LIST_CSS, Entry, ListAndDetail
from safecheck.tui.widgets.prose import Prose


class Settings(Page):
    """Every setting that was read."""

    GUIDE: ClassVar[str] = "changing"
    AUTO_FOCUS = "Entries"
    CSS = LIST_CSS
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", N_("back"))]
    EXPLAIN = (
        N_(
            "These are settings that Telegram keeps for your whole account. They are not the switches of a"
            " device: those stand on the device."
        ),
        N_("Enter says what a setting reaches and what it does not, and who goes by it."),
        N_(
            "First come those that Telegram itself enforces, whatever app anyone uses. Muting, archiving and"
            " the cover over 18+ material stop no downloads."
        ),
    )

    def title_words(self) -> str:
        """Return where we are."""
        if self.safecheck.result.facts.computer_only:
            return self.catalog.gettext("Telegram Desktop on this computer")
        return self.catalog.gettext("Settings of your account")

    def body(self) -> Iterable[Widget]:
        """Yield what these are, and the list."""
        say = self.catalog.gettext
        note = say("These hold for the account. What a device downloads is set on the device.")
        if self.safecheck.result.facts.computer_only:
            note = say("This is how the switches stand now, as they were read from Telegram Desktop's files.")
        yield Prose(note, classes="quiet")
        entries: list[Entry] = []
        for group in setting_groups(self.safecheck.result, self.catalog):
            entries.append(Entry(partial(self._draw_heading, group.heading, first=not entries)))
            entries += [Entry(partial(self._draw, row), row.id) for row in group.rows]
        first = next((entry.id for entry in entries if entry.id), None)
        yield ListAndDetail(entries, at=first, id="settings")

    def _draw_heading(self, heading: str, width: int, *, first: bool) -> Content:
        lines = [line.rstrip() for line in words(heading).stylize("bold $key").wrap(max(width, 8))]
        return Content("\n").join(lines if first else [Content(""), *lines])

    def _draw(self, row: SettingRow, width: int) -> Content:
        unicode = self.safecheck.unicode
        indent = len(symbol(row.mark, unicode=unicode)) + 1
        level = words(row.level_words).stylize(colour(row.mark))
        stands = words(row.value).stylize("$quiet")
        if row.level_words:
            stands = Content.assemble(stands, " (", level, ")")
        lines = (
            Content.assemble(mark(row.mark, unicode=unicode), " ", words(row.name)),
            *(line.rstrip().pad_left(indent) for line in stands.wrap(max(width - indent, 8))),
        )
        return Content("\n").join(cut(line, width, unicode=self.safecheck.unicode) for line in lines)

    @on(OptionList.OptionHighlighted, "#settings")
    def follow(self, event: OptionList.OptionHighlighted) -> None:
        """Let the pane say more about this setting."""
        rows = {row.id: row for row in setting_rows(self.safecheck.result, self.catalog)}
        row = rows[event.option_id or ""]
        for pane in self.query(DetailPane):
            pane.show(words(row.name).stylize("bold"), row.sections)

    @on(OptionList.OptionSelected, "#settings")
    def open_setting(self, event: OptionList.OptionSelected) -> None:
        """Go on to one setting."""
        self.app.push_screen(SettingPage(event.option_id or ""))


class SettingPage(Page):
    """The detail of one setting."""

    GUIDE: ClassVar[str] = "changing"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,p", "plan", N_("plan"), key_display="⏎"),
        Binding("a", "do", N_("change it")),
        Binding("escape", "back", N_("back")),
    ]
    EXPLAIN = Settings.EXPLAIN

    def __init__(self, setting_id: str) -> None:
        super().__init__()
        self._setting_id = setting_id

    def title_words(self) -> str:
        """Return where we are."""
        return self.catalog.gettext("Setting")

    def body(self) -> Iterable[Widget]:
        """Yield the name and everything about it."""
        rows = setting_rows(self.safecheck.result, self.catalog)
        row = next(row for row in rows if row.id == self._setting_id)
        heading = Content.assemble(
            mark(row.mark, unicode=self.safecheck.unicode), " ", words(row.name).stylize("bold")
        )
        yield Detail(heading, row.sections)
        if self._can_do:
            yield Prose(self.catalog.gettext(CAN_CHANGE), classes="name")

    @property
    def _can_do(self) -> bool:
        return self.safecheck.can_change and target_of_setting(self._setting_id) is not None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Change only what safecheck can change, while the visit is open."""
        return self._can_do if action == "do" else super().check_action(action, parameters)

    def action_do(self) -> None:
        """Go on to the page that shows what would change, and asks."""
        from safecheck.tui.screens.change import ChangePage

        if (target := target_of_setting(self._setting_id)) is not None:
            self.app.push_screen(ChangePage(target))

    async def on_screen_resume(self) -> None:
        """Show how it stands by now."""
        await super().on_screen_resume()
        await self.redraw()

    def action_plan(self) -> None:
        """Go on to the plan, at the first step about this setting."""
        from safecheck.tui.screens.plan import PlanList

        self.app.push_screen(PlanList(Subject("setting", self._setting_id)))
