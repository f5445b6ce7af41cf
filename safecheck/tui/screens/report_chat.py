"""A report to Telegram: what to know before, then Telegram's own questions. Esc sends nothing."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, OptionList

from safecheck.advice.other_ways import other_ways
from safecheck.audit.reporting import Reporting
from safecheck.model.changes import Target
from safecheck.model.errors import SafecheckError
from safecheck.model.facts import Chat
from safecheck.model.reporting import (
    LONGEST_COMMENT,
    CommentWanted,
    Opening,
    Over,
    Question,
    ReportState,
    length_of_comment,
)
from safecheck.model.text import N_
from safecheck.report.choices import Choice
from safecheck.report.doing import chat_of, is_high, outcome_sections, what_to_change
from safecheck.report.reporting import (
    ASKING_TELEGRAM,
    DIALOGUE,
    STOP,
    answer_choices,
    before_lines,
    comment_lines,
    comment_missing,
    opening_choices,
    other_ways_sections,
    question_heading,
    too_long,
)
from safecheck.tui.page import Page
from safecheck.tui.safe_text import words
from safecheck.tui.widgets.choices import Choices
from safecheck.tui.widgets.comment_field import CommentField
from safecheck.tui.widgets.detail import Detail
from safecheck.tui.widgets.prose import Prose


class Answers(Choices):
    """What can be answered. The first one sends nothing, and is where the pointer stands."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "cursor_down", show=False),
        Binding("enter", "select", N_("choose")),
    ]


class ReportChat(Page):
    """One report. Each answer is sent when it is chosen, and none is chosen for anyone."""

    GUIDE: ClassVar[str] = "report-to-telegram"
    AUTO_FOCUS = "Answers, CommentField"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "send", N_("send")),
        Binding("r", "requests", N_("requests")),
        Binding("f5", "requests_too", N_("requests"), key_display="F5"),
        Binding("enter,escape", "go_on", N_("go on"), key_display="⏎"),
        Binding("escape", "back", N_("back")),
    ]
    EXPLAIN = (
        N_("Telegram asks its own questions, and you choose each answer. safecheck chooses none for you."),
        N_("Esc leaves this page. What you did not choose was not sent. With r you see the very requests."),
        N_("Nothing has to be opened or looked for. A report has no receipt and no undo."),
    )

    class Came(Message):
        """An answer of Telegram's, or a problem."""

    def __init__(self, target: Target) -> None:
        super().__init__()
        self._target = target
        self._reporting: Reporting | None = None
        self._opening: Opening | None = None
        self._state: ReportState | None = None
        self._problem: SafecheckError | None = None
        self._waiting = True
        self._requests = False
        self._said = ""

    # --- what is shown ----------------------------------------------------------------------------------

    def title_words(self) -> str:
        """Return what goes on."""
        return self.catalog.gettext("Report to Telegram")

    def body(self) -> Iterable[Widget]:
        """Yield how it ended, or what Telegram asks, or what to know before."""
        catalog, result = self.catalog, self.safecheck.result
        if self._problem is not None:
            yield Prose(catalog.sentence(self._problem), classes="big")
        elif isinstance(self._state, Over):
            heading = words(what_to_change(self._target, result, catalog)).stylize("bold")
            yield Detail(heading, outcome_sections(self._state.done, result, catalog, kept=False))
            if self._state.wants_messages and self._chat is not None:
                ways = other_ways(self._chat, catalog.lang, self.safecheck.country, result.facts.day)
                yield Detail(None, other_ways_sections(ways, catalog))
        elif self._waiting or self._opening is None:
            yield Prose(catalog.gettext(ASKING_TELEGRAM), classes="big")
        elif isinstance(self._state, Question):
            yield Prose(question_heading(self._state, catalog), classes="big")
            yield self._choices(answer_choices(self._state, catalog, requests=self._requests))
        elif isinstance(self._state, CommentWanted):
            for line in comment_lines(self._state, catalog, requests=self._requests):
                yield Prose(line)
            field = CommentField(id="comment")
            field.border_title = words(catalog.gettext("Your words"))
            yield field
            yield Prose(self._said, id="said", classes="medium")
        else:
            high = is_high(result, self._target.chat)
            for line in before_lines(self._chat, self._opening, catalog, high=high):
                yield Prose(line)
            yield self._choices(opening_choices(self._opening, catalog, requests=self._requests))

    def _choices(self, choices: Sequence[Choice]) -> Answers:
        return Answers(choices, unicode=self.safecheck.unicode, id="answers")

    @property
    def _chat(self) -> Chat | None:
        return chat_of(self.safecheck.result, self._target)

    # --- the report -------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Ask what can be done."""
        self._open()

    @work(exit_on_error=False, group="report", exclusive=True)
    async def _open(self) -> None:
        visit = self.safecheck.visits.current
        assert visit is not None  # noqa: S101 - it is offered in an open visit only
        try:
            self._reporting = visit.reporting(self._target, self._chat)
            self._opening = await self._reporting.open()
        except SafecheckError as problem:
            self._problem = problem
        else:
            if not (self._opening.dialogue or self._opening.spam):
                self._state = self._reporting.not_possible(self._opening.reason)
        self.post_message(self.Came())

    @work(exit_on_error=False, group="report", exclusive=True)
    async def _send(self, send: Callable[[], Awaitable[ReportState]]) -> None:
        try:
            self._state = await send()
        except SafecheckError as problem:
            self._problem = problem
        if (visit := self.safecheck.visits.current) is not None:
            self.safecheck.follow(visit)
        self.post_message(self.Came())

    async def _say(self, send: Callable[[], Awaitable[ReportState]]) -> None:
        """Send what was chosen, and show that an answer is on its way."""
        self._waiting, self._said = True, ""
        await self.redraw(from_top=True)
        self._send(send)

    @on(Came)
    async def show(self) -> None:
        """Show what came, and let the keys go there."""
        self._waiting = False
        await self.redraw(from_top=True)
        for widget in self.query("Answers, CommentField"):
            self.set_focus(widget)
        visit = self.safecheck.visits.current
        if self._reporting is not None and visit is not None:
            self.when_on_top(visit.changing.told)

    @on(OptionList.OptionSelected, "#answers")
    async def chosen(self, event: OptionList.OptionSelected) -> None:
        """Do what was chosen."""
        reporting, chosen = self._reporting, event.option_id or STOP
        if reporting is None or self._waiting:
            return
        if chosen == STOP:
            self._state = reporting.not_wanted()
            await self.redraw(from_top=True)
        elif isinstance(self._state, Question):
            await self._say(lambda: reporting.choose(int(chosen)))
        else:
            await self._say(reporting.begin if chosen == DIALOGUE else reporting.spam)

    @on(Input.Submitted, "#comment")
    async def written(self, event: Input.Submitted) -> None:
        """Send the comment, if it can be sent as it is."""
        reporting, typed, wanted = self._reporting, event.value.strip(), self._state
        if reporting is None or self._waiting or not isinstance(wanted, CommentWanted):
            return
        length = length_of_comment(typed)
        if length > LONGEST_COMMENT:
            self._said = too_long(length, self.catalog)
        elif not (typed or wanted.optional):
            self._said = comment_missing(self.catalog)
        else:
            await self._say(lambda: reporting.comment(typed))
            return
        for said in self.query("#said").results(Prose):
            said.update(words(self._said))

    # --- keys -------------------------------------------------------------------------------------------

    @property
    def _ended(self) -> bool:
        return self._problem is not None or isinstance(self._state, Over)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Show requests where something can be chosen; go back at any time but while an answer is on its
        way, and on after the end."""
        if action == "go_on":
            return self._ended
        if action in ("send", "requests_too"):
            return isinstance(self._state, CommentWanted) and not (self._ended or self._waiting)
        return action not in ("requests", "back") or not (self._ended or self._waiting)

    def action_go_on(self) -> None:
        """Go back to the step."""
        super().action_back()

    async def action_send(self) -> None:
        """Let the field send what stands in it."""
        for field in self.query(CommentField):
            await field.action_submit()

    async def action_requests_too(self) -> None:
        """The same as `requests`, by a key that types nothing."""
        await self.action_requests()

    async def action_requests(self) -> None:
        """Show the very requests, or hide them again."""
        self._requests = not self._requests
        await self.redraw()
