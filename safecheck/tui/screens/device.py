"""One device: what lands there, the way to its switches a line for each tap, what remains, how to check."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from safecheck.model.findings import DeviceJudgement, Subject
from safecheck.model.text import N_
from safecheck.report.app_language import told_language
from safecheck.report.copying import Copy, copy_of_sections
from safecheck.report.device_form_maker import can_be_asked
from safecheck.report.device_list import DeviceRow, device_rows, device_sections
from safecheck.tui.copying import CopyingPage
from safecheck.tui.explained import Only
from safecheck.tui.safe_text import words
from safecheck.tui.screens.app_language import AppLanguagePage, has_languages
from safecheck.tui.widgets.detail import Detail


class DevicePage(CopyingPage):
    """The detail of one device."""

    GUIDE: ClassVar[str] = "devices"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,p", "plan", N_("plan"), key_display="⏎"),
        Binding("a", "answer", N_("on or off?")),
        Binding("m", "menu_language", N_("menu language")),
        Binding("escape", "leave", N_("back")),
        Binding("escape", "back", N_("back"), show=False),
    ]
    EXPLAIN = (
        N_("Take the device in your hand and follow the way to the switches, one line after the other."),
        N_(
            "The words are the app's own, from Telegram, in the language of the app where that is known."
            " English words in quotes are the app's own too, and the words after them say what to look for. A"
            " newer app can look different."
        ),
        Only("notes", N_("With y you copy the ways to its switches as text, if your terminal allows it.")),
        Only("notes", N_("Does the app speak another language than safecheck? Press m and choose it.")),
    )

    def __init__(self, device_id: str) -> None:
        super().__init__()
        self._device_id = device_id

    def title_words(self) -> str:
        """Return where we are."""
        return self.catalog.gettext("Device")

    def body(self) -> Iterable[Widget]:
        """Yield what it is, and everything about it."""
        result, catalog = self.safecheck.result, self.catalog
        row = self._row
        below = (row.kind, told_language(self.device.app_language, self.safecheck.language_names, catalog))
        lines = [words(line).stylize("$quiet") for line in below if line]
        heading = Content("\n").join([words(row.name).stylize("bold"), *lines])
        yield Detail(heading, device_sections(result, row.id, catalog))
        yield from self.copy_line()

    def to_copy(self) -> Copy | None:
        """Return the ways to its switches."""
        sections = device_sections(self.safecheck.result, self._device_id, self.catalog)
        return copy_of_sections(self._row.name, sections)

    @property
    def _row(self) -> DeviceRow:
        rows = device_rows(self.safecheck.result, self.catalog)
        return next(row for row in rows if row.id == self._device_id)

    @property
    def device(self) -> DeviceJudgement:
        """The device, judged by what was told until now."""
        return next(one for one in self.safecheck.result.devices if one.id == self._device_id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Ask only about switches that safecheck knows and has not read itself, and about the language of
        apps that Telegram has words for. The way back stands in the footer where there is room."""
        if action == "copy":
            return self.safecheck.facts is not None and self.may_copy
        if self.safecheck.facts is None or action not in ("answer", "menu_language", "leave"):
            return True
        notes = self.safecheck.notes
        asks, speaks = notes and can_be_asked(self.device), notes and has_languages(self.device)
        return {"answer": asks, "menu_language": speaks, "leave": not (asks and speaks)}[action]

    def action_answer(self) -> None:
        """Ask how its switches stand now."""
        from safecheck.tui.screens.device_form import DeviceForm

        self.app.push_screen(DeviceForm(self._device_id))

    def action_menu_language(self) -> None:
        """Ask which language the app's menus are in."""
        self.app.push_screen(AppLanguagePage(self._device_id))

    def action_leave(self) -> None:
        """Go back."""
        self.action_back()

    def action_plan(self) -> None:
        """Go on to the plan, at the first step about this device."""
        from safecheck.tui.screens.plan import PlanList

        self.app.push_screen(PlanList(Subject("device", self._device_id)))
