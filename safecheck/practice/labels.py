"""Answers about the words of apps' menus: samples made for practice, in a few languages."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import msgspec
from telethon.tl import functions, types

from safecheck.model.labels import LANG_PACKS, LangPack
from safecheck.packs.guides import load_guides
from safecheck.packs.yaml_file import load
from safecheck.practice.faults import RpcFailure
from safecheck.practice.scenario import LabelValue, LanguageSpec
from safecheck.practice.telegram import Call, Handler

FOLDER = files("safecheck") / "data" / "practice" / "labels"
SAMPLES = ("ar", "nl", "tr")
ENGLISH = "en"  # what the guides say


class Languages(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """data/practice/labels/languages.yaml: every language that is offered."""

    schema: Literal[1]
    languages: tuple[LanguageSpec, ...]


class Samples(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """data/practice/labels/nl.yaml and so on: the words of each app in one language, by their keys."""

    schema: Literal[1]
    packs: dict[LangPack, dict[str, str]]


@cache
def languages() -> tuple[LanguageSpec, ...]:
    """Return the languages that every practice account offers."""
    return load(FOLDER / "languages.yaml", Languages, "labels/languages.yaml").languages


@cache
def samples(code: str) -> Mapping[LangPack, Mapping[str, str]]:
    """Return the words of each app in one language; nothing for a language that has a name only."""
    if code in SAMPLES:
        return load(FOLDER / f"{code}.yaml", Samples, f"labels/{code}.yaml").packs
    if code != ENGLISH:
        return {}
    guides = [loaded.pack for loaded in load_guides()]
    return {
        guide.lang_pack: {label.key: label.label for label in guide.labels.values() if label.key}
        for guide in guides
        if guide.lang_pack is not None
    }


def _offered(call: Call) -> dict[str, LanguageSpec]:
    """Return the languages of this account by their codes, its own first."""
    own = call.telegram.scenario.labels.languages
    return {language.code: language for language in (*own, *languages())}


def _pack(call: Call) -> LangPack:
    for pack in LANG_PACKS:
        if pack == call.request.lang_pack:
            return pack
    raise RpcFailure(400, "LANG_PACK_INVALID")


def _string(key: str, value: LabelValue) -> Any:
    if value is None:
        return types.LangPackStringDeleted(key)
    if isinstance(value, str):
        return types.LangPackString(key, value)
    return types.LangPackStringPluralized(key, other_value=value.other, one_value=value.one)


def get_strings(call: Call) -> Any:
    """langpack.getStrings: what there is of the keys that were asked for."""
    pack, code = _pack(call), call.request.lang_code
    if code not in _offered(call):
        raise RpcFailure(400, "LANG_CODE_NOT_SUPPORTED")
    own = call.telegram.scenario.labels.values
    values: dict[str, LabelValue] = {**samples(code).get(pack, {}), **own.get(pack, {})}
    return [_string(key, values[key]) for key in call.request.keys if key in values]


def get_languages(call: Call) -> Any:
    """langpack.getLanguages: the same for every app, with how much of it is translated."""
    pack = _pack(call)
    count = len(samples(ENGLISH).get(pack, ()))
    return [
        types.LangPackLanguage(
            name=language.name,
            native_name=language.native_name,
            lang_code=language.code,
            plural_code=language.code,
            strings_count=count,
            translated_count=len(samples(language.code).get(pack, ())),
            translations_url=f"https://practice.invalid/{language.code}",
            official=language.official,
            rtl=language.rtl,
        )
        for language in _offered(call).values()
    ]


OPEN: dict[type, Handler] = {
    functions.langpack.GetStringsRequest: get_strings,
    functions.langpack.GetLanguagesRequest: get_languages,
}
