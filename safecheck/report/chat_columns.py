"""Which columns of the table of groups and channels are shown: what is known, and what fits."""

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from safecheck.i18n.catalog import Catalog
from safecheck.model.text import N_
from safecheck.report.chat_order import Order
from safecheck.report.chat_table import SHORT_LEVELS, ChatRow

ColumnKey = Literal[
    "level", "title", "kind", "reach", "folder", "members", "joined", "added", "media", "active"
]

_HEADINGS: dict[ColumnKey, str] = {
    "level": N_("stands out"),
    "title": N_("name"),
    "kind": N_("kind"),
    "reach": N_("access"),
    "folder": N_("folder"),
    "members": N_("members"),
    "joined": N_("joined"),
    "added": N_("added by"),
    "media": N_("media"),
    "active": N_("last message"),
}
_LEAST_TITLE = 24  # cells that a name keeps, whatever stands beside it
# Which columns give way first where there is little room.
_GIVE_WAY: tuple[ColumnKey, ...] = (
    "folder",
    "reach",
    "media",
    "kind",
    "joined",
    "added",
    "members",
    "active",
)
# What rows are ordered by can be seen.
_OF_ORDER: dict[Order, ColumnKey] = {
    "exposure": "media",
    "members": "members",
    "activity": "active",
    "added": "added",
    "joined": "joined",
}


class Column(msgspec.Struct, frozen=True):
    """One column with its heading and its width in cells."""

    key: ColumnKey
    heading: str
    width: int


def columns(
    rows: Sequence[ChatRow], room: int, gap: int, catalog: Catalog, *, marks: int = 2, order: Order = "level"
) -> tuple[Column, ...]:
    """Return the columns that fit in `room` cells with `gap` cells between them; the name takes what is left.
    A mark and the blank after it take `marks` cells.

    A column in which nothing is known of any chat is left out, and so are folders where there is only one;
    so is, from the least telling on, what would leave too little room for names. What the rows are ordered by
    gives way last.
    """
    headings = {key: catalog.gettext(name) for key, name in _HEADINGS.items()}
    ordered_by = _OF_ORDER.get(order)
    widths: dict[ColumnKey, int] = {
        "level": marks + max(len(catalog.gettext(word)) for word in SHORT_LEVELS.values()),
        "title": 0,
        "kind": _widest(row.kind for row in rows),
        "reach": _widest(row.reach for row in rows),
        "folder": _widest(row.folder for row in rows) if any("archive" in row.labels for row in rows) else 0,
        "members": _widest(row.members for row in rows),
        "joined": _widest(row.joined for row in rows if row.joined_at),
        "added": _widest(row.added for row in rows if row.added_by),
        "media": _widest(row.media for row in rows),
        "active": _widest(row.active for row in rows if row.active_at) if ordered_by == "active" else 0,
    }
    kept = [key for key in widths if widths[key] or key == "title"]
    for key in kept:
        if key != "title":
            widths[key] = max(widths[key], len(headings[key]))

    def left() -> int:
        return room - sum(widths[key] for key in kept) - gap * len(kept)

    for key in sorted(_GIVE_WAY, key=lambda key: key == ordered_by):
        if left() < _LEAST_TITLE and key in kept:
            kept.remove(key)
    widths["title"] = max(left(), 1)
    return tuple(Column(key, headings[key], widths[key]) for key in kept)


def _widest(texts: Iterable[str]) -> int:
    return max(map(len, texts), default=0)
