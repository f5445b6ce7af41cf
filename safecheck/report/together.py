"""The shared view of a check together in words: devices, steps, and the chats that the owner added (G17)."""

from datetime import tzinfo

from safecheck.family.sharing import SharedChat, SharedView
from safecheck.i18n.catalog import Catalog
from safecheck.model.facts import Unknown
from safecheck.model.text import N_
from safecheck.report.chats import NAMED
from safecheck.report.devices import write_device
from safecheck.report.layout import DETAIL, Page
from safecheck.report.saving import nothing_is_real
from safecheck.report.steps import write_plan
from safecheck.report.wording import CHAT_KIND_NAMES, day_in_words, title_of, without_stop

ADDED_BY_OWNER = N_("Groups and channels that the owner added")


def shared_title(view: SharedView, catalog: Catalog, zone: tzinfo | None) -> str:
    """Return what a file of the shared view is called: of which day, and whether anything in it is real.
    `zone` as in `render_text`."""
    day = day_in_words(view.result.facts.finished.astimezone(zone).date(), catalog)
    title = catalog.gettext("What we looked at together with safecheck, %(day)s.") % {"day": day}
    return f"{title} {nothing_is_real(catalog)}" if view.result.facts.source == "practice" else title


def render_shared_file(
    view: SharedView, catalog: Catalog, width: int, chosen: str, zone: tzinfo | None
) -> str:
    """Return the shared view as the text of a file: a title, then the same lines as on a terminal."""
    page = Page(width)
    page.say(shared_title(view, catalog, zone))
    return f"{page.text()}\n{render_shared(view, catalog, width, chosen)}"


def render_shared(view: SharedView, catalog: Catalog, width: int, chosen: str) -> str:
    """Return the shared view as lines of at most `width` cells. `chosen` is the constant sentence that the
    owner chose what is shown; it stands there whatever was chosen."""
    page = Page(width)
    page.say(chosen)
    write_shared_devices(page, view, catalog)
    write_plan(page, view.result, catalog, alone=True)
    if view.chats:
        page.heading(catalog.gettext(ADDED_BY_OWNER))
    for chat in view.chats:
        page.say(shared_chat(chat, catalog), DETAIL)
    return page.text()


def write_shared_devices(page: Page, view: SharedView, catalog: Catalog) -> None:
    """Write what lands on each device that is shown, without when it was used."""
    page.heading(catalog.gettext("What lands on these devices without a tap"))
    value = view.result.facts.devices.value
    if isinstance(value, Unknown):
        page.say(
            catalog.gettext("Which devices use this account is unknown, because %(reason)s.")
            % {"reason": without_stop(catalog.reason(value))},
            DETAIL,
        )
    for device in view.result.devices:
        page.gap()
        write_device(page, device, catalog, last_used=False)


def shared_chat(chat: SharedChat, catalog: Catalog) -> str:
    """Return one chat in a sentence: its name and kind, and its level if the owner added that."""
    values = {"title": title_of(chat.title, catalog), "kind": catalog.gettext(CHAT_KIND_NAMES[chat.kind])}
    if chat.level is None:
        return catalog.gettext('"%(title)s" (%(kind)s).') % values
    if chat.level == "none":
        return catalog.gettext('"%(title)s" (%(kind)s): nothing stands out.') % values
    return catalog.gettext(NAMED[chat.level]) % values
