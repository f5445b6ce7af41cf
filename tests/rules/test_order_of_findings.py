"""Findings are told strongest first, and otherwise as they came."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from safecheck.model.findings import LEVELS, Finding, Subject
from safecheck.rules.order import order_findings

PLAIN = Finding(
    id="0",
    rule="a.rule",
    level="info",
    confidence="weak",
    subject=Subject("account", ""),
    title="",
    evidence=(),
    why="",
    innocent_reading="",
    limits="",
    recommend=(),
)
CONFIDENCE = ("certain", "likely", "weak")
lists = st.lists(st.tuples(st.sampled_from(LEVELS), st.sampled_from(CONFIDENCE)), max_size=12)


@given(lists)
def test_level_then_confidence_then_as_they_came(kinds: list[tuple[str, str]]) -> None:
    findings = [
        msgspec.structs.replace(PLAIN, id=str(n), level=level, confidence=confidence)
        for n, (level, confidence) in enumerate(kinds)
    ]
    keys = [
        (LEVELS.index(each.level), CONFIDENCE.index(each.confidence), int(each.id))
        for each in order_findings(findings)
    ]
    assert keys == sorted(keys)
    assert len(keys) == len(kinds)
