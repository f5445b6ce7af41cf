"""What lands without a tap, device by device, in words; how we know is always said (G8)."""

from collections.abc import Sequence
from typing import Literal

from safecheck.i18n.catalog import Catalog
from safecheck.model.facts import Unknown
from safecheck.model.findings import DeviceJudgement, DeviceState, Landing, Lands
from safecheck.model.result import AuditResult
from safecheck.model.text import N_, clean
from safecheck.report.findings import write_findings
from safecheck.report.layout import DETAIL, Page
from safecheck.report.wording import CLIENT_NAMES, without_stop

Media = Literal["photo", "video", "file"]

_STATES: dict[DeviceState, str] = {
    "default_assumed": N_("We cannot look into this device. If you never changed its switches, then:"),
    "told": N_("You told us how its switches stand. So:"),
    "read": N_("Its switches were read from this computer. So:"),
    "unknown": N_(
        "We cannot look into this device, and how its switches stand is unknown."
        " The command safecheck switches shows where to look."
    ),
}

_LANDS: dict[tuple[Media, Lands], str] = {
    ("photo", "yes"): N_("Photos land without a tap from: %(chats)s."),
    ("photo", "on_view"): N_("Photos land as soon as you see them in: %(chats)s."),
    ("photo", "no"): N_("Photos do not land by themselves from: %(chats)s."),
    ("photo", "unknown"): N_("Whether photos land by themselves is unknown for: %(chats)s."),
    ("video", "yes"): N_("Videos land without a tap from: %(chats)s."),
    ("video", "on_view"): N_("Videos land as soon as you see them in: %(chats)s."),
    ("video", "no"): N_("Videos do not land by themselves from: %(chats)s."),
    ("video", "unknown"): N_("Whether videos land by themselves is unknown for: %(chats)s."),
    ("file", "yes"): N_("Files land without a tap from: %(chats)s."),
    ("file", "on_view"): N_("Files land as soon as you see them in: %(chats)s."),
    ("file", "no"): N_("Files do not land by themselves from: %(chats)s."),
    ("file", "unknown"): N_("Whether files land by themselves is unknown for: %(chats)s."),
}

_ALL_ALIKE: dict[Lands, str] = {
    "yes": N_("Photos, videos and files land without a tap from every kind of chat."),
    "on_view": N_("Photos, videos and files land as soon as you see them, in every kind of chat."),
    "no": N_("No photos, videos or files land by themselves."),
    "unknown": N_("What lands by itself is unknown."),
}

_KIND_NAMES = {
    "private": N_("private chats"),
    "group": N_("basic groups"),
    "supergroup": N_("supergroups"),
    "channel": N_("channels"),
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
        about_it = (
            finding
            for finding in result.findings
            if finding.subject.kind == "device" and finding.subject.id == device.id
        )
        write_findings(page, about_it, catalog, DETAIL)
    if any(_groups_differ(device.lands) for device in result.devices):
        page.gap()
        page.say(
            catalog.gettext(
                "Telegram knows two kinds of group. A basic group has at most 200 members and no public"
                " link; every other group is a supergroup."
            )
        )


def _write_device(page: Page, device: DeviceJudgement, catalog: Catalog) -> None:
    app = catalog.gettext(CLIENT_NAMES.get(device.client, CLIENT_NAMES["unknown"]))
    name = clean(device.name) or catalog.gettext("(no visible name)")
    page.say(
        catalog.gettext("%(name)s, %(app)s, last used %(day)s.")
        % {"name": name, "app": app, "day": device.last_active}
    )
    page.say(catalog.gettext(_STATES[device.state]), DETAIL)
    if device.state != "unknown":
        for line in lands_lines(device.lands, catalog):
            page.say(line, 2 * DETAIL)


def lands_lines(lands: Sequence[Landing], catalog: Catalog) -> list[str]:
    """Return what lands on one device, a sentence for each kind of media and each answer."""
    answers = {landing.lands for landing in lands}
    if not answers:
        return [catalog.gettext(_ALL_ALIKE["unknown"])]
    if len(answers) == 1:
        return [catalog.gettext(_ALL_ALIKE[answers.pop()])]
    lines = []
    for (media, answer), sentence in _LANDS.items():
        kinds = [entry.chat_kind for entry in lands if (entry.media, entry.lands) == (media, answer)]
        if kinds:
            lines.append(catalog.gettext(sentence) % {"chats": _kinds(kinds, catalog)})
    return lines


def _kinds(kinds: Sequence[str], catalog: Catalog) -> str:
    """Name kinds of chat; the two kinds of group are one word where they are answered alike."""
    if set(kinds) == set(_KIND_NAMES):
        return catalog.gettext("every kind of chat")
    names: list[str] = []
    for kind, name in _KIND_NAMES.items():
        if kind not in kinds or (kind == "supergroup" and "group" in kinds):
            continue
        both = kind == "group" and "supergroup" in kinds
        names.append(catalog.gettext("groups") if both else catalog.gettext(name))
    return ", ".join(names)


def _groups_differ(lands: Sequence[Landing]) -> bool:
    answers = {(entry.chat_kind, entry.media): entry.lands for entry in lands}
    media: tuple[Media, ...] = ("photo", "video", "file")
    return any(answers.get(("group", kind)) != answers.get(("supergroup", kind)) for kind in media)
