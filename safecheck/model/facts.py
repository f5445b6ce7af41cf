"""Facts: what Telegram said, with its source and time. Immutable, JSON-serialisable, never a judgement.

Everything that could identify a stranger's words or pictures is absent by construction: there is no field
for a message, a picture, a draft, a phone number, a place or the name of another person (P1, G14).
"""

from datetime import date, datetime
from typing import Literal, get_args

import msgspec

from safecheck.model.export import Export
from safecheck.model.fact import Fact as Fact
from safecheck.model.fact import Unknown as Unknown
from safecheck.model.labels import AppLabels
from safecheck.model.local import Installation, LocalComputer
from safecheck.model.probing import Probing
from safecheck.model.text import UntrustedText

# --- settings of the account ---------------------------------------------------------------------------


class AutoDownloadTemplate(msgspec.Struct, frozen=True, tag="template"):
    """One of the account's three presets. Sizes in bytes; 0 means that kind is off. `disabled` is the switch
    of the whole preset, at which iPhones do not look: the sizes go on counting there."""

    disabled: bool
    photo_size_max: int
    video_size_max: int
    file_size_max: int

    @property
    def is_off(self) -> bool:
        """True if the preset lets nothing through on any app."""
        return not (self.photo_size_max or self.video_size_max or self.file_size_max)


class AutoDownloadTemplates(msgspec.Struct, frozen=True, tag="templates"):
    """account.autoDownloadSettings: templates, not what a device does (devices keep their own settings)."""

    low: AutoDownloadTemplate
    medium: AutoDownloadTemplate
    high: AutoDownloadTemplate


class GalleryRule(msgspec.Struct, frozen=True, tag="gallery_rule"):
    """Whether received photos and videos of one kind of chat are saved to the gallery."""

    photos: bool
    videos: bool


class SaveToGallery(msgspec.Struct, frozen=True, tag="gallery"):
    """account.autoSaveSettings; `exceptions` counts chats with a rule of their own."""

    private: GalleryRule
    groups: GalleryRule
    channels: GalleryRule
    exceptions: int


class SensitiveContent(msgspec.Struct, frozen=True, tag="sensitive"):
    """account.contentSettings: `shown` is True if 18+ material is shown without cover."""

    shown: bool
    can_change: bool


class Audience(msgspec.Struct, frozen=True, tag="audience"):
    """Whom a privacy setting lets through, with counted exceptions."""

    who: Literal["everyone", "contacts", "close_friends", "nobody"]
    always_allowed: int = 0
    never_allowed: int = 0


class Notifications(msgspec.Struct, frozen=True, tag="notifications"):
    """account.getNotifySettings: whether chats of one kind are muted, if nothing else was set for a chat."""

    muted: bool


class Count(msgspec.Struct, frozen=True, tag="count"):
    """How many there are of something; what they are called is never kept."""

    count: int


class AppConfig(msgspec.Struct, frozen=True, tag="app_config"):
    """help.getAppConfig, only what decides whether a setting may be changed; None where nothing is said.

    `ignored_reasons` are the marks of Telegram (such as "sensitive") that this account's apps take no notice
    of. `confirm_seconds` is after how long Telegram takes a new sign-in for confirmed by itself.
    """

    newcomers_offered: bool | None = None
    age_check: bool | None = None
    confirm_seconds: int | None = None
    ignored_reasons: tuple[str, ...] = ()


class Newcomers(msgspec.Struct, frozen=True, tag="newcomers"):
    """globalPrivacySettings: whether chats started by strangers are archived and muted."""

    archive_and_mute: bool
    keep_archived_unmuted: bool


class TwoStep(msgspec.Struct, frozen=True, tag="two_step"):
    """account.getPassword: whether a password is asked beside the code."""

    on: bool


class Folders(msgspec.Struct, frozen=True, tag="folders"):
    """messages.getDialogFilters: how many folders, and how many of them came as a shared folder."""

    count: int
    shared: int


class AccountSettings(msgspec.Struct, frozen=True):
    """Every account-wide setting that a quick audit reads."""

    auto_download: Fact[AutoDownloadTemplates]
    save_to_gallery: Fact[SaveToGallery]
    sensitive_content: Fact[SensitiveContent]
    who_can_add_me: Fact[Audience]
    who_finds_me: Fact[Audience]
    phone_number: Fact[Audience]
    voice_messages: Fact[Audience]
    calls: Fact[Audience]
    newcomers: Fact[Newcomers]
    two_step: Fact[TwoStep]
    folders: Fact[Folders]
    notifications_private: Fact[Notifications]
    notifications_groups: Fact[Notifications]
    notifications_channels: Fact[Notifications]
    web_logins: Fact[Count]
    connected_bots: Fact[Count]
    passkeys: Fact[Count]
    app_config: Fact[AppConfig]


# --- devices -------------------------------------------------------------------------------------------

Client = Literal["android", "ios", "desktop", "macos", "web", "tdlib", "unofficial", "unknown"]
CLIENTS: tuple[Client, ...] = ("android", "ios", "desktop", "macos", "web", "tdlib", "unofficial", "unknown")


# What a device runs, "" if that cannot be told. A snap is Telegram Desktop on Linux, packed by itself; a
# browser stands for itself, as its session does not reliably tell the system under it.
System = Literal[
    "", "windows", "macos", "linux", "snap", "android", "ios", "ipad", "edge", "chrome", "safari", "firefox"
]
SYSTEMS: tuple[System, ...] = get_args(System)


class Device(msgspec.Struct, frozen=True):
    """One active session of the account, safecheck's own left out.

    `id` is a stable digest of Telegram's session hash, so that later audits recognise the device.
    No IP address, place or region: they are dropped while parsing. An export does not say whether an app is
    `official` or a sign-in `unconfirmed`; there nothing is held against it.
    """

    id: str
    client: Client
    name: UntrustedText
    app: UntrustedText
    official: bool
    last_active: datetime
    unconfirmed: bool
    system: System = ""


class Leftover(msgspec.Struct, frozen=True):
    """A sign-in that calls itself safecheck and is not the present one: from an earlier run that could not
    sign out, or from one that runs elsewhere."""

    last_active: datetime


class DeviceList(msgspec.Struct, frozen=True, tag="devices"):
    """account.getAuthorizations; sign-ins of safecheck stand apart, as nothing lands there."""

    devices: tuple[Device, ...]
    leftovers: tuple[Leftover, ...] = ()


# --- chats ---------------------------------------------------------------------------------------------

ChatKind = Literal["group", "supergroup", "channel"]
CHAT_KINDS: tuple[ChatKind, ...] = ("group", "supergroup", "channel")


class Restriction(msgspec.Struct, frozen=True):
    """One entry of Telegram's restriction_reason, for whatever platform it applies to."""

    platform: str
    reason: str
    text: UntrustedText


# Who put the account into a chat: itself, one of its contacts, or somebody else. Who that is, is never kept.
AddedBy = Literal["self", "contact", "stranger"]
ADDED_BY: tuple[AddedBy, ...] = get_args(AddedBy)


class MediaCounts(msgspec.Struct, frozen=True, kw_only=True):
    """How many messages of each kind a chat holds, over its lifetime, as Telegram counts them; None where it
    did not say. How many of them reached this account is known to nobody. `rounded`: "about" so many.

    messages.getSearchCounters: it answers with numbers only, no message and no file.
    """

    photo: int | None = None
    video: int | None = None
    gif: int | None = None
    round: int | None = None
    voice: int | None = None
    music: int | None = None
    file: int | None = None
    link: int | None = None
    rounded: bool = False


class Chat(msgspec.Struct, frozen=True, kw_only=True):
    """A group or channel as the chat list describes it. Private chats are counted, never listed.

    `joined` is when the account joined (of a basic group only where it was asked about; None where Telegram
    does not say);
    `members` is None where Telegram gave no number; `muted` and `archived` are as the chat list says;
    `newest_message` is the highest message number (an upper bound of messages ever posted, for supergroups
    and channels only); `media_open` is True if ordinary members may post photos or videos, None if unknown.
    `gone` chats are still listed but the account is no longer in them, `left` ones because safecheck left
    them after they were read: what stood out about them does so all the same (G1). `partial` ones Telegram
    described only in part, so that nothing may be concluded from what is absent. `linked` is True if a
    discussion group or a channel belongs to it, `limited` if the account itself may do less there than
    others.

    What stands after `partial` is known only where Telegram was asked about this one chat (`probed`), and
    None (of a number: not told) everywhere else; only after how many seconds messages delete themselves
    stands in the chat list too, where they do (0, once asked: they do not). `contacts` is how many members
    of a small (basic) group are among the account's contacts. `public` is set where it was told whether there
    is a public name and not which one (an export); elsewhere `usernames` says it.
    """

    id: str
    kind: ChatKind
    title: UntrustedText
    usernames: tuple[UntrustedText, ...] = ()
    members: int | None = None
    joined: datetime | None = None
    created: datetime | None = None
    owned: bool = False
    admin: bool = False
    verified: bool = False
    scam: bool = False
    fake: bool = False
    restrictions: tuple[Restriction, ...] = ()
    no_forwards: bool = False
    join_request: bool = False
    join_to_send: bool = False
    forum: bool = False
    media_open: bool | None = None
    paid: bool = False
    archived: bool = False
    muted: bool = False
    pinned: bool = False
    unread: int = 0
    never_read: bool = False
    last_activity: datetime | None = None
    newest_message: int | None = None
    linked: bool = False
    limited: bool = False
    gone: bool = False
    left: bool = False
    partial: bool = False
    probed: bool = False
    about: UntrustedText | None = None
    members_hidden: bool | None = None
    bots: int | None = None
    auto_delete_seconds: int | None = None
    slow_mode_seconds: int | None = None
    added_by: AddedBy | None = None
    contacts: int | None = None
    media: MediaCounts | None = None
    public: bool | None = None


class ChatList(msgspec.Struct, frozen=True, kw_only=True):
    """The chat list as far as it was read.

    `total` is what Telegram says there is, over both folders (None if it never said); `listed` is how many
    entries were seen, private chats included; `stopped` says why reading ended early (None when complete).
    """

    chats: tuple[Chat, ...]
    private_chats: int
    bots: int
    listed: int
    total: int | None
    source: str
    read_at: datetime
    stopped: Unknown | None = None

    @property
    def complete(self) -> bool:
        """True if the whole list was read."""
        return self.stopped is None


# --- one audit -----------------------------------------------------------------------------------------


class RequestCount(msgspec.Struct, frozen=True):
    """How often one Telegram method was sent in a run."""

    method: str
    count: int


SourceKind = Literal["practice", "account", "this_computer", "export"]


class AuditFacts(msgspec.Struct, frozen=True, kw_only=True):
    """Everything one run read. `source_name` names the practice account; "" for a real one. `interrupted`
    says why the run ended early (a long wait, a broken line, an ended sign-in, the user).

    `settings` is None where no account was asked, but this computer only, or an export was read; `export` is
    what is to be known of that. `computer` is None where this computer was not looked at. `labels` are the
    words of the menus of the apps on the devices, as far as Telegram gave them; they are for showing and are
    never kept. `probing` is how far a closer look at single chats came, None where there was none.
    """

    source: SourceKind
    source_name: str
    started: datetime
    finished: datetime
    settings: AccountSettings | None
    devices: Fact[DeviceList]
    chat_list: ChatList
    requests: tuple[RequestCount, ...]
    interrupted: Unknown | None = None
    computer: LocalComputer | None = None
    export: Export | None = None
    labels: tuple[AppLabels, ...] = ()
    probing: Probing | None = None

    @property
    def installations(self) -> tuple[Installation, ...]:
        """What was found of Telegram Desktop on this computer; nothing where nobody looked."""
        return self.computer.installations if self.computer is not None else ()

    @property
    def computer_only(self) -> bool:
        """True if this computer was looked at and no account was asked."""
        return self.source == "this_computer"

    @property
    def from_export(self) -> bool:
        """True if an export of Telegram Desktop was read and no account was asked."""
        return self.source == "export"

    @property
    def as_of(self) -> datetime:
        """The moment as of which everything is judged: when the facts were read, or, for an export, the
        latest moment that it names. What was a day old then is not old because the export is."""
        newest = self.export.newest if self.export is not None else None
        return self.finished if newest is None else min(newest, self.finished)

    @property
    def day(self) -> date:
        """The day of the audit (UTC). What is told about devices is about this day, however long the result
        stays on the screen."""
        return self.finished.date()

    @property
    def complete(self) -> bool:
        """True if nothing kept the audit from asking everything it meant to ask. A single setting that this
        Telegram does not know leaves the audit complete: that setting is unknown, with its reason."""
        read = self.computer is None or self.computer.complete
        probed = self.probing is None or self.probing.stopped is None
        return self.interrupted is None and self.chat_list.complete and read and probed

    @property
    def anything_read(self) -> bool:
        """True if there is something to show: a chat, or a setting that is known."""
        settings = self.settings
        known = [getattr(settings, name) for name in settings.__struct_fields__] if settings else []
        return (
            self.chat_list.listed > 0
            or self.computer is not None
            or self.export is not None
            or any(not isinstance(fact.value, Unknown) for fact in known)
        )
