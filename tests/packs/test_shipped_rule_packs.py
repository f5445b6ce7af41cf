"""The packs that come with the program: complete, in both languages, and fair in their words."""

import hashlib
import re
from collections.abc import Iterator
from importlib import resources
from typing import Any, get_args

import msgspec
import pytest

from safecheck.model.findings import Level
from safecheck.packs.rule_pack import Category, ChatRule
from safecheck.packs.shipped import chat_packs, computer_pack, devices_pack, pack_info, settings_pack

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
    names = {entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml")}
    assert names == {f"{info.id}.yaml" for info in pack_info()}
    for info in pack_info():
        assert info.hash == hashlib.sha256(folder.joinpath(f"{info.id}.yaml").read_bytes()).hexdigest()


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


def test_every_word_rule_has_a_category_english_and_dutch_words_and_a_context() -> None:
    rules = [rule for rule in all_rules() if rule.when.words is not None]
    assert len(rules) >= 8
    for rule in rules:
        assert rule.category is not None
        assert rule.when.words is not None
        assert rule.when.not_with is not None
        assert {"en", "nl"} <= rule.when.words.keys()
        assert {"en", "nl"} <= rule.when.not_with.keys()


def test_no_word_of_a_rule_is_also_its_own_context() -> None:
    for rule in all_rules():
        words = {word for each in (rule.when.words or {}).values() for word in each}
        contexts = {word for each in (rule.when.not_with or {}).values() for word in each}
        assert not words & contexts, rule.id


def test_g7_no_word_rule_is_about_children() -> None:
    about = re.compile(
        r"child|kid|teen|minor|young|school|boy|kind|tiener|jong|meisje|leerling", re.IGNORECASE
    )
    for rule in all_rules():
        for words in (rule.when.words or {}).values():
            assert not [word for word in words if about.search(word)], rule.id


def test_categories_are_those_of_the_published_list() -> None:
    known = set(get_args(Category))
    assert {rule.category for rule in all_rules()} - {None} <= known
