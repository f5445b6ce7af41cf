"""What to say about devices, from what the download model answered for them."""

from collections.abc import Set
from datetime import datetime

from safecheck.model.clients import SAFECHECK_NAME
from safecheck.model.facts import ChatKind, Leftover
from safecheck.model.findings import DeviceJudgement, Finding, Level, Subject
from safecheck.model.spoken import day_in_words
from safecheck.model.text import Lang, clean
from safecheck.packs.devices_pack import DeviceCase, DeviceRule, DevicesPack
from safecheck.packs.rule_pack import fill

_DOWNLOADS: dict[str, DeviceCase] = {
    "default_assumed": "downloads_assumed",
    "told": "downloads_told",
    "read": "downloads_read",
}


def device_findings(
    devices: tuple[DeviceJudgement, ...],
    high_kinds: Set[ChatKind],
    pack: DevicesPack,
    lang: Lang,
    now: datetime,
) -> tuple[Finding, ...]:
    """Return what stands out per device, in the order of the devices. `now` has a time zone.

    `high_kinds` are the kinds of chat of which at least one stands out strongly: a device weighs more only if
    media from such a kind land on it. Only the model's *yes* counts as landing (G8). Where it knows nothing
    of a device, that is said.
    """
    return tuple(
        _finding(device, pack.rule(case), high_kinds, pack, lang)
        for device in devices
        for case in _cases(device, pack, now)
    )


def leftover_findings(leftovers: tuple[Leftover, ...], pack: DevicesPack, lang: Lang) -> tuple[Finding, ...]:
    """Return one finding about all sign-ins that safecheck left behind, none if there are none."""
    if not leftovers:
        return ()
    rule = pack.rule("leftover")
    days = [day_in_words(leftover.last_active.date(), lang) for leftover in leftovers]
    return (
        Finding(
            id=rule.finding.id,
            rule=rule.finding.id,
            level=rule.finding.level,
            confidence=rule.finding.confidence,
            subject=Subject("account", "account"),
            title=rule.finding.title.of(lang),
            evidence=tuple(
                fill(line.of(lang), {"name": SAFECHECK_NAME, "last_active": day})
                for day in days
                for line in rule.evidence
            ),
            why=rule.finding.why.of(lang),
            innocent_reading=rule.finding.innocent.of(lang),
            limits=rule.finding.limits.of(lang),
            recommend=rule.finding.recommend,
        ),
    )


def _cases(device: DeviceJudgement, pack: DevicesPack, now: datetime) -> list[DeviceCase]:
    cases: list[DeviceCase] = []
    if _landing(device) and device.state in _DOWNLOADS:
        cases.append(_DOWNLOADS[device.state])
    if device.state == "unknown" or all(each.lands == "unknown" for each in device.lands):
        cases.append("unknown")
    if not device.official:
        cases.append("unofficial")
    last_active = _last_active(device)
    if last_active is not None and (now - last_active).days >= pack.stale_days:
        cases.append("stale")
    if device.unconfirmed:
        cases.append("unconfirmed")
    return cases


def _last_active(device: DeviceJudgement) -> datetime | None:
    return datetime.fromisoformat(device.last_active) if device.last_active else None


def _landing(device: DeviceJudgement) -> tuple[str, ...]:
    """Return the kinds of media that land from groups or channels without a tap."""
    landing = {each.media for each in device.lands if each.lands == "yes" and each.chat_kind != "private"}
    return tuple(media for media in ("photo", "video", "file") if media in landing)


def _finding(
    device: DeviceJudgement, rule: DeviceRule, high_kinds: Set[ChatKind], pack: DevicesPack, lang: Lang
) -> Finding:
    last_active = _last_active(device)
    values = {
        "name": clean(device.name) or pack.nameless.of(lang),
        "last_active": day_in_words(last_active.date(), lang) if last_active else "",
    }
    evidence = [fill(line.of(lang), values) for line in rule.evidence]
    if rule.case in _DOWNLOADS.values():
        words = {"photo": pack.lands.photo, "video": pack.lands.video, "file": pack.lands.file}
        evidence += [words[media].of(lang) for media in _landing(device)]
    reached = any(each.lands == "yes" and each.chat_kind in high_kinds for each in device.lands)
    level: Level = "high" if rule.raised_by_high_chat and reached else rule.finding.level
    return Finding(
        id=f"{rule.finding.id}:{device.id}",
        rule=rule.finding.id,
        level=level,
        confidence=rule.finding.confidence,
        subject=Subject("device", device.id),
        title=fill(rule.finding.title.of(lang), values),
        evidence=tuple(evidence),
        why=rule.finding.why.of(lang),
        innocent_reading=rule.finding.innocent.of(lang),
        limits=rule.finding.limits.of(lang),
        recommend=rule.finding.recommend,
    )
