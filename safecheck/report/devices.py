"""What lands without a tap, device by device, in words; how we know is always said (G8)."""

from datetime import datetime

from safecheck.i18n.catalog import Catalog
from safecheck.model.facts import Unknown
from safecheck.model.findings import DeviceJudgement, DeviceState
from safecheck.model.result import AuditResult
from safecheck.model.text import N_, clean
from safecheck.report.findings import write_findings
from safecheck.report.landing import groups_differ, lands_lines
from safecheck.report.layout import DETAIL, Page
from safecheck.report.wording import CLIENT_NAMES, without_stop

_STATES: dict[DeviceState, str] = {
    "default_assumed": N_("We cannot look into this device. If you never changed its switches, then:"),
    "told": N_("You told us how its switches stand. So:"),
    "read": N_("Its switches were read from this computer. So:"),
    "unknown": N_(
        "We cannot look into this device, and how its switches stand is unknown."
        " The command safecheck switches shows where to look."
    ),
}


def write_devices(page: Page, result: AuditResult, catalog: Catalog) -> None:
    """Write the block about devices."""
    page.heading(catalog.gettext("What lands on your devices without a tap"))
    value = result.facts.devices.value
    if isinstance(value, Unknown):
        page.say(
            catalog.gettext("Which devices use this account is unknown, because %(reason)s.")
            % {"reason": without_stop(catalog.gettext(value.reason))},
            DETAIL,
        )
        return
    if not result.devices:
        page.say(catalog.gettext("Telegram names no device that uses this account."), DETAIL)
    for device in result.devices:
        page.gap()
        _write_device(page, device, catalog)
    if any(groups_differ(device.lands) for device in result.devices):
        page.gap()
        page.say(
            catalog.gettext(
                "Telegram knows two kinds of group. A basic group has at most 200 members and no public"
                " link; every other group is a supergroup."
            )
        )
    about_devices = (finding for finding in result.findings if finding.subject.kind == "device")
    write_findings(page, about_devices, catalog)


def _write_device(page: Page, device: DeviceJudgement, catalog: Catalog) -> None:
    app = catalog.gettext(CLIENT_NAMES.get(device.client, CLIENT_NAMES["unknown"]))
    name = clean(device.name) or catalog.gettext("(no visible name)")
    page.say(
        catalog.gettext("%(name)s, %(app)s, last used %(day)s.")
        % {"name": name, "app": app, "day": datetime.fromisoformat(device.last_active).date()}
    )
    page.say(catalog.gettext(_STATES[device.state]), DETAIL)
    if device.state != "unknown":
        for line in lands_lines(device.lands, catalog):
            page.say(line, 2 * DETAIL)
