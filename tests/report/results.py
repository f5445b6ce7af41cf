"""Builds audit results by hand: every text in them is invented and harmless."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Literal

from safecheck.i18n.catalog import Catalog, load
from safecheck.model.facts import (
    AccountSettings,
    Audience,
    AuditFacts,
    Chat,
    ChatKind,
    ChatList,
    Device,
    DeviceList,
    Fact,
    Folders,
    Newcomers,
    RequestCount,
    SourceKind,
    TwoStep,
    Unknown,
)
from safecheck.model.findings import (
    ChatLevel,
    ChatRating,
    DeviceJudgement,
    DeviceState,
    Finding,
    Landing,
    Lands,
    SettingJudgement,
    Signal,
    Subject,
)
from safecheck.model.plan import Plan, Step
from safecheck.model.result import AuditResult, Headline, PackInfo
from safecheck.model.text import Lang, UntrustedText

WHEN = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
NOT_READ = Unknown("this server does not know the question")
KINDS: tuple[Literal["private", "group", "supergroup", "channel"], ...] = (
    "private",
    "group",
    "supergroup",
    "channel",
)
MEDIA: tuple[Literal["photo", "video", "file"], ...] = ("photo", "video", "file")


def english() -> Catalog:
    """The catalogue of the message ids themselves."""
    return load("en")


def lands_everywhere(answer: Lands) -> tuple[Landing, ...]:
    """The same answer for every kind of chat and media."""
    return tuple(Landing(kind, media, answer) for kind in KINDS for media in MEDIA)


def device(
    state: DeviceState = "default_assumed", lands: Lands = "yes", *, number: int = 1, name: str = "Pixel"
) -> DeviceJudgement:
    """One phone."""
    return DeviceJudgement(
        id=f"device-{number}",
        client="android",
        name=name,
        official=True,
        last_active="2026-11-20",
        unconfirmed=False,
        state=state,
        lands=lands_everywhere(lands),
    )


def signal(evidence: str = "You joined three days ago.", category: str | None = None) -> Signal:
    """One observation that counts a little."""
    return Signal(
        rule="joined_lately", evidence=evidence, weight=0.4375, strength="supporting", category=category
    )


def rating(
    number: int, level: ChatLevel = "none", title: str | None = None, signals: Sequence[Signal] | None = None
) -> ChatRating:
    """The rating of chat `number`."""
    if signals is None:
        signals = () if level == "none" else (signal(),)
    risk = {"high": 91, "medium": 58, "low": 27, "none": 4}[level]
    name = f"Garden club {number}" if title is None else title
    return ChatRating(f"chat-{number}", UntrustedText(name), risk, level, tuple(signals))


def chat(of: ChatRating, kind: ChatKind = "supergroup", *, owned: bool = False, gone: bool = False) -> Chat:
    """The chat that a rating is about; it has a public link, which only a card may show."""
    return Chat(
        id=of.chat_id,
        kind=kind,
        title=of.title,
        usernames=(UntrustedText("a_public_name"),),
        owned=owned,
        gone=gone,
    )


def finding(
    about: str = "chat-1",
    kind: Literal["chat", "device", "setting", "account"] = "chat",
    title: str = "A finding",
) -> Finding:
    """One finding with every text filled."""
    return Finding(
        id=f"finding-{about}",
        rule="joined_lately",
        level="medium",
        confidence="likely",
        subject=Subject(kind, about),
        title=title,
        evidence=(f"Evidence of {about}.",),
        why=f"Reason of {about}.",
        innocent_reading=f"Innocent reading of {about}.",
        limits=f"Limits of {about}.",
        recommend=("leave",),
    )


def setting(
    status: Literal["ok", "risk", "unknown"] = "risk", *, name: str = "Who may add you to groups"
) -> SettingJudgement:
    """One setting of the account."""
    unknown = status == "unknown"
    return SettingJudgement(
        id="who_can_add_me",
        name=name,
        value=None if unknown else {"who": "everyone"},
        shown="" if unknown else "everyone",
        status=status,
        reason=NOT_READ if unknown else None,
        obeyed_by=("android", "ios"),
        reach="It holds on all your devices.",
        source="account.getPrivacy",
        read_at="2026-11-23T12:30:00Z",
        state=None if unknown else "everyone",
    )


def step(
    number: int,
    kind: str = "downloads_off",
    *,
    about: str = "device-1",
    detail: str = "",
    optional: bool = False,
) -> Step:
    """One step with a menu path."""
    leave = kind == "leave"
    return Step(
        id=f"step-{number}",
        kind=kind,
        title=f"Title of step {number}",
        actor="you",
        device=None if leave else "device-1",
        subject=Subject("chat" if leave else "device", about),
        path=() if leave else ("Settings", "Data and Storage", "Automatic media download"),
        detail=detail,
        removes=f"What step {number} removes.",
        remains=f"What step {number} leaves.",
        undo="no" if leave else "yes",
        state="to_do",
        optional=optional,
        minutes=number,
        findings=("finding-chat-1",),
    )


def result(
    ratings: Sequence[ChatRating] = (),
    *,
    devices: Sequence[DeviceJudgement] | Unknown = (),
    chats: Sequence[Chat] | None = None,
    findings: Sequence[Finding] = (),
    settings: Sequence[SettingJudgement] = (),
    steps: Sequence[Step] = (),
    headline: Headline | None = None,
    listed: int | None = None,
    total: int | None = None,
    stopped: Unknown | None = None,
    source: SourceKind = "practice",
    source_name: str = "individual",
    private_chats: int = 14,
    requests: Sequence[RequestCount] = (
        RequestCount("help.getConfig", 1),
        RequestCount("messages.getDialogs", 5),
    ),
    lang: Lang = "en",
) -> AuditResult:
    """One judged audit. Without `headline` its numbers follow from ratings and devices."""
    judged = () if isinstance(devices, Unknown) else tuple(devices)
    listed = len(ratings) + private_chats if listed is None else listed
    known: DeviceList | Unknown = (
        devices
        if isinstance(devices, Unknown)
        else DeviceList(
            tuple(
                Device(
                    id=one.id,
                    client="android",
                    name=UntrustedText(one.name),
                    app=UntrustedText("Telegram Android"),
                    official=one.official,
                    last_active=WHEN,
                    unconfirmed=one.unconfirmed,
                )
                for one in judged
            )
        )
    )
    facts = AuditFacts(
        source=source,
        source_name=source_name,
        started=WHEN,
        finished=WHEN,
        settings=AccountSettings(
            auto_download=Fact(NOT_READ, "account.getAutoDownloadSettings", WHEN),
            save_to_gallery=Fact(NOT_READ, "account.getAutoSaveSettings", WHEN),
            sensitive_content=Fact(NOT_READ, "account.getContentSettings", WHEN),
            who_can_add_me=Fact(Audience("everyone"), "account.getPrivacy", WHEN),
            who_finds_me=Fact(Audience("contacts"), "account.getPrivacy", WHEN),
            phone_number=Fact(Audience("contacts"), "account.getPrivacy", WHEN),
            voice_messages=Fact(Audience("everyone"), "account.getPrivacy", WHEN),
            calls=Fact(Audience("everyone"), "account.getPrivacy", WHEN),
            newcomers=Fact(Newcomers(False, False), "account.getGlobalPrivacySettings", WHEN),
            two_step=Fact(TwoStep(True), "account.getPassword", WHEN),
            folders=Fact(Folders(0, 0), "messages.getDialogFilters", WHEN),
            notifications_private=Fact(NOT_READ, "account.getNotifySettings", WHEN),
            notifications_groups=Fact(NOT_READ, "account.getNotifySettings", WHEN),
            notifications_channels=Fact(NOT_READ, "account.getNotifySettings", WHEN),
            web_logins=Fact(NOT_READ, "account.getWebAuthorizations", WHEN),
            connected_bots=Fact(NOT_READ, "account.getConnectedBots", WHEN),
            passkeys=Fact(NOT_READ, "account.getPasskeys", WHEN),
            app_config=Fact(NOT_READ, "help.getAppConfig", WHEN),
        ),
        devices=Fact(known, "account.getAuthorizations", WHEN),
        chat_list=ChatList(
            chats=tuple(chat(one) for one in ratings) if chats is None else tuple(chats),
            private_chats=private_chats,
            bots=2,
            listed=listed,
            total=total if stopped else listed,
            source="messages.getDialogs",
            read_at=WHEN,
            stopped=stopped,
        ),
        requests=tuple(requests),
    )
    return AuditResult(
        facts=facts,
        lang=lang,
        settings=tuple(settings),
        devices=judged,
        ratings=tuple(ratings),
        findings=tuple(findings),
        plan=Plan(tuple(steps)),
        headline=headline or _headline(ratings, judged),
        packs=(PackInfo("chats", "1.2", "2026-11-01", "0" * 64),),
    )


def _headline(ratings: Sequence[ChatRating], devices: Sequence[DeviceJudgement]) -> Headline:
    on = any(entry.lands == "yes" for one in devices for entry in one.lands)
    on_view = any(entry.lands == "on_view" for one in devices for entry in one.lands)
    return Headline(
        landing=len(ratings) if on else 0,
        landing_strong=sum(one.level == "high" for one in ratings) if on else 0,
        assumed=any(one.state == "default_assumed" for one in devices),
        unknown_devices=sum(one.state == "unknown" for one in devices),
        on_view=len(ratings) if on_view and not on else 0,
        told=any(one.state == "told" for one in devices),
    )


def troubled(*, title: str = "Green wharf") -> AuditResult:
    """A believable result: one chat at each level, an assumed phone, a step of each sort."""
    ratings = (
        rating(1, "high", title),
        rating(2, "medium"),
        rating(3, "low"),
        rating(4),
    )
    link = "Public link, as plain text: t.me/a_public_name"
    return result(
        ratings,
        devices=(device(),),
        chats=(chat(ratings[0]), chat(ratings[1], "channel", owned=True), chat(ratings[2]), chat(ratings[3])),
        findings=(
            finding("chat-1"),
            finding("chat-2"),
            finding("device-1", "device"),
            finding("who_can_add_me", "setting"),
            finding("me", "account"),
        ),
        settings=(setting(),),
        steps=(
            step(1),
            step(2, "card", about="chat-1", detail=f"{title}\n{link}"),
            step(3, "leave", about="chat-1", optional=True),
        ),
    )
