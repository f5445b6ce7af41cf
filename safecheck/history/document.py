"""An audit that was written with `audit --format json`, as a record to compare with.

The document has names and levels, and not the facts that a rating needs: it can be compared, but not rated
again. Keys that are not needed are passed over, as its schema asks of every reader.
"""

import hashlib
from datetime import datetime
from typing import Literal

import msgspec

from safecheck.history.record import PACK_HASH, name_key
from safecheck.model.errors import BadInputError
from safecheck.model.exposure import COUNTED
from safecheck.model.facts import CLIENTS, ChatKind, SourceKind
from safecheck.model.findings import ChatLevel, DeviceState
from safecheck.model.history import AuditRecord, ChatThen, DeviceThen, PackThen, SettingThen, StepThen
from safecheck.model.plan import StepState
from safecheck.model.text import N_, Lang, clean

MASKED = N_(
    "%(file)s was made to be shared: names and numbers of chats are masked in it, so it cannot be compared. "
    "Write the audits to compare with --format json --share private."
)
NOT_AN_AUDIT = N_(
    "%(file)s is no audit of safecheck that can be compared. Make one with: safecheck audit --format json. "
    "The check says: “%(problem)s”."
)


class _Pack(msgspec.Struct):
    id: str
    version: str
    hash: str


class _Coverage(msgspec.Struct):
    listed: int
    stopped: str | None = None


class _Headline(msgspec.Struct):
    landing: int
    landing_strong: int
    assumed: bool


class _Setting(msgspec.Struct):
    id: str
    scope: str
    status: str
    shown: str
    value: object = None
    state: str | None = None


class _OnDevice(msgspec.Struct):
    media: dict[str, str]


class _Exposure(msgspec.Struct):
    devices: tuple[_OnDevice, ...]
    holds: dict[str, int | bool] | None = None


class _Chat(msgspec.Struct):
    id: str
    title: str
    kind: ChatKind
    level: ChatLevel
    owned: bool = False
    exposure: _Exposure | None = None


class _Device(msgspec.Struct):
    id: str
    client: str
    name: str
    state: DeviceState
    last_active: str | None = None
    unconfirmed: bool | None = None


class _Step(msgspec.Struct):
    id: str
    kind: str
    state: StepState


class _Document(msgspec.Struct):
    schema_version: Literal[1]
    source: SourceKind
    language: Lang
    finished: datetime
    complete: bool
    coverage: _Coverage
    headline: _Headline
    packs: tuple[_Pack, ...]
    settings: tuple[_Setting, ...]
    devices: tuple[_Device, ...]
    chats: tuple[_Chat, ...]
    plan: tuple[_Step, ...]
    share: str = "private"


def record_from_json(text: bytes, file: str, key: bytes) -> AuditRecord:
    """Return the audit in `text`; `file` names it in sentences, and `key` is that of the digests of titles in
    the record that it is compared with. Raises BadInputError if it is no audit."""
    try:
        found = msgspec.json.decode(text, type=_Document)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise BadInputError(NOT_AN_AUDIT, file=file, problem=clean(str(error), 200)) from None
    if found.share != "private":
        raise BadInputError(MASKED, file=file)
    if found.finished.tzinfo is None:
        raise BadInputError(NOT_AN_AUDIT, file=file, problem="finished has no time zone")
    return AuditRecord(
        id=hashlib.blake2b(text, digest_size=4).hexdigest(),
        account="",
        source=found.source,
        lang=found.language,
        finished=found.finished,
        complete=found.complete,
        list_complete=found.coverage.stopped is None,
        version="",
        landing=found.headline.landing,
        landing_strong=found.headline.landing_strong,
        assumed=found.headline.assumed,
        chats=tuple(_chat(chat, key) for chat in found.chats),
        settings=tuple(
            SettingThen(
                id=each.id,
                state=each.state,
                value=each.value,
                shown=clean(each.shown, 300),
                risk=each.status == "risk",
            )
            for each in found.settings
            if each.scope == "account"
        ),
        devices=tuple(_device(device) for device in found.devices if device.last_active is not None) or None,
        steps=tuple(StepThen(step.id, step.kind, step.state) for step in found.plan),
        packs=tuple(PackThen(pack.id, pack.version, pack.hash[:PACK_HASH]) for pack in found.packs),
        with_names=True,
    )


def _chat(chat: _Chat, key: bytes) -> ChatThen:
    devices = chat.exposure.devices if chat.exposure is not None else ()
    landing = {medium for device in devices for medium, lands in device.media.items() if lands == "yes"}
    holds = (chat.exposure.holds if chat.exposure is not None else None) or {}
    known = [int(holds[medium]) for medium in COUNTED if medium in landing and medium in holds]
    return ChatThen(
        id=chat.id,
        kind=chat.kind,
        level=chat.level,
        name_key=name_key(chat.title, key),
        name=clean(chat.title),
        landing_devices=sum("yes" in device.media.values() for device in devices),
        landing_count=sum(known) if known else None,
        owned=chat.owned,
    )


def _device(device: _Device) -> DeviceThen:
    client = device.client if device.client in CLIENTS else "unknown"
    named = {"id": device.id, "client": client, "state": device.state, "name": clean(device.name)}
    return msgspec.convert({**named, "unconfirmed": bool(device.unconfirmed)}, DeviceThen)
