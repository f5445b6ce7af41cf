"""What lands without a tap, device by device, in words; how we know is always said (G8)."""

from datetime import datetime

from safecheck.i18n.catalog import Catalog
from safecheck.model.facts import Unknown
from safecheck.model.findings import DeviceJudgement, DeviceState, Finding
from safecheck.model.result import AuditResult
from safecheck.model.text import N_, clean
from safecheck.report.findings import write_findings
from safecheck.report.landing import groups_differ, lands_lines
from safecheck.report.layout import DETAIL, Page
from safecheck.report.wording import app_of, day_in_words, without_stop

_STATES: dict[DeviceState, str] = {
    "default_assumed": N_("We cannot look into this device. If you never changed its switches, then:"),
    "told": N_("You told us how its switches stand. So:"),
    "read": N_("Its switches were read from this computer. So:"),
    "unknown": N_(
        "We cannot look into this device, and whether automatic download is on there is unknown."
        " “Show me the switches” shows where to look."
    ),
}

_NO_GUIDE = frozenset({"unofficial", "unknown"})

# What these findings say is about groups and channels, so that it needs at least one.
_ABOUT_CHATS = frozenset({"device.downloads.assumed", "device.downloads.told", "device.downloads.read"})


def write_devices(page: Page, result: AuditResult, catalog: Catalog) -> None:
    """Write the block about devices; there is none where this computer alone was read and has no account."""
    computer_only = result.facts.computer_only
    if computer_only and not result.devices:
        return
    if computer_only:
        page.heading(catalog.gettext("What lands on this computer by itself"))
    else:
        page.heading(catalog.gettext("What lands on your devices without a tap"))
    value = result.facts.devices.value
    if isinstance(value, Unknown) and not computer_only:
        page.say(
            catalog.gettext("Which devices use this account is unknown, because %(reason)s.")
            % {"reason": without_stop(catalog.reason(value))},
            DETAIL,
        )
    elif not isinstance(value, Unknown) and not value.devices:
        none = (
            catalog.gettext("The export names no device.")
            if result.facts.from_export
            else catalog.gettext("Telegram names no device that uses this account.")
        )
        page.say(none, DETAIL)
    for device in result.devices:
        page.gap()
        write_device(page, device, catalog)
    if result.devices_here and not computer_only:
        page.gap()
        page.say(
            catalog.gettext(
                "Telegram Desktop on this computer may be among the devices that Telegram names as well."
                " safecheck cannot tell: it does not open the sign-in that lies here."
            )
        )
    if any(groups_differ(device.lands) for device in result.devices):
        page.gap()
        page.say(
            catalog.gettext(
                "Telegram knows two kinds of group. A small group has at most 200 members and no public link;"
                " every other group counts as a large one."
            )
        )
    no_chats = result.facts.chat_list.complete and not result.present
    about_devices = (
        finding
        for finding in result.findings
        if is_about_devices(finding) and not (no_chats and finding.rule in _ABOUT_CHATS)
    )
    write_findings(page, about_devices, catalog)


def is_about_devices(finding: Finding) -> bool:
    """True if a finding belongs to the devices, also one about sign-ins that are no device."""
    return finding.rule.startswith("device.") or finding.subject.kind == "device"


def write_device(page: Page, device: DeviceJudgement, catalog: Catalog, *, last_used: bool = True) -> None:
    """Write what lands on one device; `last_used` says when it was used as well."""
    app = catalog.gettext(app_of(device.client, device.system))
    name = clean(device.name) or catalog.gettext("(no visible name)")
    if device.last_active is None:
        page.say(f"{name}.")
    elif not last_used:
        page.say(catalog.gettext("%(name)s, %(app)s.") % {"name": name, "app": app})
    else:
        page.say(
            catalog.gettext("%(name)s, %(app)s, last used %(day)s.")
            % {
                "name": name,
                "app": app,
                "day": day_in_words(datetime.fromisoformat(device.last_active).date(), catalog),
            }
        )
    page.say(_state(device, catalog), DETAIL)
    if device.state == "unknown":
        return
    for line in lands_lines(device.lands, catalog):
        page.say(line, 2 * DETAIL)
    if device.client == "ios" and any(landing.lands == "yes" for landing in device.lands):
        page.say(
            catalog.gettext("That holds for chats that the app keeps ready; which ones is not fully known."),
            2 * DETAIL,
        )


def _state(device: DeviceJudgement, catalog: Catalog) -> str:
    if device.state == "unknown" and device.here:
        return catalog.gettext("How its switches stand could not be read, so what lands is unknown.")
    if device.state == "unknown" and device.client in _NO_GUIDE:
        return catalog.gettext(
            "We cannot look into this device, and whether automatic download is on there is unknown."
            " safecheck has no guide for this app; the steps say what you can do."
        )
    return catalog.gettext(_STATES[device.state])
