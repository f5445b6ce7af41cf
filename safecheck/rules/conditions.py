"""Does a rule's `when` hold for a chat? The conditions are compiled once, to be tested many times."""

from collections.abc import Callable

import msgspec

from safecheck.model.facts import Restriction
from safecheck.packs.rule_pack import ChatRule, Range, RestrictionTest, When
from safecheck.rules.features import Features

Test = Callable[[Features], bool]


def compile_rule(rule: ChatRule) -> Test:
    """Return a test that is true where all conditions of `rule` hold."""
    kinds = frozenset(rule.applies_to)
    tests = [_compile(name, value) for name, value in _conditions(rule.when)]

    def holds(features: Features) -> bool:
        return features.kind in kinds and all(test(features) for test in tests)

    return holds


def matching_words(when: When, found: frozenset[str]) -> tuple[str, ...]:
    """Return the rule's own words among `found`, in its order; none if a word of `not_with` is there."""
    if not found or any(not found.isdisjoint(words) for words in (when.not_with or {}).values()):
        return ()
    return tuple(
        dict.fromkeys(word for words in (when.words or {}).values() for word in words if word in found)
    )


def matching_restrictions(test: RestrictionTest, given: tuple[Restriction, ...]) -> tuple[Restriction, ...]:
    """Return the restrictions that the test is about, on any platform."""
    return tuple(
        each
        for each in given
        if (test.reason is None or each.reason.casefold() in test.reason)
        and (test.reason_not is None or each.reason.casefold() not in test.reason_not)
    )


def _conditions(when: When) -> list[tuple[str, object]]:
    # Cheap tests first: words and restrictions are rare and decide most rules at once.
    fields = [(name, getattr(when, name)) for name in msgspec.structs.asdict(when) if name != "not_with"]
    given = [(name, value if name != "words" else when) for name, value in fields if value is not None]
    return sorted(given, key=lambda each: each[0] not in ("words", "restriction"))


def _compile(name: str, value: object) -> Test:
    if isinstance(value, When):
        return lambda features: bool(matching_words(value, features.words))
    if isinstance(value, RestrictionTest):
        return lambda features: bool(matching_restrictions(value, features.restrictions))
    if isinstance(value, Range):
        return _in_range(name, value)
    return lambda features: getattr(features, name) is value


def _in_range(name: str, bounds: Range) -> Test:
    low, high = bounds.at_least, bounds.at_most

    def holds(features: Features) -> bool:
        number: int | None = getattr(features, name)
        return number is not None and (low is None or number >= low) and (high is None or number <= high)

    return holds
