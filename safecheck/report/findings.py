"""One finding in words: why it matters, the innocent reading, what it cannot tell (P5)."""

from collections.abc import Iterable

from safecheck.i18n.catalog import Catalog
from safecheck.model.findings import Finding
from safecheck.report.layout import DETAIL, Page
from safecheck.report.wording import LEVEL_NAMES, without_stop


def write_findings(page: Page, findings: Iterable[Finding], catalog: Catalog, indent: int = 0) -> None:
    """Write findings about devices, settings or the account.

    Their evidence is not repeated: it is the setting or the device that stands just above them.
    """
    for finding in findings:
        page.gap()
        page.say(
            catalog.gettext("%(title)s (%(level)s).")
            % {"title": without_stop(finding.title), "level": catalog.gettext(LEVEL_NAMES[finding.level])},
            indent,
        )
        for line in reasoning_lines(finding, catalog):
            page.say(line, indent + DETAIL)


def reasoning_lines(finding: Finding, catalog: Catalog) -> list[str]:
    """Return why a finding is there, how it may be quite innocent, and what it cannot tell."""
    lines = [finding.why]
    if finding.innocent_reading:
        lines.append(
            catalog.gettext("It may be innocent: %(reading)s") % {"reading": finding.innocent_reading}
        )
    if finding.limits:
        lines.append(catalog.gettext("What this cannot tell: %(limits)s") % {"limits": finding.limits})
    return [line for line in lines if line]
