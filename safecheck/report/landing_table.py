"""What lands without a tap as one small table: a row for each device, a column for each kind of chat."""

import msgspec

from safecheck.downloads.model import STRONGEST
from safecheck.i18n.catalog import Catalog
from safecheck.model.facts import Unknown
from safecheck.model.findings import DeviceJudgement, DeviceState, Lands
from safecheck.model.result import AuditResult
from safecheck.model.text import N_, clean
from safecheck.report.landing import ChatKinds, groups_differ
from safecheck.report.wording import without_stop

ANSWERS: dict[Lands, str] = {
    "yes": N_("yes"),
    "on_view": N_("if seen"),
    "no": N_("no"),
    "unknown": N_("unknown"),
}

HOW_KNOWN: dict[DeviceState, str] = {
    "default_assumed": N_("assumed"),
    "told": N_("you told us"),
    "read": N_("read here"),
    "unknown": "",  # each answer of such a device says so
}

_COLUMNS: dict[ChatKinds, str] = {
    "private": N_("private"),
    "group": N_("small group"),
    "supergroup": N_("large group"),
    "channel": N_("channel"),
}
FOLDED = 4  # rows


class LandingRow(msgspec.Struct, frozen=True):
    """One device: its name, how its answers are known, and one answer a column."""

    device_id: str
    name: str
    known: str
    state: DeviceState
    answers: tuple[Lands, ...]


def answer_words(catalog: Catalog) -> dict[Lands, str]:
    """Return the word for each answer."""
    return {answer: catalog.gettext(word) for answer, word in ANSWERS.items()}


class LandingTable(msgspec.Struct, frozen=True):
    """The table in words, a column for each of `kinds`, the rows in which most lands first. Where lines are
    few, `more` stands in for the rows after the first FOLDED. `instead` is what to say where there are no
    rows; `notes` explain the words."""

    title: str
    kinds: tuple[ChatKinds, ...]
    columns: tuple[str, ...]
    rows: tuple[LandingRow, ...]
    notes: tuple[str, ...]
    instead: str = ""
    more: str = ""


def landing_table(result: AuditResult, catalog: Catalog) -> LandingTable:
    """Return what lands on which device. Small and large groups are one column unless they differ on some
    device (DECISIONS 16 of the product)."""
    say = catalog.gettext
    apart = groups_apart(result)
    kinds: tuple[ChatKinds, ...] = (
        ("private", "group", "supergroup", "channel") if apart else ("private", "group", "channel")
    )
    return LandingTable(
        title=say("What lands without a tap"),
        kinds=kinds,
        columns=tuple(say("group" if kind == "group" and not apart else _COLUMNS[kind]) for kind in kinds),
        rows=tuple(
            LandingRow(
                device.id,
                short_name(device, result, catalog),
                say(HOW_KNOWN[device.state]),
                device.state,
                tuple(answer(device, kind) for kind in kinds),
            )
            for device in sorted(result.devices, key=lambda device: STRONGEST.index(strongest(device)))
        ),
        notes=_notes(result, apart, catalog),
        instead=_instead(result, catalog),
        more=_more(len(result.devices) - FOLDED, catalog),
    )


def _more(count: int, catalog: Catalog) -> str:
    if count < 2:  # one row takes no more room than these words
        return ""
    return catalog.ngettext(
        "and %(count)d more device: press w", "and %(count)d more devices: press w", count
    ) % {"count": count}


def groups_apart(result: AuditResult) -> bool:
    """True if small and large groups are answered differently on some device."""
    return any(groups_differ(device.lands) for device in result.devices)


def name_of_device(device: DeviceJudgement, catalog: Catalog) -> str:
    """Return the device's own name as it may be shown, or words that say it has none."""
    return clean(device.name) or catalog.gettext("(no visible name)")


def short_name(device: DeviceJudgement, result: AuditResult, catalog: Catalog) -> str:
    """Return a name that fits beside the answers: this computer needs not many words."""
    here = [each.id for each in result.devices_here]
    if device.id not in here:
        return name_of_device(device, catalog)
    if len(here) == 1:
        return device.name
    return catalog.gettext("This computer (%(number)d)") % {"number": here.index(device.id) + 1}


def answer(device: DeviceJudgement, kind: str) -> Lands:
    """Return the strongest answer for photos and files from one kind of chat. A video that merely plays while
    it is on the screen is no download left on; one that lands counts."""
    answers = {
        landing.lands
        for landing in device.lands
        if landing.chat_kind == kind and (landing.media != "video" or landing.lands == "yes")
    }
    return next((each for each in STRONGEST if each in answers), "unknown")


def strongest(device: DeviceJudgement) -> Lands:
    """Return the strongest answer for any kind of chat."""
    answers = {answer(device, landing.chat_kind) for landing in device.lands}
    return next((each for each in STRONGEST if each in answers), "unknown")


def _plays_all_the_same(device: DeviceJudgement) -> bool:
    return strongest(device) == "no" and any(
        landing.media == "video" and landing.lands == "on_view" for landing in device.lands
    )


def _notes(result: AuditResult, apart: bool, catalog: Catalog) -> tuple[str, ...]:
    say = catalog.gettext
    notes = []
    answers = {strongest(device) for device in result.devices}
    if any(device.state == "default_assumed" for device in result.devices):
        notes.append(say("Assumed: this is how the app comes. It holds if you never changed this."))
    if any(answer(device, each.chat_kind) == "on_view" for device in result.devices for each in device.lands):
        notes.append(say("If seen: as soon as it is on the screen of that device, not before."))
    if "unknown" in answers:
        notes.append(say("Unknown is not the same as off."))
    if apart:
        notes.append(
            say(
                "Telegram knows two kinds of group. A small group has at most 200 members and no public link;"
                " every other group counts as a large one."
            )
        )
    notes += [
        say("On %(device)s, videos still play by themselves while they are on the screen.")
        % {"device": name_of_device(device, catalog)}
        for device in result.devices
        if _plays_all_the_same(device)
    ]
    return tuple(notes)


def _instead(result: AuditResult, catalog: Catalog) -> str:
    value = result.facts.devices.value
    if result.facts.computer_only:
        return ""
    if isinstance(value, Unknown):
        return catalog.gettext("Which devices use this account is unknown, because %(reason)s.") % {
            "reason": without_stop(catalog.reason(value))
        }
    return "" if result.devices else catalog.gettext("Telegram names no device that uses this account.")
