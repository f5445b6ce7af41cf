"""Report one chat to Telegram: its own dialogue, one request for each answer that a person chose (G2).

messages.report asks step by step: an empty option asks the first question, and each answer's bytes are sent
back as they came (https://core.telegram.org/method/messages.report; Telegram Desktop, api_report.cpp). No
message is ever named in it, which the gate sees to: whoever names one must have looked at it.
"""

from typing import Any

from telethon import errors
from telethon.tl import functions, types

from safecheck.model.changes import Done, Outcome, ReportValue, Target
from safecheck.model.errors import SafecheckError, SignInError
from safecheck.model.reporting import Answer, CommentWanted, Over, Question, ReportState
from safecheck.model.text import N_, clean
from safecheck.telegram.asking import Asker
from safecheck.telegram.changing.refusals import is_called, refusal
from safecheck.telegram.changing.shown import as_words
from safecheck.telegram.changing.writer import KEEPS_WAITING, LINE_BROKE, WAIT_FIRST
from safecheck.telegram.errors import (
    UNREADABLE,
    KeepsAskingToWaitError,
    WaitTooLongError,
    newer_telegram,
)

WANTS_MESSAGES = N_(
    "Telegram wants to be told which messages it is about. You need not know that, so safecheck stops "
    "here. There are other ways."
)
NO_RECEIPT = N_(
    "The line to Telegram broke, or Telegram had a problem of its own. It gives no receipt, so nobody can "
    "find out whether the report arrived. You may report it once more."
)
NOT_UNDERSTOOD = N_(
    "Telegram answered with something that this version of safecheck does not know, so nobody can say "
    "whether the report arrived. Update safecheck."
)
NO_SPAM = N_("Telegram does not take this chat as spam from you any more.")

_LONGEST = 300  # characters of a question or an answer that are shown


class ReportDialogue:
    """What can be said to Telegram about one chat. The bytes of its answers stay in here. Nothing that
    Telegram or the line does is raised once something was sent."""

    def __init__(self, asker: Asker, target: Target, peer: Any) -> None:
        self._asker = asker
        self._target = target
        self._peer = peer
        self._offered: tuple[bytes, ...] = ()

    async def spam_is_offered(self) -> bool:
        """Ask whether Telegram itself offers to report this chat as spam. Raises SafecheckError where it
        cannot be asked."""
        try:
            answer = await self._asker.ask(functions.messages.GetPeerSettingsRequest(self._peer), "changes")
        except (errors.RPCError, *UNREADABLE):
            return False
        return bool(answer.settings.report_spam)

    @property
    def first(self) -> str:
        """The request that asks the first question."""
        return as_words(self._request(b""))

    @property
    def as_spam(self) -> str:
        """The request that reports the chat as spam."""
        return as_words(functions.messages.ReportSpamRequest(self._peer))

    async def begin(self) -> ReportState:
        """Ask the first question."""
        return await self._say(b"")

    async def choose(self, number: int) -> ReportState:
        """Give the answer with that place in the last question, 0 for the first one."""
        return await self._say(self._offered[number])

    async def comment(self, text: str) -> ReportState:
        """Give the few words that were asked for; "" for none."""
        return await self._say(self._offered[0], text)

    async def spam(self) -> ReportState:
        """Tell Telegram that the chat is spam."""
        try:
            taken = await self._asker.change(functions.messages.ReportSpamRequest(self._peer))
        except (errors.RPCError, SafecheckError, *UNREADABLE) as error:
            return self._failed(error, lost="unconfirmed")
        return self._over("applied") if taken else self._over("refused", NO_SPAM)

    def _request(self, option: bytes, text: str = "") -> Any:
        return functions.messages.ReportRequest(self._peer, [], option, text)

    async def _say(self, option: bytes, text: str = "") -> ReportState:
        try:
            answer = await self._asker.change(self._request(option, text))
        except (errors.RPCError, SafecheckError, *UNREADABLE) as error:
            if not text and isinstance(error, errors.RPCError) and is_called(error, "MESSAGE_REQUIRED"):
                return self._wants_comment(option, optional=False)
            # The first question alone reports nothing.
            return self._failed(error, lost="unconfirmed" if option else "not_done")
        if isinstance(answer, types.ReportResultReported):
            return self._over("applied")
        if isinstance(answer, types.ReportResultAddComment):
            return self._wants_comment(answer.option, optional=bool(answer.optional))
        if isinstance(answer, types.ReportResultChooseOption) and answer.options:
            self._offered = tuple(each.option for each in answer.options)
            return Question(
                clean(answer.title, _LONGEST),
                tuple(
                    Answer(clean(each.text, _LONGEST), as_words(self._request(each.option)))
                    for each in answer.options
                ),
            )
        return self._not_understood("unconfirmed" if option else "not_done")

    def _wants_comment(self, option: bytes, *, optional: bool) -> CommentWanted:
        self._offered = (option,)
        return CommentWanted(optional, as_words(self._request(option, "…")))

    def _failed(self, error: Exception, *, lost: Outcome) -> Over:
        """Return how it ended by an error; `lost` is the outcome where no answer came."""
        if isinstance(error, WaitTooLongError):
            return self._over("later", WAIT_FIRST, seconds=error.seconds)
        if isinstance(error, KeepsAskingToWaitError):
            return self._over("later", KEEPS_WAITING)
        if isinstance(error, SignInError):
            return self._over(
                "refused", error.message, {name: str(each) for name, each in error.values.items()}
            )
        if isinstance(error, errors.RPCError):
            if is_called(error, "MESSAGE_ID_REQUIRED"):
                return Over(self._done("not_possible", WANTS_MESSAGES), wants_messages=True)
            reason, values = refusal(error)
            return self._over("refused", reason, values)
        if isinstance(error, SafecheckError):
            return self._over(lost, NO_RECEIPT if lost == "unconfirmed" else LINE_BROKE)
        return self._not_understood(lost)

    def _not_understood(self, lost: Outcome) -> Over:
        return self._over(lost, NOT_UNDERSTOOD if lost == "unconfirmed" else newer_telegram())

    def _over(
        self, outcome: Outcome, reason: str = "", values: dict[str, str] | None = None, seconds: int = 0
    ) -> Over:
        return Over(self._done(outcome, reason, values, seconds))

    def _done(
        self, outcome: Outcome, reason: str = "", values: dict[str, str] | None = None, seconds: int = 0
    ) -> Done:
        return Done(
            self._target,
            outcome,
            ReportValue(False),
            ReportValue(True),
            None if outcome == "unconfirmed" else ReportValue(outcome == "applied"),
            reason,
            values or {},
            seconds,
        )
