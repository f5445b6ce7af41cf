"""The first lines of a result around its big sentence: whose account, where help is, good news, half news."""

from datetime import tzinfo
from typing import Literal

from safecheck.i18n.catalog import Catalog
from safecheck.model.facts import Unknown
from safecheck.model.findings import DeviceState, Lands
from safecheck.model.result import AuditResult
from safecheck.model.text import N_, clean
from safecheck.report.computer import unread_lines
from safecheck.report.export import DOWNLOADS_ALL_THE_SAME, export_coverage, nothing_in_export
from safecheck.report.wording import count_in_words, day_in_words, without_stop

Downloads = Literal["on", "on_if_unchanged", "on_view", "on_view_if_unchanged", "off", "unknown"]

# What to say after good news: what can land all the same.
_STILL: dict[Downloads, str] = {
    "off": "",
    "unknown": N_(
        "Whether something lands on your devices by itself is not known: the steps begin with that."
    ),
    "on_view_if_unchanged": N_(
        "What is on the screen is stored by itself, if you never changed this:"
        " switching automatic download off stays wise."
    ),
    "on_view": N_("What is on the screen is stored by itself: switching automatic download off stays wise."),
    "on_if_unchanged": N_(
        "Something can still land on your devices by itself, if you never changed this:"
        " switching automatic download off stays wise."
    ),
    "on": N_(
        "Something can still land on your devices by itself: switching automatic download off stays wise."
    ),
}


def title_line(result: AuditResult, catalog: Catalog, zone: tzinfo | None) -> str:
    """Return what this is, whose account it is about, and the day it was made (`zone`: see render_text)."""
    day = day_in_words(result.facts.finished.astimezone(zone).date(), catalog)
    if result.facts.computer_only:
        return catalog.gettext("Result of safecheck, %(day)s. This computer only; no account was asked.") % {
            "day": day
        }
    if result.facts.from_export:
        return catalog.gettext(
            "Result of safecheck, %(day)s. An export of Telegram Desktop; no account was asked."
        ) % {"day": day}
    if result.facts.source == "practice":
        return catalog.gettext(
            "Result of safecheck, %(day)s. Practice account %(name)s: nothing here is real."
        ) % {"day": day, "name": clean(result.facts.source_name)}
    return catalog.gettext("Result of safecheck, %(day)s. Your own account.") % {"day": day}


def help_lines(result: AuditResult, catalog: Catalog) -> list[str]:
    """Return what stands before everything else if a chat stands out strongly, else nothing (G4)."""
    if not result.has_high_chat:
        return []
    return [
        catalog.gettext("Shocked? You need not look at anything."),
        catalog.gettext("People who can help: safecheck help-me"),
    ]


def strong_line(result: AuditResult, catalog: Catalog) -> str:
    """Return what not to do and where to begin if a chat stands out strongly, else "" (G1, G2)."""
    strong = sum(rating.level == "high" for rating in result.ratings)
    if not strong:
        return ""
    return catalog.ngettext(
        "One group or channel stands out strongly. Do not open it to look."
        " Switch automatic download off first; the steps below go on from there.",
        "%(count)s groups and channels stand out strongly. Do not open them to look."
        " Switch automatic download off first; the steps below go on from there.",
        strong,
    ) % {"count": count_in_words(strong, catalog)}


def coverage_lines(result: AuditResult, catalog: Catalog) -> list[str]:
    """Return what was not looked at, and why, if reading ended early; else nothing (G9)."""
    chats = result.facts.chat_list
    unread = unread_lines(result.facts, catalog)
    if result.facts.from_export:
        return [*export_coverage(result.facts, catalog), *unread]
    reason = result.facts.interrupted if chats.left_out else chats.stopped or result.facts.interrupted
    if reason is None:
        return unread
    because = catalog.gettext("The audit ended early, because %(reason)s.") % {
        "reason": without_stop(catalog.reason(reason))
    }
    if chats.stopped is None or chats.left_out:
        return [because, *unread]
    if not chats.listed:
        seen = catalog.gettext("We could not look at any of your chats. About them we know nothing.")
    elif chats.total is not None and chats.total > chats.listed:
        seen = catalog.gettext(
            "We looked at %(listed)d of your %(total)d chats. About the rest we know nothing."
        ) % {"listed": chats.listed, "total": chats.total}
    else:
        seen = catalog.ngettext(
            "We looked at one of your chats, and not at all of them. About the rest we know nothing.",
            "We looked at %(listed)d of your chats, and not at all of them. About the rest we know nothing.",
            chats.listed,
        ) % {"listed": chats.listed}
    return [seen, because, *unread]


def downloads(result: AuditResult) -> Downloads:
    """Return what is known about automatic download over all devices: the worst that is not ruled out."""
    landing = _states(result, "yes")
    if landing:
        return "on_if_unchanged" if landing == {"default_assumed"} else "on"
    if isinstance(result.facts.devices.value, Unknown) and not result.facts.computer_only:
        return "unknown"  # this computer may be known, and says nothing of the others
    on_view = _states(result, "on_view")
    if on_view:
        return "on_view_if_unchanged" if on_view == {"default_assumed"} else "on_view"
    answers = {entry.lands for device in result.devices for entry in device.lands if entry.media != "video"}
    return "unknown" if not answers or "unknown" in answers else "off"


def _states(result: AuditResult, answer: Lands) -> set[DeviceState]:
    """Return how the devices are known on which something gives this answer.

    A video that plays on the screen passes through where downloads are off, and is no download left on.
    """
    return {
        device.state
        for device in result.devices
        if any(entry.lands == answer for entry in device.lands if entry.media != "video" or answer == "yes")
    }


def nothing_stands_out(result: AuditResult, catalog: Catalog, *, named_below: bool = True) -> str:
    """Return what to say where no chat stands out strongly, and what can land all the same (G9).

    `named_below`: the chats that stand out less are named further on. "" where a chat does stand out
    strongly, and where there is no group or channel that anything could be said about.
    """
    present = result.present
    if not present or result.has_high_chat:
        return ""
    lower = sum(rating.level != "none" for rating in present)
    if result.facts.from_export:
        return f"{nothing_in_export(lower, catalog)} {catalog.gettext(DOWNLOADS_ALL_THE_SAME)}"
    if not result.facts.complete:
        return _nothing_in_part(lower, catalog, named_below=named_below)
    if not lower:
        sentence = catalog.gettext(
            "Nothing stands out about your groups and channels. That is no guarantee:"
            " safecheck saw names and numbers, no messages and no photos."
        )
    elif named_below:
        sentence = catalog.ngettext(
            "No group or channel stands out strongly. One stands out less; it is named below."
            " That is no guarantee: safecheck saw names and numbers, no messages and no photos.",
            "No group or channel stands out strongly. Some stand out less; they are named below."
            " That is no guarantee: safecheck saw names and numbers, no messages and no photos.",
            lower,
        )
    else:
        sentence = catalog.ngettext(
            "No group or channel stands out strongly; one stands out less."
            " That is no guarantee: safecheck saw names and numbers, no messages and no photos.",
            "No group or channel stands out strongly; some stand out less."
            " That is no guarantee: safecheck saw names and numbers, no messages and no photos.",
            lower,
        )
    still = _STILL[downloads(result)]
    return f"{sentence} {catalog.gettext(still)}" if still else sentence


def _nothing_in_part(lower: int, catalog: Catalog, *, named_below: bool) -> str:
    if not lower:
        return catalog.gettext(
            "Nothing stands out in what we saw. We did not see everything, and it is no guarantee."
        )
    if named_below:
        return catalog.gettext(
            "In what we saw, no group or channel stands out strongly. Some stand out less; they are named"
            " below. We did not see everything, and it is no guarantee."
        )
    return catalog.gettext(
        "In what we saw, no group or channel stands out strongly."
        " We did not see everything, and it is no guarantee."
    )
