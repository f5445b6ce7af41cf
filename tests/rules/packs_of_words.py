"""Small rule sets for tests: lists of words and rules about them, with the shipped scale and texts."""

from collections.abc import Mapping

from safecheck.model.text import Words
from safecheck.packs.examples import ChatExample
from safecheck.packs.header import Source
from safecheck.packs.rule_pack import ChatRule, Examples, When
from safecheck.packs.rule_set import RuleSet
from safecheck.packs.shipped import chat_rules
from safecheck.packs.word_list import WordList

SOURCES = (Source(title="A page", read="2026-11-26"),)
SAYS = Words(en="Words", nl="Woorden")


def word_list(id: str, terms: str, language: str = "en") -> WordList:
    """A list with these terms, commas between them."""
    return WordList(id=id, meaning="Words of a test.", terms={language: terms}, sources=SOURCES)


def rule(id: str, when: When, **others: object) -> ChatRule:
    """A strong rule about stolen data, unless `others` say otherwise."""
    fields: dict[str, object] = {
        "strength": "strong",
        "weight": 4.0,
        "confidence": "likely",
        "category": "stolen-data",
        "evidence": Words(en='{place} contains "{word}".', nl='{place} staat "{word}".'),
    }
    return ChatRule(
        id=id,
        since="1.0.0",
        when=when,
        why=SAYS,
        innocent=SAYS,
        limits=SAYS,
        sources=SOURCES,
        examples=Examples((ChatExample(),), (ChatExample(),)),
        **{**fields, **others},  # type: ignore[arg-type] # fields of a rule, chosen by the test
    )


def rule_set(lists: Mapping[str, str], *rules: ChatRule) -> RuleSet:
    """These rules and lists alone, with the shipped scale and texts."""
    shipped = chat_rules()
    return RuleSet(
        rating=shipped.rating,
        texts=shipped.texts,
        lists={id: word_list(id, terms) for id, terms in lists.items()},
        rules=rules,
    )
