"""The first lines of a result: whose account, where help is, the one big sentence, good news, half news."""

from typing import Literal

from safecheck.i18n.catalog import Catalog
from safecheck.model.facts import Unknown
from safecheck.model.result import AuditResult
from safecheck.model.text import N_, clean
from safecheck.report.wording import count_in_words, without_stop

Downloads = Literal["on", "on_if_unchanged", "off", "unknown"]

_NOTHING_STANDS_OUT: dict[Downloads, str] = {
    "off": N_(
        "Nothing stands out about your groups and channels. That is no guarantee:"
        " safecheck saw names and numbers, no messages and no photos."
    ),
    "unknown": N_(
        "Nothing stands out about your groups and channels. That is no guarantee:"
        " safecheck saw names and numbers, no messages and no photos."
        " Whether something lands on your devices by itself is not known:"
        " the command safecheck switches shows where to look."
    ),
    "on_if_unchanged": N_(
        "Nothing stands out about your groups and channels. That is no guarantee:"
        " safecheck saw names and numbers, no messages and no photos."
        " Something can still land on your devices by itself, if you never changed this:"
        " switching automatic download off stays wise."
    ),
    "on": N_(
        "Nothing stands out about your groups and channels. That is no guarantee:"
        " safecheck saw names and numbers, no messages and no photos."
        " Something can still land on your devices by itself:"
        " switching automatic download off stays wise."
    ),
}


def title_line(result: AuditResult, catalog: Catalog) -> str:
    """Return what this is, whose account it is about, and the day (UTC) it was made."""
    day = result.facts.finished.date().isoformat()
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


def headline(result: AuditResult, catalog: Catalog) -> str:
    """Return the one big sentence: what can land without a tap, how much of it stands out strongly (G8)."""
    numbers = result.headline
    if numbers.landing:
        sentences = [_landing(result, catalog), _landing_strong(result, catalog)]
    else:
        sentences = [_nothing_landing(result, catalog)]
    if numbers.unknown_devices > 0 and (numbers.landing or numbers.unknown_devices < len(result.devices)):
        sentences.append(
            catalog.ngettext(
                "For one of your devices nothing can be said yet.",
                "For %(count)d of your devices nothing can be said yet.",
                numbers.unknown_devices,
            )
            % {"count": numbers.unknown_devices}
        )
    return " ".join(sentence for sentence in sentences if sentence)


def _landing(result: AuditResult, catalog: Catalog) -> str:
    count = result.headline.landing
    if result.headline.assumed:
        sentence = catalog.ngettext(
            "Photos from one group or channel can land on your devices by themselves,"
            " if you never changed this.",
            "Photos from %(count)d groups and channels can land on your devices by themselves,"
            " if you never changed this.",
            count,
        )
    else:
        sentence = catalog.ngettext(
            "Photos from one group or channel can land on your devices by themselves.",
            "Photos from %(count)d groups and channels can land on your devices by themselves.",
            count,
        )
    return sentence % {"count": count}


def _landing_strong(result: AuditResult, catalog: Catalog) -> str:
    strong = result.headline.landing_strong
    if not strong:
        return ""
    if result.headline.landing == 1:
        return catalog.gettext("It stands out strongly.")
    return catalog.ngettext(
        "One of them stands out strongly.", "%(count)s of them stand out strongly.", strong
    ) % {"count": count_in_words(strong, catalog)}


def _nothing_landing(result: AuditResult, catalog: Catalog) -> str:
    if isinstance(result.facts.devices.value, Unknown):
        return catalog.gettext(
            "What lands on your devices by itself is unknown: your devices could not be read."
        )
    if not result.devices:
        return catalog.gettext(
            "What lands on your devices by itself is unknown: Telegram names no device of yours."
        )
    if result.headline.unknown_devices >= len(result.devices):
        return catalog.gettext(
            "Whether photos from groups and channels land on your devices by themselves is unknown."
        )
    if not result.ratings:
        return catalog.gettext("No groups or channels were found on this account.")
    if result.headline.unknown_devices:
        if result.headline.assumed:
            return catalog.gettext(
                "On the other devices photos from your groups and channels do not land by themselves,"
                " if you never changed this."
            )
        return catalog.gettext(
            "On the other devices photos from your groups and channels do not land by themselves."
        )
    if result.headline.assumed:
        return catalog.gettext(
            "Photos from your groups and channels do not land on your devices by themselves,"
            " if you never changed this."
        )
    return catalog.gettext("Photos from your groups and channels do not land on your devices by themselves.")


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
    reason = chats.stopped or result.facts.interrupted
    if reason is None:
        return []
    because = catalog.gettext("The audit ended early, because %(reason)s.") % {
        "reason": without_stop(catalog.gettext(reason.reason))
    }
    if chats.stopped is None:
        return [because]
    if chats.total is not None and chats.total > chats.listed:
        seen = catalog.gettext(
            "We looked at %(listed)d of your %(total)d chats. About the rest we know nothing."
        ) % {"listed": chats.listed, "total": chats.total}
    else:
        seen = catalog.ngettext(
            "We looked at one of your chats, and not at all of them. About the rest we know nothing.",
            "We looked at %(listed)d of your chats, and not at all of them. About the rest we know nothing.",
            chats.listed,
        ) % {"listed": chats.listed}
    return [seen, because]


def downloads(result: AuditResult) -> Downloads:
    """Return what is known about automatic download over all devices: the worst that is not ruled out."""
    landing = [
        device.state for device in result.devices if any(entry.lands == "yes" for entry in device.lands)
    ]
    if landing:
        return "on_if_unchanged" if set(landing) == {"default_assumed"} else "on"
    answers = {entry.lands for device in result.devices for entry in device.lands if entry.media != "video"}
    return "unknown" if not answers or "unknown" in answers else "off"


def nothing_stands_out(result: AuditResult, catalog: Catalog) -> str:
    """Return the text for a result in which no chat stands out, else "": three kinds (G9)."""
    if any(rating.level != "none" for rating in result.ratings):
        return ""
    if not result.facts.complete:
        return catalog.gettext("Nothing stands out in what we saw, and we did not see everything.")
    return catalog.gettext(_NOTHING_STANDS_OUT[downloads(result)])
