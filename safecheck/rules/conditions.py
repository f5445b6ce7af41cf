"""Does a rule's `when` hold for the facts of a chat? Conditions are compiled once, to be tested many times.

Words are another matter, see `words`. What is unknown is in no range, and neither true nor false.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import msgspec

from safecheck.model.facts import Chat, MediaCounts, Restriction
from safecheck.packs.rule_pack import ChatRule, Range, RestrictionTest, When

# The facts of a chat: a Chat, or anything with the same names. The time is that of the audit.
Test = Callable[[Any, datetime], bool]

_SECONDS_A_DAY = 86_400
_WORDS = frozenset({"words", "beside", "not_with", "different", "in_name"})
_UNTOLD: dict[str, object] = {field.name: field.default for field in msgspec.structs.fields(Chat)}
# Conditions whose fact has another name.
_FACTS = {
    "restriction": "restrictions",
    "joined_days": "joined",
    "silent_days": "last_activity",
    "pictures": "media",
}


class Condition(msgspec.Struct, frozen=True):
    """A compiled rule. `fact`, if there is one, must differ from `untold` (its value where Telegram says
    nothing) for the rule to hold: of most chats most facts are never told, so most rules need no test.
    `is_bare`: it holds for every chat, whatever its facts."""

    rule: ChatRule
    holds: Test
    fact: str | None
    untold: object = None
    is_bare: bool = False


def compile_rule(rule: ChatRule) -> Condition:
    """Return a test that is true where all conditions of `rule` but those on words hold."""
    kinds = frozenset(rule.applies_to)
    given = [
        (name, value)
        for name in When.__struct_fields__
        if name not in _WORDS and (value := getattr(rule.when, name)) is not None
    ]
    tests = [_compile(name, value) for name, value in given]
    # A rule for every kind of chat also holds for one whose kind nobody told.
    every = len(kinds) == 3

    def holds(chat: Any, now: datetime) -> bool:
        return (every or chat.kind in kinds) and all(test(chat, now) for test in tests)

    fact = next((fact for name, value in given if (fact := _must_be_told(name, value))), None)
    return Condition(rule, holds, fact, _UNTOLD[fact] if fact else None, every and not tests)


def matching_restrictions(test: RestrictionTest, given: Iterable[Restriction]) -> tuple[Restriction, ...]:
    """Return the restrictions that the test is about, on any platform."""
    return tuple(
        each
        for each in given
        if (test.reason is None or each.reason.casefold() in test.reason)
        and (test.reason_not is None or each.reason.casefold() not in test.reason_not)
    )


def _must_be_told(name: str, value: object) -> str | None:
    """Return the fact that differs from what it is by default wherever this condition holds, if any."""
    if name in ("known_days", "public"):  # each is told by one of two facts
        return None
    fact = _FACTS.get(name, name)
    if isinstance(value, bool):
        return fact if value or _UNTOLD[fact] is None else None
    if isinstance(value, Range) and _UNTOLD[fact] == 0 and not value.at_least:
        return None
    return fact


def _compile(name: str, value: Any) -> Test:
    if isinstance(value, RestrictionTest):
        return lambda chat, _: bool(matching_restrictions(value, chat.restrictions))
    if isinstance(value, Range):
        return _in_range(name, value)
    if isinstance(value, tuple):
        return lambda chat, _: getattr(chat, name) in value
    if name == "public":
        return _is_public(value)
    fact = _FACTS.get(name, name)
    if value:
        return lambda chat, _: bool(getattr(chat, fact))
    # A partial description leaves flags out, so there "not set" means nothing; neither does what is unknown.
    return lambda chat, _: (told := getattr(chat, fact)) is not None and not told and not chat.partial


def _is_public(wanted: bool) -> Test:
    """An export tells whether there is a public name, and not which one; elsewhere the names tell."""

    def holds(chat: Any, _: datetime) -> bool:
        if chat.public is not None:
            return chat.public is wanted
        return bool(chat.usernames) if wanted else not (chat.usernames or chat.partial)

    return holds


def _in_range(name: str, bounds: Range) -> Test:
    low, high = bounds.at_least, bounds.at_most
    number_of = _numbers().get(name)

    def holds(chat: Any, now: datetime) -> bool:
        number: int | None = number_of(chat, now) if number_of else getattr(chat, name)
        return number is not None and (low is None or number >= low) and (high is None or number <= high)

    return holds


def _numbers() -> dict[str, Callable[[Any, datetime], int | None]]:
    return {
        "joined_days": lambda chat, now: _days(chat.joined, now),
        "known_days": lambda chat, now: _days(chat.created if chat.joined is None else chat.joined, now),
        "silent_days": lambda chat, now: _days(chat.last_activity, now),
        "pictures": lambda chat, _: pictures(chat.media),
    }


def pictures(media: MediaCounts | None) -> int | None:
    """Return how many photos, videos, GIFs and round videos a chat holds; None where none was counted."""
    if media is None:
        return None
    counted = [n for n in (media.photo, media.video, media.gif, media.round) if n is not None]
    return sum(counted) if counted else None


def _days(then: datetime | None, now: datetime) -> int | None:
    # A clock that is behind makes no chat younger than new.
    return None if then is None else max(0, int((now - then).total_seconds() // _SECONDS_A_DAY))
