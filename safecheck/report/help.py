"""People who can help, as plain lines that read well aloud."""

from datetime import date

from safecheck.i18n.catalog import Catalog
from safecheck.model.text import N_
from safecheck.packs.help_names import language_name
from safecheck.packs.help_pack import Accepts, Status
from safecheck.packs.help_page import HelpLine, HelpPage, LawText, Reach
from safecheck.report.layout import DETAIL, Page
from safecheck.report.wording import day_in_words

_LONG_AGO = N_("This was read more than a year ago; it may have changed.")

_LESS_SURE: dict[Status | None, str] = {
    "secondary": N_("the number was found only in other sources"),
    "unverified": N_("the number is not confirmed"),
}

# What a hotline can do something with.
_TAKES: dict[Accepts, str] = {
    "public_url": N_(
        "Takes addresses that anyone can open, such as that of a public group. "
        "For a private group or chat, go to the police."
    ),
    "private_chat": N_("Takes what happens in private chats."),
    "both": N_("Takes private groups and chats as well."),
    "unknown": N_("Whether it takes private groups and chats is not known. The police do."),
}

_CHATS: dict[Reach | None, str] = {
    None: N_("Whom you can tell depends on the chat: not everyone takes private groups and chats."),
    "public": N_("For a group or channel that anyone can find, these are the people:"),
    "private": N_("For a private group or chat, these are the people:"),
}


def render_help_text(page: HelpPage, catalog: Catalog, width: int, *, commands: bool = True) -> str:
    """Return a page of help as text of at most `width` cells a line, ending in one line end.

    `commands` names what to type in a shell for another page; a conversation asks instead.
    """
    out = Page(width)
    out.heading(page.title)
    for paragraph in page.lead:
        out.gap()
        out.say(paragraph)
    if sentence := no_list_words(page, catalog):
        out.gap()
        out.say(sentence)
    if page.by_chat:
        out.gap()
        out.say(chat_words(page, catalog))
        if commands and page.chat is None:
            pattern = catalog.gettext(
                "To see only who fits: safecheck help-me --topic %(topic)s --chat public, or --chat private"
            )
            out.say(pattern % {"topic": page.topic})
    for entry in page.entries:
        out.gap()
        _write_entry(out, entry, catalog)
    if page.law:
        _write_law(out, page.law, catalog)
    if page.topics and commands:
        out.heading(
            catalog.gettext("More about one thing: safecheck help-me --topic, with one of these words")
        )
        for topic in page.topics:
            out.say(
                catalog.gettext("%(word)s: %(title)s.") % {"word": topic.id, "title": topic.title}, DETAIL
            )
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


def no_list_words(page: HelpPage, catalog: Catalog) -> str:
    """Return whose list this is where that needs saying: the country has none, or is not known."""
    if page.no_list_for:
        return catalog.gettext("For %(country)s safecheck has no list; this holds everywhere.") % {
            "country": page.country_name
        }
    if not page.country:
        return catalog.gettext(
            "safecheck does not know which country you are in; this holds everywhere."
            " Choose your country for people near you."
        )
    return ""


def chat_words(page: HelpPage, catalog: Catalog) -> str:
    """Return whom the page names: for any chat, for one that anyone can find, or for a private one."""
    return catalog.gettext(_CHATS[page.chat]) if page.by_chat else ""


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
        number = pattern % {"number": entry.phone}
        less_sure = _LESS_SURE.get(entry.phone_status, "") if entry.phone_status != entry.status else ""
        lines.append(f"{number} ({catalog.gettext(less_sure)})" if less_sure else number)
    if entry.url:
        lines.append(catalog.gettext("Address: %(address)s") % {"address": entry.url})
    if entry.email:
        lines.append(catalog.gettext("Mail: %(address)s") % {"address": entry.email})
    if entry.languages:
        lines.append(_languages(entry, catalog))
    if entry.kind == "hotline" and entry.accepts in _TAKES:
        lines.append(catalog.gettext(_TAKES[entry.accepts]))
    if entry.anonymous in ("yes", "optional"):
        lines.append(catalog.gettext("You need not give your name."))
    if entry.not_for:
        lines.append(catalog.gettext("Not for: %(what)s") % {"what": entry.not_for})
    if entry.note:
        lines.append(entry.note)
    return (*lines, _checked(entry, catalog))


def _languages(entry: HelpLine, catalog: Catalog) -> str:
    names = [language_name(code, catalog.lang) for code in entry.languages]
    return catalog.ngettext("Language: %(names)s", "Languages: %(names)s", len(names)) % {
        "names": ", ".join(names)
    }


def contact(entry: HelpLine, catalog: Catalog) -> str:
    """Return the shortest way to reach an organisation, to stand beside its name: a number, else an address
    as one would type it; "" if neither is known. What is not confirmed, or was read long ago, says so."""
    if entry.phone:
        pattern = catalog.gettext("%(number)s, free") if entry.cost == "free" else "%(number)s"
        way = pattern % {"number": entry.phone}
    else:
        way = (entry.url or entry.email or "").removeprefix("https://").removeprefix("www.")
    if way and entry.status == "unverified":
        return catalog.gettext("%(way)s (not confirmed)") % {"way": way}
    if way and entry.old:
        return catalog.gettext("%(way)s (read on %(day)s)") % {
            "way": way,
            "day": _day(entry.checked, catalog),
        }
    return way


def _checked(entry: HelpLine, catalog: Catalog) -> str:
    """Say how sure the entry is: whoever reads it should know before relying on it."""
    if entry.status == "verified":
        pattern = catalog.gettext("Compared with a stored copy on %(day)s. Source: %(source)s.")
    elif entry.status == "secondary":
        pattern = catalog.gettext("Found only in other sources, compared on %(day)s. Source: %(source)s.")
    else:
        pattern = catalog.gettext("Not confirmed. Looked up on %(day)s. Source: %(source)s.")
    said = pattern % {"day": _day(entry.checked, catalog), "source": entry.source}
    return f"{catalog.gettext(_LONG_AGO)} {said}" if entry.old else said


def _day(checked: str, catalog: Catalog) -> str:
    """Return a day of a pack, which has been checked to be an ISO date, as it is read aloud."""
    return day_in_words(date.fromisoformat(checked), catalog)


def _write_law(out: Page, law: LawText, catalog: Catalog) -> None:
    out.heading(catalog.gettext("What the law says"))
    for paragraph in law_lines(law, catalog):
        out.say(paragraph, DETAIL)


def law_lines(law: LawText, catalog: Catalog) -> tuple[str, ...]:
    """Return what the law says, with the sentence that safecheck cannot judge and how sure this is."""
    source = {"day": _day(law.checked, catalog), "source": "; ".join(law.sources)}
    checked = catalog.gettext("Compared with a stored copy on %(day)s. Source: %(source)s.") % source
    if law.old:
        checked = f"{catalog.gettext(_LONG_AGO)} {checked}"
    return (*law.paragraphs, law.closing, checked)
