"""One page of help, in one language: what to know first, who can help, and, where asked for, the law."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

import msgspec

from safecheck.model.errors import BadInputError
from safecheck.model.text import N_, Lang, Words, clean
from safecheck.packs.help_names import country_name
from safecheck.packs.help_pack import Accepts, Anonymous, Entry, HelpPack, Kind, Law, Status, Topic

Reach = Literal["public", "private"]
REACHES: tuple[Reach, ...] = ("public", "private")
_BY_KIND = ("emergency", "", "platform")  # "" is every other kind


class HelpLine(msgspec.Struct, frozen=True):
    """One entry in one language, ready to be shown or written as JSON. `old`: read more than twelve months
    ago. `phone_status` is None without a number; `languages` are codes of ISO 639."""

    id: str
    name: str
    what: str
    kind: Kind
    accepts: Accepts
    anonymous: Anonymous
    cost: Literal["free", "unknown"]
    languages: tuple[str, ...]
    phone: str | None
    phone_status: Status | None
    url: str | None
    email: str | None
    not_for: str | None
    note: str | None
    status: Status
    checked: str
    old: bool
    source: str


class LawText(msgspec.Struct, frozen=True):
    """The law in one language, with the day it was checked and its sources."""

    paragraphs: tuple[str, ...]
    closing: str
    checked: str
    old: bool
    sources: tuple[str, ...]


class TopicName(msgspec.Struct, frozen=True):
    """A topic and what it is called."""

    id: str
    title: str


class HelpPage(msgspec.Struct, frozen=True):
    """What is shown for one topic; on the page without a topic, `topics` has all of them.

    `country` has the two capitals of the list, "" where only what holds elsewhere too is known; `no_list_for`
    is then the country that was asked for. `country_name` is that of either, "" if none was named. `by_chat`:
    another page is there for a chat that anyone can find, and for a private one; `chat` says which this is.
    As JSON, keys that a reader does not know are to be ignored.
    """

    country: str
    country_name: str
    no_list_for: str
    topic: str
    title: str
    by_chat: bool
    chat: Reach | None
    lead: tuple[str, ...]
    entries: tuple[HelpLine, ...]
    law: LawText | None
    topics: tuple[TopicName, ...]
    closing: str


def help_lines(
    pack: HelpPack, topic: str | None, lang: Lang, today: date, chat: Reach | None = None
) -> HelpPage:
    """Return the page for `topic`; None gives the opening, the first people to ask and all topics.

    `chat` says whether it is about a group that anyone can find or a private one. For a private one nobody
    is named who takes public addresses only; for the other they come first. Who opens the topic comes first,
    then the emergencies. Hyphens in `topic` count as underscores. Raises BadInputError for an unknown topic.
    """
    if topic is None:
        about, shown = None, [one for one in pack.entries if one.first]
    else:
        about = _topic(pack, topic)
        shown = [one for one in pack.entries if about.id in one.topics]
    return HelpPage(
        country=pack.country,
        country_name=country_name(pack.asked, lang),
        no_list_for="" if pack.country else pack.asked,
        topic=about.id if about else "",
        title=about.title.of(lang) if about else "",
        by_chat=about.by_chat if about else False,
        chat=chat,
        lead=tuple(words.of(lang) for words in (_lead(about, pack) if about else (pack.opening,))),
        entries=tuple(_line(one, lang, today) for one in who_helps(shown, about.id if about else "", chat)),
        law=_law(pack.law, lang, today) if about and about.law and pack.law else None,
        topics=() if about else tuple(TopicName(one.id, one.title.of(lang)) for one in pack.topics),
        closing=pack.closing.of(lang),
    )


def who_helps(entries: Sequence[Entry], topic: str, chat: Reach | None) -> list[Entry]:
    """Return who of `entries`, nearer ones first, is shown for a topic, in the order in which to ask them."""
    fitting = [one for one in entries if not (chat == "private" and one.accepts == "public_url")]
    shown: list[Entry] = []
    for one in fitting:
        nearer = {each.kind for each in (fitting if one.fallback else ()) if not each.fallback}
        nearer |= {each.kind for each in shown if each.fallback}
        if not (one.fallback and one.kind in nearer):
            shown.append(one)
    # A stable sort: else nearer ones first, and as in their file.
    return sorted(
        shown,
        key=lambda one: (
            topic not in one.opens,
            _BY_KIND.index(one.kind if one.kind in _BY_KIND else ""),
            _later(one, chat),
        ),
    )


def _topic(pack: HelpPack, asked: str) -> Topic:
    wanted = asked.strip().lower().replace("-", "_")
    for one in pack.topics:
        if one.id == wanted:
            return one
    raise BadInputError(
        N_("There is no page about %(topic)s. Choose one of: %(known)s."),
        topic=clean(asked, 40),
        known=", ".join(one.id for one in pack.topics),
    )


def _lead(topic: Topic, pack: HelpPack) -> tuple[Words, ...]:
    known = any(topic.id in one.topics for one in pack.entries if one.id in pack.own)
    return (*topic.lead, topic.elsewhere) if topic.elsewhere and not known else topic.lead


def _later(entry: Entry, chat: Reach | None) -> bool:
    if chat == "public":
        return not (entry.kind == "hotline" and entry.accepts == "public_url")
    return chat == "private" and entry.accepts not in ("both", "private_chat")


def is_old(checked: str, today: date) -> bool:
    """Return True once more than twelve months have gone by since the day `checked` (ISO)."""
    day = date.fromisoformat(checked)
    return (today.year, today.month, today.day) > (day.year + 1, day.month, day.day)


def _line(entry: Entry, lang: Lang, today: date) -> HelpLine:
    return HelpLine(
        id=entry.id,
        name=entry.name.of(lang),
        what=entry.what.of(lang),
        kind=entry.kind,
        accepts=entry.accepts,
        anonymous=entry.anonymous,
        cost=entry.cost,
        languages=entry.languages,
        phone=entry.phone,
        phone_status=(entry.phone_status or entry.status) if entry.phone else None,
        url=entry.url,
        email=entry.email,
        not_for=entry.not_for.of(lang) if entry.not_for else None,
        note=entry.note.of(lang) if entry.note else None,
        status=entry.status,
        checked=entry.checked,
        old=is_old(entry.checked, today),
        source=entry.source,
    )


def _law(law: Law, lang: Lang, today: date) -> LawText:
    return LawText(
        paragraphs=tuple(words.of(lang) for words in law.paragraphs),
        closing=law.closing.of(lang),
        checked=law.checked,
        old=is_old(law.checked, today),
        sources=law.sources,
    )
