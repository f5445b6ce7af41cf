"""One finding in words: why it matters, the innocent reading, what it cannot tell (P5)."""

from collections.abc import Iterable

from safecheck.i18n.catalog import Catalog
from safecheck.model.findings import Finding
from safecheck.report.layout import DETAIL, Page
from safecheck.report.wording import LEVEL_NAMES, without_stop


def write_findings(page: Page, findings: Iterable[Finding], catalog: Catalog) -> None:
    """Write findings about devices, settings or the account.

    Their evidence is not repeated: it is the settings or the devices that stand above them. What several of
    them share, such as the same default on three phones, is said once.
    """
    shared: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        shared.setdefault(tuple(reasoning_lines(finding, catalog)), []).append(finding)
    for reasoning, alike in shared.items():
        page.gap()
        for finding in alike:
            level = catalog.gettext(LEVEL_NAMES[finding.level])
            page.say(
                catalog.gettext("%(title)s (%(level)s).")
                % {"title": without_stop(finding.title), "level": level}
            )
        for line in reasoning:
            page.say(line, DETAIL)


def reasoning_lines(finding: Finding, catalog: Catalog) -> list[str]:
    """Return why a finding is there, how it may be quite innocent, and what it cannot tell."""
    lines = [finding.why]
    if finding.innocent_reading:
        lines.append(
            catalog.gettext("It may be quite ordinary: %(reading)s") % {"reading": finding.innocent_reading}
        )
    if finding.limits:
        lines.append(catalog.gettext("What this cannot tell: %(limits)s") % {"limits": finding.limits})
    return [line for line in lines if line]
