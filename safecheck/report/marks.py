"""Marks that the user set on chats, in words: what they are, what they leave alone, who could read them."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from safecheck.i18n.catalog import Catalog
from safecheck.model.findings import ChatLevel
from safecheck.model.marks import ChatMark, Mark, mark_for
from safecheck.model.result import AuditResult
from safecheck.model.text import N_
from safecheck.report.layout import DETAIL, Page
from safecheck.report.wording import count_in_words, day_in_words

FOR_HALF_A_YEAR = N_("each counts for 180 days")

# Beside the name of a chat in a list.
NOTES: dict[Mark, str] = {"known": N_("known to you"), "disputed": N_("you disagree")}
MARKED: dict[Mark, str] = {
    "known": N_("You marked it as known to you."),
    "disputed": N_("You marked: I think this is wrong."),
}
_OFFER: dict[Mark, str] = {
    "known": N_("If you know this chat, you can mark it as known to you. No reason is asked."),
    "disputed": N_("If you think this is wrong, you can mark that. No reason is asked."),
}
_NOTHING_ELSE = N_("A mark changes nothing else: the chat stays in every list, and its steps in the plan.")


def known_line(result: AuditResult, catalog: Catalog) -> str:
    """Return how many chats of a result are marked as known, "" if none is: it is said beside every result,
    so that nothing is hidden by a mark."""
    known = sum(mark == "known" for mark in result.marks.values())
    if not known:
        return ""
    return catalog.ngettext(
        "One chat is marked as known to you. It counts as it would without that.",
        "%(count)s chats are marked as known to you. They count as they would without that.",
        known,
    ) % {"count": count_in_words(known, catalog)}


def mark_lines(level: ChatLevel, mark: Mark | None, catalog: Catalog, key: str) -> tuple[str, ...]:
    """Return what the user marked or may mark of a chat of this level, what that changes, and the `key`;
    nothing without a key."""
    if not key:
        return ()
    say = catalog.gettext
    if mark is not None:
        return (say(MARKED[mark]), say(_NOTHING_ELSE), say("To take the mark back: %(key)s") % {"key": key})
    return (say(_OFFER[mark_for(level)]), say(_NOTHING_ELSE), say("To mark it: %(key)s") % {"key": key})


def who_could_read_marks(catalog: Catalog) -> str:
    """Return who could read marks that are kept (G10)."""
    return catalog.gettext(
        "Kept marks lie in a file on this computer: the number of each chat, your mark and the day, no names."
        " Whoever uses your account on this computer can read it, and can find out which chats they are."
    )


def state_of_keeping_marks(catalog: Catalog, *, possible: bool, wanted: bool) -> str:
    """Return whether the marks are kept."""
    if not possible:
        return catalog.gettext("These marks are practice; they are gone when safecheck ends.")
    if wanted:
        return catalog.gettext("Your marks are kept on this computer.")
    return catalog.gettext("Your marks are gone when safecheck ends.")


def keep_marks_line(catalog: Catalog, key: str, *, possible: bool, wanted: bool) -> str:
    """Return whether the marks are kept, and the `key` to change that where it can be changed."""
    state = state_of_keeping_marks(catalog, possible=possible, wanted=wanted)
    if not possible:
        return state
    return catalog.gettext("%(state)s To change that: %(key)s") % {"state": state, "key": key}


def ask_to_keep_marks(catalog: Catalog, key: str) -> str:
    """Return what stands before the end, where a mark would be gone."""
    return catalog.gettext("How you marked chats is gone then. To keep it: %(key)s") % {"key": key}


def kept_marks(path: Path, command: str, catalog: Catalog) -> tuple[str, str, str]:
    """Return what is kept, where, and the command that removes it, for the closing sentence."""
    return catalog.gettext("how you marked chats"), str(path), command


def marks_as_values(marks: Sequence[ChatMark]) -> list[dict[str, object]]:
    """Return every kept mark as plain values."""
    return [{"chat": mark.chat_id, "mark": mark.mark, "marked_on": mark.marked_on} for mark in marks]


def write_marks(page: Page, marks: Sequence[ChatMark], catalog: Catalog) -> None:
    """Write every kept mark; the number is all that is known of a chat here."""
    say = catalog.gettext
    page.say(say("How you marked chats. Their names are not kept; Telegram knows them."))
    for mark in marks:
        day = day_in_words(date.fromisoformat(mark.marked_on), catalog)
        pattern = say("Chat %(id)s, marked on %(day)s: %(mark)s")
        page.say(pattern % {"id": mark.chat_id, "day": day, "mark": say(NOTES[mark.mark])}, DETAIL)
