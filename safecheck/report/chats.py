"""Groups and channels by level: counts in words, then each that stands out with what was noticed.

Categories and the risk figure are not for people and stay in JSON (G7). A chat's link is never printed here.
"""

from safecheck.i18n.catalog import Catalog
from safecheck.model.exposure import ChatExposure
from safecheck.model.facts import Chat
from safecheck.model.findings import ChatLevel, ChatRating
from safecheck.model.result import AuditResult
from safecheck.model.text import N_
from safecheck.report.exposure import fed_words, holds_words, landing_words
from safecheck.report.findings import reasoning_lines
from safecheck.report.layout import DETAIL, Page
from safecheck.report.marks import MARKED
from safecheck.report.weighing import noticed
from safecheck.report.wording import CHAT_KIND_NAMES, count_in_words, title_of

_ORDER: tuple[ChatLevel, ...] = ("high", "medium", "low")

NAMED: dict[ChatLevel, str] = {
    "high": N_('"%(title)s" (%(kind)s) stands out strongly.'),
    "medium": N_('"%(title)s" (%(kind)s) stands out.'),
    "low": N_('"%(title)s" (%(kind)s) stands out a little.'),
}


def write_chats(page: Page, result: AuditResult, catalog: Catalog) -> None:
    """Write the block about groups and channels."""
    page.heading(catalog.gettext("Groups and channels"))
    for line in count_lines(result, catalog):
        page.say(line, DETAIL)
    chats = {chat.id: chat for chat in result.facts.chat_list.chats}
    exposures = {exposure.chat_id: exposure for exposure in result.exposures}
    for level in _ORDER:
        ratings = [rating for rating in result.ratings if rating.level == level]
        for rating in sorted(ratings, key=lambda rating: -rating.risk):
            page.gap()
            chat = chats[rating.chat_id]
            _write_chat(page, result, rating, chat, catalog)
            if exposure := exposures.get(chat.id):
                _write_exposure(page, result, chat, exposure, catalog)


def count_lines(result: AuditResult, catalog: Catalog) -> list[str]:
    """Return how many chats there are at each level, in words; levels without a chat are left out.

    Chats that the account is no longer in are counted apart: nothing can come from them any more.
    """
    count = {
        level: sum(rating.level == level for rating in result.present)
        for level in ("high", "medium", "low", "none")
    }
    sentences = {
        "high": catalog.ngettext("One stands out strongly.", "%(count)s stand out strongly.", count["high"]),
        "medium": catalog.ngettext("One stands out.", "%(count)s stand out.", count["medium"]),
        "low": catalog.ngettext("One stands out a little.", "%(count)s stand out a little.", count["low"]),
        "none": catalog.ngettext(
            "For one of them nothing stands out.", "For %(number)d of them nothing stands out.", count["none"]
        ),
    }
    lines = [
        sentence % {"count": count_in_words(count[level], catalog), "number": count[level]}
        for level, sentence in sentences.items()
        if count[level]
    ]
    if not lines:
        lines = [_none(result, catalog)]
    left = len(result.ratings) - len(result.present)
    if left:
        lines.append(
            catalog.ngettext(
                "You are no longer in one other.", "You are no longer in %(count)d others.", left
            )
            % {"count": left}
        )
    return lines


def _none(result: AuditResult, catalog: Catalog) -> str:
    if result.facts.chat_list.complete:
        return catalog.gettext("There are none.")
    if result.facts.chat_list.left_out:
        return catalog.gettext("You chose that your groups and channels are not looked at.")
    if result.facts.chat_list.listed:
        return catalog.gettext("There are none in what was read.")
    return catalog.gettext("None were read.")


def _name(rating: ChatRating, chat: Chat, catalog: Catalog) -> str:
    return catalog.gettext(NAMED[rating.level]) % {
        "title": title_of(rating.title, catalog),
        "kind": catalog.gettext(CHAT_KIND_NAMES[chat.kind]),
    }


def _write_chat(page: Page, result: AuditResult, rating: ChatRating, chat: Chat, catalog: Catalog) -> None:
    page.say(_name(rating, chat, catalog), DETAIL)
    if chat.owned:
        page.say(catalog.gettext("It is yours: you made it or it was handed to you."), 2 * DETAIL)
    page.say(catalog.gettext("What was noticed:"), 2 * DETAIL)
    for line in noticed(rating, catalog):
        page.say(line, 3 * DETAIL)
    if rating.chat_id in result.marks:
        page.say(catalog.gettext(MARKED[result.marks[rating.chat_id]]), 2 * DETAIL)
    for finding in result.findings:
        if finding.subject.kind == "chat" and finding.subject.id == rating.chat_id:
            for line in reasoning_lines(finding, catalog):
                page.say(line, 2 * DETAIL)


def _write_exposure(
    page: Page, result: AuditResult, chat: Chat, exposure: ChatExposure, catalog: Catalog
) -> None:
    """Write what a chat holds, if anybody asked, and what lands from now on: the strongest answer only, as
    the devices have a block of their own."""
    if exposure.holds is not None:
        page.say(holds_words(exposure, catalog), 2 * DETAIL)
    for sentence in landing_words(chat, exposure, result, catalog, brief=True):
        page.say(sentence, 2 * DETAIL)
    page.say(fed_words(chat, exposure, result, catalog), 2 * DETAIL)
