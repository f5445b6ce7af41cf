"""Which groups and channels are shown: by words that are typed, and by things that are chosen from a list."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from typing import TYPE_CHECKING, Literal, get_args

import msgspec

from safecheck.i18n.catalog import Catalog
from safecheck.model.text import N_

if TYPE_CHECKING:
    from safecheck.report.chat_table import ChatRow

Label = Literal[
    "high", "medium", "low", "none", "group", "channel", "public", "private", "stranger", "contact", "self",
    "unopened", "fed", "muted", "archive", "yours", "gone", "marked",
]  # fmt: skip
LABELS: tuple[Label, ...] = get_args(Label)

# Of these a chat has one at most: chosen together, chats with any of them are shown.
_EITHER: tuple[frozenset[Label], ...] = (
    frozenset({"high", "medium", "low", "none"}),
    frozenset({"group", "channel"}),
    frozenset({"public", "private"}),
    frozenset({"stranger", "contact", "self"}),
)

# The word that can be typed for it, and what it stands for.
_WORDS: dict[Label, tuple[str, str]] = {
    "high": (N_("strongly"), N_("stands out strongly")),
    "medium": (N_("clearly"), N_("stands out clearly")),
    "low": (N_("little"), N_("stands out a little")),
    "none": (N_("nothing"), N_("nothing stands out")),
    "group": (N_("group"), N_("groups")),
    "channel": (N_("channel"), N_("channels")),
    "public": (N_("public"), N_("public: anyone can find it")),
    "private": (N_("private"), N_("private: by an invitation only")),
    "stranger": (N_("stranger"), N_("added by someone who is not a contact of yours")),
    "contact": (N_("contact"), N_("added by a contact of yours")),
    "self": (N_("yourself"), N_("you joined it yourself")),
    "unopened": (N_("unopened"), N_("nothing in it was ever read")),
    "fed": (N_("fed"), N_("out of sight, and it still sends something to a device")),
    "muted": (N_("muted"), N_("muted")),
    "archive": (N_("archive"), N_("in your archive")),
    "yours": (N_("yours"), N_("yours")),
    "gone": (N_("gone"), N_("you are no longer in it")),
    "marked": (N_("marked"), N_("marked by you")),
}


class LabelChoice(msgspec.Struct, frozen=True):
    """One thing to choose: the word to type for it, what it stands for, and how many chats it is true of."""

    label: Label
    word: str
    title: str
    count: int


def label_words(labels: Iterable[Label], catalog: Catalog) -> str:
    """Return the words that can be typed to find a chat with these labels."""
    return " ".join(catalog.gettext(_WORDS[label][0]) for label in labels)


def label_choices(rows: Iterable["ChatRow"], catalog: Catalog) -> tuple[LabelChoice, ...]:
    """Return what can be chosen: what is true of some of the chats, but not of all."""
    rows = tuple(rows)
    counts = Counter(label for row in rows for label in row.labels)
    return tuple(
        LabelChoice(label, catalog.gettext(word), catalog.gettext(title), counts[label])
        for label, (word, title) in _WORDS.items()
        if 0 < counts[label] < len(rows)
    )


def kept_rows(rows: Sequence["ChatRow"], wanted: str, only: Set[Label] = frozenset()) -> list["ChatRow"]:
    """Return the rows in which every word of `wanted` occurs and of which everything in `only` is true; of
    things that exclude each other, such as levels, one is enough."""
    words = fold(wanted).split()
    kept = [row for row in rows if all(word in row.folded for word in words)] if words else list(rows)
    either = [group & only for group in _EITHER if group & only]
    every = only - frozenset().union(*_EITHER)
    if not only:
        return kept
    return [row for row in kept if every <= row.labels and all(group & row.labels for group in either)]


def matches(shown: int, rows: int, catalog: Catalog, only: Set[Label] = frozenset()) -> str:
    """Return how many of all rows are shown, and what was chosen."""
    if shown == rows:
        counted = catalog.ngettext("%(count)d group or channel", "%(count)d groups and channels", rows)
    else:
        counted = catalog.gettext("%(shown)d of %(count)d groups and channels")
    counted %= {"shown": shown, "count": rows}
    if not only:
        return counted
    chosen = ", ".join(catalog.gettext(_WORDS[label][1]) for label in LABELS if label in only)
    return catalog.gettext("%(matches)s (only: %(chosen)s)") % {"matches": counted, "chosen": chosen}


def nothing_matches(catalog: Catalog, only: Set[Label] = frozenset()) -> str:
    """Return what to say where a filter leaves no row."""
    if only:
        return catalog.gettext("No group or channel fits all of that. Esc shows all of them again.")
    return catalog.gettext("No group or channel has that in its name. Esc, then / to type something else.")


def fold(text: str) -> str:
    """Return `text` as a filter compares it: no capitals, no accents, no fancy forms of letters."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text)
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold()
