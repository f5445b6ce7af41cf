"""The shared view of a check together in words: devices, steps, and the chats that the owner added (G17)."""

from safecheck.family.sharing import SharedChat, SharedView
from safecheck.i18n.catalog import Catalog
from safecheck.model.facts import Unknown
from safecheck.model.text import N_
from safecheck.report.chats import NAMED
from safecheck.report.devices import write_device
from safecheck.report.layout import DETAIL, Page
from safecheck.report.steps import write_plan
from safecheck.report.wording import CHAT_KIND_NAMES, title_of, without_stop

ADDED = N_("Groups and channels that the owner added")


def render_shared(view: SharedView, catalog: Catalog, width: int, chosen: str) -> str:
    """Return the shared view as lines of at most `width` cells. `chosen` is the constant sentence that the
    owner chose what is shown; it stands there whatever was chosen."""
    page = Page(width)
    page.say(chosen)
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
    write_plan(page, view.result, catalog, alone=True)
    if view.chats:
        page.heading(catalog.gettext(ADDED))
    for chat in view.chats:
        page.say(shared_chat(chat, catalog), DETAIL)
    return page.text()


def shared_chat(chat: SharedChat, catalog: Catalog) -> str:
    """Return one chat in a sentence: its name and kind, and its level if the owner added that."""
    values = {"title": title_of(chat.title, catalog), "kind": catalog.gettext(CHAT_KIND_NAMES[chat.kind])}
    if chat.level is None:
        return catalog.gettext('"%(title)s" (%(kind)s).') % values
    if chat.level == "none":
        return catalog.gettext('"%(title)s" (%(kind)s): nothing stands out.') % values
    return catalog.gettext(NAMED[chat.level]) % values
