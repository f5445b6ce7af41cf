"""One chat: what was noticed, the innocent reading, what cannot be known. Never the chat itself."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from safecheck.model.findings import Subject
from safecheck.model.text import N_
from safecheck.report.chat_changes import OFFER, changes_of_chat
from safecheck.report.chat_detail import chat_detail
from safecheck.report.marks import keep_marks_line
from safecheck.tui.explained import Only
from safecheck.tui.screens.of_chat import OfChat, keys_of_chat
from safecheck.tui.widgets.chat_view import chat_heading
from safecheck.tui.widgets.detail import Detail
from safecheck.tui.widgets.prose import Prose


class ChatPage(OfChat):
    """The detail of one chat."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,p", "plan", N_("plan"), key_display="⏎"),
        *keys_of_chat(show=True),
        Binding("x", "changes", N_("mute, archive or leave"), show=False),
        Binding("escape", "leave", N_("back")),
        Binding("escape", "back", N_("back"), show=False),
    ]
    EXPLAIN = (
        N_(
            "This is what safecheck noticed about one group or channel. Each line says how much it counts."
            " Such signs also occur in ordinary chats; the second block says how."
        ),
        N_("What you can do stands in an order that works: first your devices, then the chat."),
        N_("With w you see how all of it adds up."),
        Only(
            "notes",
            N_(
                "With m you mark the chat for yourself: as known to you or, where it stands out strongly,"
                " that you think this is wrong. A mark changes nothing else."
            ),
        ),
    )

    def __init__(self, chat_id: str) -> None:
        super().__init__()
        self._chat_id = chat_id

    @property
    def about(self) -> str:
        """The id of the chat."""
        return self._chat_id

    def title_words(self) -> str:
        """Return where we are."""
        return self.catalog.gettext("Group or channel")

    def body(self) -> Iterable[Widget]:
        """Yield name, level and the sections in their fixed order."""
        detail = chat_detail(self.safecheck.result, self._chat_id, self.catalog, self.mark_key)
        yield Detail(chat_heading(detail, unicode=self.safecheck.unicode), detail.sections)
        if self.safecheck.can_change and changes_of_chat(self.safecheck.result, self._chat_id, self.catalog):
            yield Prose(self.catalog.gettext(OFFER) % {"key": "x"}, classes="name")
        keeping = self.safecheck.mark_keeping
        if detail.marked and keeping is not None:
            if keeping.problem is not None:
                yield Prose(self.catalog.sentence(keeping.problem), classes="medium")
            line = keep_marks_line(self.catalog, "k", possible=keeping.possible, wanted=keeping.wanted)
            yield Prose(line, classes="quiet")

    async def follow_mark(self) -> None:
        """Show what is marked now."""
        await self.redraw()

    async def on_screen_resume(self) -> None:
        """Show what was decided about keeping."""
        await super().on_screen_resume()
        await self.redraw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Change a chat only while the visit is open. The way back stands in the footer if there is room."""
        if action == "leave":
            return not self.safecheck.notes
        if action == "changes":
            return self.safecheck.can_change
        return super().check_action(action, parameters)

    def action_leave(self) -> None:
        """Go back."""
        self.action_back()

    def action_changes(self) -> None:
        """Go on to what safecheck can do with it."""
        from safecheck.tui.screens.chat_changes import ChatChanges

        self.app.push_screen(ChatChanges(self._chat_id))

    def action_plan(self) -> None:
        """Go on to the plan, at the first step about this chat."""
        from safecheck.tui.screens.plan import PlanList

        self.app.push_screen(PlanList(Subject("chat", self._chat_id)))
