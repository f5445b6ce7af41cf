"""What a practice account is made of: the typed form of the scenario files under data/practice.

Times are given as ages ("days ago"), so that an account looks the same whenever it is tried. Sizes are bytes.
Everything in a scenario is invented and harmless.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from safecheck.model.labels import LangPack
from safecheck.model.text import Words

Id = Annotated[int, Meta(gt=0)]
Count = Annotated[int, Meta(ge=0)]
Days = Annotated[float, Meta(ge=0)]


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """Base of every part of a scenario file: immutable, unknown keys refused."""


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


class AccountSpec(_Part, frozen=True):
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


class TemplateSpec(_Part, frozen=True):
    """One auto-download template of the account (sizes in bytes, 0 = off)."""

    disabled: bool = False
    photo_size_max: Count = 1_048_576
    video_size_max: Count = 10_485_760
    file_size_max: Count = 1_048_576


class TemplatesSpec(_Part, frozen=True):
    """The three templates."""

    low: TemplateSpec = TemplateSpec(video_size_max=0, file_size_max=0)
    medium: TemplateSpec = TemplateSpec()
    high: TemplateSpec = TemplateSpec(video_size_max=15_728_640, file_size_max=3_145_728)


class GallerySpec(_Part, frozen=True):
    """Save to gallery for one kind of chat."""

    photos: bool = False
    videos: bool = False


class AutoSaveSpec(_Part, frozen=True):
    """Save to gallery. A rule of their own, photos and videos on, have `exceptions` private chats with people
    and the groups and channels whose ids are in `exception_chats`."""

    private: GallerySpec = GallerySpec()
    groups: GallerySpec = GallerySpec()
    channels: GallerySpec = GallerySpec()
    exceptions: Count = 0
    exception_chats: tuple[Id, ...] = ()


class AudienceSpec(_Part, frozen=True):
    """Whom a privacy setting lets through, with a number of people for whom something else holds, and groups
    of the account (their ids) for whose members it does. `also_allowed` are kinds of accounts."""

    who: Literal["everyone", "contacts", "close_friends", "nobody"] = "everyone"
    always_allowed: Count = 0
    never_allowed: Count = 0
    allowed_chats: tuple[Id, ...] = ()
    denied_chats: tuple[Id, ...] = ()
    also_allowed: tuple[Literal["premium", "bots"], ...] = ()


class WebLoginSpec(_Part, frozen=True):
    """One website where the owner signed in with Telegram."""

    domain: str = "practice.invalid"
    browser: str = "Firefox"
    platform: str = "Linux"
    ip: str = "198.51.100.60"
    region: str = "Nowhere"


class ConnectedBotSpec(_Part, frozen=True):
    """One bot that may act in chats for the owner; `device` and `location` are where that was set."""

    name: str = "Practice helper"
    device: str = "Phone"
    location: str = "Nowhere"


class PasskeySpec(_Part, frozen=True):
    """One passkey that signs in without a code."""

    name: str = "Practice key"


class AppConfigSpec(_Part, frozen=True):
    """What Telegram tells apps about this account: whether newcomers may be archived, whether an age check
    comes before 18+ material, and after how long a new sign-in counts as confirmed. That apps ignore the mark
    "sensitive" follows from `sensitive_shown`, as at Telegram; `ignored_reasons` names further marks."""

    newcomers_offered: bool = True
    age_check: bool = False
    confirm_seconds: Count = 604_800
    ignored_reasons: tuple[str, ...] = ()


ChatsOf = Literal["private", "groups", "channels"]


class SettingsSpec(_Part, frozen=True):
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


class DeviceSpec(_Part, frozen=True):
    """One device that is signed in, as account.getAuthorizations would list it."""

    device_model: str
    platform: str = ""
    system_version: str = ""
    api_id: Id = 6
    app_name: str = ""
    app_version: str = ""
    official: bool = True
    active_days_ago: Days = 0
    created_days_ago: Days = 100
    unconfirmed: bool = False
    ip: str = "198.51.100.7"
    country: str = "Nowhere"
    region: str = ""


class RestrictionSpec(_Part, frozen=True):
    """One restriction reason."""

    platform: str
    reason: str
    text: str


Media = Literal[
    "none", "photo", "video", "document", "web_page", "paid", "poll", "sticker", "voice", "story", "invoice"
]


class HoldsSpec(_Part, frozen=True):
    """How many messages of each kind a chat holds over its lifetime; `rounded`: Telegram says it of about so
    many."""

    photo: Count = 0
    video: Count = 0
    gif: Count = 0
    round: Count = 0
    voice: Count = 0
    music: Count = 0
    file: Count = 0
    link: Count = 0
    rounded: bool = False


class ChatSpec(_Part, frozen=True):
    """One dialog. `person` and `bot` are private chats; the other kinds are groups and channels.

    `left`, `forbidden`, `deactivated`, `min` make the entry as Telegram sends it for a chat the owner is no
    longer in, may not see, that moved to a supergroup, or that it describes partially. `media` is what the
    newest message carries (with preview bytes, as on the real wire); `message` is its text; `draft` an unsent
    text. `banned` lists default rights that ordinary members do NOT have.

    What Telegram tells who asks about this one chat: `about` is its description, `added_by` who put the owner
    there, `contacts` how many members of a small group are contacts of the owner (one at least where a
    contact added the owner), `auto_delete` and `slow_mode` are seconds (0: none), `linked` is the title of
    the group or channel that belongs to it, `holds` what it holds. `limited`: the owner may do less there
    than others. With `no_counters` Telegram refuses to say what it holds.

    `spam_bar`: Telegram itself offers to report it as spam (None: where a stranger added the owner).
    `shared_folder` is the number of the shared folder that it came with (from 1; 0: none).
    """

    id: Id
    kind: Literal["person", "bot", "group", "supergroup", "channel", "gigagroup", "monoforum", "community"]
    title: str = ""
    last_name: str = ""
    username: str | None = None
    more_usernames: tuple[str, ...] = ()
    phone: str | None = None
    contact: bool = False
    members: Count | None = None
    joined_days_ago: Days | None = None
    created_days_ago: Days = 400
    owned: bool = False
    admin: bool = False
    verified: bool = False
    scam: bool = False
    fake: bool = False
    restrictions: tuple[RestrictionSpec, ...] = ()
    no_forwards: bool = False
    join_request: bool = False
    join_to_send: bool = False
    forum: bool = False
    paid_stars: Count = 0
    banned: tuple[Literal["send_media", "send_photos", "send_videos", "send_docs", "invite_users"], ...] = ()
    archived: bool = False
    muted: bool = False
    pinned: bool = False
    unread: Count = 0
    never_read: bool = False
    active_days_ago: Days = 1
    newest_message: Count = 100
    media: Media = "none"
    message: str = "An invented message."
    draft: str | None = None
    added_by: Literal["self", "contact", "stranger"] = "self"
    about: str = ""
    members_hidden: bool = False
    bots: Annotated[int, Meta(ge=0, le=20)] = 0
    contacts: Count = 0
    auto_delete: Count = 0
    slow_mode: Count = 0
    linked: str | None = None
    limited: bool = False
    holds: HoldsSpec = HoldsSpec()
    no_counters: bool = False
    spam_bar: bool | None = None
    shared_folder: Count = 0
    left: bool = False
    forbidden: bool = False
    deactivated: bool = False
    min: bool = False


class ReportOptionSpec(_Part, frozen=True):
    """One answer in the dialogue of a report: `options` under a `title` of their own, or a `comment` is asked
    for, or Telegram wants to be told which messages; where none of these is said, the report is done."""

    text: str
    title: str = ""
    options: "tuple[ReportOptionSpec, ...]" = ()
    comment: Literal["none", "optional", "required"] = "none"
    needs_messages: bool = False


class ReportSpec(_Part, frozen=True):
    """What Telegram asks who reports a chat, in words of its own."""

    title: str
    options: Annotated[tuple[ReportOptionSpec, ...], Meta(min_length=1)]


class GenerateSpec(_Part, frozen=True):
    """Chats made from a seed, for accounts too large to write down. Counts include nothing written above."""

    seed: int
    people: Count
    groups_and_channels: Count


class ErrorFault(_Part, frozen=True):
    """Answer `message` (a Telegram error such as FLOOD_WAIT_3) with `code`.

    At the request `at` (1 = the first of all, which sets up the connection; counted over the server's life),
    or to the method `method` (from its `from_call`-th call on, `times` times; 0 = always).
    """

    message: str
    code: int = 400
    method: str | None = None
    at: Count = 0
    from_call: Annotated[int, Meta(ge=1)] = 1
    times: Count = 1


class BucketFault(_Part, frozen=True):
    """A token bucket for one method: beyond it the server answers FLOOD_WAIT with the seconds to wait."""

    method: str
    capacity: Annotated[int, Meta(ge=1)]
    refill_per_second: Annotated[float, Meta(gt=0)]


class FaultsSpec(_Part, frozen=True):
    """What goes wrong, on purpose.

    `delay_ms` is waited before each answer; `drop_at` closes the connection at the n-th request, unhandled;
    `drop_after` handles the n-th request and closes the connection instead of answering;
    `gone_after` closes and then refuses every further connection; `unknown_constructor` names methods whose
    answer holds a constructor that no client knows; `missing_methods` answer 400 as a server does that lacks
    them; `revoked_at` ends the sign-in at the n-th request (401 SESSION_REVOKED from then on). With
    `one_filter_at_a_time`, counters of media are told for one kind in a request only.
    """

    delay_ms: Count = 0
    drop_at: tuple[int, ...] = ()
    drop_after: tuple[int, ...] = ()
    gone_after: Count = 0
    errors: tuple[ErrorFault, ...] = ()
    buckets: tuple[BucketFault, ...] = ()
    unknown_constructor: tuple[str, ...] = ()
    missing_methods: tuple[str, ...] = ()
    revoked_at: Count = 0
    one_filter_at_a_time: bool = False


class ToldSpec(_Part, frozen=True):
    """What the invented owner answered about automatic download on one device (by its `device_model`): in one
    word, switch by switch (ids as in data/downloads), and which language the app's menus are in."""

    device_model: str
    auto_download: Literal["on", "off", "dont_know"] = "dont_know"
    switches: dict[str, Literal["on", "off", "dont_know"]] = {}
    app_language: str = ""


class LanguageSpec(_Part, frozen=True):
    """One language that apps have: its code in Telegram's language packs, its name in English and in the
    language itself."""

    code: str
    name: str
    native_name: str
    official: bool = True
    rtl: bool = False


class PluralSpec(_Part, frozen=True):
    """Words that depend on a number."""

    one: str
    other: str


LabelValue = str | PluralSpec | None  # None: Telegram has deleted the words of that key


class LabelsSpec(_Part, frozen=True):
    """The words of apps' menus, where they are to differ from the samples that every account has: further
    `languages`, and `values` by app and key, in every language."""

    languages: tuple[LanguageSpec, ...] = ()
    values: dict[LangPack, dict[str, LabelValue]] = {}


class Scenario(_Part, frozen=True):
    """One practice account. `base` names another scenario whose values this file starts from; `title` is what
    people choose it by, where it is offered. `report` replaces the sample of a report's dialogue."""

    schema: Literal[1]
    name: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]*$")]
    about: Words
    title: Words | None = None
    base: str | None = None
    account: AccountSpec = AccountSpec()
    settings: SettingsSpec = SettingsSpec()
    devices: tuple[DeviceSpec, ...] = ()
    chats: tuple[ChatSpec, ...] = ()
    generate: GenerateSpec | None = None
    told: tuple[ToldSpec, ...] = ()
    labels: LabelsSpec = LabelsSpec()
    report: ReportSpec | None = None
    faults: FaultsSpec = FaultsSpec()
    log: str | None = None
