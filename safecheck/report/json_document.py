"""The published JSON form of an audit, its schema, and the way strangers' text gets into it.

Keys are stable: more may be added, none is renamed or removed within one `schema_version`. A reader must
ignore keys that it does not know, and the schema therefore allows them. A key marked optional is left out
when there is nothing to say; it is never null. Categories and the risk figure exist here only (G7).
"""

from collections import Counter
from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from safecheck import __version__
from safecheck.i18n import catalog as catalogs
from safecheck.i18n.catalog import Catalog
from safecheck.model.export import ChatType, Export
from safecheck.model.facts import AuditFacts, ChatKind, RequestCount, SourceKind
from safecheck.model.findings import (
    ChatLevel,
    Confidence,
    Finding,
    Lands,
    SettingGroup,
    SettingJudgement,
    SettingStatus,
    Signal,
    Strength,
)
from safecheck.model.marks import Mark
from safecheck.model.plan import StepState
from safecheck.model.probing import Depth
from safecheck.model.result import AuditResult, PackInfo, RuleChange, Share
from safecheck.model.text import Lang, clean
from safecheck.report.computer import unread_reasons
from safecheck.report.headline import headline
from safecheck.report.json_computer import InstallationEntry, installation_entries
from safecheck.report.json_devices import DeviceEntry, device_entry
from safecheck.report.json_exposure import ExposureEntry, exposure_entry
from safecheck.report.json_steps import StepEntry, step_entries
from safecheck.report.json_text import inert_json
from safecheck.report.landing_table import strongest

SCHEMA_VERSION = 1
SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"
NOT_SEEN = ("messages", "media", "private_chats", "secret_chats", "other_accounts", "device_switches")
NOT_SEEN_HERE = (
    "account",
    "chats",
    "messages",
    "media",
    "other_devices",
)  # where this computer alone was read

NOT_SEEN_IN_EXPORT = (
    *NOT_SEEN,
    "account_settings",
    "telegram_marks",
    "hidden_members",
    "chat_sizes",
    "public_names",
)

Risk = Annotated[int, Meta(ge=0, le=100)]


class ProgramEntry(msgspec.Struct, frozen=True):
    """The program that made the document."""

    name: str
    version: str


class ExportEntry(msgspec.Struct, frozen=True):
    """An export of Telegram Desktop: of a whole account or of one chat. `types` are those of the groups and
    channels in it; a type that is missing may not have been ticked. `newest` is the latest moment that it
    names, left out if it names none; `passed_over` counts entries that could not be understood;
    `media_beside` says whether folders for pictures and other files lie beside it, which are never looked
    into."""

    scope: Literal["account", "chat"]
    types: tuple[ChatType, ...]
    passed_over: int
    media_beside: bool
    newest: datetime | UnsetType = UNSET


class CoverageEntry(msgspec.Struct, frozen=True):
    """What was looked at. `listed` of `total` chats, private ones included; `total` is left out if unknown.

    `depth` is how far single chats were looked at: `probed` of them were asked about, of `worth_probing` that
    were worth it (left out if nobody looked). `not_seen` names what an audit of this `source` never sees;
    `stopped` says why not all was read, and `unread` why something on this computer could not be read that
    decides what lands. `export` is there where an export was read.
    """

    complete: bool
    listed: int
    groups_and_channels: int
    private_chats: int
    bots: int
    not_seen: tuple[str, ...]
    total: int | UnsetType = UNSET
    stopped: str | UnsetType = UNSET
    unread: tuple[str, ...] | UnsetType = UNSET
    depth: Depth = "quick"
    probed: int = 0
    worth_probing: int | UnsetType = UNSET
    export: ExportEntry | UnsetType = UNSET


class HeadlineEntry(msgspec.Struct, frozen=True):
    """The first sentence and its numbers: groups and channels from which photos land without a tap.

    `on_view` counts those others from which photos land once they are on a screen. `assumed`: this rests on
    untouched defaults; `told`: on what the user said; neither: it was read. Without groups or channels both
    are about private chats. `unknown_devices`: nothing can be said of these.
    """

    text: str
    landing: int
    landing_strong: int
    assumed: bool
    unknown_devices: int
    on_view: int = 0
    told: bool = False


class SettingEntry(msgspec.Struct, frozen=True):
    """One setting: `state` is its value in one word, or `reason` says why it is unknown.

    `obeyed_by` names who acts upon it and `ignored_by` who does not (of an app in neither that is not known);
    `sure` is how sure this is; `group` how far the setting protects; `advice` what to do about it. `value` is
    the value as it was read. Settings of this computer name the `installation` and its `account`, from 1.
    """

    id: str
    scope: Literal["account", "this_computer"]
    name: str
    value: Any
    shown: str
    status: SettingStatus
    obeyed_by: tuple[str, ...]
    reach: str
    source: str
    read_at: str
    state: str | UnsetType = UNSET
    reason: str | UnsetType = UNSET
    ignored_by: tuple[str, ...] = ()
    sure: Confidence = "certain"
    group: SettingGroup = "enforced"
    advice: str | UnsetType = UNSET
    account: int | UnsetType = UNSET
    installation: int | UnsetType = UNSET


class SignalEntry(msgspec.Struct, frozen=True):
    """One observation about a chat; `category` is what kind of chat such words also occur in, no verdict."""

    rule: str
    evidence: str
    weight: float
    strength: Strength
    category: str | UnsetType = UNSET


class ChatEntry(msgspec.Struct, frozen=True):
    """One group or channel; `risk` is a figure for sorting, not a probability; `owned`: the user's own.
    `exposure` is what it means for the devices, `accepted` how the user marked it, which changes nothing."""

    id: str
    title: str
    kind: ChatKind
    level: ChatLevel
    risk: Risk
    signals: tuple[SignalEntry, ...]
    owned: bool
    exposure: ExposureEntry | UnsetType = UNSET
    accepted: Mark | UnsetType = UNSET


class CountsEntry(msgspec.Struct, frozen=True):
    """Numbers alone: groups and channels by level (those that the account is still in), devices by the
    strongest answer of what lands there, settings by status, steps by state."""

    chats: dict[ChatLevel, int]
    devices: dict[Lands, int]
    settings: dict[SettingStatus, int]
    steps: dict[StepState, int]


class AuditDocument(msgspec.Struct, frozen=True):
    """One audit of a Telegram account by safecheck. Keys that a reader does not know are to be ignored.

    Where `share` is helper, names and ids are masked, and chats without a finding are left out; where it is
    stats, the lists of chats, devices, settings, findings, steps and installations are empty."""

    schema_version: int
    program: ProgramEntry
    packs: tuple[PackInfo, ...]
    source: SourceKind
    source_name: str
    language: Lang
    started: datetime
    finished: datetime
    complete: bool
    coverage: CoverageEntry
    headline: HeadlineEntry
    settings: tuple[SettingEntry, ...]
    devices: tuple[DeviceEntry, ...]
    chats: tuple[ChatEntry, ...]
    findings: tuple[Finding, ...]
    plan: tuple[StepEntry, ...]
    requests: tuple[RequestCount, ...]
    installations: tuple[InstallationEntry, ...]
    rule_changes: tuple[RuleChange, ...]
    counts: CountsEntry
    share: Share


def document(result: AuditResult) -> AuditDocument:
    """Return the document of one audit, its sentences in the language of the audit."""
    catalog = catalogs.load(result.lang)
    facts, numbers_only = result.facts, result.share == "stats"
    return AuditDocument(
        schema_version=SCHEMA_VERSION,
        program=ProgramEntry("safecheck", __version__),
        packs=result.packs,
        source=facts.source,
        source_name=facts.source_name,
        language=result.lang,
        started=facts.started,
        finished=facts.finished,
        complete=facts.complete,
        coverage=_coverage(facts, catalog),
        headline=HeadlineEntry(
            text=headline(result, catalog),
            landing=result.headline.landing,
            landing_strong=result.headline.landing_strong,
            assumed=result.headline.assumed,
            unknown_devices=result.headline.unknown_devices,
            on_view=result.headline.on_view,
            told=result.headline.told,
        ),
        settings=() if numbers_only else tuple(_setting(setting, catalog) for setting in result.settings),
        devices=()
        if numbers_only
        else tuple(
            device_entry(device, as_told=not facts.from_export or device.here) for device in result.devices
        ),
        chats=() if numbers_only else _chats(result),
        findings=() if numbers_only else result.findings,
        plan=() if numbers_only else step_entries(result.plan.steps),
        requests=facts.requests,
        installations=() if numbers_only else installation_entries(facts.installations, catalog),
        rule_changes=result.rule_changes,
        counts=_counts(result),
        share=result.share,
    )


def _counts(result: AuditResult) -> CountsEntry:
    return CountsEntry(
        chats=dict(Counter(rating.level for rating in result.present)),
        devices=dict(Counter(strongest(device) for device in result.devices)),
        settings=dict(Counter(setting.status for setting in result.settings)),
        steps=dict(Counter(step.state for step in result.plan.steps)),
    )


def to_json(result: AuditResult) -> str:
    """Return the document as indented JSON text in which no character acts upon a terminal or log (P8)."""
    return inert_json(document(result))


def json_schema() -> str:
    """Return the JSON Schema (2020-12) that every document of this `schema_version` obeys."""
    schema = {
        "$schema": SCHEMA_DIALECT,
        "title": "safecheck audit",
        **msgspec.json.schema(AuditDocument),
    }
    return msgspec.json.format(msgspec.json.encode(schema), indent=2).decode() + "\n"


def _coverage(facts: AuditFacts, catalog: Catalog) -> CoverageEntry:
    chats = facts.chat_list
    probing = facts.probing
    reason = chats.stopped or facts.interrupted or (probing.stopped if probing is not None else None)
    return CoverageEntry(
        complete=facts.complete,
        listed=chats.listed,
        groups_and_channels=len(chats.chats),
        private_chats=chats.private_chats,
        bots=chats.bots,
        not_seen=_not_seen(facts),
        total=UNSET if chats.total is None else chats.total,
        stopped=UNSET if reason is None else catalog.reason(reason),
        unread=tuple(unread_reasons(facts, catalog)) or UNSET,
        depth="quick" if probing is None else probing.depth,
        probed=sum(chat.probed for chat in chats.chats),
        worth_probing=UNSET if probing is None else probing.worth,
        export=UNSET if facts.export is None else _export(facts.export),
    )


def _not_seen(facts: AuditFacts) -> tuple[str, ...]:
    if facts.from_export:
        return NOT_SEEN_IN_EXPORT
    return NOT_SEEN_HERE if facts.computer_only else NOT_SEEN


def _export(export: Export) -> ExportEntry:
    return ExportEntry(
        scope=export.scope,
        types=export.types,
        passed_over=export.passed_over,
        media_beside=export.media_beside,
        newest=UNSET if export.newest is None else export.newest,
    )


def _setting(setting: SettingJudgement, catalog: Catalog) -> SettingEntry:
    return SettingEntry(
        id=setting.id,
        scope=setting.scope,
        name=setting.name,
        value=setting.value,
        shown=setting.shown,
        status=setting.status,
        obeyed_by=setting.obeyed_by,
        reach=setting.reach,
        source=setting.source,
        read_at=setting.read_at,
        state=UNSET if setting.state is None else setting.state,
        reason=UNSET if setting.reason is None else catalog.reason(setting.reason),
        ignored_by=setting.ignored_by,
        sure=setting.sure,
        group=setting.group,
        advice=setting.advice or UNSET,
        account=UNSET if setting.account is None else setting.account,
        installation=UNSET if setting.installation is None else setting.installation,
    )


def _chats(result: AuditResult) -> tuple[ChatEntry, ...]:
    chats = {chat.id: chat for chat in result.facts.chat_list.chats}
    exposures = {exposure.chat_id: exposure_entry(exposure) for exposure in result.exposures}
    return tuple(
        ChatEntry(
            id=rating.chat_id,
            title=clean(rating.title),
            kind=chats[rating.chat_id].kind,
            level=rating.level,
            risk=rating.risk,
            signals=tuple(_signal(signal) for signal in rating.signals),
            owned=chats[rating.chat_id].owned,
            exposure=exposures.get(rating.chat_id, UNSET),
            accepted=result.marks.get(rating.chat_id, UNSET),
        )
        for rating in result.ratings
        if result.share == "private" or rating.level != "none"
    )


def _signal(signal: Signal) -> SignalEntry:
    return SignalEntry(
        rule=signal.rule,
        evidence=signal.evidence,
        weight=signal.weight,
        strength=signal.strength,
        category=UNSET if signal.category is None else signal.category,
    )
