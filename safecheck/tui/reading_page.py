"""What pages that read share: a bar, what is being done, the requests used, a wait, and the key to stop."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from safecheck.audit.visit import Visit
from safecheck.model.progress import Progress, Stage, ignore_progress
from safecheck.model.text import N_
from safecheck.report.charts import bar
from safecheck.report.progress_lines import progress_line
from safecheck.report.sign_in import stopping_is_fine
from safecheck.tui.marks import mark
from safecheck.tui.page import Page
from safecheck.tui.safe_text import words
from safecheck.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from safecheck.telegram.account import Reading as Read

_BAR = 40  # cells


class ReadingPage(Page):
    """A page that reads something of the visit that goes on. Leaving it ends that. `STAGES` are what is done,
    the last of them by chats that can be counted."""

    STAGES: ClassVar[tuple[Stage, ...]] = ()
    DEFAULT_CSS = """
    ReadingPage #stages, ReadingPage #bar { height: auto; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,s", "show_what_there_is", N_("stop and show"), key_display="esc"),
    ]

    class Heard(Message):
        """Something went on."""

        def __init__(self, event: Progress) -> None:
            super().__init__()
            self.event = event

    class Done(Message):
        """Reading is over, whole or in part."""

        def __init__(self, read: "Read") -> None:
            super().__init__()
            self.read = read

    def __init__(self) -> None:
        super().__init__()
        self._events: dict[Stage, Progress] = {}
        self._requests = 0
        self._waiting_until: datetime | None = None

    # --- what a page gives ------------------------------------------------------------------------------

    async def read_of(self, visit: Visit) -> "Read":
        """Read it."""
        raise NotImplementedError

    def over(self, visit: Visit, read: "Read") -> None:
        """Go on, with what was read."""
        raise NotImplementedError

    # --- what is shown ----------------------------------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        """Yield the bar, what is done, and the wait if there is one."""
        yield Static(self._bar(), id="bar")
        yield Static(self._stages(), id="stages")
        yield Prose(self._requests_words(), id="requests", classes="quiet")
        yield Prose(self._wait_words(), id="wait", classes="big")
        yield Prose(self.way_out())

    def way_out(self) -> str:
        """Return what stopping means here."""
        return stopping_is_fine(self.catalog)

    @property
    def stages(self) -> tuple[Stage, ...]:
        """What is done here, in order."""
        return self.STAGES

    def _bar(self) -> Content:
        counted = self.stages[-1]
        event = self._events.get(counted, Progress(counted))
        total = event.total or 0
        full, empty = bar(event.done, total, _BAR, unicode=self.safecheck.unicode)
        numbers = self.catalog.gettext("%(done)d of %(total)d chats") % {"done": event.done, "total": total}
        return Content.assemble((full, "$primary"), (empty, "$rule"), "  ", words(numbers if total else ""))

    def _stages(self) -> Content:
        now = datetime.now(UTC)
        lines = []
        for stage in self.stages:
            event = self._events.get(stage, Progress(stage))
            state = "good" if event.finished else "none"
            line = progress_line(event, self.catalog, now)
            lines.append(Content.assemble(mark(state, unicode=self.safecheck.unicode), "  ", words(line)))
        return Content("\n").join(lines)

    def _requests_words(self) -> str:
        return self.catalog.ngettext(
            "One request used so far.", "%(count)d requests used so far.", self._requests
        ) % {"count": self._requests}

    def _wait_words(self) -> str:
        now = datetime.now(UTC)
        if self._waiting_until is None or self._waiting_until <= now:
            return ""
        return progress_line(Progress("chats", waiting_until=self._waiting_until), self.catalog, now)

    # --- life -------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Begin to read."""
        self.set_interval(0.5, self._refresh)
        self._read()

    def on_unmount(self) -> None:
        """Hear nothing any more, unless another screen listens already."""
        visit = self.safecheck.visits.current
        if visit is not None and visit.listener == self._hear:
            visit.listener = ignore_progress

    @work(exit_on_error=False, group="scan", exclusive=True)
    async def _read(self) -> None:
        visit = self.safecheck.visits.current
        assert visit is not None  # noqa: S101 - the sign-in came first
        visit.listener = self._hear
        await self.read(visit)

    async def read(self, visit: Visit) -> None:
        """Read it, and say that it is over."""
        self.post_message(self.Done(await self.read_of(visit)))

    def _hear(self, event: Progress) -> None:
        self.post_message(self.Heard(event))

    @on(Heard)
    def show_event(self, message: Heard) -> None:
        """Keep the event, and show it."""
        event = message.event
        self._requests = max(self._requests, event.requests)
        if event.waiting_until is not None:
            self._waiting_until = event.waiting_until
        else:
            self._events[event.stage] = event
        self._refresh()

    def _refresh(self) -> None:
        if not self.query("#bar"):
            return
        self.query_one("#bar", Static).update(self._bar())
        self.query_one("#stages", Static).update(self._stages())
        self.query_one("#requests", Prose).update(words(self._requests_words()))
        self.query_one("#wait", Prose).update(words(self._wait_words()))

    @on(Done)
    def go_on(self, message: Done) -> None:
        """Go on, with what was read."""
        visit = self.safecheck.visits.current
        assert visit is not None  # noqa: S101 - it was read
        self.over(visit, message.read)

    # --- keys -------------------------------------------------------------------------------------------

    def action_show_what_there_is(self) -> None:
        """Stop here; what is known by then is shown."""
        if self.safecheck.visits.current is not None:
            self.safecheck.visits.current.stop_reading()
