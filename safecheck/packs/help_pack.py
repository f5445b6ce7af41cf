"""People who can help: validated entries per country, and the topics that a person can ask about.

Facts and their sources stand in `safecheck/data/help/`. A phone number that nobody confirmed is not there;
the address is (G5). The law is told in one place, the country's `law` (G6).
"""

import re
from functools import cache
from importlib import resources
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta

from safecheck.model.errors import BadInputError
from safecheck.model.result import PackInfo
from safecheck.model.text import N_, Words, clean
from safecheck.packs import loaded, yaml_file
from safecheck.packs.header import Day, Header, Part

Kind = Literal["emergency", "police", "hotline", "helpline", "platform", "regulator", "removal", "prevention"]
Accepts = Literal["public_url", "private_chat", "both", "none", "unknown"]
Anonymous = Literal["yes", "no", "optional", "unknown"]
Status = Literal["verified", "secondary", "unverified"]
Country = Annotated[str, Meta(pattern=r"^([A-Z]{2}|world)$")]
Address = Annotated[str, Meta(pattern=r"^https://[a-z0-9.-]+$")]

H = TypeVar("H", bound=Header)


class Entry(Part, frozen=True, kw_only=True):
    """One organisation. `accepts` says what can be reported there.

    `first` entries stand on the page that needs no topic; an entry stands at the top of the page of each
    topic that it `opens`; a `fallback` stands in where the country has no entry of that kind for the topic;
    `checked` is the day it was last compared with a stored copy of its `source`.
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
    languages: tuple[str, ...] = ()
    cost: Literal["free", "unknown"] = "unknown"
    phone: str | None = None
    url: Address | None = None
    email: str | None = None
    not_for: Words | None = None
    note: Words | None = None


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

    `elsewhere` is said as well where only the worldwide entries are known.
    """

    id: Annotated[str, Meta(pattern=r"^[a-z][a-z_]*$")]
    title: Words
    lead: tuple[Words, ...]
    elsewhere: Words | None = None
    law: bool = False


class TopicFile(Header, frozen=True, kw_only=True):
    """All topics, in the order in which they are listed."""

    opening: Words
    closing: Words
    topics: tuple[Topic, ...]


class HelpPack(msgspec.Struct, frozen=True):
    """Everything for one country. `country` is "" where only the worldwide entries are known.

    `asked` is the country that was asked for as two capitals, "" if none was.
    """

    country: str
    asked: str
    opening: Words
    closing: Words
    topics: tuple[Topic, ...]
    entries: tuple[Entry, ...]
    law: Law | None
    info: tuple[PackInfo, ...]


def countries() -> tuple[str, ...]:
    """Return the countries with entries of their own, as two capitals, sorted."""
    names = (one.name for one in resources.files("safecheck").joinpath("data/help").iterdir())
    return tuple(sorted(name[:2].upper() for name in names if name[2:] == ".yaml"))


def country_code(text: str) -> str:
    """Return what a person typed for a country as two capitals. Raises BadInputError for anything else."""
    wanted = text.strip().upper()
    if not re.fullmatch(r"[A-Z]{2}", wanted):
        raise BadInputError(
            N_("A country is given as two letters, such as NL. %(country)s is something else."),
            country=clean(text, 40) or "-",
        )
    return wanted


@cache
def load_help(country: str = "") -> HelpPack:
    """Return the help for `country` (two letters; "" where it is unknown).

    A country without a file of its own gets the worldwide entries. Raises DataFileError if the installation
    is damaged.
    """
    wanted = country.strip().upper()
    topics, topics_info = _load("topics", TopicFile)
    world, world_info = _load("world", CountryFile)
    if wanted not in countries():
        return HelpPack(
            country="",
            asked=wanted,
            opening=topics.opening,
            closing=topics.closing,
            topics=topics.topics,
            entries=world.entries,
            law=None,
            info=(topics_info, world_info),
        )
    own, own_info = _load(wanted.lower(), CountryFile)
    return HelpPack(
        country=wanted,
        asked=wanted,
        opening=topics.opening,
        closing=topics.closing,
        topics=topics.topics,
        entries=own.entries + world.entries,
        law=own.law,
        info=(topics_info, own_info, world_info),
    )


def _load(name: str, kind: type[H]) -> tuple[H, PackInfo]:
    path = resources.files("safecheck").joinpath(f"data/help/{name}.yaml")
    text, shown, digest = loaded.read(path, f"help/{name}.yaml")
    pack = yaml_file.convert(yaml_file.parse(text, shown), kind, text, shown)
    return pack, PackInfo(pack.pack, pack.version, pack.date, digest)
