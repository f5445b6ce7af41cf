"""How a person names one of several remembered audits."""

from collections.abc import Sequence
from datetime import date

from safecheck.model.history import AuditRecord

LAST = "last"


def day_of(name: str) -> date | None:
    """Return the day that a name is, such as 2026-11-12; None where it is something else."""
    try:
        return date.fromisoformat(name) if len(name) == len("2026-11-12") else None
    except ValueError:
        return None


def named(records: Sequence[AuditRecord], name: str | None) -> AuditRecord | None:
    """Return the audit of that name among those of one account, in order of time: by its id, by `last`, or by
    its day (UTC), of which it is the last one. None if there is none."""
    if name == LAST:
        return records[-1] if records else None
    day = day_of(name or "")
    found = [each for each in records if name == each.id or (day is not None and each.day == day)]
    return found[-1] if found else None
