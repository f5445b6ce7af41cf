"""The devices of the account: what kind of thing each is, and what lands there."""

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList

from safecheck.model.text import N_
from safecheck.report.charts import bar
from safecheck.report.device_list import DeviceRow, device_rows, device_sections
from safecheck.report.landing_table import landing_table
from safecheck.tui.marks import symbol
from safecheck.tui.page import Page
from safecheck.tui.safe_text import words
from safecheck.tui.widgets.columns import cut
from safecheck.tui.widgets.detail import DetailPane
from safecheck.tui.widgets.landing_table import answer_colour, answer_mark
from safecheck.tui.widgets.list_and_detail import LIST_CSS, Entry, ListAndDetail
from safecheck.tui.widgets.prose import Prose

_BAR = 16  # cells


class Devices(Page):
    """Every device that is signed in to the account; safecheck's own is left out."""

    GUIDE: ClassVar[str] = "devices"
    AUTO_FOCUS = "Entries"
    CSS = LIST_CSS
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", N_("back"))]
    EXPLAIN = (
        N_(
            "These are the devices and apps that are signed in to your account, as Telegram lists them."
            " safecheck cannot look into any of them."
        ),
        N_(
            "Enter shows where the switches are on that device. You change them there, with the device in"
            " your hand; safecheck changes nothing."
        ),
    )

    def title_words(self) -> str:
        """Return where we are."""
        return self.catalog.gettext("Your devices")

    def body(self) -> Iterable[Widget]:
        """Yield what to do here, and the list."""
        rows = device_rows(self.safecheck.result, self.catalog)
        if not rows:
            yield Prose(landing_table(self.safecheck.result, self.catalog).instead, classes="big")
            return
        if not self.safecheck.result.facts.computer_only:
            yield Prose(self.catalog.gettext("Which device do you have in your hand?"), classes="big")
        entries = [Entry(partial(self._draw, row), row.id) for row in rows]
        yield ListAndDetail(entries, id="devices")

    def _draw(self, row: DeviceRow, width: int) -> Content:
        mark = symbol(answer_mark(row.answer), unicode=self.safecheck.unicode)
        colour, indent = answer_colour(row.answer), len(mark) + 1
        known = Content.assemble(" (", words(row.known), ")").stylize("$quiet") if row.known else Content("")
        lines = [Content.assemble(Content.styled(f"{mark} ", colour), words(row.name).stylize("bold"))]
        below = [Content.assemble(words(row.lands).stylize(colour), known)]
        if row.count:
            full, empty = bar(row.landing, row.of, _BAR, unicode=self.safecheck.unicode)
            below.append(Content.assemble((full, "$level-medium"), (empty, "$quiet"), " ", words(row.count)))
        below.append(words(row.kind).stylize("$quiet"))
        for text in below:
            lines += [line.rstrip().pad_left(indent) for line in text.wrap(max(width - indent, 8))]
        return Content("\n").join(cut(line, width, unicode=self.safecheck.unicode) for line in lines)

    @on(OptionList.OptionHighlighted, "#devices")
    def follow(self, event: OptionList.OptionHighlighted) -> None:
        """Let the pane say more about this device."""
        rows = {row.id: row for row in device_rows(self.safecheck.result, self.catalog)}
        device = event.option_id or ""
        sections = device_sections(self.safecheck.result, device, self.catalog)
        for pane in self.query(DetailPane):
            pane.show(words(rows[device].name).stylize("bold"), sections)

    @on(OptionList.OptionSelected, "#devices")
    def open_device(self, event: OptionList.OptionSelected) -> None:
        """Go on to one device."""
        from safecheck.tui.screens.device import DevicePage

        self.app.push_screen(DevicePage(event.option_id or ""))
