"""A rule pack that is not right is refused in one sentence, with file, line and key."""

import hashlib
from pathlib import Path

import pytest

from safecheck.packs.rule_pack import fill, load_rule_pack
from safecheck.packs.yaml_file import DataFileError

GOOD = """\
schema: 1
pack: mine
version: 1.0.0
date: 2026-11-23
changes: {en: New, nl: Nieuw}
rating: {base_rate: 0.02, low: 8, medium: 35, high: 75}
lists:
  - id: mine_words
    meaning: Words of a test.
    terms: {en: "apple, pear*, *melon, 苹果"}
    sources: [{title: A page, read: 2026-11-23}]
rules:
  - id: mine.large
    since: 1.0.0
    strength: supporting
    weight: 1.0
    confidence: weak
    applies_to: [supergroup]
    when: {members: {at_least: 100}}
    evidence: {en: 'members: {members}', nl: 'leden: {members}'}
    why: {en: Why, nl: Waarom}
    innocent: {en: Innocent, nl: Onschuldig}
    limits: {en: Limits, nl: Grenzen}
    recommend: [downloads_off]
    sources: [{title: A page, url: 'https://example.org/', read: 2026-11-23}]
    examples:
      fires: [{members: 100}]
      quiet: [{members: 99}]
"""
SECOND = GOOD[GOOD.index("  - id: mine.large") :]


def write(folder: Path, text: str) -> Path:
    path = folder / "pack.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_pack_loads_with_the_hash_of_its_file(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD)
    loaded = load_rule_pack(path)
    assert [rule.id for rule in loaded.pack.rules] == ["mine.large"]
    assert loaded.info.id == "mine"
    assert loaded.info.hash == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "says"),
    [
        ("schema: 1", "schema: 2", 1, "schema", "2"),
        ("pack: mine", "pack: Not An Id", 2, "pack", "regex"),
        ("version: 1.0.0", "version: one", 3, "version", "regex"),
        ("date: 2026-11-23", "date: tomorrow", 4, "date", "regex"),
        ("changes: {en: New, nl: Nieuw}", "changes: {en: New}", 5, "changes", "nl"),
        ("base_rate: 0.02", "base_rate: 0.7", 6, "rating.base_rate", "0.5"),
        ("low: 8", "low: 80", 6, "rating", "rise"),
        ("id: mine.large", "id: Large", 13, "rules[0].id", "regex"),
        ("strength: supporting", "strength: huge", 15, "rules[0].strength", "huge"),
        ("weight: 1.0", "weight: -1.0", 16, "rules[0].weight", "more"),
        ("weight: 1.0", "weight: 0.0", 16, "rules[0].weight", "more"),
        ("weight: 1.0", "weight: 11.0", 16, "rules[0].weight", "10"),
        ("strength: supporting", "strength: reassuring", 16, "rules[0].weight", "reassuring"),
        ("    weight: 1.0", "    habit: 1\n    weight: 1.0", 16, "rules[0].habit", "bool"),
        ("supporting\n    weight", "strong\n    habit: true\n    weight", 16, "rules[0].habit", "supporting"),
        ("confidence: weak", "confidence: sure", 17, "rules[0].confidence", "sure"),
        ("[supergroup]", "[forum]", 18, "rules[0].applies_to[0]", "forum"),
        ("{members: {at_least: 100}}", "{regex: leak.*}", 19, "rules[0].when.regex", "regex"),
        ("{members: {at_least: 100}}", "{}", 19, "rules[0].when", "condition"),
        ("{at_least: 100}", "{}", 19, "rules[0].when.members", "at_least"),
        ("{at_least: 100}", "{at_least: 9, at_most: 8}", 19, "rules[0].when.members", "more than"),
        ("{at_least: 100}", "{at_least: -1}", 19, "rules[0].when.members.at_least", "0"),
        ("at_least: 100}}", "at_least: 100}, not_with: [mine_words]}", 19, "rules[0].when.not_with", "words"),
        ("at_least: 100}}", "at_least: 100}, different: 2}", 19, "rules[0].when.different", "words"),
        ("at_least: 100}}", "at_least: 100}, words: []}", 19, "rules[0].when.words", "length"),
        ("at_least: 100}}", "at_least: 100}, words: {en: [a]}}", 19, "rules[0].when.words", "array"),
        ("{members: {at_least: 100}}", "{added_by: [police]}", 19, "rules[0].when.added_by[0]", "police"),
        ("'members: {members}'", "'since {joined}'", 20, "rules[0].evidence.en", "joined"),
        ("'leden: {members}'", "'{0.__class__}'", 20, "rules[0].evidence.nl", "__class__"),
        ("why: {en: Why,", "why: {en: " + "y" * 401 + ",", 21, "rules[0].why.en", "400"),
        ("[downloads_off]", "[open_it]", 24, "rules[0].recommend[0]", "open_it"),
        ("sources: [{title: A page, url: 'https://example.org/', read: 2026-11-23}]", "sources: []", 25,
         "rules[0].sources", "length"),
        ("https://example.org", "ftp://example.org", 25, "rules[0].sources[0].url", "regex"),
        ("    sources: [{title: A page, url: 'https://example.org/', read: 2026-11-23}]\n", "", 13,
         "rules[0]", "sources"),
        ("fires: [{members: 100}]", "fires: []", 27, "rules[0].examples.fires", "length"),
        ("      quiet: [{members: 99}]\n", "", 26, "rules[0].examples", "quiet"),
        ("fires: [{members: 100}]", "fires: [{size: 100}]", 27, "rules[0].examples.fires[0].size", "size"),
        ("    since: 1.0.0\n", "    since: 1.0.0\n    since: 1.1.0\n", 15, "-", "twice"),
        (SECOND, SECOND + SECOND, 29, "rules[1].id", "twice"),
        ("rules:\n", "rules: [\n", 13, "-", ""),
        ("id: mine_words", "id: Mine", 8, "lists[0].id", "regex"),
        ("Words of a test.", "Words", 9, "lists[0].meaning", "length"),
        ('{en: "apple', '{english: "apple', 10, "lists[0].terms", "regex"),
        ("apple,", "apple,,", 10, "lists[0].terms.en", "missing"),
        ("apple,", "apple, apple,", 10, "lists[0].terms.en", "twice"),
        ("apple,", "!!,", 10, "lists[0].terms.en", "letter"),
        ("apple,", "ap*ple,", 10, "lists[0].terms.en", "asterisk"),
        ("apple,", "red *apple,", 10, "lists[0].terms.en", "beginning of the term"),
        ("apple,", "ab*,", 10, "lists[0].terms.en", "at least 3"),
        ("apple,", "x" * 61 + ",", 10, "lists[0].terms.en", "60"),
        ("rules:\n", "adjust: [{rule: other.one, because: It is wrong}]\nrules:\n", 12, "adjust[0]", "off"),
        ("rules:\n", "protected: {organisation: Us, salt: xyz}\nrules:\n", 12, "protected.salt", "regex"),
    ],
)  # fmt: skip
def test_a_bad_pack_is_refused_with_file_line_and_key(
    tmp_path: Path, old: str, new: str, line: int, key: str, says: str
) -> None:
    assert old in GOOD
    path = write(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(DataFileError) as refused:
        load_rule_pack(path, "my pack.yaml")
    assert refused.value.file == "my pack.yaml"
    assert (refused.value.line, refused.value.key) == (line, key)
    assert says in str(refused.value)


def test_a_pack_without_examples_does_not_load(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD[: GOOD.index("    examples:")])
    with pytest.raises(DataFileError, match="examples"):
        load_rule_pack(path)


def test_a_pack_that_brings_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="no rules"):
        load_rule_pack(write(tmp_path, GOOD[: GOOD.index("rating:")]))


@pytest.mark.parametrize("hashes", ["abc", "0" * 31, "g" * 32, "''"])
def test_a_protected_list_holds_hashes_and_nothing_else(tmp_path: Path, hashes: str) -> None:
    text = GOOD[: GOOD.index("rating:")] + (
        "protected:\n"
        "  organisation: Us\n"
        f"  salt: '{'0' * 64}'\n"
        "  rule: listed.mine\n"
        "  sources: [{title: Us, read: 2026-11-23}]\n"
        f"  hashes: {hashes}\n"
    )
    with pytest.raises(DataFileError) as refused:
        load_rule_pack(write(tmp_path, text))
    assert (refused.value.line, refused.value.key) == (11, "protected.hashes")


def test_braces_in_a_strangers_text_stay_text() -> None:
    filled = fill("{title} in {word}", {"title": "{word} {0} {title.__class__}", "word": "x"})
    assert filled == "{word} {0} {title.__class__} in x"


def test_a_placeholder_without_a_value_stays_visible() -> None:
    assert fill("{title} {other}", {"title": "a"}) == "a {other}"
