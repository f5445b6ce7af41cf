"""What changed from one remembered audit to a later one."""

from collections.abc import Iterable, Sequence
from datetime import date

from safecheck.model.history import (
    AuditRecord,
    Changes,
    ChatThen,
    DeviceThen,
    LeftChat,
    LevelChange,
    NewMark,
    Point,
    Reason,
    Renamed,
    SettingChange,
    StepThen,
)

_OPEN = ("to_do", "later")
_DONE = ("done", "said_done")
_RANK = {"none": 0, "low": 1, "medium": 2, "high": 3}
# The packs that do not rate chats, by how their names begin; all others do, those of the user's own too.
_NO_RULES = (
    "settings",
    "devices",
    "computer",
    "downloads-",
    "download-words",
    "guide-",
    "steps",
    "profiles",
    "help-",
)


def compare(before: AuditRecord, after: AuditRecord, remembered: Sequence[AuditRecord] = ()) -> Changes:
    """Return what changed from `before` to `after`, two audits of one account.

    `remembered` are the audits of that account in order of time: those between the two make the line through
    time, and the first that had a chat says since when it is known. Lists are ordered by level, the
    strongest first.
    """
    then, now = {chat.id: chat for chat in before.present}, {chat.id: chat for chat in after.present}
    seen = _first_seen((*remembered, before, after))
    both = [(then[id], chat) for id, chat in now.items() if id in then]
    missing = [chat for id, chat in then.items() if id not in now]
    gone = {chat.id for chat in after.chats if chat.gone}
    left = [chat for chat in missing if after.list_complete or chat.id in gone]
    rules_changed = _rules(before) != _rules(after)
    old, new = before.devices, after.devices
    return Changes(
        before=before,
        after=after,
        came=tuple(
            chat for chat in _strongest_first(now.values()) if chat.id not in then and _is_new(chat, before)
        ),
        left=tuple(LeftChat(chat, seen[chat.id]) for chat in _strongest_first(left)),
        renamed=tuple(
            Renamed(was, chat, seen[chat.id]) for was, chat in both if was.name_key != chat.name_key
        ),
        levels=tuple(
            LevelChange(was, chat, _because(was, chat, rules_changed=rules_changed), seen[chat.id])
            for was, chat in sorted(both, key=lambda pair: -_RANK[pair[1].level])
            if was.level != chat.level
        ),
        marked=tuple(
            NewMark(chat, marks, seen[chat.id])
            for was, chat in both
            if (marks := tuple(mark for mark in chat.marks if mark not in was.marks))
        ),
        settings=_settings(before, after),
        devices_came=_others(new, old),
        devices_gone=_others(old, new),
        devices_known=old is not None and new is not None,
        steps_done=_done(before, after),
        steps_gone=_without(before.steps, after.steps),
        steps_new=_without(after.steps, before.steps),
        trend=_trend(before, after, remembered),
        rules_changed=rules_changed,
        not_seen=len(missing) - len(left),
        landing_count=_held(both),
    )


def _first_seen(records: Sequence[AuditRecord]) -> dict[str, date]:
    seen: dict[str, date] = {}
    for record in records:
        for chat in record.chats:
            if chat.id not in seen or record.day < seen[chat.id]:
                seen[chat.id] = record.day
    return seen


def _is_new(chat: ChatThen, before: AuditRecord) -> bool:
    """Whether a chat that the earlier list lacks came since; an incomplete list may only have missed it."""
    return before.list_complete or (chat.joined is not None and chat.joined > before.day)


def _strongest_first(chats: Iterable[ChatThen]) -> list[ChatThen]:
    return sorted(chats, key=lambda chat: -_RANK[chat.level])


def _rules(record: AuditRecord) -> set[str]:
    return {pack.hash for pack in record.packs if not pack.id.startswith(_NO_RULES)}


def _because(was: ChatThen, chat: ChatThen, *, rules_changed: bool) -> Reason:
    facts_changed = "" in (was.facts_key, chat.facts_key) or was.facts_key != chat.facts_key
    if rules_changed:
        return "rules_or_facts" if facts_changed else "rules"
    if (was.name_key, was.marks) != (chat.name_key, chat.marks):
        return "facts"
    if was.probed != chat.probed:
        return "closer_look"
    return "facts" if facts_changed else "numbers"


def _settings(before: AuditRecord, after: AuditRecord) -> tuple[SettingChange, ...]:
    then = {setting.id: setting for setting in before.settings if setting.state is not None}
    return tuple(
        SettingChange(then[setting.id], setting)
        for setting in after.settings
        if setting.state is not None
        and setting.id in then
        and (then[setting.id].state, then[setting.id].value) != (setting.state, setting.value)
    )


def _others(
    these: tuple[DeviceThen, ...] | None, those: tuple[DeviceThen, ...] | None
) -> tuple[DeviceThen, ...]:
    if these is None or those is None:
        return ()
    known = {device.id for device in those}
    return tuple(device for device in these if device.id not in known)


def _done(before: AuditRecord, after: AuditRecord) -> tuple[StepThen, ...]:
    open_then = {step.id for step in before.steps if step.state in _OPEN}
    return tuple(step for step in after.steps if step.id in open_then and step.state in _DONE)


def _without(these: tuple[StepThen, ...], those: tuple[StepThen, ...]) -> tuple[StepThen, ...]:
    """Return the steps to be done among `these` that are not among `those` at all."""
    known = {step.id for step in those}
    return tuple(step for step in these if step.state in _OPEN and step.id not in known)


def _trend(before: AuditRecord, after: AuditRecord, remembered: Sequence[AuditRecord]) -> tuple[Point, ...]:
    between = [each for each in remembered if before.finished < each.finished < after.finished]
    return tuple(point(record) for record in (before, *between, after))


def point(record: AuditRecord) -> Point:
    """Return one audit as a point in a line through time."""
    return Point(record.day, record.landing, record.at_level("high"))


def _held(both: Sequence[tuple[ChatThen, ChatThen]]) -> tuple[int, int] | None:
    known = [
        (was.landing_count, chat.landing_count)
        for was, chat in both
        if was.landing_count is not None and chat.landing_count is not None
    ]
    return (sum(was for was, _ in known), sum(now for _, now in known)) if known else None
