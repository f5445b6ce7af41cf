"""Several rule packs as one set of rules: later packs add, replace, change and switch off, and it is
noted."""

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec
from msgspec.structs import replace

from safecheck.model.result import PackInfo, RuleChange
from safecheck.model.text import Words, clean
from safecheck.packs.loaded import Loaded
from safecheck.packs.policy import Policy
from safecheck.packs.protected_list import ProtectedList
from safecheck.packs.rule_pack import (
    ChatRule,
    ChatTexts,
    Examples,
    ListedTexts,
    Rating,
    RulePack,
    When,
    fill,
)
from safecheck.packs.word_list import WordList

_Refers = Literal["words", "beside", "not_with"]
_REFERS: tuple[_Refers, ...] = ("words", "beside", "not_with")


class Protected(msgspec.Struct, frozen=True):
    """A protected list and the pack that it came with."""

    list: ProtectedList
    pack: PackInfo


class RuleSet(msgspec.Struct, frozen=True):
    """All that is needed to rate chats. `changes` says what later packs and the policy did to earlier
    rules."""

    rating: Rating
    texts: ChatTexts
    lists: dict[str, WordList]
    rules: tuple[ChatRule, ...]
    protected: tuple[Protected, ...] = ()
    changes: tuple[RuleChange, ...] = ()
    packs: tuple[PackInfo, ...] = ()


def combine(packs: Sequence[Loaded[RulePack]], policy: Policy | None = None) -> RuleSet:
    """Return the rules of all packs together; of two scales, texts, rules or lists of one id the later
    counts.

    Raises DataFileError if a rule names a list, or a change a rule, that no pack has. Raises ValueError if no
    pack has a scale or texts (the shipped ones have both).
    """
    rating = texts = None
    lists: dict[str, WordList] = {}
    rules: dict[str, ChatRule] = {}
    changes: list[RuleChange] = []
    for loaded in packs:
        pack = loaded.pack
        rating, texts = pack.rating or rating, pack.texts or texts
        lists.update((each.id, each) for each in pack.lists)
        for rule in pack.rules:
            if rule.id in rules:
                changes.append(RuleChange(rule.id, pack.pack, "replaced", ""))
            rules[rule.id] = rule
        for number, change in enumerate(pack.adjust):
            if change.rule not in rules:
                raise loaded.problem(f"adjust[{number}].rule", f"there is no rule {change.rule} to change")
            if change.weight is None:
                del rules[change.rule]
            else:
                rules[change.rule] = replace(rules[change.rule], weight=change.weight)
            done: Literal["off", "weight"] = "off" if change.off else "weight"
            changes.append(RuleChange(change.rule, pack.pack, done, change.because))
    for loaded in packs:
        for key, name in _references(loaded.pack):
            if name not in lists:
                raise loaded.problem(key, f"there is no list {name}")
    if rating is None or texts is None:
        raise ValueError("no pack says how to rate")
    kept = tuple(rules.values())
    if policy is not None:
        rating = policy.rating or rating
        kept, told = policy.apply(kept)
        changes += told
    return RuleSet(
        rating=rating,
        texts=texts,
        lists=lists,
        rules=kept,
        protected=tuple(
            Protected(loaded.pack.protected, loaded.info) for loaded in packs if loaded.pack.protected
        ),
        changes=tuple(changes),
        packs=tuple(loaded.info for loaded in packs),
    )


def listed_rule(protected: Protected, texts: ListedTexts) -> ChatRule:
    """Return a protected list as a rule. It names the organisation and the version, and never a term."""
    listed, pack = protected.list, protected.pack
    named = {
        "organisation": clean(listed.organisation),
        "version": pack.version,
        "date": pack.date,
    }
    return ChatRule(
        id=listed.rule,
        since=pack.version,
        strength="strong",
        weight=listed.weight,
        level=listed.level,
        confidence="likely",
        when=When(),
        evidence=Words(en=fill(texts.evidence.en, named), nl=fill(texts.evidence.nl, named)),
        why=texts.why,
        innocent=texts.innocent,
        limits=texts.limits,
        recommend=listed.recommend,
        sources=listed.sources,
        examples=Examples((), ()),
    )


def _references(pack: RulePack) -> Iterator[tuple[str, str]]:
    """Yield the key and the name of every list that a pack's rules refer to."""
    for number, rule in enumerate(pack.rules):
        for field in _REFERS:
            for place, name in enumerate(getattr(rule.when, field) or ()):
                yield f"rules[{number}].when.{field}[{place}]", name
