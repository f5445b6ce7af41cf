"""rate and rules as a person runs them: pipes, packs of one's own, one sentence for what is wrong."""

import json
import os
import stat
from pathlib import Path

import pytest

from safecheck.model.text import Lang
from tests.cli.process import Run, run
from tests.cli.texts import LANGS

pytestmark = pytest.mark.uncounted

PACK = """\
schema: 1
pack: mine
version: 1.0.0
date: 2026-11-26
changes: {en: New, nl: Nieuw}
lists:
  - id: mine_flowers
    meaning: Flowers, for a test.
    terms: {en: "tulip*, rose"}
    sources: [{title: A page, read: 2026-11-26}]
rules:
  - id: mine.flowers
    since: 1.0.0
    strength: strong
    weight: 4.0
    confidence: weak
    when: {words: [mine_flowers]}
    evidence: {en: '{place} contains "{word}".', nl: '{place} staat "{word}".'}
    why: {en: Why, nl: Waarom}
    innocent: {en: Innocent, nl: Onschuldig}
    limits: {en: Limits, nl: Grenzen}
    sources: [{title: A page, read: 2026-11-26}]
    examples:
      fires: [{title: Tulips}]
      quiet: [{title: Garden}]
adjust:
  - {rule: words.gambling.telling, off: true, because: Not for us}
"""


def write(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def fed(folder: Path, *arguments: str, given: bytes = b"") -> Run:
    """Run the program with this as its input, in a folder of its own."""
    folder.mkdir(exist_ok=True)
    path = folder / "given"
    path.write_bytes(given)
    with path.open("rb") as stream:
        return run(folder, *arguments, stdin=stream)


def lines(*titles: str) -> bytes:
    return "".join(json.dumps({"id": n, "title": title}) + "\n" for n, title in enumerate(titles)).encode()


def test_rate_answers_line_for_line_and_says_how_many_were_bad(tmp_path: Path) -> None:
    given = lines("Garden", "Fullz shop") + b"{broken\n" + lines("Casino").rstrip(b"\n")
    ran = fed(tmp_path, "rate", given=given)
    rated = [json.loads(line) for line in ran.out.splitlines()]
    assert [each.get("level") for each in rated] == ["none", "high", None, "medium"]
    assert rated[2]["line"] == 3
    assert (ran.code, ran.err) == (0, "One line could not be rated; the output says why in its place.\n")


def test_rate_goes_by_packs_and_by_a_policy(tmp_path: Path) -> None:
    pack = write(tmp_path, "mine.yaml", PACK)
    policy = write(tmp_path, "policy.yaml", "schema: 1\nlevels: {stolen-data: low}\noff: [mine.flowers]\n")
    titles = ("Tulips", "Casino", "Fullz shop")
    own = fed(tmp_path / "a", "rate", "--rules", pack, given=lines(*titles))
    assert [json.loads(line)["level"] for line in own.out.splitlines()] == ["medium", "none", "high"]
    told = fed(tmp_path / "b", "rate", "--rules", pack, "--policy", policy, given=lines(*titles))
    assert [json.loads(line)["level"] for line in told.out.splitlines()] == ["none", "none", "low"]


def test_an_audit_goes_by_packs_and_says_what_they_change(tmp_path: Path) -> None:
    pack = write(tmp_path, "mine.yaml", PACK)
    ran = fed(tmp_path, "audit", "--demo", "quiet", "--format", "json", "--rules", pack)
    assert "mine" in {each["id"] for each in ran.json["packs"]}
    assert ran.json["rule_changes"] == [
        {"rule": "words.gambling.telling", "pack": "mine", "change": "off", "because": "Not for us"}
    ]
    text = fed(tmp_path / "text", "audit", "--demo", "quiet", "--rules", pack).text
    assert "Rule packs of your own change one of these rules. Which one: safecheck rules list" in text
    listed = fed(tmp_path / "list", "rules", "list", "--rules", pack).text
    assert "mine switches off words.gambling.telling. Not for us" in listed


def test_packs_in_the_config_folder_are_in_force(tmp_path: Path) -> None:
    folder = tmp_path / "home" / ".config" / "safecheck" / "rules"
    folder.mkdir(parents=True)
    write(folder, "mine.yaml", PACK)
    ran = fed(tmp_path, "rules", "list", "--format", "json")
    assert "mine.flowers" in {each["id"] for each in ran.json}


@pytest.mark.parametrize("lang", LANGS)
def test_rules_are_listed_and_explained(tmp_path: Path, lang: Lang) -> None:
    listed = fed(tmp_path / "list", "rules", "list", "--lang", lang)
    assert "words.stolen_data.telling: strong +" in listed.text
    rule = fed(tmp_path / "rule", "rules", "explain", "chat.added_by_stranger", "--lang", lang)
    assert "added_by: stranger" in rule.text
    words = fed(tmp_path / "words", "rules", "explain", "data_cards", "--lang", lang)
    assert "cvv" in words.text
    assert "words.stolen_data.offer" in words.text


def test_a_good_pack_is_checked_with_its_examples(tmp_path: Path) -> None:
    good = fed(tmp_path / "good", "rules", "check", write(tmp_path, "mine.yaml", PACK))
    assert (good.code, "is right: 1 rules, 1 lists" in good.text) == (0, True)
    folder = fed(tmp_path / "folder", "rules", "check", str(tmp_path))
    assert folder.code == 0


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("title: Tulips", "title: Trees", "line 24, key rules[0].examples.fires[0]"),
        ("title: Garden", "title: Rose", "line 25, key rules[0].examples.quiet[0]"),
        ("words: [mine_flowers]", "words: [no_such_list]", "there is no list no_such_list"),
        ("rule: words.gambling.telling", "rule: no.such_rule", "there is no rule no.such_rule"),
        ("schema: 1", "schema: 9", "line 1"),
        ("weight: 4.0", "wieght: 4.0", "wieght"),
    ],
)
def test_a_bad_pack_is_refused_in_one_sentence(tmp_path: Path, old: str, new: str, says: str) -> None:
    path = write(tmp_path, "mine.yaml", PACK.replace(old, new))
    ran = fed(tmp_path, "rules", "check", path)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("rules", "explain"),
        ("rules", "explain", "no.such_rule"),
        ("rules", "check"),
        ("rules", "check", "no-such-file.yaml"),
        ("rules", "hash"),
        ("rules", "hash", "--organisation", "Us"),
        ("rate", "--rules", "no-such-file.yaml"),
        ("rate", "--policy", "no-such-file.yaml"),
        ("audit", "--demo", "quiet", "--rules", "no-such-file.yaml"),
    ],
)
def test_wrong_use_is_one_sentence(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    ran = fed(tmp_path, *arguments, given=b"")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)


def test_a_protected_list_is_built_from_the_input_and_met(tmp_path: Path) -> None:
    pack = tmp_path / "list.yaml"
    arguments = ("rules", "hash", "--organisation", "Example helpline", "--pack", "our-list", "-o", str(pack))
    made = fed(tmp_path / "made", *arguments, given=b"Blue garden gate\ntulip\n")
    assert made.code == 0
    assert "obscured, not secret" in made.err
    assert "tulip" not in pack.read_text(encoding="utf-8").lower()
    if os.name == "posix":
        assert stat.S_IMODE(pack.stat().st_mode) == 0o600
    assert fed(tmp_path / "check", "rules", "check", str(pack)).code == 0
    rated = fed(tmp_path / "rate", "rate", "--rules", str(pack), given=lines("a TULIP", "Garden"))
    first, second = (json.loads(line) for line in rated.out.splitlines())
    assert first["signals"][0]["rule"] == "listed.our_list"
    assert "Example helpline, version 1.0.0" in first["signals"][0]["evidence"]
    assert second["signals"] == []


def test_a_bad_pack_in_the_config_folder_is_said_before_anything_else(tmp_path: Path) -> None:
    folder = tmp_path / "home" / ".config" / "safecheck" / "rules"
    folder.mkdir(parents=True)
    path = write(folder, "mine.yaml", PACK.replace("schema: 1", "schema: 9"))
    for arguments in (("audit", "--demo", "quiet"), ("rate",), ("rules", "list")):
        ran = fed(tmp_path, *arguments)
        assert (ran.code, ran.out) == (2, "")
        assert f"{path}, line 1" in ran.err
