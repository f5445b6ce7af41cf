"""The text form of `safecheck switches`: each menu name on its own line, to follow with a finger."""

from collections.abc import Sequence
from datetime import date

from safecheck.advice.switches import Crumb, Switches
from safecheck.i18n.catalog import Catalog
from safecheck.report.layout import DETAIL, Page
from safecheck.report.wording import day_in_words


def render_switches_text(sections: Sequence[Switches], catalog: Catalog, width: int) -> str:
    """Return the switches of each app as lines of at most `width` cells, in the language of `sections`."""
    page = Page(width)
    page.say(catalog.gettext("Where the switches are. safecheck did not sign in and sent nothing."))
    page.say(
        catalog.gettext(
            "Menu names are the app's own English words. If your app speaks another language,"
            " the words after the name say what to look for."
        )
    )
    for section in sections:
        _write_app(page, section, catalog)
    return page.text()


def _write_app(page: Page, section: Switches, catalog: Catalog) -> None:
    page.heading(section.app)
    page.say(section.note, DETAIL)
    page.say(section.downloads, DETAIL)
    page.say(catalog.gettext("Everything off at once: %(do)s") % {"do": section.all_off}, DETAIL)
    for entry in section.entries:
        page.gap()
        page.say(entry.title, DETAIL)
        for crumb in entry.crumbs:
            page.say(crumb_words(crumb, catalog), 2 * DETAIL)
        page.say(entry.do, DETAIL)
        page.say(catalog.gettext("What this removes: %(what)s") % {"what": entry.removes}, DETAIL)
        page.say(catalog.gettext("What remains: %(what)s") % {"what": entry.remains}, DETAIL)
    page.gap()
    page.say(read_at(section, catalog), DETAIL)


def read_at(section: Switches, catalog: Catalog) -> str:
    """Return when and in which version of the app the names of its menus were read."""
    return catalog.gettext("Read on %(day)s in: %(version)s. A newer app can look different.") % {
        "day": day_in_words(date.fromisoformat(section.read_date), catalog),
        "version": section.read_version,
    }


def crumb_words(crumb: Crumb, catalog: Catalog) -> str:
    """Return one item of a menu path: the app's own words in quotes, then what they mean; only that where the
    words are not known."""
    if not crumb.label:
        return crumb.hint
    if crumb.hint.casefold() == crumb.label.casefold():
        return f'"{crumb.label}"'
    return catalog.gettext('"%(label)s": %(hint)s') % {"label": crumb.label, "hint": crumb.hint}
