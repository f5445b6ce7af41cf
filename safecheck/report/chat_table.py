"""Groups and channels as rows of a table: what stands in them."""

from datetime import date, datetime

import msgspec

from safecheck.i18n.catalog import Catalog
from safecheck.model import spoken
from safecheck.model.exposure import COUNTED, ChatExposure
from safecheck.model.facts import AddedBy, Chat, MediaCounts
from safecheck.model.findings import ChatLevel, ChatRating
from safecheck.model.marks import Mark
from safecheck.model.result import AuditResult
from safecheck.model.text import N_
from safecheck.report.chat_filter import Label, fold, label_words
from safecheck.report.marks import NOTES
from safecheck.report.wording import CHAT_KIND_NAMES, title_of

SHORT_LEVELS: dict[ChatLevel, str] = {
    "high": N_("strongly"),
    "medium": N_("clearly"),
    "low": N_("a little"),
    "none": N_("nothing"),
}
ADDED_BY: dict[AddedBy, str] = {
    "self": N_("yourself"),
    "contact": N_("a contact"),
    "stranger": N_("a stranger"),
}
# What is true of a chat or not, in the order in which `_Writer` looks at it.
_TRUE: tuple[Label, ...] = ("unopened", "fed", "muted", "archive", "yours", "gone", "marked")


class ChatRow(msgspec.Struct, frozen=True, kw_only=True):
    """One chat. Texts are "" where Telegram did not say, or where nobody asked; `joined` and `added` are
    then "?", or "–" where no such chat has one. `media` is how many the chat holds, `landing` how many of
    them are of kinds that land without a tap (see ChatExposure.landing_count).

    `labels` and `folded` are what a filter looks at; `risk` orders chats of one level and is not shown (G7).
    """

    id: str
    level: ChatLevel
    level_word: str
    title: str
    note: str
    kind: str
    reach: str
    folder: str
    members: str
    joined: str
    added: str
    media: str
    active: str
    labels: frozenset[Label]
    folded: str
    risk: int
    landing: int | None
    member_count: int | None
    joined_at: datetime | None
    active_at: datetime | None
    added_by: AddedBy | None


def chat_rows(result: AuditResult, catalog: Catalog) -> tuple[ChatRow, ...]:
    """Return a row for every group and channel of the list, also for those the account is no longer in."""
    chats = {chat.id: chat for chat in result.facts.chat_list.chats}
    exposures = {exposure.chat_id: exposure for exposure in result.exposures}
    writer = _Writer(catalog)
    return tuple(
        writer.row(
            rating, chats[rating.chat_id], exposures.get(rating.chat_id), result.marks.get(rating.chat_id)
        )
        for rating in result.ratings
    )


class _Writer:
    """Writes rows in one language. What many rows share is made once: there may be ten thousand of them."""

    def __init__(self, catalog: Catalog) -> None:
        say = catalog.gettext
        self._catalog = catalog
        self._kinds = {kind: say(name) for kind, name in CHAT_KIND_NAMES.items()}
        self._levels = {level: say(name) for level, name in SHORT_LEVELS.items()}
        self._added = {by: say(name) for by, name in ADDED_BY.items()}
        self._notes = {mark: say(name) for mark, name in NOTES.items()}
        self._gone = say("no longer in it")
        self._reach = {True: say("public"), False: say("private")}
        self._folder = {True: say("archive"), False: say("main")}
        self._labels: dict[tuple[object, ...], tuple[frozenset[Label], str]] = {}
        self._days: dict[date, str] = {}
        self._landing: dict[int, int | None] = {}

    def row(
        self, rating: ChatRating, chat: Chat, exposure: ChatExposure | None, mark: Mark | None
    ) -> ChatRow:
        labels, label_words = self._labelled(rating, chat, exposure, mark)
        title = title_of(rating.title, self._catalog)
        note = ", ".join(filter(None, (self._gone if chat.gone else "", self._notes[mark] if mark else "")))
        return ChatRow(
            id=rating.chat_id,
            level=rating.level,
            level_word=self._levels[rating.level],
            title=title,
            note=note,
            kind=self._kinds[chat.kind],
            reach="" if chat.partial and not chat.usernames else self._reach[bool(chat.usernames)],
            folder=self._folder[chat.archived],
            members="" if chat.members is None else grouped(chat.members, self._catalog),
            joined=self._day(chat.joined) or ("–" if chat.kind == "group" and not chat.probed else "?"),
            added=self._added[chat.added_by] if chat.added_by else "–" if chat.owned else "?",
            media=self._media(chat.media),
            active=self._day(chat.last_activity) or "?",
            labels=labels,
            folded=f"{fold(title)} {label_words}{fold(note)}",
            risk=rating.risk,
            landing=self._landing_count(exposure),
            member_count=chat.members,
            joined_at=chat.joined,
            active_at=chat.last_activity,
            added_by=chat.added_by,
        )

    def _labelled(
        self, rating: ChatRating, chat: Chat, exposure: ChatExposure | None, mark: Mark | None
    ) -> tuple[frozenset[Label], str]:
        """Return the labels of a chat, and their words as a filter compares them."""
        public = bool(chat.usernames)
        true = (
            chat.never_read,
            exposure is not None and exposure.unread_but_fed,
            chat.muted,
            chat.archived,
            chat.owned,
            chat.gone,
            mark is not None,
        )
        key = (rating.level, chat.kind, public, chat.partial, chat.added_by, true)
        if key not in self._labels:
            labels: set[Label] = {rating.level, "channel" if chat.kind == "channel" else "group"}
            labels |= {chat.added_by} if chat.added_by is not None else set()
            labels |= {"public" if public else "private"} if public or not chat.partial else set()
            labels |= {label for label, holds in zip(_TRUE, true, strict=True) if holds}
            words = fold(label_words(sorted(labels), self._catalog))
            self._labels[key] = frozenset(labels), f"{words} "
        return self._labels[key]

    def _landing_count(self, exposure: ChatExposure | None) -> int | None:
        if exposure is None or exposure.holds is not None:
            return exposure.landing_count if exposure is not None else None
        # Where nobody asked what chats hold, those with the same answers of all devices have the same number.
        key = id(exposure.devices)
        if key not in self._landing:
            self._landing[key] = exposure.landing_count
        return self._landing[key]

    def _day(self, moment: datetime | None) -> str:
        if moment is None:
            return ""
        day = moment.date()
        if day not in self._days:
            self._days[day] = spoken.short_day(day, self._catalog.lang)
        return self._days[day]

    def _media(self, media: MediaCounts | None) -> str:
        if media is None:
            return ""
        known = [count for medium in COUNTED if (count := getattr(media, medium)) is not None]
        return f"{'~' if media.rounded else ''}{grouped(sum(known), self._catalog)}" if known else ""


def grouped(number: int, catalog: Catalog) -> str:
    """Return a number with its thousands apart, as this language writes it."""
    return spoken.grouped(number, catalog.lang)
