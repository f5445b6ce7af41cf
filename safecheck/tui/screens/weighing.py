"""How one chat was weighed: each observation with how much it counts, and what they make together."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from safecheck.model.text import N_
from safecheck.report.chat_detail import chat_detail
from safecheck.report.weighing import weighing
from safecheck.tui.page import Page
from safecheck.tui.widgets.chat_view import chat_heading
from safecheck.tui.widgets.detail import Detail


class WeighingPage(Page):
    """The arithmetic in words."""

    GUIDE: ClassVar[str] = "result"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", N_("back"))]
    EXPLAIN = (
        N_(
            "safecheck looks at many small things and adds them up. Each of them also occurs in ordinary"
            " chats; together they say how much a chat stands out, and no more than that."
        ),
        N_("How you marked a chat is no part of it."),
    )

    def __init__(self, chat_id: str) -> None:
        super().__init__()
        self._chat_id = chat_id

    def title_words(self) -> str:
        """Return where we are."""
        return self.catalog.gettext("How this was weighed")

    def body(self) -> Iterable[Widget]:
        """Yield the chat, and what adds up to its level."""
        result, catalog = self.safecheck.result, self.catalog
        detail = chat_detail(result, self._chat_id, catalog, "")
        heading = chat_heading(detail, about=False, unicode=self.safecheck.unicode)
        yield Detail(heading, weighing(result, self._chat_id, catalog))
