"""The chats of a practice account, and what Telegram asks who reports one, as a scenario file says them."""

from typing import Annotated, Literal

from msgspec import Meta

from safecheck.practice.spec import Count, Days, Id, Part


class RestrictionSpec(Part, frozen=True):
    """One restriction reason."""

    platform: str
    reason: str
    text: str


Media = Literal[
    "none", "photo", "video", "document", "web_page", "paid", "poll", "sticker", "voice", "story", "invoice"
]


class HoldsSpec(Part, frozen=True):
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


class ChatSpec(Part, frozen=True):
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


class ReportOptionSpec(Part, frozen=True):
    """One answer in the dialogue of a report: `options` under a `title` of their own, or a `comment` is asked
    for, or Telegram wants to be told which messages; where none of these is said, the report is done."""

    text: str
    title: str = ""
    options: "tuple[ReportOptionSpec, ...]" = ()
    comment: Literal["none", "optional", "required"] = "none"
    needs_messages: bool = False


class ReportSpec(Part, frozen=True):
    """What Telegram asks who reports a chat, in words of its own."""

    title: str
    options: Annotated[tuple[ReportOptionSpec, ...], Meta(min_length=1)]
