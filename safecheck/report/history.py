"""Remembered audits in words: that they are kept and who could read them (G10), and each as one line."""

from collections.abc import Sequence
from pathlib import Path

from safecheck.history.changes import point
from safecheck.i18n.catalog import Catalog
from safecheck.model.history import AuditRecord, Changes
from safecheck.report.comparison import change_sections, changes_title, opening_lines
from safecheck.report.exposure_chart import Bars
from safecheck.report.layout import DETAIL, Page
from safecheck.report.shell import shell_words
from safecheck.report.trend import trend_lines
from safecheck.report.wording import day_in_words

FORGET = "safecheck history forget --all"


def who_could_read_history(catalog: Catalog, *, with_names: bool) -> str:
    """Return, before an audit is remembered, what is kept and who could read it (G10)."""
    if with_names:
        return catalog.gettext(
            "This audit is kept in a file on this computer, with the names of your groups, channels and"
            " devices. Whoever uses your account on this computer can read it."
        )
    return catalog.gettext(
        "This audit is kept in a file on this computer: numbers of your chats and devices, levels, counts and"
        " settings, no names. Whoever uses your account on this computer can read it, and can find out which"
        " chats they are."
    )


def kept_history(folder: Path, catalog: Catalog) -> tuple[str, str, str]:
    """Return what is kept, where, and the command that removes it, for the closing sentence."""
    return catalog.gettext("audits that you had remembered"), str(folder), FORGET


def for_practice(command: str, demo: str) -> str:
    """Return a command, to be about the practice account `demo` if one is named."""
    return f"{command} {shell_words(('--demo', demo))}" if demo else command


def record_line(record: AuditRecord, catalog: Catalog) -> str:
    """Return one audit in one sentence, after its name."""
    say = catalog.gettext
    found = [
        catalog.ngettext("one group or channel", "%(count)d groups and channels", len(record.present))
        % {"count": len(record.present)},
        *_levels(record, catalog),
    ]
    line = say("%(id)s, %(day)s: %(found)s; photos land without a tap from %(landing)d.") % {
        "id": record.id,
        "day": day_in_words(record.day, catalog),
        "found": ", ".join(found),
        "landing": record.landing,
    }
    return line if record.complete else say("%(line)s Incomplete.") % {"line": line}


def _levels(record: AuditRecord, catalog: Catalog) -> list[str]:
    words = {
        "high": catalog.gettext("%(count)d strongly"),
        "medium": catalog.gettext("%(count)d clearly"),
        "low": catalog.gettext("%(count)d a little"),
    }
    counts = {
        "high": record.at_level("high"),
        "medium": record.at_level("medium"),
        "low": record.at_level("low"),
    }
    return [words[level] % {"count": count} for level, count in counts.items() if count]


def render_history_text(
    accounts: Sequence[Sequence[AuditRecord]],
    catalog: Catalog,
    width: int,
    bars: Bars,
    *,
    kept: bool = True,
    demo: str = "",
) -> str:
    """Return every remembered audit, of each account by itself, as lines of at most `width` cells but for
    commands. `kept` is False where they are of a practice account that is played anew each time; `demo` names
    the practice account that commands are to be about."""
    say, page = catalog.gettext, Page(width)
    for records in accounts:
        page.gap()
        page.say(_of_account(records[-1], catalog, several=len(accounts) > 1))
        for record in records:
            page.say(record_line(record, catalog), DETAIL)
        for line in trend_lines([point(record) for record in records], catalog, bars):
            page.gap()
            page.say(line)
    page.gap()
    if kept:
        for sentence, command in (
            (say("To see what changed between the last two: %(command)s"), "safecheck diff"),
            (say("To forget one: %(command)s"), "safecheck history forget ID"),
            (say("To forget all: %(command)s"), FORGET),
        ):
            page.command(sentence % {"command": for_practice(command, demo)})
    else:
        page.say(say("These audits were played for you just now; nothing of them is kept."))
    return page.text()


def _of_account(record: AuditRecord, catalog: Catalog, *, several: bool) -> str:
    if record.source == "practice":
        return catalog.gettext("Audits of a practice account: nothing here is real.")
    if several:
        return catalog.gettext("Remembered audits of account %(account)s:") % {"account": record.account}
    return catalog.gettext("Remembered audits of your account:")


def render_changes_text(changes: Changes, catalog: Catalog, width: int, bars: Bars) -> str:
    """Return what changed as lines of at most `width` cells."""
    page = Page(width)
    shocked = (
        catalog.gettext("Shocked? You need not look at anything.")
        + "\n"
        + catalog.gettext("People who can help: safecheck help-me")
    )
    write_changes(page, changes, catalog, bars, help_by=shocked)
    return page.text()


def write_changes(page: Page, changes: Changes, catalog: Catalog, bars: Bars, *, help_by: str) -> None:
    """Write what changed; `help_by` says how to reach people who can help."""
    page.say(changes_title(changes, catalog))
    page.gap()
    for line in opening_lines(changes, catalog, help_by=help_by):
        page.say(line)
    for number, each in enumerate(change_sections(changes, catalog)):
        page.heading(each.heading)
        for line in (*each.lines, *each.then):
            page.say(line, DETAIL)
        if not number:  # the first section is about what lands
            for line in trend_lines(changes.trend, catalog, bars):
                page.say(line, DETAIL)
