"""Later packs replace, change and switch off, and it is noted; what no pack has is refused by its line."""

from pathlib import Path

import pytest

from safecheck.packs.rule_pack import load_rule_pack
from safecheck.packs.rule_set import RuleSet, combine
from safecheck.packs.shipped import chat_packs
from safecheck.packs.yaml_file import DataFileError
from tests.packs.test_rule_pack_loading import GOOD

HEAD = GOOD[: GOOD.index("rating:")]


def together(folder: Path, text: str) -> RuleSet:
    path = folder / "pack.yaml"
    path.write_text(text, encoding="utf-8")
    return combine((*chat_packs(), load_rule_pack(path)))


def test_a_later_pack_switches_off_and_weighs_anew(tmp_path: Path) -> None:
    rules = together(
        tmp_path,
        HEAD + "adjust:\n"
        "  - {rule: chat.paid, off: true, because: Not for us}\n"
        "  - {rule: chat.archived, weight: 0.1, because: Too much}\n",
    )
    by_id = {rule.id: rule for rule in rules.rules}
    assert "chat.paid" not in by_id
    assert by_id["chat.archived"].weight == 0.1
    assert [(each.rule, each.change) for each in rules.changes] == [
        ("chat.paid", "off"),
        ("chat.archived", "weight"),
    ]


def test_a_later_rule_of_the_same_id_replaces_the_earlier_one(tmp_path: Path) -> None:
    rules = together(tmp_path, GOOD.replace("mine.large", "chat.paid"))
    assert [(each.rule, each.change) for each in rules.changes] == [("chat.paid", "replaced")]
    assert rules.rating.base_rate == 0.02


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ("adjust: [{rule: no.such, off: true, because: Nothing}]\n", "adjust[0].rule"),
        (GOOD[GOOD.index("rules:") :].replace("{members: {at_least: 100}}", "{words: [nowhere]}").replace(
            "'members: {members}'", "a").replace("'leden: {members}'", "b"), "rules[0].when.words[0]"),
    ],
)  # fmt: skip
def test_what_no_pack_has_is_refused(tmp_path: Path, more: str, key: str) -> None:
    with pytest.raises(DataFileError) as refused:
        together(tmp_path, HEAD + more)
    assert refused.value.key == key
    assert refused.value.line > 5


def test_without_a_scale_nothing_can_be_rated(tmp_path: Path) -> None:
    path = tmp_path / "pack.yaml"
    path.write_text(GOOD[: GOOD.index("rating:")] + GOOD[GOOD.index("lists:") :], encoding="utf-8")
    with pytest.raises(ValueError, match="how to rate"):
        combine([load_rule_pack(path)])
