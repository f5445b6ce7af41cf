"""One chat: what was noticed, the innocent reading, what cannot be known. Never the chat itself."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from safecheck.model.findings import Subject
from safecheck.model.text import N_
from safecheck.report.chat_detail import chat_detail
from safecheck.tui.page import Page
from safecheck.tui.widgets.chat_view import chat_heading
from safecheck.tui.widgets.detail import Detail


class ChatPage(Page):
    """The detail of one chat."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,p", "plan", N_("plan"), key_display="⏎"),
        Binding("escape", "back", N_("back")),
    ]
    EXPLAIN = (
        N_(
            "This is what safecheck noticed about one group or channel. Each line says how much it counts."
            " Such signs also occur in ordinary chats; the second block says how."
        ),
        N_("What you can do stands in an order that works: first your devices, then the chat."),
    )

    def __init__(self, chat_id: str) -> None:
        super().__init__()
        self._chat_id = chat_id

    def title_words(self) -> str:
        """Return where we are."""
        return self.catalog.gettext("Group or channel")

    def body(self) -> Iterable[Widget]:
        """Yield name, level and the sections in their fixed order."""
        detail = chat_detail(self.safecheck.result, self._chat_id, self.catalog)
        yield Detail(chat_heading(detail, unicode=self.safecheck.unicode), detail.sections)

    def action_plan(self) -> None:
        """Go on to the plan, at the first step about this chat."""
        from safecheck.tui.screens.plan import PlanList

        self.app.push_screen(PlanList(Subject("chat", self._chat_id)))
