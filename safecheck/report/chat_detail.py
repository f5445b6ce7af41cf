"""One chat in words, in a fixed order: why it is here, the innocent reading, the limits, what it means for
the devices, what to do, and the user's own mark.

There is no link here: it stands on the reporting card only (DECISIONS 8 of the product). Nothing leads into
the chat (G2).
"""

from collections.abc import Iterable

import msgspec

from safecheck.i18n.catalog import Catalog
from safecheck.model.facts import AddedBy, Chat, ChatKind
from safecheck.model.findings import ChatLevel, ChatRating
from safecheck.model.plan import HIGH_CHAT_STEPS, Step
from safecheck.model.result import AuditResult
from safecheck.model.text import N_
from safecheck.report.chat_table import grouped
from safecheck.report.exposure import fed_words, holds_words, landing_words
from safecheck.report.marks import MARKED, mark_lines
from safecheck.report.sections import Section, section
from safecheck.report.weighing import noticed
from safecheck.report.wording import CHAT_KIND_NAMES, day_in_words, title_of

LEVEL_SENTENCES: dict[ChatLevel, str] = {
    "high": N_("It stands out strongly."),
    "medium": N_("It stands out."),
    "low": N_("It stands out a little."),
    "none": N_("Nothing stands out."),
}

# One line for each step of the fixed order (G1); the plan says the rest.
_STEPS: dict[str, str] = {
    "downloads_off": N_("Switch automatic download off on your devices."),
    "card": N_("Keep the reporting card: a few lines, made without opening the chat."),
    "report": N_("Report it to Telegram, if you want to."),
    "leave": N_("Leave it. That does not have to wait for anything else."),
    "hotline": N_("Take the card to a hotline or the police, if you want to."),
    "ask_before_deleting": N_("Before you delete anything: ask the police or the hotline first."),
}

_NO_REPORT = N_("Reporting it to Telegram: nothing to do, it has no public link.")
_YOURS = N_("Leaving it: not possible here, because it is yours.")
_LEFT = N_("You left it.")

_PUBLIC: dict[tuple[ChatKind, bool], str] = {
    ("group", True): N_("public group"),
    ("group", False): N_("private group"),
    ("supergroup", True): N_("public group"),
    ("supergroup", False): N_("private group"),
    ("channel", True): N_("public channel"),
    ("channel", False): N_("private channel"),
}
_ADDED: dict[AddedBy, str] = {
    "self": N_("you joined it yourself"),
    "contact": N_("a contact of yours added you"),
    "stranger": N_("somebody who is not a contact of yours added you"),
}


class ChatDetail(msgspec.Struct, frozen=True):
    """All that is said about one chat. `about` is one line of plain facts, `marked` how the user marked it,
    "" if not at all."""

    level: ChatLevel
    level_words: str
    title: str
    about: str
    marked: str
    sections: tuple[Section, ...]


def chat_detail(result: AuditResult, chat_id: str, catalog: Catalog, mark_key: str) -> ChatDetail:
    """Return what is known about one chat; `mark_key` is what the user presses or types to mark it. Raises
    KeyError if there is no chat of that id."""
    chat = {chat.id: chat for chat in result.facts.chat_list.chats}[chat_id]
    rating = next(rating for rating in result.ratings if rating.chat_id == chat_id)
    findings = [
        finding
        for finding in result.findings
        if finding.subject.kind == "chat" and finding.subject.id == chat_id
    ]
    mark = result.marks.get(chat_id)
    warning = (
        catalog.gettext("Do not open it to look. Switch automatic download off first.")
        if rating.level == "high"
        else ""
    )
    sections = (
        section("", warning, style="strong"),
        Section(catalog.gettext("What was noticed"), noticed(rating, catalog), "list"),
        Section("", _each(finding.why for finding in findings)),
        Section(
            catalog.gettext("It may be quite ordinary"),
            _each(finding.innocent_reading for finding in findings),
        ),
        Section(
            catalog.gettext("What safecheck cannot know"),
            _each(finding.limits for finding in findings) or (_limits(catalog),),
        ),
        _for_the_devices(result, chat, catalog),
        _what_to_do(result, chat, rating, catalog),
        Section(catalog.gettext("Your own mark"), mark_lines(rating.level, mark, catalog, mark_key)),
    )
    return ChatDetail(
        level=rating.level,
        level_words=catalog.gettext(LEVEL_SENTENCES[rating.level]),
        title=title_of(rating.title, catalog),
        about=_about(chat, catalog),
        marked=catalog.gettext(MARKED[mark]) if mark is not None else "",
        sections=tuple(section for section in sections if section.lines),
    )


def _for_the_devices(result: AuditResult, chat: Chat, catalog: Catalog) -> Section:
    """Say what it holds and what lands from it; no more than that for a chat that one is no longer in."""
    exposure = next((each for each in result.exposures if each.chat_id == chat.id), None)
    if exposure is None:
        return section("")
    return section(
        catalog.gettext("What it means for your devices"),
        "" if chat.gone else holds_words(exposure, catalog),
        *landing_words(chat, exposure, result, catalog),
        fed_words(chat, exposure, result, catalog),
    )


def _limits(catalog: Catalog) -> str:
    return catalog.gettext(
        "That nothing stands out is no guarantee: safecheck saw names and numbers, no messages and no photos."
    )


def _each(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _about(chat: Chat, catalog: Catalog) -> str:
    say = catalog.gettext
    known = chat.usernames or not chat.partial
    parts = [say(_PUBLIC[chat.kind, bool(chat.usernames)] if known else CHAT_KIND_NAMES[chat.kind])]
    if chat.members is not None:
        parts.append(
            catalog.ngettext("%(members)s member", "%(members)s members", chat.members)
            % {"members": grouped(chat.members, catalog)}
        )
    if chat.joined is not None:
        parts.append(say("joined %(day)s") % {"day": day_in_words(chat.joined.date(), catalog)})
    if chat.added_by is not None:
        parts.append(say(_ADDED[chat.added_by]))
    if chat.last_activity is not None:
        day = day_in_words(chat.last_activity.date(), catalog)
        parts.append(say("last message on %(day)s") % {"day": day})
    if chat.media_open is not None:
        parts.append(
            say("all members may post photos and videos")
            if chat.media_open
            else say("not everyone may post photos and videos")
        )
    if chat.owned:
        parts.append(say("yours"))
    if chat.muted:
        parts.append(say("muted"))
    if chat.archived:
        parts.append(say("in your archive"))
    if chat.gone:
        parts.append(say("no longer in it"))
    return ", ".join(parts)


def _what_to_do(result: AuditResult, chat: Chat, rating: ChatRating, catalog: Catalog) -> Section:
    heading = catalog.gettext("What you can do")
    if rating.level == "high":
        return Section(heading, high_chat_lines(result, chat.id, catalog), "numbered")
    if rating.level == "none":
        return Section(heading, ())
    return Section(heading, _choices(chat, catalog), "list")


def high_chat_lines(result: AuditResult, chat_id: str, catalog: Catalog) -> tuple[str, ...]:
    """Return the steps of the plan for one chat that stands out strongly, in the one fixed order (G1)."""
    steps: dict[str, Step] = {}
    for step in result.plan.steps:
        if step.kind == "downloads_off" or (step.subject.kind == "chat" and step.subject.id == chat_id):
            steps.setdefault(step.kind, step)
    lines = []
    for kind in HIGH_CHAT_STEPS:
        if kind in steps:
            state = steps[kind].state
            said = _STEPS[kind]
            if state == "not_possible" and kind == "report":
                said = _NO_REPORT
            elif state == "not_possible" and kind == "leave":
                said = _YOURS
            elif state == "done" and kind == "leave":
                said = _LEFT
            lines.append(catalog.gettext(said))
    return tuple(lines)


def _choices(chat: Chat, catalog: Catalog) -> tuple[str, ...]:
    say = catalog.gettext
    if chat.gone:
        return (say("Nothing: you are no longer in it, so nothing new can come from it."),)
    leave = (
        () if chat.owned else (say("Leave it, if you want to. What is on your devices already stays there."),)
    )
    mute = () if chat.muted else (say("Mute it: you see less of it. Muting does not stop downloads."),)
    keep = say("Keep it: with automatic download off, no photos, videos or files from it land by themselves.")
    return (*leave, *mute, keep)
