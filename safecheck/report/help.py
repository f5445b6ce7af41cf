"""People who can help, as plain lines that read well aloud."""

from safecheck.i18n.catalog import Catalog
from safecheck.packs.help_page import HelpLine, HelpPage, LawText
from safecheck.report.layout import DETAIL, Page


def render_help_text(page: HelpPage, catalog: Catalog, width: int, *, commands: bool = True) -> str:
    """Return a page of help as text of at most `width` cells a line, ending in one line end.

    `commands` names what to type in a shell for another page; a conversation asks instead.
    """
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
    if page.others and commands:
        out.heading(
            catalog.gettext("More about one thing: safecheck help-me --topic, with one of these words")
        )
        for topic, title in page.others:
            out.say(catalog.gettext("%(word)s: %(title)s.") % {"word": topic, "title": title}, DETAIL)
    if commands:
        out.gap()
        out.say(
            catalog.gettext("Another country: safecheck help-me --country NL (two letters of that country)")
        )
    out.gap()
    out.say(page.closing)
    return out.text()


def _write_entry(out: Page, entry: HelpLine, catalog: Catalog) -> None:
    out.say(f"{entry.name}.")
    for line in entry_lines(entry, catalog):
        out.say(line, DETAIL)


def entry_lines(entry: HelpLine, catalog: Catalog) -> tuple[str, ...]:
    """Return what is known of one organisation, one thing a line: what it is for, how to reach it, how sure
    that is. Its name is not among them."""
    lines = [entry.what]
    if entry.phone:
        pattern = (
            catalog.gettext("Telephone, free: %(number)s")
            if entry.cost == "free"
            else catalog.gettext("Telephone: %(number)s")
        )
        lines.append(pattern % {"number": entry.phone})
    if entry.url:
        lines.append(catalog.gettext("Address: %(address)s") % {"address": entry.url})
    if entry.email:
        lines.append(catalog.gettext("Mail: %(address)s") % {"address": entry.email})
    if entry.anonymous in ("yes", "optional"):
        lines.append(catalog.gettext("You need not give your name."))
    if entry.not_for:
        lines.append(catalog.gettext("Not for: %(what)s") % {"what": entry.not_for})
    if entry.note:
        lines.append(entry.note)
    return (*lines, _checked(entry, catalog))


def contact(entry: HelpLine, catalog: Catalog) -> str:
    """Return the shortest way to reach an organisation, to stand beside its name: a number, else an address
    as one would type it; "" if neither is known."""
    if entry.phone:
        pattern = catalog.gettext("%(number)s, free") if entry.cost == "free" else "%(number)s"
        return pattern % {"number": entry.phone}
    return (entry.url or entry.email or "").removeprefix("https://").removeprefix("www.")


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
    for paragraph in law_lines(law, catalog):
        out.say(paragraph, DETAIL)


def law_lines(law: LawText, catalog: Catalog) -> tuple[str, ...]:
    """Return what the law says, with the sentence that safecheck cannot judge and how sure this is."""
    source = {"day": law.checked, "source": "; ".join(law.sources)}
    return (
        *law.paragraphs,
        law.closing,
        catalog.gettext("Compared with a stored copy on %(day)s. Source: %(source)s.") % source,
    )
