"""Invented chats, devices and settings for tests of the advice, and the shipped data they are judged with."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from safecheck.advice.devices import judge_devices
from safecheck.advice.exposure import chat_exposures
from safecheck.advice.menu_words import MenuWords
from safecheck.advice.planner import make_plan
from safecheck.model.facts import Chat, ChatKind, Client, Device, DeviceList, Fact, Unknown
from safecheck.model.findings import (
    ChatLevel,
    ChatRating,
    DeviceJudgement,
    Finding,
    SettingJudgement,
    SettingStatus,
    Subject,
)
from safecheck.model.labels import AppLabels
from safecheck.model.plan import Plan, ProfileName, StepState
from safecheck.model.text import Lang, UntrustedText
from safecheck.model.told import Told
from safecheck.packs.download_profile import load_profiles
from safecheck.packs.guides import load_guides
from safecheck.packs.help_desks import Desks
from safecheck.packs.profiles_pack import load_advice_profiles
from safecheck.packs.step_pack import load_steps

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
GUIDES = tuple(loaded.pack for loaded in load_guides())
STEPS = load_steps().pack
ADVICE = load_advice_profiles().pack

# Settings as an account has them that was never touched.
UNTOUCHED_ACCOUNT: dict[str, tuple[str | None, SettingStatus]] = {
    "account.auto_download.low": ("on", "risk"),
    "account.auto_download.medium": ("on", "risk"),
    "account.auto_download.high": ("on", "risk"),
    "account.save_to_gallery.private": ("off", "ok"),
    "account.save_to_gallery.groups": ("off", "ok"),
    "account.save_to_gallery.channels": ("off", "ok"),
    "account.sensitive_content": ("covered", "ok"),
    "account.who_can_add_me": ("everyone", "risk"),
    "account.newcomers": ("not_archived", "risk"),
    "account.two_step": ("off", "risk"),
}
# The same with everything as it should be.
CAREFUL_ACCOUNT: dict[str, tuple[str | None, SettingStatus]] = UNTOUCHED_ACCOUNT | {
    "account.auto_download.low": ("off", "ok"),
    "account.auto_download.medium": ("off", "ok"),
    "account.auto_download.high": ("off", "ok"),
    "account.who_can_add_me": ("contacts", "ok"),
    "account.newcomers": ("archived", "ok"),
    "account.two_step": ("on", "ok"),
}


def settings(
    states: dict[str, tuple[str | None, SettingStatus]], **changed: tuple[str | None, SettingStatus]
) -> tuple[SettingJudgement, ...]:
    """Return judgements; `changed` names settings without "account." and with _ for the next dot."""
    all_states = states | {f"account.{name.replace('__', '.')}": value for name, value in changed.items()}
    return tuple(
        SettingJudgement(
            id=name,
            name=name,
            value=None,
            shown="",
            status=status,
            reason=None if state else Unknown("not read"),
            obeyed_by=(),
            reach="",
            source="test",
            read_at=NOW.isoformat(),
            state=state,
        )
        for name, (state, status) in all_states.items()
    )


def device(
    id: str,
    client: Client,
    *,
    name: str | None = None,
    official: bool = True,
    unconfirmed: bool = False,
) -> Device:
    return Device(
        id=id,
        client=client,
        name=UntrustedText(id if name is None else name),
        app=UntrustedText("an app"),
        official=official,
        last_active=NOW,
        unconfirmed=unconfirmed,
    )


PROFILES = tuple(loaded.pack for loaded in load_profiles())


def listed(*devices: Device) -> Fact[DeviceList]:
    return Fact(DeviceList(devices), "account.getAuthorizations", NOW)


def not_listed() -> Fact[DeviceList]:
    return Fact(Unknown("Telegram did not answer."), "account.getAuthorizations", NOW)


def judged(*devices: Device, told: Sequence[Told] = ()) -> tuple[DeviceJudgement, ...]:
    return judge_devices(listed(*devices), told, PROFILES)


def chat(
    id: str,
    kind: ChatKind = "supergroup",
    *,
    title: str | None = None,
    username: str | None = None,
    joined: datetime | None = None,
    owned: bool = False,
    gone: bool = False,
    muted: bool = False,
) -> Chat:
    return Chat(
        id=id,
        kind=kind,
        title=UntrustedText(f"Chat {id}" if title is None else title),
        usernames=() if username is None else (UntrustedText(username),),
        joined=joined,
        owned=owned,
        gone=gone,
        muted=muted,
    )


def rated(chat: Chat, level: ChatLevel) -> ChatRating:
    return ChatRating(chat_id=chat.id, title=chat.title, risk=50, level=level, signals=())


def finding(id: str, subject: Subject, *recommend: str) -> Finding:
    return Finding(
        id=id,
        rule=id.partition(":")[0],
        level="medium",
        confidence="likely",
        subject=subject,
        title="",
        evidence=(),
        why="",
        innocent_reading="",
        limits="",
        recommend=recommend,
    )


def plan(
    chats: Sequence[tuple[Chat, ChatLevel]] = (),
    devices: Sequence[DeviceJudgement] = (),
    account: Sequence[SettingJudgement] = (),
    findings: Sequence[Finding] = (),
    lang: Lang = "en",
    *,
    all_listed: bool = True,
    complete: bool = True,
    labels: Sequence[AppLabels] = (),
    desks: Desks | None = None,
    profile: ProfileName = "adult",
    states: Mapping[str, StepState] | None = None,
    can_change: bool = False,
) -> Plan:
    return make_plan(
        findings,
        [rated(each, level) for each, level in chats],
        [each for each, _ in chats],
        devices,
        account,
        GUIDES,
        PROFILES,
        STEPS,
        MenuWords(lang, labels),
        exposures=chat_exposures([each for each, _ in chats], devices, PROFILES),
        all_listed=all_listed,
        complete=complete,
        desks=desks,
        recommended=ADVICE.profile(profile),
        states=states,
        can_change=can_change,
    )
