"""The page “since last time” in words: what is said where there is nothing to compare, and how an audit comes
to be remembered, with who could read it (G10)."""

from safecheck.i18n.catalog import Catalog
from safecheck.model.history import AuditRecord, Changes
from safecheck.report.choices import Choice
from safecheck.report.wording import day_in_words


def since_title(catalog: Catalog) -> str:
    """Return what the page is called."""
    return catalog.gettext("What changed since last time")


def since_line(changes: Changes | None, catalog: Catalog, *, how: str = "") -> str:
    """Return in one quiet line, for the result, what changed since the earlier audit of `changes`, "" without
    one; `how` says how to see all of it."""
    if changes is None:
        return ""
    found = ", ".join(_counted(changes, catalog))
    sentence = (
        catalog.gettext("Since your check of %(day)s: %(found)s.")
        if found
        else catalog.gettext("Since your check of %(day)s nothing has changed that safecheck compares.")
    )
    said = sentence % {"day": day_in_words(changes.before.day, catalog), "found": found}
    return f"{said} {how}".rstrip()


def _counted(changes: Changes, catalog: Catalog) -> list[str]:
    """Return in a few words each what changed, by what it is about; nothing of what did not."""
    words = (
        (
            changes.came,
            catalog.ngettext(
                "one new group or channel", "%(count)d new groups and channels", len(changes.came)
            ),
        ),
        (changes.left, catalog.ngettext("one that you left", "%(count)d that you left", len(changes.left))),
        (
            changes.renamed,
            catalog.ngettext("one with another name", "%(count)d with another name", len(changes.renamed)),
        ),
        (
            changes.levels,
            catalog.ngettext(
                "one that stands out more or less than before",
                "%(count)d that stand out more or less than before",
                len(changes.levels),
            ),
        ),
        (
            changes.marked,
            catalog.ngettext(
                "one newly marked by Telegram", "%(count)d newly marked by Telegram", len(changes.marked)
            ),
        ),
        (
            changes.settings,
            catalog.ngettext("one setting changed", "%(count)d settings changed", len(changes.settings)),
        ),
        (
            changes.devices_came,
            catalog.ngettext("one new device", "%(count)d new devices", len(changes.devices_came)),
        ),
        (
            changes.devices_gone,
            catalog.ngettext(
                "one device no longer signed in",
                "%(count)d devices no longer signed in",
                len(changes.devices_gone),
            ),
        ),
        (
            changes.steps_done,
            catalog.ngettext("one step done", "%(count)d steps done", len(changes.steps_done)),
        ),
    )
    return [sentence % {"count": len(changed)} for changed, sentence in words if changed]


def ask_to_remember_audit(catalog: Catalog, key: str) -> str:
    """Return what stands before the end, where an audit would be gone."""
    return catalog.gettext("To have this audit remembered, and see next time what changed: %(key)s") % {
        "key": key
    }


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
