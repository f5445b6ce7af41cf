"""Groups and channels as rows of a table: what stands in them, their order, and which match a filter."""

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal, get_args

import msgspec

from safecheck.i18n.catalog import Catalog
from safecheck.model import spoken
from safecheck.model.facts import Chat
from safecheck.model.findings import ChatLevel
from safecheck.model.result import AuditResult
from safecheck.model.text import N_
from safecheck.report.wording import CHAT_KIND_NAMES, title_of

Order = Literal["level", "name", "members", "joined"]
ORDERS: tuple[Order, ...] = get_args(Order)
ColumnKey = Literal["level", "title", "kind", "members", "joined", "media"]

SHORT_LEVELS: dict[ChatLevel, str] = {
    "high": N_("strongly"),
    "medium": N_("clearly"),
    "low": N_("a little"),
    "none": N_("nothing"),
}
_RANK: dict[ChatLevel, int] = {"high": 0, "medium": 1, "low": 2, "none": 3}

_ORDERED: dict[Order, str] = {
    "level": N_("what stands out most first"),
    "name": N_("by name"),
    "members": N_("most members first"),
    "joined": N_("joined last first"),
}

_HEADINGS: dict[ColumnKey, str] = {
    "level": N_("stands out"),
    "title": N_("name"),
    "kind": N_("kind"),
    "members": N_("members"),
    "joined": N_("joined"),
    "media": N_("media by"),
}
_LEAST_TITLE = 24  # cells that a name keeps, whatever stands beside it
# Which columns give way first where there is little room.
_GIVE_WAY: tuple[ColumnKey, ...] = ("media", "kind", "joined", "members")


class ChatRow(msgspec.Struct, frozen=True, kw_only=True):
    """One chat. `members` and `media` are "" where Telegram did not say; `joined` is then "?", or "–" where
    no chat of its kind has such a day. `folded` is what a filter
    looks at; `risk` orders chats of one level and is never shown (G7)."""

    id: str
    level: ChatLevel
    level_word: str
    title: str
    note: str
    kind: str
    members: str
    joined: str
    media: str
    folded: str
    risk: int
    member_count: int
    joined_at: datetime | None


class Column(msgspec.Struct, frozen=True):
    """One column with its heading and its width in cells."""

    key: ColumnKey
    heading: str
    width: int


def chat_rows(result: AuditResult, catalog: Catalog) -> tuple[ChatRow, ...]:
    """Return a row for every group and channel of the list, also for those the account is no longer in."""
    say = catalog.gettext
    kinds = {kind: say(name) for kind, name in CHAT_KIND_NAMES.items()}
    levels = {level: say(name) for level, name in SHORT_LEVELS.items()}
    gone, everyone, not_everyone = say("no longer in it"), say("all members"), say("some members")
    chats = {chat.id: chat for chat in result.facts.chat_list.chats}
    rows = []
    for rating in result.ratings:
        chat = chats[rating.chat_id]
        title = title_of(rating.title, catalog)
        note = gone if chat.gone else ""
        rows.append(
            ChatRow(
                id=rating.chat_id,
                level=rating.level,
                level_word=levels[rating.level],
                title=title,
                note=note,
                kind=kinds[chat.kind],
                members="" if chat.members is None else grouped(chat.members, catalog),
                joined=_joined(chat, catalog),
                media="" if chat.media_open is None else everyone if chat.media_open else not_everyone,
                folded=fold(f"{title} {kinds[chat.kind]} {levels[rating.level]} {note}"),
                risk=rating.risk,
                member_count=-1 if chat.members is None else chat.members,
                joined_at=chat.joined,
            )
        )
    return tuple(rows)


def _joined(chat: Chat, catalog: Catalog) -> str:
    """Return the day on which somebody joined; of small groups (basic groups) Telegram keeps none."""
    if chat.joined is not None:
        return spoken.short_day(chat.joined.date(), catalog.lang)
    return "–" if chat.kind == "group" else "?"


def shown_rows(rows: Sequence[ChatRow], wanted: str, order: Order) -> tuple[ChatRow, ...]:
    """Return the rows in which every word of `wanted` occurs, in order; what is not known comes last."""
    words = fold(wanted).split()
    kept = [row for row in rows if all(word in row.folded for word in words)] if words else list(rows)
    kept.sort(key=lambda row: row.folded)
    if order == "level":
        kept.sort(key=lambda row: (_RANK[row.level], bool(row.note), -row.risk))
    elif order == "members":
        kept.sort(key=lambda row: -row.member_count)
    elif order == "joined":
        kept.sort(key=lambda row: -row.joined_at.timestamp() if row.joined_at else float("inf"))
    return tuple(kept)


def fold(text: str) -> str:
    """Return `text` as a filter compares it: no capitals, no accents, no fancy forms of letters."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text)
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold()


def grouped(number: int, catalog: Catalog) -> str:
    """Return a number with its thousands apart, as this language writes it."""
    return spoken.grouped(number, catalog.lang)


def next_order(order: Order) -> Order:
    """Return the order after this one, in a circle."""
    return ORDERS[(ORDERS.index(order) + 1) % len(ORDERS)]


def order_words(order: Order, catalog: Catalog) -> str:
    """Return in which order rows stand, in words."""
    return catalog.gettext(_ORDERED[order])


def matches(shown: int, rows: int, catalog: Catalog) -> str:
    """Return how many of all rows are shown."""
    if shown == rows:
        return catalog.ngettext("%(count)d group or channel", "%(count)d groups and channels", rows) % {
            "count": rows
        }
    return catalog.gettext("%(shown)d of %(count)d groups and channels") % {"shown": shown, "count": rows}


def nothing_matches(catalog: Catalog) -> str:
    """Return what to say where a filter leaves no row."""
    return catalog.gettext("No group or channel has that in its name. Esc, then / to type something else.")


def columns(
    rows: Sequence[ChatRow], room: int, gap: int, catalog: Catalog, *, marks: int = 2
) -> tuple[Column, ...]:
    """Return the columns that fit in `room` cells with `gap` cells between them; the name takes what is left.
    A mark and the blank after it take `marks` cells.

    A column in which nothing is known of any chat is left out; so is, from the least telling on, what would
    leave too little room for names.
    """
    headings = {key: catalog.gettext(name) for key, name in _HEADINGS.items()}
    widths: dict[ColumnKey, int] = {
        "level": marks + max(len(catalog.gettext(word)) for word in SHORT_LEVELS.values()),
        "title": 0,
        "kind": _widest(row.kind for row in rows),
        "members": _widest(row.members for row in rows),
        "joined": _widest(row.joined for row in rows if row.joined_at),
        "media": _widest(row.media for row in rows),
    }
    kept = [key for key in widths if widths[key] or key == "title"]
    for key in kept:
        if key != "title":
            widths[key] = max(widths[key], len(headings[key]))

    def left() -> int:
        return room - sum(widths[key] for key in kept) - gap * len(kept)

    for key in _GIVE_WAY:
        if left() < _LEAST_TITLE and key in kept:
            kept.remove(key)
    widths["title"] = max(left(), 1)
    return tuple(Column(key, headings[key], widths[key]) for key in kept)


def _widest(texts: Iterable[str]) -> int:
    return max(map(len, texts), default=0)
