"""One device: what lands there, the way to its switches a line for each tap, what remains, how to check."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from safecheck.model.findings import Subject
from safecheck.model.text import N_
from safecheck.report.device_form import can_be_asked
from safecheck.report.device_list import device_rows, device_sections
from safecheck.tui.page import Page
from safecheck.tui.safe_text import words
from safecheck.tui.widgets.detail import Detail


class DevicePage(Page):
    """The detail of one device."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,p", "plan", N_("plan"), key_display="⏎"),
        Binding("a", "answer", N_("on or off?")),
        Binding("escape", "back", N_("back")),
    ]
    EXPLAIN = (
        N_(
            "Take the device in your hand and follow the way to the switches, one line after the other."
            " The words in quotes are the app's own English words."
        ),
        N_(
            "If your app speaks another language, the words after the name say what to look for. A newer app"
            " can look different."
        ),
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
        row = next(row for row in device_rows(result, catalog) if row.id == self._device_id)
        heading = Content.assemble(words(row.name).stylize("bold"), "\n", words(row.kind).stylize("$quiet"))
        yield Detail(heading, device_sections(result, row.id, catalog))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Ask only about switches that safecheck knows and has not read itself."""
        if action != "answer":
            return True
        devices = self.safecheck.result.devices if self.safecheck.facts is not None else ()
        return any(device.id == self._device_id and can_be_asked(device) for device in devices)

    def action_answer(self) -> None:
        """Ask how its switches stand now."""
        from safecheck.tui.screens.device_form import DeviceForm

        self.app.push_screen(DeviceForm(self._device_id))

    def action_plan(self) -> None:
        """Go on to the plan, at the first step about this device."""
        from safecheck.tui.screens.plan import PlanList

        self.app.push_screen(PlanList(Subject("device", self._device_id)))
