"""The list of chats to leave, and what has to be known before any of them is left."""

from collections.abc import Sequence

from safecheck.i18n.catalog import Catalog
from safecheck.model.account_settings import Folders
from safecheck.model.facts import Chat
from safecheck.model.leaving import LeaveReview
from safecheck.model.result import AuditResult
from safecheck.model.text import N_
from safecheck.report.changes import (
    ADMIN,
    AFTER_LEAVING,
    IN_ORDER_OF_SEVERAL,
    LINKED,
    OWNED_STAYS,
    PRIVATE,
    SMALL,
    STOPS_NOTHING,
    chat_name,
)
from safecheck.report.doing import card_sections
from safecheck.report.sections import Section, section

_QUIETER = N_(
    "To stay and have less of it, mute and archive them instead: press %(key)s. That does not stop downloads."
)
_SHARED_FOLDERS = N_("What came with a shared folder, Telegram may offer to you again from there.")
_INSTEAD = N_(
    "To stay and have less of it, choose to mute and archive instead. That does not stop downloads."
)


def leave_sections(
    review: LeaveReview, result: AuditResult, catalog: Catalog, key: str = ""
) -> tuple[Section, ...]:
    """Return which chats would be left, what goes with each, which cannot be left and why; `key` leads to
    muting and archiving them instead, "" where that is one of the choices that follow. For those that stand
    out strongly the fixed order and their cards come first (G1)."""
    say = catalog.gettext
    sections = []
    if review.high:
        sections.append(section("", say(IN_ORDER_OF_SEVERAL), style="strong"))
        for chat in review.high:
            sections += card_sections(result, chat.id)
    if review.leave:
        heading = catalog.ngettext(
            "This chat would be left", "These %(count)d chats would be left", len(review.leave)
        )
        lines = tuple(_with_notes(chat, review, catalog) for chat in review.leave)
        sections.append(Section(heading % {"count": len(review.leave)}, lines, "numbered"))
        instead = say(_QUIETER) % {"key": key} if key else say(_INSTEAD)
        again = say(_SHARED_FOLDERS) if _shared_folders(result) else ""
        sections.append(section("", say(AFTER_LEAVING), again, instead if review.quieter else ""))
    sections.append(_named(say("Yours, so they stay"), review.owned, catalog, say(OWNED_STAYS)))
    sections.append(_named(say("You are no longer in these"), review.out, catalog))
    return tuple(each for each in sections if each.lines)


def quieter_sections(review: LeaveReview, catalog: Catalog) -> tuple[Section, ...]:
    """Return which chats would be muted and archived, and what that does not do."""
    say, ids = catalog.gettext, {target.chat for target in review.quieter}
    chats = [chat for chat in review.leave if chat.id in ids]
    heading = catalog.ngettext(
        "This chat would be muted, and put into the archive",
        "These %(count)d chats would be muted, and put into the archive",
        len(chats),
    )
    return (
        Section(
            heading % {"count": len(chats)}, tuple(chat_name(chat, catalog) for chat in chats), "numbered"
        ),
        section("", say(STOPS_NOTHING), say("This can be undone.")),
    )


def _shared_folders(result: AuditResult) -> bool:
    """Whether the account has folders that somebody shared; which chats came with them is asked later."""
    settings = result.facts.settings
    folders = settings.folders.value if settings is not None else None
    return isinstance(folders, Folders) and folders.shared > 0


def _named(heading: str, chats: Sequence[Chat], catalog: Catalog, then: str = "") -> Section:
    names = tuple(chat_name(chat, catalog) for chat in chats)
    return Section(heading, names, "list", then=(then,) if then and names else ())


def _with_notes(chat: Chat, review: LeaveReview, catalog: Catalog) -> str:
    """Return the name of a chat, and what goes with leaving it."""
    notes = (
        *([PRIVATE] if chat in review.private else []),
        *([SMALL] if chat in review.small else []),
        *([LINKED] if chat in review.linked else []),
        *([ADMIN] if chat.admin else []),
    )
    return " ".join((f"{chat_name(chat, catalog)}.", *(catalog.gettext(note) for note in notes)))


def chosen_words(count: int, catalog: Catalog, key: str) -> str:
    """Return how many chats were chosen to be left, and what leads on."""
    return catalog.ngettext(
        "One chat chosen to leave. Press %(key)s to go on.",
        "%(count)d chats chosen to leave. Press %(key)s to go on.",
        count,
    ) % {"count": count, "key": key}
