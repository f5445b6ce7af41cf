"""Levels and exposure by chat, as bars with the number beside them: where most can come from."""

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList

from safecheck.model.facts import AuditFacts
from safecheck.model.text import N_
from safecheck.report.exposure import exposure_bar
from safecheck.report.exposure_chart import ExposureRow, exposure_chart
from safecheck.report.probing import offer_in_words
from safecheck.report.summary import level_counts
from safecheck.tui.marks import colour, mark, symbol
from safecheck.tui.page import Page
from safecheck.tui.safe_text import words
from safecheck.tui.widgets.columns import cut
from safecheck.tui.widgets.level_bar import LevelBar
from safecheck.tui.widgets.list_and_detail import Entries, Entry
from safecheck.tui.widgets.prose import Prose

_BAR = 24  # cells
_WIDEST = 76


class ChatBars(Page):
    """The chats that hold most of what lands without a tap."""

    GUIDE: ClassVar[str] = "result"
    AUTO_FOCUS = "Entries"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "closer", N_("look closer"), show=False),
        Binding("escape", "back", N_("back")),
    ]
    EXPLAIN = (
        N_(
            "The first bar shows how many groups and channels stand out, and how much. Below it stand those"
            " that hold most of what lands on a device of yours without a tap."
        ),
        N_(
            "The number is what a chat holds over all its time. It says where to begin, not what has arrived:"
            " that is known to nobody. It is there for chats that were looked at more closely."
        ),
        N_("Enter says what was noticed about a chat, and what you can do."),
    )

    def __init__(self) -> None:
        super().__init__()
        self._drawn: AuditFacts | None = None

    def title_words(self) -> str:
        """Return where we are."""
        return self.catalog.gettext("Levels and what can land, as bars")

    def body(self) -> Iterable[Widget]:
        """Yield the levels, the chats, and what the numbers mean."""
        result, catalog, unicode = self.safecheck.result, self.catalog, self.safecheck.unicode
        yield LevelBar(catalog.gettext("Chats"), level_counts(result, catalog), unicode=unicode)
        chart = exposure_chart(result, catalog)
        yield Prose(chart.title, classes="big")
        if chart.rows:
            yield Entries([Entry(partial(self._draw, row), row.chat_id) for row in chart.rows], id="bars")
        for note in chart.notes:
            yield Prose(note, classes="quiet")
        if (plan := self.safecheck.offered_look) is not None:
            yield Prose(offer_in_words(plan, catalog, "n"), classes="name")
        self._drawn = result.facts

    def _draw(self, row: ExposureRow, width: int) -> Content:
        width, unicode = min(width, _WIDEST), self.safecheck.unicode
        indent = len(symbol(row.level, unicode=unicode)) + 1
        level = words(row.level_words).stylize(colour(row.level))
        room = width - indent - 2 - level.cell_length
        name = Content.assemble(
            mark(row.level, unicode=unicode), " ", cut(words(row.title), room, unicode=unicode), "  ", level
        )
        bar = words(exposure_bar(row.share, _BAR, unicode=unicode)).stylize("$level-medium")
        number = cut(words(row.words), width - indent - _BAR - 1, unicode=unicode)
        return Content.assemble(name, "\n", " " * indent, bar, " ", number)

    async def on_screen_resume(self) -> None:
        """Show what a closer look found out meanwhile."""
        await super().on_screen_resume()
        if self._drawn is not None and self._drawn is not self.safecheck.result.facts:
            await self.redraw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Look closer only where that is offered."""
        return action != "closer" or self.safecheck.offered_look is not None

    def action_closer(self) -> None:
        """Look closer at single chats."""
        self.safecheck.look_closer()

    @on(OptionList.OptionSelected, "#bars")
    def open_detail(self, event: OptionList.OptionSelected) -> None:
        """Go on to what was noticed about one chat, not to the chat itself."""
        from safecheck.tui.screens.chat import ChatPage

        if event.option_id is not None:
            self.app.push_screen(ChatPage(event.option_id))
