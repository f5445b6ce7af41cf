"""Every rule fires on its own examples and stays quiet on the others."""

from datetime import UTC, datetime

import pytest

from safecheck.packs.examples import ChatExample
from safecheck.packs.rule_pack import ChatRule
from safecheck.packs.shipped import chat_packs
from safecheck.rules.chats import Rater

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
RULES = [rule for loaded in chat_packs() for rule in loaded.pack.rules]
FIRES = [
    pytest.param(rule, each, id=f"{rule.id}-{n}")
    for rule in RULES
    for n, each in enumerate(rule.examples.fires)
]
QUIET = [
    pytest.param(rule, each, id=f"{rule.id}-{n}")
    for rule in RULES
    for n, each in enumerate(rule.examples.quiet)
]


@pytest.fixture(scope="module")
def rater() -> Rater:
    return Rater([loaded.pack for loaded in chat_packs()], "nl")


@pytest.mark.parametrize(("rule", "example"), FIRES)
def test_a_rule_fires_on_its_example(rater: Rater, rule: ChatRule, example: ChatExample) -> None:
    signals = {signal.rule: signal for signal in rater.rate(example.chat(NOW), NOW).signals}
    assert rule.id in signals
    assert "{" not in signals[rule.id].evidence


@pytest.mark.parametrize(("rule", "example"), QUIET)
def test_a_rule_stays_quiet_on_its_example(rater: Rater, rule: ChatRule, example: ChatExample) -> None:
    assert rule.id not in {signal.rule for signal in rater.rate(example.chat(NOW), NOW).signals}


def test_every_word_of_every_rule_is_found_in_a_title(rater: Rater) -> None:
    for rule in RULES:
        for words in (rule.when.words or {}).values():
            for word in words:
                chat = ChatExample(title=f"Abc {word.upper()} xyz").chat(NOW)
                assert rule.id in {signal.rule for signal in rater.rate(chat, NOW).signals}, word


def test_every_context_takes_its_rule_away(rater: Rater) -> None:
    for rule in RULES:
        word = next(iter((rule.when.words or {"en": ()}).values()), ())[:1]
        for contexts in (rule.when.not_with or {}).values():
            for context in contexts:
                chat = ChatExample(title=f"{word[0]}, {context}").chat(NOW)
                assert rule.id not in {signal.rule for signal in rater.rate(chat, NOW).signals}, context
