"""Facts about the settings that hold for a whole account: what Telegram said, never a judgement."""

from typing import Literal

import msgspec

from safecheck.model.fact import Fact


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
