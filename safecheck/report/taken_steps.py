"""What safecheck changed on the account, as a list from which to take back."""

from collections.abc import Sequence
from datetime import datetime

from safecheck.i18n.catalog import Catalog
from safecheck.model.changes import Begun
from safecheck.model.result import AuditResult
from safecheck.report.change_values import value_words
from safecheck.report.changes import NOTHING_TO_UNDO
from safecheck.report.choices import Choice
from safecheck.report.doing import what_to_change
from safecheck.report.sections import Section, section
from safecheck.report.wording import day_in_words


def taken_choices(entries: Sequence[Begun], result: AuditResult, catalog: Catalog) -> tuple[Choice, ...]:
    """Return what can be taken back, each with the day and what it was before; keyed by its id."""
    return tuple(
        Choice(
            entry.id,
            what_to_change(entry.target, result, catalog),
            catalog.gettext("changed on %(day)s; before: %(value)s")
            % {
                "day": day_in_words(datetime.fromisoformat(entry.at).date(), catalog),
                "value": value_words(entry.kind, entry.before, catalog),
            },
        )
        for entry in entries
    )


def undo_all_sections(entries: Sequence[Begun], result: AuditResult, catalog: Catalog) -> tuple[Section, ...]:
    """Return what each would become again."""
    say = catalog.gettext
    lines = tuple(
        say("%(title)s. Then: %(value)s.")
        % {
            "title": what_to_change(entry.target, result, catalog),
            "value": value_words(entry.kind, entry.before, catalog),
        }
        for entry in entries
    )
    return (
        Section(say("All of this would be taken back, one after the other"), lines, "numbered"),
        section("", say("Everything else in these settings stays as it is now.")),
    )


def nothing_taken(catalog: Catalog) -> str:
    """Return that there is nothing."""
    return catalog.gettext(NOTHING_TO_UNDO)
