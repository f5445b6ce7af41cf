"""The packs that come with the program: complete, in both languages, and fair in their words."""

import hashlib
import re
from collections.abc import Iterator
from importlib import resources
from typing import Any, get_args

import msgspec
import pytest

from safecheck.model.findings import Level
from safecheck.packs.rule_pack import Category, ChatRule, rule_pack_problems
from safecheck.packs.shipped import (
    chat_packs,
    chat_rules,
    computer_pack,
    devices_pack,
    pack_info,
    settings_pack,
)
from safecheck.packs.word_list import WordList
from safecheck.rules.fold import fold

# Labels that no person may read about a chat, a device or themselves (G7). A quoted mark of Telegram's own
# ("SCAM") is Telegram's word, not ours.
FORBIDDEN = re.compile(
    r"""
    crim(e|es|inal\w*)\b | illegal | punish | unlawful | felony | offen[cs]e | guilty | suspicious | suspect
    | csam | csem | child | minors? \b | pa?edo | abuse | porn | rape | victim | stolen | theft | fraud\w*
    | scam\w* | drugs? \b | weapons? | gore | violence | terror\w* | extremis\w* | traffick\w* | gambl\w*
    | pira(cy|te) | malware | hacker\w* | laundering | sexual | consensual | dangerous | evidence | proof
    | \bsafe\b
    | verdacht | veilig | \bfout | bewijs | strafbaar | illega | misdaad | misdrijf | misdadig | crimine
    | dader | schuldig | kinder | minderjarig | misbruik | oplicht | fraude | diefstal | drugs | wapens
    | geweld | terreur | gokken | illegaal | witwas | gevaarlijk | slachtoffer | verboden
    """,
    re.IGNORECASE | re.VERBOSE,
)
ALLOWED = ('"SCAM"', "appwinkel", "app shop")


LANGUAGES = {"en", "nl", "de", "fr", "es", "pt", "it", "tr", "ru", "uk", "pl", "ar", "fa", "id", "hi", "zh"}


def words_in(value: Any, where: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield place, English and Dutch of every text for people in a pack's plain value."""
    if isinstance(value, dict):
        if value.keys() == {"en", "nl"} and isinstance(value["en"], str):
            yield where, value["en"], value["nl"]
        else:
            for key, each in value.items():
                yield from words_in(each, f"{where}.{key}")
    elif isinstance(value, list | tuple):
        for number, each in enumerate(value):
            yield from words_in(each, f"{where}[{number}]")


def all_texts() -> list[tuple[str, str, str]]:
    packs: list[Any] = [*chat_packs(), settings_pack(), devices_pack(), computer_pack()]
    named = {loaded.info.id: loaded.pack for loaded in packs}
    return [text for name, pack in named.items() for text in words_in(msgspec.to_builtins(pack), name)]


def all_rules() -> list[ChatRule]:
    return [rule for loaded in chat_packs() for rule in loaded.pack.rules]


def test_packs_are_read_once() -> None:
    for shipped in (chat_packs, settings_pack, devices_pack, computer_pack):
        assert shipped() is shipped()


def test_pack_info_names_every_file_by_the_hash_of_its_bytes() -> None:
    folder = resources.files("safecheck").joinpath("data/rules")
    files = [*folder.iterdir(), *folder.joinpath("words").iterdir()]
    found = {hashlib.sha256(each.read_bytes()).hexdigest() for each in files if each.name.endswith(".yaml")}
    assert found == {info.hash for info in pack_info()}
    assert len({info.id for info in pack_info()}) == len(found)


def test_no_shipped_pack_has_a_problem_that_a_pack_of_the_users_own_would_be_refused_for() -> None:
    for loaded in chat_packs():
        assert not list(rule_pack_problems(loaded.pack)), loaded.info.id


def test_no_rule_id_stands_in_two_packs() -> None:
    settings = settings_pack().pack
    ids = [rule.id for rule in all_rules()]
    ids += [finding.id for finding in (*settings.findings, settings.unreadable)]
    ids += [rule.finding.id for rule in devices_pack().pack.rules]
    ids += [rule.finding.id for rule in computer_pack().pack.rules]
    assert len(ids) == len(set(ids))


def test_every_text_is_there_in_both_languages() -> None:
    texts = all_texts()
    assert len(texts) > 250
    for where, english, dutch in texts:
        assert english.strip() == english != "", where
        assert dutch.strip() == dutch != "", where
        same = english == dutch
        assert not same or re.search(r"\{(name|folder|media)\}", english), f"{where}: {english}"


def test_both_languages_hold_the_same_placeholders() -> None:
    for where, english, dutch in all_texts():
        holders = [sorted(re.findall(r"\{[^{}]*\}", text)) for text in (english, dutch)]
        assert holders[0] == holders[1], where


def test_g7_no_crime_label_and_no_category_stands_in_any_text_for_people() -> None:
    for where, *texts in all_texts():
        for text in texts:
            left = text
            for allowed in ALLOWED:
                left = left.replace(allowed, "")
            assert not FORBIDDEN.search(left), f"{where}: {text}"


@pytest.mark.parametrize(
    ("level", "english", "dutch"),
    [
        ("high", "stands out strongly", "valt sterk op"),
        ("medium", "stands out", "valt op"),
        ("low", "stands out a little", "valt een beetje op"),
    ],
)
def test_g7_levels_of_chats_have_the_agreed_words(level: Level, english: str, dutch: str) -> None:
    texts = chat_packs()[0].pack.texts
    assert texts is not None
    words = getattr(texts, level)
    assert (words.en, words.nl) == (f'"{{title}}" {english}', f'"{{title}}" {dutch}')


def test_g2_no_text_tells_anyone_to_open_search_or_pass_on() -> None:
    forbidden = re.compile(
        r"\b(open it|open the chat|look into the chat|search for|screenshot|forward it|scroll)\b"
        r"|\b(open de|maak een|doorsturen naar|zoek)\b",
        re.IGNORECASE,
    )
    for where, *texts in all_texts():
        for text in texts:
            assert not forbidden.search(text), f"{where}: {text}"


def test_the_reassuring_word_ok_or_fine_is_never_said_of_a_chat() -> None:
    for where, english, dutch in all_texts():
        assert not re.search(r"\b(fine|ok|okay|harmless)\b", english, re.IGNORECASE), where
        assert not re.search(r"\b(prima|in orde|ok|oké|onschuldig)\b", dutch, re.IGNORECASE), where


def all_lists() -> dict[str, WordList]:
    return chat_rules().lists


def test_every_word_rule_has_a_category_and_a_context_that_takes_it_away() -> None:
    rules = [rule for rule in all_rules() if rule.when.words is not None]
    assert {rule.category for rule in rules} == set(get_args(Category))
    for rule in rules:
        assert rule.when.not_with, rule.id


def test_every_list_has_a_meaning_a_source_and_words_in_sixteen_languages() -> None:
    assert len(all_lists()) > 40
    for each in all_lists().values():
        assert each.meaning.endswith(".")
        assert each.terms.keys() <= LANGUAGES, each.id
    for category in get_args(Category):
        of = [rule for rule in all_rules() if rule.category == category and rule.when.words]
        lists = [all_lists()[name] for rule in of for name in rule.when.words or ()]
        assert {language for each in lists for language in each.terms} == LANGUAGES, category


def test_no_term_stands_in_two_lists() -> None:
    places: dict[tuple[str, bool, bool], str] = {}
    for each in all_lists().values():
        for term in each.all_terms():
            key = (fold(term.strip("*")), term.startswith("*"), term.endswith("*"))
            assert places.setdefault(key, each.id) == each.id, (term, each.id, places[key])


def test_g7_no_list_of_telling_words_is_about_children() -> None:
    about = re.compile(
        r"child|\bkids?\b|\bteens?\b|minor\b|underage|\bschool(girl|boy)|kinder(porn|foto)|tiener|minderjarig"
        r"|niñ[oa]|menor(es)?\b|criança|bambin|ребен|дет(и|ей|ск)|школьни|çocuk|طفل|أطفال|کودک|\banak|बच्च|儿童|幼",
        re.IGNORECASE,
    )
    telling = {name for rule in all_rules() for name in rule.when.words or ()}
    for each in all_lists().values():
        if each.id in telling:
            assert not [term for term in each.all_terms() if about.search(term)], each.id


def test_categories_are_those_of_the_published_list() -> None:
    known = set(get_args(Category))
    assert {rule.category for rule in all_rules()} - {None} <= known
