"""Marks that the user set, beside a result that they never change: level, headline and plan stay (G10)."""

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec.structs import replace

from safecheck.model.marks import ChatMark, in_force, mark_for
from safecheck.model.result import AuditResult


def with_marks(result: AuditResult, marks: Iterable[ChatMark]) -> AuditResult:
    """Return the result with the marks of its chats. One older than 180 days is left out, and one that goes
    with another level than the chat has: it may have come to stand out strongly since it was marked as known.
    """
    levels = {rating.chat_id: rating.level for rating in result.ratings}
    fitting = {
        mark.chat_id: mark.mark
        for mark in in_force(marks, result.facts.day)
        if mark.chat_id in levels and mark.mark == mark_for(levels[mark.chat_id])
    }
    return replace(result, marks=fitting)


def toggled(
    marks: Sequence[ChatMark], result: AuditResult, chat_id: str, today: date
) -> tuple[ChatMark, ...]:
    """Return the marks after the user pressed the key of one chat: marked, or not marked any more."""
    others = tuple(mark for mark in marks if mark.chat_id != chat_id)
    if chat_id in result.marks:
        return others
    level = next(rating.level for rating in result.ratings if rating.chat_id == chat_id)
    return (*others, ChatMark(chat_id, mark_for(level), today.isoformat()))
