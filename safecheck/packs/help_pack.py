"""People who can help: validated entries per country, and the topics that a person can ask about.

Facts and their sources stand in `safecheck/data/help/`. A phone number that nobody confirmed is not there;
the address is (G5). The law is told in one place, the country's `law` (G6).
"""

from functools import cache
from importlib import resources
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta

from safecheck.model.result import PackInfo
from safecheck.model.text import Words
from safecheck.packs import loaded
from safecheck.packs.header import Day, Header, Part
from safecheck.packs.help_names import Code, Language, countries, names_info, usual_code

Kind = Literal["emergency", "police", "hotline", "helpline", "platform", "regulator", "removal", "prevention"]
Accepts = Literal["public_url", "private_chat", "both", "none", "unknown"]
Anonymous = Literal["yes", "no", "optional", "unknown"]
Status = Literal["verified", "secondary", "unverified"]
Country = Annotated[str, Meta(pattern=r"^([A-Z]{2}|world)$")]
Address = Annotated[str, Meta(pattern=r"^https://[a-z0-9.-]+(/[a-zA-Z0-9._-]+)*$")]

H = TypeVar("H", bound=Header)


class Entry(Part, frozen=True, kw_only=True):
    """One organisation. `accepts` says what can be reported there.

    `first` entries stand on the page that needs no topic; an entry stands at the top of the page of each
    topic that it `opens`; a `fallback` stands in where nothing nearer of that kind is there for the topic;
    one with `countries` holds for these only. `languages` are those of its pages as far as known (ISO 639).
    `checked` is the day it was last compared with a stored copy of its `source`; `phone_status` says how
    sure the number is where that is less than the rest. `in_plan` is what a plan calls it, where its own
    name would say what a chat is about (G7) or would say too little.
    """

    id: str
    name: Words
    kind: Kind
    audience: Literal["anyone", "child", "parent", "victim", "self"]
    topics: Annotated[tuple[str, ...], Meta(min_length=1)]
    what: Words
    accepts: Accepts
    anonymous: Anonymous
    checked: Day
    status: Status
    source: Annotated[str, Meta(min_length=1)]
    opens: tuple[str, ...] = ()
    first: bool = False
    fallback: bool = False
    countries: tuple[Code, ...] = ()
    languages: tuple[Language, ...] = ()
    cost: Literal["free", "unknown"] = "unknown"
    phone: str | None = None
    phone_status: Status | None = None
    url: Address | None = None
    email: str | None = None
    not_for: Words | None = None
    note: Words | None = None
    in_plan: Words | None = None


class Law(Part, frozen=True, kw_only=True):
    """What the law of a country says, in plain words, with the sentence that safecheck cannot judge."""

    paragraphs: tuple[Words, ...]
    closing: Words
    checked: Day
    sources: tuple[str, ...]


class CountryFile(Header, frozen=True, kw_only=True):
    """One file of entries: a country by its two capitals, or `world`."""

    country: Country
    entries: tuple[Entry, ...]
    law: Law | None = None


class Topic(Part, frozen=True, kw_only=True):
    """Something a person needs help with; `lead` is what to know first, `law` adds what the law says.

    `elsewhere` is said as well where the country has nobody of its own for it; `by_chat` where it matters
    whether anyone can find the chat that it is about.
    """

    id: Annotated[str, Meta(pattern=r"^[a-z][a-z_]*$")]
    title: Words
    lead: tuple[Words, ...]
    elsewhere: Words | None = None
    law: bool = False
    by_chat: bool = False


class TopicFile(Header, frozen=True, kw_only=True):
    """All topics, in the order in which they are listed."""

    opening: Words
    closing: Words
    topics: tuple[Topic, ...]


class HelpPack(msgspec.Struct, frozen=True):
    """Everything for one country. `country` is "" where only the worldwide entries are known.

    `asked` is the country that was asked for as two capitals, "" if none was. `own` are the ids of the
    entries that are the country's alone; nearer ones come first.
    """

    country: str
    asked: str
    opening: Words
    closing: Words
    topics: tuple[Topic, ...]
    own: frozenset[str]
    entries: tuple[Entry, ...]
    law: Law | None
    info: tuple[PackInfo, ...]


@cache
def load_help(country: str = "") -> HelpPack:
    """Return the help for `country` (two letters; "" where it is unknown).

    The entries stand in order of nearness: those of the country, those for some countries with it among them,
    those for every country. Where the country is unknown, those for some countries come last. Raises
    DataFileError if the installation is damaged.
    """
    wanted = usual_code(country)
    topics, topics_info = _load("topics", TopicFile)
    world, world_info = _load("world", CountryFile)
    own, infos = None, [topics_info, names_info(), world_info]
    if wanted in countries():
        own, own_info = _load(wanted.lower(), CountryFile)
        infos.append(own_info)
    everywhere = tuple(one for one in world.entries if not one.countries)
    region = tuple(one for one in world.entries if wanted in one.countries)
    if not wanted:
        everywhere += tuple(one for one in world.entries if one.countries)
    return HelpPack(
        country=wanted if own else "",
        asked=wanted,
        opening=topics.opening,
        closing=topics.closing,
        topics=topics.topics,
        own=frozenset(one.id for one in own.entries) if own else frozenset(),
        entries=(own.entries if own else ()) + region + everywhere,
        law=own.law if own else None,
        info=tuple(infos),
    )


def _load(name: str, kind: type[H]) -> tuple[H, PackInfo]:
    path = resources.files("safecheck").joinpath(f"data/help/{name}.yaml")
    found = loaded.load_pack(path, kind, lambda _: (), f"help/{name}.yaml")
    return found.pack, found.info
