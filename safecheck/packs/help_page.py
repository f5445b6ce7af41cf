"""One page of help, in one language: what to know first, who can help, and, where asked for, the law."""

from typing import Literal

import msgspec

from safecheck.model.errors import BadInputError
from safecheck.model.text import N_, Lang, Words, clean
from safecheck.packs.help_pack import Accepts, Anonymous, Entry, HelpPack, Kind, Law, Status, Topic

Reach = Literal["public", "private"]


class HelpLine(msgspec.Struct, frozen=True):
    """One entry in one language, ready to be shown or written as JSON."""

    id: str
    name: str
    what: str
    kind: Kind
    accepts: Accepts
    anonymous: Anonymous
    cost: Literal["free", "unknown"]
    phone: str | None
    url: str | None
    email: str | None
    not_for: str | None
    note: str | None
    status: Status
    checked: str
    source: str


class LawText(msgspec.Struct, frozen=True):
    """The law in one language, with the day it was checked and its sources."""

    paragraphs: tuple[str, ...]
    closing: str
    checked: str
    sources: tuple[str, ...]


class HelpPage(msgspec.Struct, frozen=True):
    """What is shown for one topic; on the page without a topic, `others` holds id and title of each.

    `no_list_for` is the country that was asked for where only the worldwide entries are known, else "".
    """

    topic: str
    title: str
    lead: tuple[str, ...]
    entries: tuple[HelpLine, ...]
    law: LawText | None
    others: tuple[tuple[str, str], ...]
    closing: str
    no_list_for: str


def help_lines(pack: HelpPack, topic: str | None, lang: Lang, chat: Reach | None = None) -> HelpPage:
    """Return the page for `topic`; None gives the opening, the first people to ask and all topics.

    `chat` says whether it is about a group that anyone can find or a private one: hotlines that take only
    public addresses come first for the one and last for the other. Who opens the topic comes first, then the
    emergencies. Hyphens in `topic` count as underscores. Raises BadInputError for an unknown topic.
    """
    no_list_for = "" if pack.country else pack.asked
    if topic is None:
        shown = [one for one in pack.entries if one.first]
        return HelpPage(
            topic="",
            title="",
            lead=(pack.opening.of(lang),),
            entries=_lines(shown, "", lang, chat),
            law=None,
            others=tuple((one.id, one.title.of(lang)) for one in pack.topics),
            closing=pack.closing.of(lang),
            no_list_for=no_list_for,
        )
    wanted = topic.strip().lower().replace("-", "_")
    for one in pack.topics:
        if one.id == wanted:
            return HelpPage(
                topic=one.id,
                title=one.title.of(lang),
                lead=tuple(words.of(lang) for words in _lead(one, pack)),
                entries=_lines(
                    [entry for entry in pack.entries if one.id in entry.topics], one.id, lang, chat
                ),
                law=_law(pack.law, lang) if one.law and pack.law else None,
                others=(),
                closing=pack.closing.of(lang),
                no_list_for=no_list_for,
            )
    raise BadInputError(
        N_("There is no page about %(topic)s. Choose one of: %(known)s."),
        topic=clean(topic, 40),
        known=", ".join(one.id for one in pack.topics),
    )


def _lead(topic: Topic, pack: HelpPack) -> tuple[Words, ...]:
    return (*topic.lead, topic.elsewhere) if topic.elsewhere and not pack.country else topic.lead


def _lines(entries: list[Entry], topic: str, lang: Lang, chat: Reach | None) -> tuple[HelpLine, ...]:
    own = {one.kind for one in entries if not one.fallback}
    shown = [one for one in entries if not (one.fallback and one.kind in own)]
    shown.sort(
        key=lambda one: (topic not in one.opens, one.kind != "emergency", _later(one, chat))
    )  # a stable sort: else as in the file
    return tuple(_line(one, lang) for one in shown)


def _later(entry: Entry, chat: Reach | None) -> bool:
    if chat == "public":
        return not (entry.kind == "hotline" and entry.accepts == "public_url")
    return chat == "private" and entry.accepts == "public_url"


def _line(entry: Entry, lang: Lang) -> HelpLine:
    return HelpLine(
        id=entry.id,
        name=entry.name.of(lang),
        what=entry.what.of(lang),
        kind=entry.kind,
        accepts=entry.accepts,
        anonymous=entry.anonymous,
        cost=entry.cost,
        phone=entry.phone,
        url=entry.url,
        email=entry.email,
        not_for=entry.not_for.of(lang) if entry.not_for else None,
        note=entry.note.of(lang) if entry.note else None,
        status=entry.status,
        checked=entry.checked,
        source=entry.source,
    )


def _law(law: Law, lang: Lang) -> LawText:
    return LawText(
        paragraphs=tuple(words.of(lang) for words in law.paragraphs),
        closing=law.closing.of(lang),
        checked=law.checked,
        sources=law.sources,
    )
