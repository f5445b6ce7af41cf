"""Remembered audits, and what changed between two, in the published JSON form. Keys are stable, as those of
`audit --format json` are; a key marked optional is left out when there is nothing to say."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from safecheck.model.facts import AddedBy, ChatKind
from safecheck.model.findings import ChatLevel
from safecheck.model.history import AuditRecord, Changes, ChatThen, Reason, StepThen, TelegramMark
from safecheck.model.text import clean

SCHEMA_VERSION = 1


class RecordEntry(msgspec.Struct, frozen=True):
    """One remembered audit. `levels` counts the groups and channels that the account was in; `account` is a
    digest, left out where it is not known."""

    id: str
    finished: datetime
    complete: bool
    groups_and_channels: int
    levels: dict[ChatLevel, int]
    landing: int
    landing_strong: int
    devices: int | None
    steps_to_do: int
    with_names: bool
    account: str | UnsetType = UNSET


class HistoryDocument(msgspec.Struct, frozen=True):
    """All remembered audits, those of one account together, the oldest first."""

    schema_version: int
    audits: tuple[RecordEntry, ...]


class ChatEntry(msgspec.Struct, frozen=True):
    """One chat of a change; `title` is left out where names were not kept."""

    id: str
    kind: ChatKind
    level: ChatLevel
    title: str | UnsetType = UNSET
    title_before: str | UnsetType = UNSET
    level_before: ChatLevel | UnsetType = UNSET
    because: Reason | UnsetType = UNSET
    added_by: AddedBy | UnsetType = UNSET
    joined: date | UnsetType = UNSET
    first_seen: date | UnsetType = UNSET
    marks: tuple[TelegramMark, ...] | UnsetType = UNSET


class SettingEntry(msgspec.Struct, frozen=True):
    """One setting with another value than before."""

    id: str
    before: Any
    after: Any
    state_before: str | None
    state: str | None


class DeviceEntry(msgspec.Struct, frozen=True):
    """One device that came or went."""

    id: str
    client: str
    name: str | UnsetType = UNSET


class PointEntry(msgspec.Struct, frozen=True):
    """One audit of the line through time."""

    day: date
    landing: int
    strong: int


class ChangesDocument(msgspec.Struct, frozen=True):
    """What changed from one audit to a later one. Keys that a reader does not know are to be ignored."""

    schema_version: int
    before: RecordEntry
    after: RecordEntry
    came: tuple[ChatEntry, ...]
    left: tuple[ChatEntry, ...]
    renamed: tuple[ChatEntry, ...]
    levels: tuple[ChatEntry, ...]
    marked: tuple[ChatEntry, ...]
    settings: tuple[SettingEntry, ...]
    devices_came: tuple[DeviceEntry, ...]
    devices_gone: tuple[DeviceEntry, ...]
    devices_known: bool
    steps_done: tuple[StepThen, ...]
    steps_gone: tuple[StepThen, ...]
    steps_new: tuple[StepThen, ...]
    trend: tuple[PointEntry, ...]
    rules_changed: bool
    not_seen: int


def _record(record: AuditRecord) -> RecordEntry:
    levels: tuple[ChatLevel, ...] = ("high", "medium", "low", "none")
    return RecordEntry(
        id=record.id,
        finished=record.finished,
        complete=record.complete,
        groups_and_channels=len(record.present),
        levels={level: record.at_level(level) for level in levels},
        landing=record.landing,
        landing_strong=record.landing_strong,
        devices=None if record.devices is None else len(record.devices),
        steps_to_do=sum(step.state == "to_do" for step in record.steps),
        with_names=record.with_names,
        account=record.account or UNSET,
    )


def history_document(accounts: Iterable[Sequence[AuditRecord]]) -> HistoryDocument:
    """Return the published form of what is remembered, by account."""
    return HistoryDocument(
        SCHEMA_VERSION, tuple(_record(record) for records in accounts for record in records)
    )


def changes_document(changes: Changes) -> ChangesDocument:
    """Return the published form of what changed."""
    return ChangesDocument(
        schema_version=SCHEMA_VERSION,
        before=_record(changes.before),
        after=_record(changes.after),
        came=tuple(_chat(chat) for chat in changes.came),
        left=tuple(_chat(each.chat, first_seen=each.first_seen) for each in changes.left),
        renamed=tuple(
            _chat(each.after, first_seen=each.first_seen, title_before=clean(each.before.name) or UNSET)
            for each in changes.renamed
        ),
        levels=tuple(
            _chat(
                each.after,
                first_seen=each.first_seen,
                level_before=each.before.level,
                because=each.because,
            )
            for each in changes.levels
        ),
        marked=tuple(
            _chat(each.chat, first_seen=each.first_seen, marks=each.marks) for each in changes.marked
        ),
        settings=tuple(
            SettingEntry(
                each.after.id, each.before.value, each.after.value, each.before.state, each.after.state
            )
            for each in changes.settings
        ),
        devices_came=tuple(
            DeviceEntry(each.id, each.client, clean(each.name) or UNSET) for each in changes.devices_came
        ),
        devices_gone=tuple(
            DeviceEntry(each.id, each.client, clean(each.name) or UNSET) for each in changes.devices_gone
        ),
        devices_known=changes.devices_known,
        steps_done=changes.steps_done,
        steps_gone=changes.steps_gone,
        steps_new=changes.steps_new,
        trend=tuple(PointEntry(each.day, each.landing, each.strong) for each in changes.trend),
        rules_changed=changes.rules_changed,
        not_seen=changes.not_seen,
    )


def _chat(chat: ChatThen, **more: Any) -> ChatEntry:
    return ChatEntry(
        id=chat.id,
        kind=chat.kind,
        level=chat.level,
        title=clean(chat.name) or UNSET,
        added_by=chat.added_by or UNSET,
        joined=chat.joined or UNSET,
        **more,
    )
