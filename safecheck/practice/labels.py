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
from safecheck.practice.scenario import LabelsSpec, LabelValue, LanguageSpec
from safecheck.practice.telegram import Call, Handler

FOLDER = files("safecheck") / "data" / "practice" / "labels"
SAMPLES = ("ar", "en", "nl", "tr")
ENGLISH = "en"  # what the guides say, and samples beside that


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
    if code not in SAMPLES:
        return {}
    packs = load(FOLDER / f"{code}.yaml", Samples, f"labels/{code}.yaml").packs
    if code != ENGLISH:
        return packs
    guides = [loaded.pack for loaded in load_guides()]
    known = {
        guide.lang_pack: {
            label.key: label.label for label in guide.labels.values() if label.key and label.label
        }
        for guide in guides
        if guide.lang_pack is not None
    }
    return {pack: {**packs.get(pack, {}), **known.get(pack, {})} for pack in LANG_PACKS}


def _by_code(spec: LabelsSpec) -> dict[str, LanguageSpec]:
    """Return the languages of an account by their codes, its own first."""
    return {language.code: language for language in (*spec.languages, *languages())}


def languages_offered(spec: LabelsSpec, pack: LangPack) -> list[types.LangPackLanguage]:
    """Return the languages of an account as Telegram would list them, with how much of each is translated."""
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
        for language in _by_code(spec).values()
    ]


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
    spec = call.telegram.scenario.labels
    if code not in _by_code(spec):
        raise RpcFailure(400, "LANG_CODE_NOT_SUPPORTED")
    values: dict[str, LabelValue] = {**samples(code).get(pack, {}), **spec.values.get(pack, {})}
    return [_string(key, values[key]) for key in call.request.keys if key in values]


def get_languages(call: Call) -> Any:
    """langpack.getLanguages: the same for every app."""
    return languages_offered(call.telegram.scenario.labels, _pack(call))


OPEN: dict[type, Handler] = {
    functions.langpack.GetStringsRequest: get_strings,
    functions.langpack.GetLanguagesRequest: get_languages,
}
