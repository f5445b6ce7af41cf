"""People who can help, as plain lines that read well aloud."""

from safecheck.i18n.catalog import Catalog
from safecheck.packs.help_page import HelpLine, HelpPage, LawText
from safecheck.report.layout import DETAIL, Page


def render_help_text(page: HelpPage, catalog: Catalog, width: int) -> str:
    """Return a page of help as text of at most `width` cells a line, ending in one line end."""
    out = Page(width)
    out.heading(page.title)
    for paragraph in page.lead:
        out.gap()
        out.say(paragraph)
    if page.no_list_for:
        out.gap()
        out.say(
            catalog.gettext("For %(country)s safecheck has no list; this holds everywhere.")
            % {"country": page.no_list_for}
        )
    for entry in page.entries:
        out.gap()
        _write_entry(out, entry, catalog)
    if page.law:
        _write_law(out, page.law, catalog)
    if page.others:
        out.heading(
            catalog.gettext("More about one thing: safecheck help-me --topic, with one of these words")
        )
        for topic, title in page.others:
            out.say(catalog.gettext("%(word)s: %(title)s.") % {"word": topic, "title": title}, DETAIL)
    out.gap()
    out.say(catalog.gettext("Another country: safecheck help-me --country NL (two letters of that country)"))
    out.gap()
    out.say(page.closing)
    return out.text()


def _write_entry(out: Page, entry: HelpLine, catalog: Catalog) -> None:
    out.say(f"{entry.name}.")
    out.say(entry.what, DETAIL)
    if entry.phone:
        pattern = (
            catalog.gettext("Telephone, free: %(number)s")
            if entry.cost == "free"
            else catalog.gettext("Telephone: %(number)s")
        )
        out.say(pattern % {"number": entry.phone}, DETAIL)
    if entry.url:
        out.say(catalog.gettext("Address: %(address)s") % {"address": entry.url}, DETAIL)
    if entry.email:
        out.say(catalog.gettext("Mail: %(address)s") % {"address": entry.email}, DETAIL)
    if entry.anonymous in ("yes", "optional"):
        out.say(catalog.gettext("You need not give your name."), DETAIL)
    if entry.not_for:
        out.say(catalog.gettext("Not for: %(what)s") % {"what": entry.not_for}, DETAIL)
    if entry.note:
        out.say(entry.note, DETAIL)
    out.say(_checked(entry, catalog), DETAIL)


def _checked(entry: HelpLine, catalog: Catalog) -> str:
    """Say how sure the entry is: whoever reads it should know before relying on it."""
    if entry.status == "verified":
        pattern = catalog.gettext("Compared with a stored copy on %(day)s. Source: %(source)s.")
    elif entry.status == "secondary":
        pattern = catalog.gettext("Found only in other sources, compared on %(day)s. Source: %(source)s.")
    else:
        pattern = catalog.gettext("Not confirmed. Looked up on %(day)s. Source: %(source)s.")
    return pattern % {"day": entry.checked, "source": entry.source}


def _write_law(out: Page, law: LawText, catalog: Catalog) -> None:
    out.heading(catalog.gettext("What the law says"))
    for paragraph in (*law.paragraphs, law.closing):
        out.say(paragraph, DETAIL)
    out.say(
        catalog.gettext("Compared with a stored copy on %(day)s. Source: %(source)s.")
        % {"day": law.checked, "source": "; ".join(law.sources)},
        DETAIL,
    )
