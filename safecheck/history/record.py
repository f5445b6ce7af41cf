"""What is kept of one audit."""

import hashlib
from collections.abc import Mapping

import msgspec

from safecheck import __version__
from safecheck.model.exposure import ChatExposure
from safecheck.model.facts import AuditFacts, Chat, DeviceList
from safecheck.model.findings import ChatRating, DeviceJudgement, SettingJudgement
from safecheck.model.history import (
    AuditRecord,
    ChatThen,
    DeviceThen,
    PackThen,
    SettingThen,
    StepThen,
    TelegramMark,
)
from safecheck.model.result import AuditResult
from safecheck.model.text import UntrustedText, clean

# What changes by itself from one day to the next, or by what the user does in the app: no reason for a level
# that would have to be said apart.
_CHANGES_BY_ITSELF = frozenset(
    {
        "members", "joined", "archived", "muted", "pinned", "unread", "never_read", "last_activity",
        "newest_message", "probed", "contacts", "bots", "media", "gone",
    }
)  # fmt: skip

PACK_HASH = 12  # hex digits; enough to tell two versions apart


def account_key(facts: AuditFacts) -> str:
    """Return a stable digest for the account, "" where it is not known whose it is. Practice accounts never
    have that of a real one."""
    if not facts.account_id:
        return ""
    named = f"{facts.source}:{facts.source_name}:{facts.account_id}"
    return hashlib.blake2b(named.encode("utf-8", "replace"), digest_size=6).hexdigest()


def name_key(title: UntrustedText | str, key: bytes) -> str:
    """Return the digest of a title as it would be shown; who has the `key` can try titles out."""
    return _digest(clean(title), key)


def record_of(result: AuditResult, account: str, key: bytes, *, with_names: bool) -> AuditRecord:
    """Return what is kept of an audit of `account`. `key` is that of the digests of titles; `with_names`
    keeps the names and the facts of chats too."""
    facts = result.facts
    exposures = {exposure.chat_id: exposure for exposure in result.exposures}
    chats = {chat.id: chat for chat in facts.chat_list.chats}
    moment = facts.finished.isoformat()
    return AuditRecord(
        id=hashlib.blake2b(f"{account}:{moment}".encode(), digest_size=4).hexdigest(),
        account=account,
        source=facts.source,
        lang=result.lang,
        finished=facts.finished,
        complete=facts.complete,
        list_complete=facts.chat_list.complete,
        version=__version__,
        landing=result.headline.landing,
        landing_strong=result.headline.landing_strong,
        assumed=result.headline.assumed,
        chats=tuple(
            _chat(chats[rating.chat_id], rating, exposures, key, with_names=with_names)
            for rating in result.ratings
        ),
        settings=tuple(_setting(setting) for setting in result.settings if setting.scope == "account"),
        devices=_devices(result, with_names=with_names),
        steps=tuple(StepThen(step.id, step.kind, step.state) for step in result.plan.steps),
        packs=tuple(PackThen(pack.id, pack.version, pack.hash[:PACK_HASH]) for pack in result.packs),
        with_names=with_names,
    )


def _chat(
    chat: Chat, rating: ChatRating, exposures: Mapping[str, ChatExposure], key: bytes, *, with_names: bool
) -> ChatThen:
    exposure = exposures[chat.id]
    return ChatThen(
        id=chat.id,
        kind=chat.kind,
        level=rating.level,
        name_key=name_key(chat.title, key),
        facts_key=_facts_key(chat, key),
        landing_devices=sum(bool(device.lands) for device in exposure.devices),
        landing_count=exposure.landing_count,
        joined=chat.joined.date() if chat.joined is not None else None,
        added_by=chat.added_by,
        members=chat.members,
        marks=_marks(chat),
        probed=chat.probed,
        owned=chat.owned,
        gone=chat.gone,
        name=clean(chat.title) if with_names else "",
        facts=chat if with_names else None,
    )


def _marks(chat: Chat) -> tuple[TelegramMark, ...]:
    there: dict[TelegramMark, bool] = {
        "scam": chat.scam,
        "fake": chat.fake,
        "restricted": bool(chat.restrictions),
    }
    return tuple(mark for mark, is_there in there.items() if is_there)


def _facts_key(chat: Chat, key: bytes) -> str:
    plain = msgspec.to_builtins(chat)
    lasting = {name: value for name, value in plain.items() if name not in _CHANGES_BY_ITSELF}
    return _digest(repr(lasting), key)


def _setting(setting: SettingJudgement) -> SettingThen:
    return SettingThen(
        id=setting.id,
        state=setting.state,
        value=msgspec.json.decode(msgspec.json.encode(setting.value)),  # as it will be read again
        shown=setting.shown,
        risk=setting.status == "risk",
    )


def _devices(result: AuditResult, *, with_names: bool) -> tuple[DeviceThen, ...] | None:
    if not isinstance(result.facts.devices.value, DeviceList):
        return None
    return tuple(_device(device, with_names=with_names) for device in result.devices if not device.here)


def _device(device: DeviceJudgement, *, with_names: bool) -> DeviceThen:
    return msgspec.convert(
        {
            "id": device.id,
            "client": device.client,
            "system": device.system,
            "state": device.state,
            "unconfirmed": device.unconfirmed,
            "name": clean(device.name) if with_names else "",
        },
        DeviceThen,
    )


def _digest(text: str, key: bytes) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), key=key, digest_size=8).hexdigest()
