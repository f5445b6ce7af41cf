"""Report one chat to Telegram, one confirmed answer at a time, each noted before it is sent (P2, P7).

The journal notes that an answer was about to be sent and whether a report was made by it: not which answer,
and no words.
"""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from safecheck.audit.changing import Changing
from safecheck.model.changes import Done, Outcome, Preview, ReportValue, Target
from safecheck.model.facts import Chat
from safecheck.model.reporting import (
    CommentWanted,
    Opening,
    Over,
    Question,
    ReportState,
    no_dialogue_because,
)

if TYPE_CHECKING:
    from safecheck.telegram.account import Account
    from safecheck.telegram.changing.report import ReportDialogue


class Reporting:
    """One report about the chat of `target`, which `chat` describes as it was read (None: it is not listed).
    `open` comes first; each of the others sends one request, which a person must have chosen. Where somebody
    wanted to stop meanwhile, the answer under way comes to its end, and the report ends with it."""

    def __init__(self, account: "Account", changing: Changing, target: Target, chat: Chat | None) -> None:
        self._account = account
        self._changing = changing
        self._target = target
        self._chat = chat
        self._dialogue: ReportDialogue | None = None
        self._state: ReportState | None = None

    async def open(self) -> Opening:
        """Return what can be done. Raises SafecheckError where Telegram cannot be asked; nothing was sent
        then that reports anything."""
        from safecheck.telegram.changing.report import ReportDialogue  # with Telegram's client

        reason = no_dialogue_because(self._chat)
        if self._chat is None or self._chat.owned or self._chat.gone:
            return Opening(reason=reason)
        self._dialogue = ReportDialogue(
            self._account.asker, self._target, self._account.chats.input_peer(self._chat.id)
        )
        spam = await self._dialogue.spam_is_offered()
        return Opening(
            dialogue="" if reason else self._dialogue.first,
            spam=self._dialogue.as_spam if spam else "",
            reason=reason,
        )

    async def begin(self) -> ReportState:
        """Ask Telegram's first question, which reports nothing yet. Raises SafecheckError only if the journal
        cannot be written; nothing was sent then."""
        return await self._noted(self._opened.begin, self._opened.first, reports=False)

    async def choose(self, number: int) -> ReportState:
        """Give the answer with that place in the last question, 0 for the first one. Raises like `begin`."""
        assert isinstance(self._state, Question)  # noqa: S101 - that is what can be answered
        return await self._noted(lambda: self._opened.choose(number), self._state.answers[number].request)

    async def comment(self, text: str) -> ReportState:
        """Give the few words that Telegram asked for; "" for none. Raises like `begin`."""
        assert isinstance(self._state, CommentWanted)  # noqa: S101 - the same
        return await self._noted(lambda: self._opened.comment(text), self._state.request)

    async def spam(self) -> ReportState:
        """Tell Telegram that the chat is spam, where it offers that. Raises like `begin`."""
        return await self._noted(self._opened.spam, self._opened.as_spam)

    def not_wanted(self) -> Over:
        """Return that the person stopped before a report was made."""
        return Over(self._without_report("declined"))

    def not_possible(self, reason: str) -> Over:
        """Return that there is no way, and why (a message id)."""
        return Over(self._without_report("not_possible", reason))

    async def _noted(
        self, send: Callable[[], Awaitable[ReportState]], request: str, *, reports: bool = True
    ) -> ReportState:
        """Send one request that was chosen, with the journal first; a request that only asks has the same
        value before and after."""

        states: list[ReportState] = []

        async def work() -> Done:
            state = await send()
            states.append(state)
            return state.done if isinstance(state, Over) else self._without_report("not_done")

        preview = Preview(self._target, ReportValue(False), ReportValue(reports), (request,))
        self._changing.stopped = False
        await self._changing.carry_out(preview, work)
        [self._state] = states
        if self._changing.stopped and not isinstance(self._state, Over):
            return self.not_wanted()
        return self._state

    def _without_report(self, outcome: Outcome, reason: str = "") -> Done:
        return Done(self._target, outcome, ReportValue(False), ReportValue(True), ReportValue(False), reason)

    @property
    def _opened(self) -> "ReportDialogue":
        assert self._dialogue is not None  # noqa: S101 - `open` comes first
        return self._dialogue
