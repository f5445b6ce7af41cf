"""Where a reporting card can go in one country, in a few words for a step of the plan."""

from datetime import date

import msgspec

from safecheck.model.text import Lang
from safecheck.packs.help_names import country_name
from safecheck.packs.help_pack import Entry, HelpPack
from safecheck.packs.help_page import Reach, is_old, who_helps

_TOPIC = "illegal_seen"
_KINDS = ("hotline", "police")


class Desk(msgspec.Struct, frozen=True):
    """Who takes a card, with address or number; `old` is the day it was read if that is long ago."""

    words: str
    old: date | None


class Desks(msgspec.Struct, frozen=True):
    """Who takes the card of a chat that anyone can find, and of a private one. `country` is the name of the
    country whose list this is from, "" where it only holds everywhere."""

    country: str = ""
    public: tuple[Desk, ...] = ()
    private: tuple[Desk, ...] = ()


def desks_of(pack: HelpPack, lang: Lang, today: date) -> Desks:
    """Return the first hotline and the first police for each kind of chat, as far as an address or number of
    their own is known.

    No name says what a chat is about (G7), and nobody who takes public addresses only is named for a private
    chat.
    """
    return Desks(
        country=country_name(pack.country, lang) if pack.country else "",
        public=_desks(pack, "public", lang, today),
        private=_desks(pack, "private", lang, today),
    )


def _desks(pack: HelpPack, chat: Reach, lang: Lang, today: date) -> tuple[Desk, ...]:
    found: dict[str, Desk] = {}
    for one in who_helps([each for each in pack.entries if _TOPIC in each.topics], _TOPIC, chat):
        reached = (one.url or "").removeprefix("https://").removeprefix("www.") or one.phone
        if one.kind in _KINDS and reached and one.accepts != "unknown" and one.status != "unverified":
            day = date.fromisoformat(one.checked) if is_old(one.checked, today) else None
            found.setdefault(one.kind, Desk(_called(one, reached, lang), day))
    return tuple(found.values())


def _called(entry: Entry, reached: str, lang: Lang) -> str:
    return entry.in_plan.of(lang) if entry.in_plan else f"{entry.name.of(lang)}, {reached}"
