"""The words of apps' menus as the practice server serves them: to anybody, in the languages that it has."""

from typing import Any

import pytest
from telethon import errors
from telethon.tl import functions, types

from safecheck.model.labels import LANG_PACKS
from safecheck.model.text import clean
from safecheck.packs.guides import load_guides
from safecheck.practice.labels import FOLDER, SAMPLES, languages, samples
from safecheck.practice.library import load_scenario
from safecheck.practice.scenario import LabelsSpec, LanguageSpec, PluralSpec
from safecheck.telegram.labels import is_label
from tests.practice.accounts import scenario
from tests.practice.conftest import Connect, Serve

GUIDES = [loaded.pack for loaded in load_guides() if loaded.pack.lang_pack]
STRINGS = functions.langpack.GetStringsRequest
LANGUAGES = functions.langpack.GetLanguagesRequest


async def unsigned(serve: Serve, connect: Connect, **changes: Any) -> Any:
    return await connect(await serve(scenario(**changes)))


async def test_words_are_served_before_anybody_signs_in(serve: Serve, connect: Connect) -> None:
    client = await unsigned(serve, connect)
    answer = await client(STRINGS("android", "tr", ["DataSettings", "Settings", "NoSuchKey", "WhenRoaming"]))
    assert [(one.key, one.value) for one in answer] == [
        ("DataSettings", "Veri ve Depolama"),
        ("Settings", "Ayarlar"),
    ]
    assert await client(STRINGS("macos", "nl", [])) == []


async def test_a_language_with_a_name_only_has_no_words_yet(serve: Serve, connect: Connect) -> None:
    client = await unsigned(serve, connect)
    assert await client(STRINGS("ios", "uk", ["AutoDownloadSettings.Photos"])) == []


async def test_english_words_are_those_of_the_guides_where_they_have_them(
    serve: Serve, connect: Connect
) -> None:
    client = await unsigned(serve, connect)
    for guide in GUIDES:
        answer = await client(STRINGS(guide.lang_pack, "en", list(guide.keys)))
        served = {one.key: one.value for one in answer}
        known = {label.key: label.label for label in guide.labels.values() if label.key and label.label}
        assert known.items() <= served.items()


@pytest.mark.parametrize("request_", [STRINGS("symbian", "nl", ["Settings"]), LANGUAGES("symbian")])
async def test_an_unknown_app_is_refused_as_telegram_does(
    serve: Serve, connect: Connect, request_: Any
) -> None:
    client = await unsigned(serve, connect)
    with pytest.raises(errors.LangPackInvalidError) as caught:  # Telegram's name: LANG_PACK_INVALID
        await client(request_)
    assert caught.value.code == 400


@pytest.mark.parametrize("code", ["xx", "", "NL", "../nl"])
async def test_an_unknown_language_is_refused_as_telegram_does(
    serve: Serve, connect: Connect, code: str
) -> None:
    client = await unsigned(serve, connect)
    with pytest.raises(errors.LangCodeNotSupportedError) as caught:  # LANG_CODE_NOT_SUPPORTED
        await client(STRINGS("android", code, ["Settings"]))
    assert caught.value.code == 400


@pytest.mark.parametrize("pack", LANG_PACKS)
async def test_every_app_has_the_same_languages(serve: Serve, connect: Connect, pack: str) -> None:
    client = await unsigned(serve, connect)
    found = {one.lang_code: one for one in await client(LANGUAGES(pack))}
    assert list(found) == [one.code for one in languages()]
    assert (found["tr"].name, found["tr"].native_name) == ("Turkish", "Türkçe")
    assert (found["nl"].name, found["nl"].native_name) == ("Dutch", "Nederlands")
    assert found["ar"].rtl
    assert found["nl"].official
    assert not found["fy"].official
    assert found["uk"].translated_count == 0
    assert (found["nl"].translated_count > 10) is (pack in ("android", "ios", "tdesktop", "macos"))


async def test_an_account_has_words_and_languages_of_its_own_before_the_samples(
    serve: Serve, connect: Connect
) -> None:
    own = LabelsSpec(
        languages=(LanguageSpec(code="x-own", name="Own", native_name="Eigen", official=False),),
        values={"android": {"Settings": "Here", "Devices": None, "Photos": PluralSpec(one="1", other="2")}},
    )
    client = await unsigned(serve, connect, labels=own)
    assert (await client(LANGUAGES("android")))[0].lang_code == "x-own"
    keys = ["Settings", "Devices", "Photos", "DataSettings"]
    answer = await client(STRINGS("android", "tr", keys))
    assert [type(one) for one in answer] == [
        types.LangPackString,
        types.LangPackStringDeleted,
        types.LangPackStringPluralized,
        types.LangPackString,
    ]
    assert [one.value for one in answer if isinstance(one, types.LangPackString)] == [
        "Here",
        "Veri ve Depolama",
    ]
    assert [one.key for one in await client(STRINGS("android", "x-own", keys))] == keys[:3]


# --- the data ----------------------------------------------------------------------------------------------


def test_there_are_samples_for_each_language_that_has_a_file_and_each_is_offered() -> None:
    files = {entry.name.removesuffix(".yaml") for entry in FOLDER.iterdir()}
    assert files == {*SAMPLES, "languages"}
    assert set(SAMPLES) <= {language.code for language in languages()}
    assert {"nl", "tr", "ar"} <= set(SAMPLES)
    codes = [language.code for language in languages()]
    assert len(set(codes)) == len(codes)
    for language in languages():
        assert language.name == clean(language.name)
        assert language.native_name == clean(language.native_name)


@pytest.mark.parametrize("code", SAMPLES)
def test_a_file_says_that_its_words_are_samples_and_not_telegrams(code: str) -> None:
    head = (FOLDER / f"{code}.yaml").read_text(encoding="utf-8").partition("schema:")[0]
    assert "Samples made for practice" in head
    assert "not Telegram's words" in head


@pytest.mark.parametrize("code", sorted(set(SAMPLES) - {"en"}))
@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.id)
def test_of_every_app_most_words_are_there_and_some_are_missing(code: str, guide: Any) -> None:
    served = samples(code)[guide.lang_pack]
    assert set(samples(code)) == {"android", "ios", "tdesktop", "macos"}
    assert all(is_label(value) for value in served.values())
    shown = set(guide.keys)
    assert len(shown & served.keys()) >= len(shown) / 2
    assert shown - served.keys(), "what falls back to English is to be seen"


def test_the_phones_of_the_account_of_other_languages_are_turkish_and_arabic() -> None:
    account = load_scenario("languages")
    phones = {told.device_model: told.app_language for told in account.told}
    assert set(phones.values()) == {"tr", "ar"}
    apps = {device.device_model: device.app_name for device in account.devices}
    assert [apps[name] for name, code in phones.items() if code == "tr"] == ["Telegram Android"]
    assert set(apps) - set(phones), "of others nothing was said"


def test_hostile_has_every_kind_of_attack_in_words_of_menus_and_names_of_languages() -> None:
    labels = load_scenario("hostile").labels
    values = [value for pack in labels.values.values() for value in pack.values()]
    texts = [value for value in values if isinstance(value, str)]
    for sign in (
        "[@click=",
        "[link=",
        "\x1b[",
        "\x1b]52;",
        "\u202e",
        "\u2066",
        "%1$s",
        "%@",
        "{count}",
        "**",
        "<",
    ):
        assert any(sign in text for text in texts), sign
    assert max(map(len, texts)) == 10_000
    assert any(isinstance(value, PluralSpec) for value in values)
    assert None in values
    names = [text for one in labels.languages for text in (one.name, one.native_name, one.code)]
    for sign in ("[@click=", "\x1b[", "\u202e", "../", "宽"):
        assert any(sign in name for name in names), sign
