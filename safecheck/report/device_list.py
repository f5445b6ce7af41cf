"""The devices as a list, and one device in full: what lands there, where its switches are, how to check."""

from collections import Counter
from datetime import datetime

import msgspec

from safecheck.i18n.catalog import Catalog
from safecheck.model.facts import ChatKind
from safecheck.model.findings import DeviceJudgement, DeviceState, Lands
from safecheck.model.result import AuditResult
from safecheck.model.text import N_
from safecheck.report.findings import reasoning_lines
from safecheck.report.landing import lands_lines
from safecheck.report.landing_table import HOW_KNOWN, name_of_device, strongest
from safecheck.report.presses import how_sections
from safecheck.report.sections import Section, section
from safecheck.report.steps import state_words
from safecheck.report.wording import CLIENT_NAMES, LEVEL_NAMES, app_of, day_in_words, without_stop

_AS_A_PERSON_SAYS: dict[str, str] = {
    "android": N_("an Android phone or tablet"),
    "ios": N_("an iPhone or iPad"),
    "desktop": N_("a computer with Telegram Desktop"),
    "macos": N_("a Mac"),
    "web": N_("a browser"),
}

_LANDS: dict[Lands, str] = {
    "yes": N_("photos land without a tap"),
    "on_view": N_("photos land once they are on the screen"),
    "no": N_("nothing lands by itself"),
    "unknown": N_("what lands is unknown"),
}

_STATES: dict[DeviceState, str] = {
    "default_assumed": N_("We cannot look into this device. If you never changed its switches, then:"),
    "told": N_("You told us how its switches stand. So:"),
    "read": N_("Its switches were read from this computer. So:"),
    "unknown": N_("We cannot look into this device, and what lands there by itself is unknown."),
}


class DeviceRow(msgspec.Struct, frozen=True):
    """One device: its own name, what kind of thing it is, what lands there, and how that is known.

    Photos from `landing` of `of` groups and channels land there without a tap (the download model's *yes*
    only, G8); `count` says so in words, "" where nothing is known or there are no groups and channels.
    """

    id: str
    name: str
    kind: str
    answer: Lands
    lands: str
    known: str
    landing: int
    of: int
    count: str


def device_rows(result: AuditResult, catalog: Catalog) -> tuple[DeviceRow, ...]:
    """Return the devices in the order in which Telegram names them."""
    kinds = Counter(chat.kind for chat in result.facts.chat_list.chats if not chat.gone)
    return tuple(_row(device, kinds, catalog) for device in result.devices)


def _row(device: DeviceJudgement, kinds: Counter[ChatKind], catalog: Catalog) -> DeviceRow:
    answer = strongest(device)
    without_tap = {each.chat_kind for each in device.lands if (each.media, each.lands) == ("photo", "yes")}
    landing, of = sum(kinds[kind] for kind in kinds if kind in without_tap), kinds.total()
    return DeviceRow(
        id=device.id,
        name=name_of_device(device, catalog),
        kind=_kind(device, catalog),
        answer=answer,
        lands=catalog.gettext(_LANDS[answer]),
        known="" if device.state == "unknown" else catalog.gettext(HOW_KNOWN[device.state]),
        landing=landing,
        of=of,
        count="" if device.state == "unknown" or not of else _count(landing, of, catalog),
    )


def _count(landing: int, of: int, catalog: Catalog) -> str:
    sentence = catalog.ngettext(
        "without a tap: %(landing)d of one group or channel",
        "without a tap: %(landing)d of %(of)d groups and channels",
        of,
    )
    return sentence % {"landing": landing, "of": of}


def _kind(device: DeviceJudgement, catalog: Catalog) -> str:
    app = app_of(device.client, device.system)
    app = _AS_A_PERSON_SAYS.get(device.client, app) if app in CLIENT_NAMES.values() else app
    if device.last_active is None:
        return catalog.gettext("Telegram Desktop; its switches were read from its files")
    if not device.last_active:
        return catalog.gettext(app)
    return catalog.gettext("%(kind)s, last used %(day)s") % {
        "kind": catalog.gettext(app),
        "day": day_in_words(datetime.fromisoformat(device.last_active).date(), catalog),
    }


def device_sections(result: AuditResult, device_id: str, catalog: Catalog) -> tuple[Section, ...]:
    """Return one device in full. Raises KeyError if there is no device of that id."""
    say = catalog.gettext
    device = {device.id: device for device in result.devices}[device_id]
    known = (say(_STATES[device.state]), *_lands(device, catalog))
    sections = [section(say("What lands without a tap"), *known)]
    kinds = ("gallery_off", "downloads_off")
    steps = [step for step in result.plan.steps if step.device == device.id and step.kind in kinds]
    for step in steps:
        sections.append(section(say("What you can do"), state_words(step, catalog) or step.detail))
        sections += how_sections(step, catalog)
    sections += [*_findings(result, device, catalog), _steps(result, device, catalog)]
    sections.append(section("", *dict.fromkeys(step.labels for step in steps)))
    return tuple(each for each in sections if each.lines or each.then)


def _lands(device: DeviceJudgement, catalog: Catalog) -> tuple[str, ...]:
    if device.state == "unknown":
        return ()
    lines = lands_lines(device.lands, catalog)
    if device.client == "ios" and any(landing.lands == "yes" for landing in device.lands):
        lines.append(
            catalog.gettext("That holds for chats that the app keeps ready; which ones is not fully known.")
        )
    return tuple(lines)


def _findings(result: AuditResult, device: DeviceJudgement, catalog: Catalog) -> list[Section]:
    return [
        section(
            catalog.gettext("%(title)s (%(level)s).")
            % {"title": without_stop(finding.title), "level": catalog.gettext(LEVEL_NAMES[finding.level])},
            *reasoning_lines(finding, catalog),
        )
        for finding in result.findings
        if finding.subject.kind == "device" and finding.subject.id == device.id
    ]


def _steps(result: AuditResult, device: DeviceJudgement, catalog: Catalog) -> Section:
    return section(
        catalog.gettext("In your plan"),
        *(
            catalog.gettext("Step %(number)d. %(title)s") % {"number": number, "title": step.title}
            for number, step in enumerate(result.plan.steps, start=1)
            if step.subject.kind == "device" and step.subject.id == device.id
        ),
    )
