"""The page “since last time” in words: what is said where there is nothing to compare, and how an audit comes
to be remembered, with who could read it (G10)."""

from safecheck.i18n.catalog import Catalog
from safecheck.model.history import AuditRecord
from safecheck.report.choices import Choice


def since_title(catalog: Catalog) -> str:
    """Return what the page is called."""
    return catalog.gettext("What changed since last time")


def nothing_earlier(catalog: Catalog) -> str:
    """Return what is said without an earlier audit: how to begin."""
    return catalog.gettext(
        "No earlier audit of this account is remembered, so there is nothing to compare yet. To begin, have"
        " this one remembered. When you check this account again, this page says what changed."
    )


def who_could_read_it(catalog: Catalog, *, practice: bool) -> str:
    """Return, before somebody chooses, what would be kept and who could read it."""
    if practice:
        return catalog.gettext(
            "An audit of a practice account is remembered until safecheck ends; nothing is written to a file."
        )
    return catalog.gettext(
        "A remembered audit lies in a file on this computer: numbers of your chats and devices, levels,"
        " counts, settings, and names only if you choose so. Whoever uses your account on this computer can"
        " read it, and can find out without names too which chats they are."
    )


def remember_choices(catalog: Catalog) -> tuple[Choice, ...]:
    """Return what a person may want: the first changes nothing, `numbers` keeps no names, `names` does."""
    say = catalog.gettext
    return (
        Choice("no", say("Do not remember this audit"), ""),
        Choice("numbers", say("Remember it without names"), say("chats are known by their numbers")),
        Choice("names", say("Remember it with names"), say("of your groups, channels and devices")),
    )


def it_is_remembered(record: AuditRecord, catalog: Catalog) -> str:
    """Return that this audit is remembered, and how it is forgotten."""
    if record.source == "practice":
        return catalog.gettext("This audit is remembered until safecheck ends.")
    return catalog.gettext(
        "This audit is remembered. To forget it, when safecheck has ended: safecheck history forget %(id)s"
    ) % {"id": record.id}
