"""A closer look at single chats, while it goes on: how far it is, and the key to stop it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from safecheck.audit.visit import Visit
from safecheck.model.errors import SafecheckError
from safecheck.model.probing import ProbePlan
from safecheck.model.progress import Stage
from safecheck.model.text import N_
from safecheck.report.probing import plan_lines, probing_lines
from safecheck.tui.reading_page import ReadingPage
from safecheck.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from safecheck.telegram.account import Reading as Read


class CloserLook(ReadingPage):
    """Asking about the chats of one plan, which was shown before. The pages below show the result refined."""

    GUIDE: ClassVar[str] = "result"
    STAGES: ClassVar[tuple[Stage, ...]] = ("probes",)
    BINDINGS: ClassVar[list[BindingType]] = [
        *ReadingPage.BINDINGS,
        Binding("escape,enter", "back", N_("back"), key_display="esc"),
    ]
    EXPLAIN: ClassVar[tuple[str, ...]] = (
        N_(
            "safecheck asks Telegram about single chats: what each says it is, who added you, and how many"
            " photos, videos and files it holds. It opens no chat, and marks no message as read."
        ),
        N_("Esc stops it at once. What is known by then stays, and it can go on from there later."),
    )

    def __init__(self, plan: ProbePlan) -> None:
        super().__init__()
        self._plan = plan
        self._problem: SafecheckError | None = None

    def title_words(self) -> str:
        """Return what goes on."""
        return self.catalog.gettext("A closer look")

    def body(self) -> Iterable[Widget]:
        """Yield what was agreed on and how far it is or, where it ended with a problem, which one."""
        result, catalog = self.safecheck.result, self.catalog
        if self._problem is not None:
            yield Prose(catalog.sentence(self._problem), classes="big")
            for line in probing_lines(result, catalog):
                yield Prose(line)
            return
        already = sum(chat.probed for chat in result.facts.chat_list.chats)
        yield Prose(" ".join(plan_lines(self._plan, catalog, asked_already=already, commands=False)))
        yield from super().body()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Stop while it goes on, go back where it ended with a problem."""
        return (self._problem is None) is (action == "show_what_there_is") or action not in (
            "show_what_there_is",
            "back",
        )

    async def read_of(self, visit: Visit) -> "Read":
        """Ask about the chats."""
        return await visit.probe(self.safecheck.result.facts, self._plan)

    def over(self, visit: Visit, read: "Read") -> None:  # noqa: ARG002
        """Refine the result, and go back to where one came from; say before why it ended early, if it did."""
        self.safecheck.refine(read.facts)
        self._problem = read.problem
        if read.problem is None:
            self.when_on_top(self.action_back)
        else:
            self.call_later(self.redraw)
