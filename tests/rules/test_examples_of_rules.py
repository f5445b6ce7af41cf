"""Every rule fires on its own examples and stays quiet on the others; every term of every list is found."""

from datetime import UTC, datetime

from safecheck.packs.examples import ChatExample
from safecheck.packs.shipped import chat_rules
from safecheck.rules.chats import Rater
from safecheck.rules.examples import wrong_examples
from safecheck.rules.words import WordFinder, text_of

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
RULES = chat_rules()


def test_every_example_comes_out_as_its_rule_says() -> None:
    assert not list(wrong_examples(RULES, RULES.rules))


def test_the_evidence_of_every_example_has_its_values_filled_in() -> None:
    rater = Rater(RULES, "nl")
    for rule in RULES.rules:
        for example in rule.examples.fires:
            for signal in rater.rate(example.chat(NOW), NOW).signals:
                assert "{" not in signal.evidence, rule.id


def test_every_term_of_every_list_is_found_in_a_title() -> None:
    finder = WordFinder(RULES.lists.values())
    harmless = finder.bits(("false_friends",))
    for each in RULES.lists.values():
        wanted = finder.bits((each.id,))
        for term in each.all_terms():
            title = f"Abc {term.replace('*', '').upper()} xyz"
            found = finder.find(*text_of(title, (), None)).lists
            assert found & (wanted | harmless), (each.id, term)


def test_a_context_takes_a_telling_word_away() -> None:
    rater = Rater(RULES, "en")
    for rule in RULES.rules:
        if rule.when.words is None or rule.when.not_with is None:
            continue
        title = rule.examples.fires[0].title
        for name in rule.when.not_with:
            context = next(term for term in RULES.lists[name].all_terms() if "*" not in term)
            rating = rater.rate(ChatExample(title=f"{title}, {context}").chat(NOW), NOW)
            assert rule.id not in {signal.rule for signal in rating.signals}, (rule.id, context)
