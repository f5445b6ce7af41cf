"""An export of Telegram Desktop in words: what it holds, how old it is, and all that it cannot tell."""

from safecheck.i18n.catalog import Catalog
from safecheck.model.export import CHAT_TYPES, ChatType
from safecheck.model.facts import AuditFacts
from safecheck.model.result import AuditResult
from safecheck.model.text import N_
from safecheck.report.layout import DETAIL, Page
from safecheck.report.wording import day_in_words, without_stop

# What the kinds of chat are called where one ticks them.
_TYPES: dict[ChatType, str] = {
    "private_group": N_("private groups"),
    "private_supergroup": N_("private groups"),
    "public_supergroup": N_("public groups"),
    "private_channel": N_("private channels"),
    "public_channel": N_("public channels"),
}

DOWNLOADS_ALL_THE_SAME = N_("Switching automatic download off stays wise, whatever stands in an export.")
_HOW = N_("How to make an export without pictures: safecheck guide export")
MEDIA_BESIDE = N_(
    "Beside this export lie folders in which Telegram Desktop puts pictures, videos and other files."
    " safecheck did not look into them."
)
READS_SLOWLY = N_(
    "The quick reader for exports is not installed here, so a large export takes long. Nothing is lost by it."
)


def export_coverage(facts: AuditFacts, catalog: Catalog) -> list[str]:
    """Return what of an export was not read, and why; nothing if it was read in full (G9)."""
    chats = facts.chat_list
    if chats.stopped is None:
        return []
    because = catalog.gettext("This export was not read in full, because %(reason)s.") % {
        "reason": without_stop(catalog.reason(chats.stopped))
    }
    if not chats.listed:
        seen = catalog.gettext("We could not look at any chat in it. About your chats we know nothing.")
    elif chats.total is not None and chats.total > chats.listed:
        seen = catalog.gettext(
            "We looked at %(listed)d of the %(total)d chats in it. About the rest we know nothing."
        ) % {"listed": chats.listed, "total": chats.total}
    else:
        seen = catalog.ngettext(
            "We looked at one chat in it. About what follows we know nothing.",
            "We looked at %(listed)d chats in it. About what follows we know nothing.",
            chats.listed,
        ) % {"listed": chats.listed}
    return [because, seen]


def nothing_in_export(lower: int, catalog: Catalog) -> str:
    """Return what to say where no chat of an export stands out strongly; `lower` is how many do less (G9)."""
    if not lower:
        return catalog.gettext(
            "Nothing stands out in what this export tells. That is no guarantee: safecheck saw names, and not"
            " whether Telegram itself has marked a chat; no messages and no photos."
        )
    return catalog.ngettext(
        "In what this export tells, no group or channel stands out strongly; one stands out less. That is no"
        " guarantee: safecheck saw names, and not whether Telegram itself has marked a chat; no messages and"
        " no photos.",
        "In what this export tells, no group or channel stands out strongly; some stand out less. That is no"
        " guarantee: safecheck saw names, and not whether Telegram itself has marked a chat; no messages and"
        " no photos.",
        lower,
    )


def write_export(page: Page, result: AuditResult, catalog: Catalog) -> None:
    """Write the block about the export itself, where one was read."""
    export, say = result.facts.export, catalog.gettext
    if export is None:
        return
    page.heading(say("The export"))
    if export.media_beside:
        page.say(say(MEDIA_BESIDE), DETAIL)
        page.say(say(_HOW), DETAIL)
    if export.scope == "chat":
        page.say(say("It holds one chat only. About all your other chats it says nothing."), DETAIL)
    elif missing := _missing(export.types, catalog):
        page.say(
            say(
                "Not in it: %(kinds)s. Either you are in none, or they were not ticked for the export; it"
                " does not say which."
            )
            % {"kinds": ", ".join(missing)},
            DETAIL,
        )
    if export.newest is not None:
        day = day_in_words(export.newest.date(), catalog)
        page.say(
            say("The newest moment in it is of %(day)s. What changed since, it cannot tell.") % {"day": day},
            DETAIL,
        )
    else:
        page.say(say("How old it is cannot be told."), DETAIL)


def _missing(types: tuple[ChatType, ...], catalog: Catalog) -> list[str]:
    there = {_TYPES[type] for type in types}
    names = dict.fromkeys(_TYPES[type] for type in CHAT_TYPES)
    return [catalog.gettext(name) for name in names if name not in there]


def write_limits_of_export(page: Page, result: AuditResult, catalog: Catalog) -> None:
    """Write what was not seen (G9), what was passed over (G14), and what no export tells."""
    say = catalog.gettext
    page.say(
        say(
            "Whether Telegram has marked or restricted a chat, whether its members are hidden, how large it"
            " is, and its public name: an export does not tell."
        ),
        DETAIL,
    )
    page.say(
        say(
            "How automatic download and your other settings stand: they are not in an export. What lands on"
            " your devices is said by how each app comes."
        ),
        DETAIL,
    )
    page.say(
        say(
            "Messages, photos and videos: the file holds messages, which were passed over unread. Of"
            " groups and channels safecheck took the dates and counted kinds of media. No file that it"
            " names was opened."
        ),
        DETAIL,
    )
    if result.facts.chat_list.private_chats:
        private = catalog.ngettext(
            "Private chats: one was counted, it was not looked into.",
            "Private chats: %(count)d were counted, none was looked into.",
            result.facts.chat_list.private_chats,
        ) % {"count": result.facts.chat_list.private_chats}
        page.say(private, DETAIL)
    page.say(
        say(
            "Secret chats: they exist on your devices only. Pressure with intimate pictures (sextortion)"
            " mostly happens in private and secret chats, where safecheck cannot notice it."
        ),
        DETAIL,
    )
    page.say(say("Other accounts in the same app: each has its own chats and settings."), DETAIL)
    page.say(say("For all of that, and for today: safecheck audit --sign-in"), DETAIL)
