"""Saving a report in words: which form, who may see it, where, and what was written."""

from datetime import date
from pathlib import Path

from safecheck.i18n.catalog import Catalog
from safecheck.model.result import FORMS, SHARES, Form, Share
from safecheck.model.text import N_, clean
from safecheck.report.choices import Choice

ENDINGS: dict[Form, str] = {"html": "html", "text": "txt", "md": "md", "csv": "csv", "json": "json"}
# A check together has no more than what can be shown to somebody, or read aloud.
TOGETHER_FORMS: tuple[Form, ...] = ("html", "text")

_FORMS: dict[Form, tuple[str, str]] = {
    "html": (N_("A page (HTML)"), N_("to print, or to show in a browser")),
    "text": (N_("Text"), N_("plain lines; good to have read aloud")),
    "md": (N_("Markdown"), N_("text with headings")),
    "csv": (N_("A table (CSV)"), N_("for a spreadsheet")),
    "json": (N_("JSON"), N_("for other programs")),
}
_SHARES: dict[Share, tuple[str, str]] = {
    "helper": (
        N_("Somebody who helps"),
        N_("groups are called by a letter; names and links are left out"),
    ),
    "private": (N_("Only me"), N_("everything in it, with all names")),
    "stats": (N_("Anyone"), N_("numbers only")),
}
assert _FORMS.keys() == {*FORMS}  # noqa: S101 - a form without words would be a mistake in this file
assert _SHARES.keys() == {*SHARES}  # noqa: S101 - and so would this
_SHOWN_AT_MOST = 4096  # characters of a path


def form_choices(catalog: Catalog, forms: tuple[Form, ...] = FORMS) -> tuple[Choice, ...]:
    """Return the forms, each `key` a Form."""
    return tuple(Choice(form, *map(catalog.gettext, _FORMS[form])) for form in forms)


def share_choices(catalog: Catalog) -> tuple[Choice, ...]:
    """Return who may see it, each `key` a Share. Files are passed on, so the first one has no names."""
    return tuple(Choice(share, *map(catalog.gettext, words)) for share, words in _SHARES.items())


def what_saving_is(catalog: Catalog) -> str:
    """Return what stands before the forms."""
    return catalog.gettext("The result as a file, to keep, print or show. Nothing is written without you.")


def who_may_see(catalog: Catalog) -> str:
    """Return what stands before the levels."""
    return catalog.gettext("Who may see it? A file is easily passed on. What somebody has seen stays seen.")


def nothing_is_real(catalog: Catalog) -> str:
    """Return what is said of the report of a practice account."""
    return catalog.gettext("This is a practice account: nothing in the report is real.")


def name_of_file(day: date, catalog: Catalog) -> str:
    """Return a name for the file of a report, without its ending."""
    return catalog.gettext("safecheck-report-%(day)s") % {"day": day.isoformat()}


def where_it_goes(path: Path, catalog: Catalog) -> str:
    """Return where the report would be written."""
    return catalog.gettext("The file would be: %(path)s") % {"path": _shown(path)}


def there_is_one(path: Path, catalog: Catalog) -> str:
    """Return that something is there already, which is not replaced unasked."""
    return catalog.gettext("%(path)s exists already. It stays as it is unless you replace it.") % {
        "path": _shown(path)
    }


def choices_beside_one(free: Path, catalog: Catalog) -> tuple[Choice, ...]:
    """Return what can be done where something is there already; `free` is another name."""
    say = catalog.gettext
    return (
        Choice("free", say("Save it as %(name)s") % {"name": clean(free.name, _SHOWN_AT_MOST)}, ""),
        Choice("other", say("Type another name"), ""),
        Choice("replace", say("Replace the file that is there"), say("what it holds is gone then")),
    )


def written_lines(path: Path, command: str, catalog: Catalog) -> tuple[str, str]:
    """Return that the file is there, and how it goes away again."""
    say = catalog.gettext
    return (
        say("Written: %(path)s") % {"path": _shown(path)},
        say("To throw it away: %(command)s") % {"command": clean(command, _SHOWN_AT_MOST)},
    )


def ask_to_save(catalog: Catalog, key: str) -> str:
    """Return what stands before the end, where nothing of a result was saved."""
    return catalog.gettext("The result is gone then. To save it as a report: %(key)s") % {"key": key}


def how_to_save(catalog: Catalog, key: str) -> str:
    """Return which key saves a report."""
    return catalog.gettext("To keep or print this as a report: press %(key)s.") % {"key": key}


def _shown(path: Path) -> str:
    return clean(str(path), _SHOWN_AT_MOST)
