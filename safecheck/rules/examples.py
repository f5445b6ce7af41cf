"""Do the examples of a pack come out as it says? What `rules check` and the tests ask."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from safecheck.packs.rule_pack import ChatRule
from safecheck.packs.rule_set import RuleSet
from safecheck.rules.chats import Rater

# Examples speak of days ago; from when they are counted does not matter.
_NOW = datetime(2026, 1, 1, tzinfo=UTC)


def wrong_examples(rules: RuleSet, tested: Iterable[ChatRule]) -> Iterator[tuple[str, str, int]]:
    """Yield id, `fires` or `quiet`, and number (from 0) of each example that does not come out, with all
    `rules` in force."""
    rater = Rater(rules, "en")
    for rule in tested:
        for kind, examples, wanted in (
            ("fires", rule.examples.fires, True),
            ("quiet", rule.examples.quiet, False),
        ):
            for number, example in enumerate(examples):
                rating = rater.rate(example.chat(_NOW), _NOW)
                if any(signal.rule == rule.id for signal in rating.signals) is not wanted:
                    yield rule.id, kind, number
