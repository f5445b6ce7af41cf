"""What the user says about a chat: known to me, or I think this is wrong. It changes no result (G10)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal, get_args

import msgspec

from safecheck.model.findings import ChatLevel

Mark = Literal["known", "disputed"]
MARKS: tuple[Mark, ...] = get_args(Mark)

LASTS = timedelta(days=180)  # a chat is another one after half a year


class ChatMark(msgspec.Struct, frozen=True):
    """One mark: the chat's id, what was said, and on which day (ISO date). No name and no reason."""

    chat_id: str
    mark: Mark
    marked_on: str


def in_force(marks: Iterable[ChatMark], today: date) -> tuple[ChatMark, ...]:
    """Return the marks that still count: for 180 days each."""
    return tuple(mark for mark in marks if today < date.fromisoformat(mark.marked_on) + LASTS)


def mark_for(level: ChatLevel) -> Mark:
    """Return the one mark that a chat of this level can have. *Known to me* exists below *high* only, so that
    nobody is led to write down that they knew what is in a chat that stands out strongly (G10)."""
    return "disputed" if level == "high" else "known"
