"""Judge the account's settings. What could not be read is unknown, never OK."""

import math
from collections.abc import Callable, Collection
from typing import TypeVar

import msgspec

from safecheck.model.facts import (
    AccountSettings,
    AppConfig,
    Audience,
    AutoDownloadTemplate,
    Count,
    Fact,
    Folders,
    GalleryRule,
    Newcomers,
    Notifications,
    SaveToGallery,
    SensitiveContent,
    TwoStep,
    Unknown,
)
from safecheck.model.findings import Finding, SettingJudgement, Subject
from safecheck.model.sizes import size_in_words
from safecheck.model.text import Lang
from safecheck.packs.header import FindingRule
from safecheck.packs.rule_pack import fill
from safecheck.packs.settings_pack import SettingRule, SettingsPack

_DAY = 86_400
_CONFIRM_SECONDS = 7 * _DAY  # what apps take where Telegram says nothing


class _Reading(msgspec.Struct, frozen=True):
    """One setting as read: what was seen (None if it could not be read) and its value as plain JSON."""

    id: str
    source: str
    read_at: str
    seen: "_Seen | None"
    value: object = None
    reason: Unknown | None = None


def judge_settings(settings: AccountSettings, pack: SettingsPack, lang: Lang) -> tuple[SettingJudgement, ...]:
    """Return one judgement per setting, in the order of the pack.

    `reason` of an unknown one is what the fact gave: the face says it in a language.
    """
    readings = {reading.id: reading for reading in _readings(settings)}
    judged = []
    for rule in pack.settings:
        reading = readings[rule.id]
        state = rule.states[reading.seen.state] if reading.seen else None
        judged.append(
            SettingJudgement(
                id=rule.id,
                name=rule.name.of(lang),
                value=reading.value,
                shown=_shown(reading.seen, rule, pack, lang) if reading.seen else pack.unknown.of(lang),
                status=state.status if state else "unknown",
                reason=reading.reason,
                obeyed_by=rule.obeyed_by,
                reach=rule.reach.of(lang),
                source=reading.source,
                read_at=reading.read_at,
                state=reading.seen.state if reading.seen else None,
                ignored_by=rule.ignored_by,
                sure=rule.sure,
                group=rule.group,
                advice=state.advice.of(lang) if state and state.advice else "",
            )
        )
    return tuple(judged)


def _shown(seen: "_Seen", rule: SettingRule, pack: SettingsPack, lang: Lang) -> str:
    values = {name: str(count) for name, count in seen.counts.items()}
    for name, size in seen.sizes.items():
        some = {"size": size_in_words(size, lang)}
        values[name] = fill(pack.some_size.of(lang), some) if size else pack.no_size.of(lang)
    shown = fill(rule.states[seen.state].shown.of(lang), values)
    if rule.besides is None or not any(seen.counts.values()):
        return shown
    return fill(rule.besides.of(lang), {**values, "shown": shown})


def setting_findings(
    judgements: tuple[SettingJudgement, ...], clients: Collection[str], pack: SettingsPack, lang: Lang
) -> tuple[Finding, ...]:
    """Return what follows from the settings; settings that give the same finding share one.

    `clients` are those of the devices that are signed in: some settings matter only to some of them.
    One finding stands for all that could not be read; of what was not to be read there is none.
    """
    by_id = {rule.id: rule for rule in (*pack.findings, pack.unreadable)}
    groups: dict[str, list[SettingJudgement]] = {}
    for judgement in judgements:
        if judgement.reason is not None and judgement.reason.on_purpose:
            continue
        if judgement.state is None:
            finding: str | None = pack.unreadable.id
        else:
            finding = pack.setting(judgement.id).states[judgement.state].finding
        if finding is not None:
            groups.setdefault(finding, []).append(judgement)
    return tuple(_finding(by_id[id], judged, clients, pack, lang) for id, judged in groups.items())


def _finding(
    rule: FindingRule,
    judged: list[SettingJudgement],
    clients: Collection[str],
    pack: SettingsPack,
    lang: Lang,
) -> Finding:
    line = pack.evidence.of(lang)
    matters = any(_reaches(pack.setting(each.id), clients) for each in judged)
    return Finding(
        id=rule.id,
        rule=rule.id,
        level=rule.level if matters else "info",
        confidence=rule.confidence,
        subject=Subject("setting", judged[0].id),
        title=rule.title.of(lang),
        evidence=tuple(fill(line, {"name": each.name, "shown": each.shown}) for each in judged),
        why=rule.why.of(lang),
        innocent_reading=rule.innocent.of(lang),
        limits=rule.limits.of(lang),
        recommend=rule.recommend,
    )


def _reaches(setting: SettingRule, clients: Collection[str]) -> bool:
    return not setting.needs_app or any(client in setting.obeyed_by for client in clients)


def _readings(settings: AccountSettings) -> list[_Reading]:
    templates, gallery, config = settings.auto_download, settings.save_to_gallery, settings.app_config.value
    # Apps offer it only where Telegram says so; without an answer that stays open.
    offered = None if isinstance(config, Unknown) else bool(config.newcomers_offered)
    return [
        _read("account.auto_download.low", templates, lambda value: _template(value.low)),
        _read("account.auto_download.medium", templates, lambda value: _template(value.medium)),
        _read("account.auto_download.high", templates, lambda value: _template(value.high)),
        _read("account.save_to_gallery.private", gallery, lambda value: _gallery(value, value.private)),
        _read("account.save_to_gallery.groups", gallery, lambda value: _gallery(value, value.groups)),
        _read("account.save_to_gallery.channels", gallery, lambda value: _gallery(value, value.channels)),
        _read("account.sensitive_content", settings.sensitive_content, _sensitive),
        _read("account.who_can_add_me", settings.who_can_add_me, _audience),
        _read("account.who_finds_me", settings.who_finds_me, _audience),
        _read("account.phone_number", settings.phone_number, _audience),
        _read("account.voice_messages", settings.voice_messages, _audience),
        _read("account.calls", settings.calls, _audience),
        _read("account.newcomers", settings.newcomers, lambda value: _newcomers(value, offered)),
        _read("account.two_step", settings.two_step, _two_step),
        _read("account.folders", settings.folders, _folders),
        _read("account.notifications.private", settings.notifications_private, _notifications),
        _read("account.notifications.groups", settings.notifications_groups, _notifications),
        _read("account.notifications.channels", settings.notifications_channels, _notifications),
        _read("account.web_logins", settings.web_logins, _count),
        _read("account.connected_bots", settings.connected_bots, _count),
        _read("account.passkeys", settings.passkeys, _count),
        _read("account.app_config", settings.app_config, _app_config),
    ]


T = TypeVar("T")


class _Seen(msgspec.Struct, frozen=True):
    """What one setting hands on: its state, its value, and the numbers that its words may name in braces."""

    state: str
    value: msgspec.Struct
    counts: dict[str, int] = {}
    sizes: dict[str, int] = {}


def _read(id: str, fact: Fact[T], look: Callable[[T], _Seen]) -> _Reading:
    read_at = fact.read_at.isoformat()
    if isinstance(fact.value, Unknown):
        return _Reading(id, fact.source, read_at, None, reason=fact.value)
    seen = look(fact.value)
    plain = msgspec.to_builtins(seen.value)
    plain.pop("type", None)  # the tag that tells facts apart
    return _Reading(id, fact.source, read_at, seen, plain)


def _template(template: AutoDownloadTemplate) -> _Seen:
    sizes = {
        "photos": template.photo_size_max,
        "videos": template.video_size_max,
        "files": template.file_size_max,
    }
    # Android writes "disabled" and leaves the sizes; iPhones look at the sizes only.
    state = "off" if template.is_off else "switched_off" if template.disabled else "on"
    return _Seen(state, template, sizes=sizes)


def _gallery(saved: SaveToGallery, rule: GalleryRule) -> _Seen:
    state = {(False, False): "off", (True, False): "photos", (False, True): "videos", (True, True): "both"}
    return _Seen(state[rule.photos, rule.videos], rule, {"exceptions": saved.exceptions})


def _sensitive(content: SensitiveContent) -> _Seen:
    if not content.shown:
        return _Seen("covered", content)
    return _Seen("shown" if content.can_change else "shown_fixed", content)


def _audience(audience: Audience) -> _Seen:
    counts = {"allowed": audience.always_allowed, "refused": audience.never_allowed}
    return _Seen(audience.who, audience, counts)


def _newcomers(newcomers: Newcomers, offered: bool | None) -> _Seen:
    if newcomers.archive_and_mute:
        return _Seen("archived", newcomers)
    return _Seen("not_offered" if offered is False else "not_archived", newcomers)


def _notifications(notifications: Notifications) -> _Seen:
    return _Seen("muted" if notifications.muted else "on", notifications)


def _count(count: Count) -> _Seen:
    return _Seen("some" if count.count else "none", count, {"count": count.count})


def _app_config(config: AppConfig) -> _Seen:
    state = "offered" if config.newcomers_offered else "not_offered"
    seconds = _CONFIRM_SECONDS if config.confirm_seconds is None else config.confirm_seconds
    days = {"days": math.ceil(seconds / _DAY)}
    return _Seen(f"{state}_age_check" if config.age_check else state, config, days)


def _two_step(two_step: TwoStep) -> _Seen:
    return _Seen("on" if two_step.on else "off", two_step)


def _folders(folders: Folders) -> _Seen:
    state = "shared" if folders.shared else "own" if folders.count else "none"
    return _Seen(state, folders, {"count": folders.count, "shared": folders.shared})
