"""One answer of the table of what lands: which media, on which network, where they go, and why."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from safecheck.model.text import N_
from safecheck.report.landing import ChatKinds
from safecheck.report.landing_cell import landing_cell
from safecheck.tui.marks import symbol
from safecheck.tui.page import Page
from safecheck.tui.safe_text import words
from safecheck.tui.widgets.detail import Detail
from safecheck.tui.widgets.landing_table import answer_colour, answer_mark


class LandingCellPage(Page):
    """What is behind one answer."""

    GUIDE: ClassVar[str] = "result"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "device", N_("this device")),
        Binding("escape", "back", N_("back")),
    ]
    EXPLAIN = (
        N_(
            "This is what lands on this device from this kind of chat, by the tables that safecheck has of"
            " the app: as its makers wrote it, in the version that the sources name."
        ),
        N_(
            "The reasons stand in the order in which the app decides. The numbers in square brackets lead to"
            " the sources below."
        ),
    )

    def __init__(self, device_id: str, chat_kind: ChatKinds) -> None:
        super().__init__()
        self._device_id = device_id
        self._chat_kind: ChatKinds = chat_kind

    def title_words(self) -> str:
        """Return where we are."""
        return self.catalog.gettext("What can land here without a tap")

    def body(self) -> Iterable[Widget]:
        """Yield whose device and which chats, the answer, and everything behind it."""
        cell = landing_cell(self.safecheck.result, self._device_id, self._chat_kind, self.catalog)
        mark = symbol(answer_mark(cell.answer), unicode=self.safecheck.unicode)
        heading = Content.assemble(
            words(cell.device).stylize("bold"),
            "\n",
            words(cell.chats).stylize("$quiet"),
            "  ",
            words(f"{mark} {cell.word}").stylize(answer_colour(cell.answer)),
        )
        yield Detail(heading, cell.sections)

    def action_device(self) -> None:
        """Go on to the device."""
        from safecheck.tui.screens.device import DevicePage

        self.app.push_screen(DevicePage(self._device_id))
