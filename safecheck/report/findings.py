"""One finding in words: what was noticed, why it matters, the innocent reading, what it cannot tell (P5)."""

from safecheck.i18n.catalog import Catalog
from safecheck.model.findings import Finding
from safecheck.report.wording import LEVEL_NAMES, without_stop


def finding_lines(finding: Finding, catalog: Catalog) -> list[str]:
    """Return a finding about a device, a setting or the account, one thought a line."""
    head = catalog.gettext("%(title)s: %(level)s.") % {
        "title": without_stop(finding.title),
        "level": catalog.gettext(LEVEL_NAMES[finding.level]),
    }
    return [head, *finding.evidence, *reasoning_lines(finding, catalog)]


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
