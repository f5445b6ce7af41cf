"""What one chat means for the devices: what it holds, and what lands from now on, in words and as a bar.

A number always stands beside a bar; plain text draws none. Stickers are left out: Telegram does not count
them. Only the download model's *yes* is said to land without a tap, and an assumption is named (G8).
"""

from collections.abc import Iterable, Sequence

from safecheck.downloads.effect import media_in_words
from safecheck.downloads.model import STRONGEST
from safecheck.i18n.catalog import Catalog
from safecheck.model.exposure import COUNTED, ChatExposure, CountedMedium, DeviceExposure
from safecheck.model.facts import Chat
from safecheck.model.findings import DeviceJudgement, DeviceState, Lands
from safecheck.model.result import AuditResult
from safecheck.model.spoken import grouped
from safecheck.model.text import N_
from safecheck.report.charts import bar
from safecheck.report.headline import devices_unknown
from safecheck.report.landing_table import short_name

BAR = 8  # cells; each has eight steps
_LANDING: dict[Lands, str] = {
    "yes": N_("From now on %(media)s land without a tap on: %(devices)s."),
    "on_view": N_("From now on %(media)s land once they are on the screen, not before, on: %(devices)s."),
    "unknown": N_("Whether %(media)s land by themselves is unknown for: %(devices)s."),
    "no": N_("These do not land by themselves on %(devices)s: %(media)s."),
}
# What a device is known by where nothing lands without a tap: voice messages and music alone say little.
_TELLING: tuple[CountedMedium, ...] = ("photo", "video", "gif", "round", "file")
_LIMITED: frozenset[CountedMedium] = frozenset({"video", "gif", "round", "music", "file"})
_KNOWN_BY: dict[DeviceState, str] = {
    "default_assumed": N_("if you never changed this"),
    "told": N_("by what you told us"),
    "read": "",
    "unknown": "",
}


def holds_words(exposure: ChatExposure, catalog: Catalog) -> str:
    """Return what a chat holds, and that nobody knows how much arrived (DECISIONS 12 of the product)."""
    if exposure.holds is None:
        return catalog.gettext("What this chat holds was not asked.")
    counts = {medium: getattr(exposure.holds, medium) for medium in COUNTED}
    known = [medium for medium in COUNTED if counts[medium] is not None]
    held = [_number_of(medium, counts[medium], catalog) for medium in known if counts[medium]]
    if not known:
        return catalog.gettext("What this chat holds is unknown: Telegram did not say.")
    if not held:
        none_of = media_in_words(known, catalog.lang)
        return catalog.gettext("This chat holds none of these: %(media)s.") % {"media": none_of}
    sentence = (
        catalog.gettext("This chat holds about %(media)s; how many reached you is unknown.")
        if exposure.holds.rounded
        else catalog.gettext("This chat holds %(media)s; how many reached you is unknown.")
    )
    return sentence % {"media": _listed(held, catalog)}


def landing_words(
    chat: Chat, exposure: ChatExposure, result: AuditResult, catalog: Catalog, *, brief: bool = False
) -> tuple[str, ...]:
    """Return what lands from now on: a sentence for all devices of one answer, the strongest answer first;
    in `brief` about no others than those of the strongest answer."""
    if chat.gone:
        return (catalog.gettext("You are no longer in it, so nothing new can come from it."),)
    if not exposure.devices:
        return (devices_unknown(result, catalog),)
    devices: dict[tuple[Lands, tuple[CountedMedium, ...]], list[DeviceExposure]] = {}
    for device in exposure.devices:
        devices.setdefault(_strongest(device), []).append(device)
    strongest = min((answer for answer, _ in devices), key=STRONGEST.index)
    sentences = [
        catalog.gettext(_LANDING[answer])
        % {"media": media_in_words(media, catalog.lang), "devices": _names(alike, answer, result, catalog)}
        for (answer, media), alike in sorted(devices.items(), key=lambda each: STRONGEST.index(each[0][0]))
        if answer == strongest or not brief
    ]
    if any(answer == "yes" and not _LIMITED.isdisjoint(media) for answer, media in devices):
        last = sum(answer == "yes" for answer, _ in devices) - 1
        sentences[last] += " " + catalog.gettext("Large videos and files may not.")
    return tuple(sentences)


def fed_words(chat: Chat, exposure: ChatExposure, result: AuditResult, catalog: Catalog) -> str:
    """Return that being out of sight keeps nothing out, "" where that is not so or nothing lands anyhow.

    Only apps of which it is known that they fetch what is new from every chat of its kind are named.
    """
    if not exposure.unread_but_fed:
        return ""
    say = catalog.gettext
    signs = {
        say("Nothing in it was ever read."): chat.never_read,
        say("It is muted."): chat.muted,
        say("It is in your archive."): chat.archived,
    }
    kept_out = say(
        "That stops no downloads. While it receives messages, the app fetches what is new also from chats"
        " that are never opened, on: %(devices)s."
    )
    fed = [device for device in exposure.devices if device.unopened]
    names = _names(fed, "yes", result, catalog)
    return " ".join([*(sign for sign, there in signs.items() if there), kept_out % {"devices": names}])


def exposure_bar(share: float, width: int = BAR, *, unicode: bool = True) -> str:
    """Return a bar of `width` cells that is full up to `share` (0.0 to 1.0), in plain ASCII if asked.

    Such shares come from `ChatExposure.landing_share`; where that is None, nothing can be drawn.
    """
    return "".join(bar(share, 1, width, unicode=unicode))


def _strongest(device: DeviceExposure) -> tuple[Lands, tuple[CountedMedium, ...]]:
    """Return the strongest answer for media that are counted, and for which of them it is given."""
    kinds = COUNTED if not set(device.lands).isdisjoint(COUNTED) else _TELLING
    answer = next(each for each in STRONGEST if any(device.media[medium] == each for medium in kinds))
    return answer, tuple(medium for medium in kinds if device.media[medium] == answer)


def _names(devices: Iterable[DeviceExposure], answer: Lands, result: AuditResult, catalog: Catalog) -> str:
    """Return the names of devices, each with what its answer rests on."""
    judged = {device.id: device for device in result.devices}
    return ", ".join(_name(each, judged[each.device], answer, result, catalog) for each in devices)


def _name(
    exposure: DeviceExposure,
    device: DeviceJudgement,
    answer: Lands,
    result: AuditResult,
    catalog: Catalog,
) -> str:
    say = catalog.gettext
    notes = [] if answer == "unknown" else [say(_KNOWN_BY[exposure.state])]
    if answer == "yes" and not exposure.unopened:
        notes.append(say("only if the app keeps this chat ready"))
    name, rests_on = short_name(device, result, catalog), ", ".join(filter(None, notes))
    return f"{name} ({rests_on})" if rests_on else name


def _number_of(medium: CountedMedium, count: int, catalog: Catalog) -> str:
    words = {
        "photo": catalog.ngettext("%(count)s photo", "%(count)s photos", count),
        "video": catalog.ngettext("%(count)s video", "%(count)s videos", count),
        "gif": catalog.ngettext("%(count)s GIF", "%(count)s GIFs", count),
        "round": catalog.ngettext("%(count)s round video message", "%(count)s round video messages", count),
        "voice": catalog.ngettext("%(count)s voice message", "%(count)s voice messages", count),
        "music": catalog.ngettext("%(count)s piece of music", "%(count)s pieces of music", count),
        "file": catalog.ngettext("%(count)s file", "%(count)s files", count),
    }
    return words[medium] % {"count": grouped(count, catalog.lang)}


def _listed(parts: Sequence[str], catalog: Catalog) -> str:
    if len(parts) == 1:
        return parts[0]
    return catalog.gettext("%(others)s and %(last)s") % {"others": ", ".join(parts[:-1]), "last": parts[-1]}
