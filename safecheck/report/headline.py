"""The one big sentence of a result: what can land without a tap, and how that is known (G8)."""

from typing import Literal

from safecheck.i18n.catalog import Catalog
from safecheck.model.facts import Unknown
from safecheck.model.result import AuditResult, Headline
from safecheck.model.text import N_
from safecheck.report.computer import computer_headline
from safecheck.report.wording import count_in_words

Known = Literal["assumed", "told", "read"]

_LANDS_ON_VIEW: dict[Known, str] = {
    "assumed": N_(
        "Photos from your groups and channels land on your devices as soon as they are on the screen,"
        " if you never changed this; not before."
    ),
    "told": N_(
        "By what you told us, photos from your groups and channels land on your devices as soon as they are"
        " on the screen; not before."
    ),
    "read": N_(
        "Photos from your groups and channels land on your devices as soon as they are on the screen;"
        " not before."
    ),
}

_LANDS_NOWHERE: dict[Known, str] = {
    "assumed": N_(
        "Photos from your groups and channels do not land on your devices by themselves,"
        " if you never changed this."
    ),
    "told": N_(
        "By what you told us, photos from your groups and channels do not land on your devices by themselves."
    ),
    "read": N_("Photos from your groups and channels do not land on your devices by themselves."),
}

# The same, where nothing can be said of some devices: the sentence about those follows.
_OTHERS_ON_VIEW: dict[Known, str] = {
    "assumed": N_(
        "On the other devices photos from your groups and channels land as soon as they are on the screen,"
        " if you never changed this; not before."
    ),
    "told": N_(
        "On the other devices, by what you told us, photos from your groups and channels land as soon as they"
        " are on the screen; not before."
    ),
    "read": N_(
        "On the other devices photos from your groups and channels land as soon as they are on the screen;"
        " not before."
    ),
}

_OTHERS_NOWHERE: dict[Known, str] = {
    "assumed": N_(
        "On the other devices photos from your groups and channels do not land by themselves,"
        " if you never changed this."
    ),
    "told": N_(
        "On the other devices, by what you told us, photos from your groups and channels do not land by"
        " themselves."
    ),
    "read": N_("On the other devices photos from your groups and channels do not land by themselves."),
}

_PRIVATE_ON_VIEW: dict[Known, str] = {
    "assumed": N_(
        "Photos from private chats land as soon as they are on the screen, if you never changed this."
    ),
    "told": N_("By what you told us, photos from private chats land as soon as they are on the screen."),
    "read": N_("Photos from private chats land as soon as they are on the screen."),
}

_PRIVATE_NOWHERE: dict[Known, str] = {
    "assumed": N_("Photos from private chats do not land by themselves, if you never changed this."),
    "told": N_("By what you told us, photos from private chats do not land by themselves."),
    "read": N_("Photos from private chats do not land by themselves."),
}


def headline(result: AuditResult, catalog: Catalog) -> str:
    """Return the one big sentence: what can land without a tap, how much of it stands out strongly (G8)."""
    numbers = result.headline
    if result.facts.computer_only:
        return computer_headline(result, catalog)
    if numbers.landing:
        sentences = [_landing(result, catalog), _landing_strong(result, catalog)]
    elif result.present:
        sentences = [_nothing_landing(result, catalog)]
    else:
        sentences = [_no_chats(result, catalog), _private_landing(result, catalog)]
    some_unknown = 0 < numbers.unknown_devices < len(result.devices)
    if some_unknown or (numbers.landing and numbers.unknown_devices):
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
    # Nobody knows which kinds of chat were left out of an export.
    whole = result.facts.chat_list.complete and not result.facts.from_export
    assumed = result.headline.assumed
    if whole and assumed:
        sentence = catalog.ngettext(
            "Photos from one group or channel can land on your devices by themselves,"
            " if you never changed this.",
            "Photos from %(count)d groups and channels can land on your devices by themselves,"
            " if you never changed this.",
            count,
        )
    elif whole:
        sentence = catalog.ngettext(
            "Photos from one group or channel can land on your devices by themselves.",
            "Photos from %(count)d groups and channels can land on your devices by themselves.",
            count,
        )
    elif assumed:
        sentence = catalog.ngettext(
            "Photos from at least one group or channel can land on your devices by themselves,"
            " if you never changed this.",
            "Photos from at least %(count)d groups and channels can land on your devices by themselves,"
            " if you never changed this.",
            count,
        )
    else:
        sentence = catalog.ngettext(
            "Photos from at least one group or channel can land on your devices by themselves.",
            "Photos from at least %(count)d groups and channels can land on your devices by themselves.",
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
    numbers = result.headline
    unknown = devices_unknown(result, catalog)
    if unknown:
        return unknown
    if numbers.unknown_devices >= len(result.devices):
        return catalog.gettext(
            "Whether photos from groups and channels land on your devices by themselves is unknown."
        )
    known = _known(numbers)
    if numbers.unknown_devices:
        return catalog.gettext((_OTHERS_ON_VIEW if numbers.on_view else _OTHERS_NOWHERE)[known])
    return catalog.gettext((_LANDS_ON_VIEW if numbers.on_view else _LANDS_NOWHERE)[known])


def devices_unknown(result: AuditResult, catalog: Catalog) -> str:
    """Return what to say where no device is known at all, else ""."""
    if isinstance(result.facts.devices.value, Unknown):
        if result.devices_here:
            return f"{computer_headline(result, catalog)} {others_unknown(result, catalog)}"
        if result.facts.from_export:
            return catalog.gettext(
                "What lands on your devices by itself is unknown: the export does not say which devices"
                " you use."
            )
        if devices_left_out(result):
            return catalog.gettext(
                "What lands on your devices by itself is unknown: you chose that your devices are not"
                " looked at."
            )
        return catalog.gettext(
            "What lands on your devices by itself is unknown: your devices could not be read."
        )
    if not result.devices and result.facts.from_export:
        return catalog.gettext(
            "What lands on your devices by itself is unknown: the export does not say which devices you use."
        )
    if not result.devices:
        return catalog.gettext(
            "What lands on your devices by itself is unknown: Telegram names no device of yours."
        )
    return ""


def devices_left_out(result: AuditResult) -> bool:
    """True if the list of devices was not to be read, which the big sentence then says."""
    value = result.facts.devices.value
    return isinstance(value, Unknown) and value.on_purpose


def others_unknown(result: AuditResult, catalog: Catalog) -> str:
    """Return what to say where only the devices on this computer are known, else ""."""
    if not (result.devices_here and isinstance(result.facts.devices.value, Unknown)):
        return ""
    return catalog.gettext("What lands on your other devices by itself is unknown: they could not be read.")


def _known(numbers: Headline) -> Known:
    return "assumed" if numbers.assumed else "told" if numbers.told else "read"


def _no_chats(result: AuditResult, catalog: Catalog) -> str:
    chats = result.facts.chat_list
    if result.facts.from_export and (chats.complete or chats.listed):
        return catalog.gettext("The export holds no group and no channel, as far as it was read.")
    if result.facts.from_export:
        return catalog.gettext("Which groups and channels you are in is unknown: the export does not say.")
    if chats.complete:
        return catalog.gettext("No groups or channels were found on this account.")
    if chats.left_out:
        return catalog.gettext("You chose that your groups and channels are not looked at.")
    if chats.listed:
        return catalog.gettext(
            "No groups or channels were found in the part of your list of chats that could be read."
        )
    return catalog.gettext(
        "Which groups and channels you are in is unknown: your list of chats could not be read."
    )


def _private_landing(result: AuditResult, catalog: Catalog) -> str:
    """Return what lands from private chats, the only ones that are known to be there."""
    unknown = devices_unknown(result, catalog)
    if unknown:
        return unknown
    numbers = result.headline
    if numbers.unknown_devices >= len(result.devices):
        return catalog.gettext("Whether photos land on your devices by themselves is unknown.")
    answers = {
        landing.lands
        for device in result.devices
        for landing in device.lands
        if landing.media == "photo" and landing.chat_kind == "private"
    }
    if "yes" in answers and numbers.assumed:
        return catalog.gettext("Photos from private chats can land by themselves, if you never changed this.")
    if "yes" in answers:
        return catalog.gettext("Photos from private chats can land by themselves.")
    known = _known(numbers)
    sentences = _PRIVATE_ON_VIEW if "on_view" in answers else _PRIVATE_NOWHERE
    return catalog.gettext(sentences[known])
