"""Which countries have a list of people who can help, what they are called, and what people type for them."""

import re
from functools import cache
from importlib import resources
from typing import Annotated

from msgspec import Meta

from safecheck.model.errors import BadInputError
from safecheck.model.result import PackInfo
from safecheck.model.text import LANGUAGES, N_, Lang, Words, clean
from safecheck.packs import loaded
from safecheck.packs.header import Header

Code = Annotated[str, Meta(pattern=r"^[A-Z]{2}$")]
Language = Annotated[str, Meta(pattern=r"^[a-z]{2}$")]


class NameFile(Header, frozen=True, kw_only=True):
    """Names as the Unicode CLDR has them: countries by their two capitals (ISO 3166), languages by ISO 639.
    `aliases` are other codes that people write."""

    countries: dict[Code, Words]
    aliases: dict[Code, Code]
    languages: dict[Language, Words]


def countries() -> tuple[str, ...]:
    """Return the countries with a list of their own, as two capitals, sorted."""
    return tuple(sorted(_names()[0].countries))


def country_name(code: str, lang: Lang) -> str:
    """Return what a country is called; its two capitals where it has no list of its own."""
    words = _names()[0].countries.get(code)
    return words.of(lang) if words else code


def country_names(lang: Lang) -> tuple[tuple[str, str], ...]:
    """Return the countries with a list, each as two capitals and its name, sorted by name."""
    named = ((code, words.of(lang)) for code, words in _names()[0].countries.items())
    return tuple(sorted(named, key=lambda one: one[1].casefold()))


def language_name(code: str, lang: Lang) -> str:
    """Return what a language is called; KeyError if no list says that it is spoken anywhere."""
    return _names()[0].languages[code].of(lang)


def country_code(text: str) -> str:
    """Return what a person typed for a country as two capitals: those of any country, or the name of one that
    has a list. Raises BadInputError for anything else."""
    wanted = text.strip()
    names = _names()[0]
    if re.fullmatch(r"[A-Za-z]{2}", wanted):
        return usual_code(wanted)
    for code, words in names.countries.items():
        if wanted.casefold() in {words.of(lang).casefold() for lang in LANGUAGES}:
            return code
    raise BadInputError(
        N_("A country is given as two letters, such as NL. %(country)s is something else."),
        country=clean(wanted, 40) or "-",
    )


def usual_code(code: str) -> str:
    """Return the capitals that the lists go by: GB for UK."""
    wanted = code.strip().upper()
    return _names()[0].aliases.get(wanted, wanted)


def names_info() -> PackInfo:
    """Return which file of names this is."""
    return _names()[1]


@cache
def _names() -> tuple[NameFile, PackInfo]:
    path = resources.files("safecheck").joinpath("data/help/names.yaml")
    found = loaded.load_pack(path, NameFile, lambda _: (), "help/names.yaml")
    return found.pack, found.info
