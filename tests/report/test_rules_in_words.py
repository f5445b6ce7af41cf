"""`safecheck rules` in words: packs, rules, lists, and what packs of one's own change."""

from pathlib import Path

import pytest

from safecheck.i18n.catalog import load
from safecheck.model.result import RuleChange
from safecheck.model.text import LANGUAGES, Lang
from safecheck.packs.policy import load_policy
from safecheck.packs.rule_set import combine
from safecheck.packs.shipped import chat_packs, chat_rules
from safecheck.packs.yaml_file import DataFileError
from safecheck.report.rule_list import (
    change_lines,
    render_list_text,
    render_rule_text,
    render_rules_text,
    rule_lines,
)

RULES = chat_rules()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_and_every_list_can_be_shown(lang: Lang) -> None:
    catalog = load(lang)
    whole = render_rules_text(RULES, catalog, 100)
    for rule in RULES.rules:
        assert rule.id in whole
        shown = render_rule_text(rule, catalog, 100)
        assert shown.startswith(rule.id)
        assert ("in_name: true" in shown) is bool(rule.when.in_name)
    for words in list(RULES.lists.values())[:5]:
        users = [rule for rule in RULES.rules if words.id in (rule.when.words or ())]
        shown = render_list_text(words, users, catalog, 100)
        assert all(rule.id in shown for rule in users)
        assert " ".join(words.meaning.split()) in " ".join(shown.split())


def test_a_line_of_the_list_says_how_far_a_rule_reaches() -> None:
    lines = {line.id: line for line in rule_lines(RULES)}
    assert lines["words.gambling.telling"].level == "medium"
    assert lines["words.stolen_data.telling"].lists[0] == "data_logs"


def test_each_change_is_a_sentence() -> None:
    changes = (
        RuleChange("a.b", "mine", "off", "Not for us"),
        RuleChange("a.c", "mine", "weight", ""),
        RuleChange("a.d", "policy", "level", ""),
        RuleChange("a.e", "mine", "replaced", ""),
    )
    assert change_lines(changes, load("en")) == (
        "mine switches off a.b. Not for us",
        "mine gives a.c another weight.",
        "policy lets a.d count up to another level.",
        "mine replaces a.e.",
    )


def test_a_policy_says_how_far_words_count_and_what_it_changed(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(
        "schema: 1\nlevels: {gambling: high, piracy: none}\noff: [chat.paid]\n"
        "rating: {base_rate: 0.1, low: 1, medium: 2, high: 3}\n",
        encoding="utf-8",
    )
    rules = combine(chat_packs(), load_policy(path))
    by_id = {rule.id: rule for rule in rules.rules}
    assert by_id["words.gambling.telling"].level == "high"
    assert not [id for id in by_id if id.startswith("words.piracy.") or id == "chat.paid"]
    assert (rules.rating.high, chat_rules().rating.high) == (3, 75)
    assert {change.change for change in rules.changes} == {"off", "level"}
    whole = render_rules_text(rules, load("en"), 100)
    assert "policy switches off chat.paid." in whole


@pytest.mark.parametrize("text", ["schema: 2", "schema: 1\nlevels: {sport: high}", "schema: 1\nmore: 1"])
def test_a_policy_that_is_not_right_is_refused_by_its_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(text + "\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"line \d"):
        load_policy(path)
