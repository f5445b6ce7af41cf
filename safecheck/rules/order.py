"""The order in which findings are told."""

from collections.abc import Iterable

from safecheck.model.findings import LEVELS, Confidence, Finding

_CONFIDENCE: tuple[Confidence, ...] = ("certain", "likely", "weak")


def order_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings strongest first: by level, then by confidence, else as they came."""
    return tuple(
        sorted(findings, key=lambda each: (LEVELS.index(each.level), _CONFIDENCE.index(each.confidence)))
    )
