"""The owner of a practice account and its account-wide settings, as a scenario file says them."""

from typing import Annotated, Literal

from msgspec import Meta

from safecheck.practice.spec import Count, Id, Part

CodeSentBy = Literal[
    "app",
    "sms",
    "call",
    "flash_call",
    "missed_call",
    "sms_word",
    "sms_phrase",
    "fragment",
    "email",
    "email_setup",
    "firebase",
    "payment",
    "not_needed",
]


class AccountSpec(Part, frozen=True):
    """The invented owner. `password` None means that two-step verification is off.

    `code_sent_by` is how a login code travels; with the last four values none does (a login e-mail must be
    set up first, the code goes to Telegram's own apps only, must be paid for, or no code is needed at all).
    `code` is then what arrives: a word or words for sms_word and sms_phrase, the calling number for
    flash_call, else five or six digits. A QR code is good for `qr_seconds`. Apps ask data centre `first_dc`
    first (None: the account's own, `home_dc`).
    """

    id: Id = 777_000_1
    first_name: str = "Practice"
    phone: Annotated[str, Meta(pattern=r"^\d{6,15}$")] = "99966112345"
    code: Annotated[str, Meta(pattern=r"^(\d{5,15}|[^\W\d_]+( [^\W\d_]+)*)$", max_length=60)] = "12345"
    code_sent_by: CodeSentBy = "app"
    password: str | None = None
    password_hint: str = ""
    home_dc: Annotated[int, Meta(ge=1, le=5)] = 2
    first_dc: Annotated[int, Meta(ge=1, le=5)] | None = None
    qr_seconds: Annotated[int, Meta(ge=1, le=300)] = 30


class TemplateSpec(Part, frozen=True):
    """One auto-download template of the account (sizes in bytes, 0 = off)."""

    disabled: bool = False
    photo_size_max: Count = 1_048_576
    video_size_max: Count = 10_485_760
    file_size_max: Count = 1_048_576


class TemplatesSpec(Part, frozen=True):
    """The three templates."""

    low: TemplateSpec = TemplateSpec(video_size_max=0, file_size_max=0)
    medium: TemplateSpec = TemplateSpec()
    high: TemplateSpec = TemplateSpec(video_size_max=15_728_640, file_size_max=3_145_728)


class GallerySpec(Part, frozen=True):
    """Save to gallery for one kind of chat."""

    photos: bool = False
    videos: bool = False


class AutoSaveSpec(Part, frozen=True):
    """Save to gallery. A rule of their own, photos and videos on, have `exceptions` private chats with people
    and the groups and channels whose ids are in `exception_chats`."""

    private: GallerySpec = GallerySpec()
    groups: GallerySpec = GallerySpec()
    channels: GallerySpec = GallerySpec()
    exceptions: Count = 0
    exception_chats: tuple[Id, ...] = ()


class AudienceSpec(Part, frozen=True):
    """Whom a privacy setting lets through, with a number of people for whom something else holds, and groups
    of the account (their ids) for whose members it does. `also_allowed` are kinds of accounts."""

    who: Literal["everyone", "contacts", "close_friends", "nobody"] = "everyone"
    always_allowed: Count = 0
    never_allowed: Count = 0
    allowed_chats: tuple[Id, ...] = ()
    denied_chats: tuple[Id, ...] = ()
    also_allowed: tuple[Literal["premium", "bots"], ...] = ()


class WebLoginSpec(Part, frozen=True):
    """One website where the owner signed in with Telegram."""

    domain: str = "practice.invalid"
    browser: str = "Firefox"
    platform: str = "Linux"
    ip: str = "198.51.100.60"
    region: str = "Nowhere"


class ConnectedBotSpec(Part, frozen=True):
    """One bot that may act in chats for the owner; `device` and `location` are where that was set."""

    name: str = "Practice helper"
    device: str = "Phone"
    location: str = "Nowhere"


class PasskeySpec(Part, frozen=True):
    """One passkey that signs in without a code."""

    name: str = "Practice key"


class AppConfigSpec(Part, frozen=True):
    """What Telegram tells apps about this account: whether newcomers may be archived, whether an age check
    comes before 18+ material, and after how long a new sign-in counts as confirmed. That apps ignore the mark
    "sensitive" follows from `sensitive_shown`, as at Telegram; `ignored_reasons` names further marks."""

    newcomers_offered: bool = True
    age_check: bool = False
    confirm_seconds: Count = 604_800
    ignored_reasons: tuple[str, ...] = ()


ChatsOf = Literal["private", "groups", "channels"]


class SettingsSpec(Part, frozen=True):
    """Account-wide settings. Two-step verification follows from `account.password`.

    The audiences are: who may add the owner to groups and channels, who finds the owner by the phone number
    (Telegram knows everyone or contacts only), who sees that number, who may send voice messages, who may
    call. `muted` names the kinds of chat that are muted by default.

    With `templates_stored` Telegram keeps the templates of `auto_download` that apps save; without, it says
    that it did and keeps the old ones (which of the two is true of Telegram is disputed). What else stands in
    the object that is written as a whole along with `archive_and_mute_newcomers`: archived chats in folders
    stay archived, read marks are hidden, strangers pay so many stars, unlimited gifts are refused.
    """

    auto_download: TemplatesSpec = TemplatesSpec()
    templates_stored: bool = False
    save_to_gallery: AutoSaveSpec = AutoSaveSpec()
    sensitive_shown: bool = False
    sensitive_can_change: bool = True
    who_can_add_me: AudienceSpec = AudienceSpec()
    who_finds_me: AudienceSpec = AudienceSpec()
    phone_number: AudienceSpec = AudienceSpec(who="contacts")
    voice_messages: AudienceSpec = AudienceSpec()
    calls: AudienceSpec = AudienceSpec()
    muted: tuple[ChatsOf, ...] = ()
    web_logins: tuple[WebLoginSpec, ...] = ()
    connected_bots: tuple[ConnectedBotSpec, ...] = ()
    passkeys: tuple[PasskeySpec, ...] = ()
    app_config: AppConfigSpec = AppConfigSpec()
    archive_and_mute_newcomers: bool = False
    keep_archived_unmuted: bool = False
    keep_archived_folders: bool = False
    hide_read_marks: bool = False
    strangers_pay_stars: Count = 0
    gifts_refused: bool = False
    folders: Count = 0
    shared_folders: Count = 0
