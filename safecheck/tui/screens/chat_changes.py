"""What safecheck can do with one chat: make it quiet, or leave it. Each leads to a page that asks first."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import OptionList

from safecheck.model.text import N_
from safecheck.report.chat_changes import changes_of_chat, nothing_to_change
from safecheck.tui.page import Page
from safecheck.tui.widgets.choices import Choices
from safecheck.tui.widgets.prose import Prose


class Ways(Choices):
    """What can be done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "cursor_down", N_("choose"), key_display="↑↓"),
        Binding("enter", "select", N_("go on")),
    ]


class ChatChanges(Page):
    """Mute, archive, leave, as far as that is not so already."""

    GUIDE: ClassVar[str] = "changing"
    AUTO_FOCUS = "Ways"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", N_("back"))]
    EXPLAIN = (
        N_("Each of these leads to a page that shows what would change, and asks you."),
        N_("A chat that is muted or archived still downloads what your devices let through."),
    )

    def __init__(self, chat_id: str) -> None:
        super().__init__()
        self._chat_id = chat_id

    def title_words(self) -> str:
        """Return where we are."""
        return self.catalog.gettext("What safecheck can do with it")

    def body(self) -> Iterable[Widget]:
        """Yield the choices, or why there are none."""
        choices = changes_of_chat(self.safecheck.result, self._chat_id, self.catalog)
        if not choices:
            yield Prose(nothing_to_change(self.safecheck.result, self._chat_id, self.catalog), classes="big")
            return
        shown = [choice for _, choice in choices]
        yield Ways(shown, unicode=self.safecheck.unicode, id="ways")

    @on(OptionList.OptionSelected, "#ways")
    def go(self, event: OptionList.OptionSelected) -> None:
        """Go on to the page that asks."""
        from safecheck.tui.screens.change import ChangePage

        for target, choice in changes_of_chat(self.safecheck.result, self._chat_id, self.catalog):
            if choice.key == event.option_id:
                self.app.push_screen(ChangePage(target))

    async def on_screen_resume(self) -> None:
        """Show what is left to do."""
        await super().on_screen_resume()
        await self.redraw()
