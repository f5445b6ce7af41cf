"""`safecheck rate`: chats as JSON lines in, ratings as JSON lines out, one for one, in constant memory."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Annotated, ClassVar, Literal

import msgspec
from msgspec.structs import replace

from safecheck.model.errors import BadInputError
from safecheck.model.facts import AddedBy, MediaCounts
from safecheck.model.findings import ChatLevel
from safecheck.model.text import N_, clean
from safecheck.rules.chats import Rater

Time = Annotated[datetime, msgspec.Meta(tz=True)]

MAX_LINE = 1024 * 1024  # bytes; the facts of one chat take a few hundred


class RestrictionGiven(msgspec.Struct, frozen=True, kw_only=True):
    """One restriction as Telegram has it."""

    platform: str = "all"
    reason: str
    text: str = ""


class ChatGiven(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One line: the facts of a chat by the names of safecheck.model.facts.Chat. Times are ISO 8601 with a
    zone. A `kind` that is left out is not known; any other key is passed over."""

    id: str | int
    title: str
    username: str | None = None
    usernames: tuple[str, ...] | None = None
    about: str | None = None
    kind: Literal["group", "supergroup", "channel"] | None = None
    members: int | None = None
    joined: Time | None = None
    created: Time | None = None
    owned: bool = False
    admin: bool = False
    verified: bool = False
    scam: bool = False
    fake: bool = False
    restrictions: tuple[RestrictionGiven, ...] = ()
    no_forwards: bool = False
    join_request: bool = False
    join_to_send: bool = False
    forum: bool = False
    media_open: bool | None = None
    paid: bool = False
    archived: bool = False
    muted: bool = False
    pinned: bool = False
    unread: int = 0
    never_read: bool = False
    last_activity: Time | None = None
    newest_message: int | None = None
    linked: bool = False
    limited: bool = False
    gone: bool = False
    left: ClassVar[bool] = False  # safecheck left none of them just now
    partial: bool = False
    members_hidden: bool | None = None
    bots: int | None = None
    auto_delete_seconds: int | None = None
    slow_mode_seconds: int | None = None
    added_by: AddedBy | None = None
    contacts: int | None = None
    media: MediaCounts | None = None
    public: bool | None = None


class SignalLine(msgspec.Struct, frozen=True, gc=False):
    """One signal; `weight` is what it adds on the log-odds scale."""

    rule: str
    evidence: str
    weight: float


class RatingLine(msgspec.Struct, frozen=True, gc=False):
    """What one line of the output holds."""

    id: str | int
    risk: int
    level: ChatLevel
    signals: list[SignalLine]


class BadLine(msgspec.Struct, frozen=True):
    """What stands where a line could not be rated; `line` counts from 1."""

    id: None
    error: str
    line: int


NOT_A_CHAT = N_("This line is not a JSON object with an id and a title. The check says: “%(problem)s”.")
TOO_LONG = N_("This line is longer than 1 MiB; no facts of a chat are.")


class LineRater:
    """Rates lines one by one; `bad` counts those that could not be rated."""

    def __init__(self, rater: Rater, sentence: Callable[[BadInputError], str]) -> None:
        """`sentence` puts a problem into the user's language."""
        self.bad = 0
        self._rater = rater
        self._sentence = sentence
        self._decode = msgspec.json.Decoder(ChatGiven).decode
        self._encode = msgspec.json.Encoder().encode
        self._line = 0

    def rate(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """Yield one line for each, with its line break."""
        now = datetime.now(UTC)
        for line in lines:
            self._line += 1
            if len(line) > MAX_LINE:
                yield self._refused(BadInputError(TOO_LONG))
                continue
            try:
                yield self._rated(self._decode(line), now)
            except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
                yield self._refused(BadInputError(NOT_A_CHAT, problem=clean(str(error), 200)))

    def _rated(self, chat: ChatGiven, now: datetime) -> bytes:
        names = chat.usernames or ()
        if chat.username:
            names = (chat.username, *(name for name in names if name != chat.username))
            chat = replace(chat, usernames=names)
        risk, level, signals = self._rater.weigh(chat, str(chat.id), chat.title, names, chat.about, now)
        found = [SignalLine(each.rule, each.evidence, round(each.weight, 2)) for each in signals]
        return self._encode(RatingLine(chat.id, risk, level, found)) + b"\n"

    def _refused(self, problem: BadInputError) -> bytes:
        self.bad += 1
        return self._encode(BadLine(None, self._sentence(problem), self._line)) + b"\n"
