"""In which order groups and channels stand. What is not known comes last, whatever the order."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal, get_args

from safecheck.i18n.catalog import Catalog
from safecheck.model.facts import AddedBy
from safecheck.model.findings import ChatLevel
from safecheck.model.text import N_

if TYPE_CHECKING:
    from safecheck.report.chat_table import ChatRow

Order = Literal["level", "exposure", "members", "activity", "added", "joined", "name"]
ORDERS: tuple[Order, ...] = get_args(Order)

_ORDERED: dict[Order, str] = {
    "level": N_("what stands out most first"),
    "exposure": N_("most that can land by itself first"),
    "members": N_("most members first"),
    "activity": N_("last message first"),
    "added": N_("added by a stranger first"),
    "joined": N_("joined last first"),
    "name": N_("by name"),
}
_RANK: dict[ChatLevel, int] = {"high": 0, "medium": 1, "low": 2, "none": 3}
_ADDED: dict[AddedBy, int] = {"stranger": 0, "contact": 1, "self": 2}
_LAST = float("inf")


def _by_level(row: "ChatRow") -> tuple[object, ...]:
    return _RANK[row.level], "gone" in row.labels, -row.risk


# What is compared: a number, of which the least comes first and _LAST is not known.
_KEYS: dict[Order, Callable[["ChatRow"], float]] = {
    "exposure": lambda row: _LAST if row.landing is None else -row.landing,
    "members": lambda row: _LAST if row.member_count is None else -row.member_count,
    "activity": lambda row: _LAST if row.active_at is None else -row.active_at.timestamp(),
    "added": lambda row: _LAST if row.added_by is None else _ADDED[row.added_by],
    "joined": lambda row: _LAST if row.joined_at is None else -row.joined_at.timestamp(),
}


def sorted_rows(rows: Iterable["ChatRow"], order: Order) -> tuple["ChatRow", ...]:
    """Return the rows in order; equals stand by what stands out most, and then by name."""
    kept = sorted(rows, key=lambda row: row.folded)
    if order != "name":
        kept.sort(key=_by_level)
    if order in _KEYS:
        kept.sort(key=_KEYS[order])
    return tuple(kept)


def orders(rows: Iterable["ChatRow"]) -> tuple[Order, ...]:
    """Return the orders in which these rows can stand: something is known for it of at least one chat."""
    rows = tuple(rows)
    return tuple(
        order for order in ORDERS if order not in _KEYS or any(_KEYS[order](row) != _LAST for row in rows)
    )


def next_order(order: Order, among: tuple[Order, ...] = ORDERS) -> Order:
    """Return the order after this one, in a circle."""
    return among[(among.index(order) + 1) % len(among)] if order in among else among[0]


def order_words(order: Order, catalog: Catalog) -> str:
    """Return in which order rows stand, in words."""
    return catalog.gettext(_ORDERED[order])
