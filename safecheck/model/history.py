"""One remembered audit, and what changed between two: ids, levels, counts and states; names only by a wish.

No text of a stranger is in a record unless the user asked for names: a chat's title is there as a keyed
digest, so that a new title is noticed and the old one cannot be read.
"""

from datetime import date, datetime
from typing import Literal

import msgspec

from safecheck.model.facts import AddedBy, Chat, ChatKind, Client, SourceKind, System
from safecheck.model.findings import ChatLevel, DeviceState
from safecheck.model.plan import StepState
from safecheck.model.text import Lang

# What Telegram itself says against a chat.
TelegramMark = Literal["scam", "fake", "restricted"]

# Why a chat is at another level than before: newer rules, what Telegram says of it, either of the two, a
# closer look that only one of the two audits had, or numbers and time that passed.
Reason = Literal["rules", "facts", "rules_or_facts", "closer_look", "numbers"]


class ChatThen(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One group or channel as it was in one audit.

    `name_key` and `facts_key` are keyed digests: of its title, and of what the rating looks at and does not
    change by itself ("" where that is not known). `landing_devices` counts the devices on which something
    from it lands without a tap, `landing_count` is as in `ChatExposure`. `name` (cleaned) and `facts` are
    there where the user keeps names; with `facts` it can be rated again.
    """

    id: str
    kind: ChatKind
    level: ChatLevel
    name_key: str
    facts_key: str = ""
    landing_devices: int = 0
    landing_count: int | None = None
    joined: date | None = None
    added_by: AddedBy | None = None
    members: int | None = None
    marks: tuple[TelegramMark, ...] = ()
    probed: bool = False
    owned: bool = False
    gone: bool = False
    name: str = ""
    facts: Chat | None = None


class SettingThen(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One setting of the account: its state in one word (None: it could not be read), its value as plain
    JSON, and how it was `shown` in the language of that audit. `risk`: it stood otherwise than is wise."""

    id: str
    state: str | None = None
    value: object = None
    shown: str = ""
    risk: bool = False


class DeviceThen(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One device: a stable digest of Telegram's number for the session, which app, and how well its switches
    were known. `name` is there where the user keeps names."""

    id: str
    client: Client
    system: System = ""
    state: DeviceState = "unknown"
    unconfirmed: bool = False
    name: str = ""


class StepThen(msgspec.Struct, frozen=True):
    """One step of the plan and how it stood."""

    id: str
    kind: str
    state: StepState


class PackThen(msgspec.Struct, frozen=True):
    """Which data the audit was judged with; `hash` is the beginning of the SHA-256 of the
    file's bytes."""

    id: str
    version: str
    hash: str


class AuditRecord(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One audit as it is remembered, of one `account` (a digest of Telegram's number for it).

    `landing` and `landing_strong` are as in `Headline`. `devices` is None where they could not be read;
    `list_complete` is False where chats may be missing. What was read on this computer is not in it.
    """

    id: str
    account: str
    source: SourceKind
    lang: Lang
    finished: datetime
    complete: bool
    list_complete: bool
    version: str
    landing: int
    landing_strong: int
    assumed: bool
    chats: tuple[ChatThen, ...]
    settings: tuple[SettingThen, ...]
    devices: tuple[DeviceThen, ...] | None
    steps: tuple[StepThen, ...]
    packs: tuple[PackThen, ...]
    with_names: bool = False

    @property
    def day(self) -> date:
        """The day of the audit (UTC)."""
        return self.finished.date()

    @property
    def present(self) -> tuple[ChatThen, ...]:
        """The chats that the account was in."""
        return tuple(chat for chat in self.chats if not chat.gone)

    def at_level(self, level: ChatLevel) -> int:
        """Return how many chats stood at one level."""
        return sum(chat.level == level for chat in self.present)


class LeftChat(msgspec.Struct, frozen=True):
    """A chat that the account is no longer in; `chat` is how it was. `first_seen` is the day of the first
    remembered audit that had it."""

    chat: ChatThen
    first_seen: date


class Renamed(msgspec.Struct, frozen=True):
    """A chat with another title than before: how it was, and how it is."""

    before: ChatThen
    after: ChatThen
    first_seen: date


class LevelChange(msgspec.Struct, frozen=True):
    """A chat at another level than before, and why as far as that can be told."""

    before: ChatThen
    after: ChatThen
    because: Reason
    first_seen: date


class NewMark(msgspec.Struct, frozen=True):
    """A chat that Telegram has marked since."""

    chat: ChatThen
    marks: tuple[TelegramMark, ...]
    first_seen: date


class SettingChange(msgspec.Struct, frozen=True):
    """A setting of the account with another value than before."""

    before: SettingThen
    after: SettingThen


class Point(msgspec.Struct, frozen=True):
    """One audit in a line through time: from how many groups and channels photos landed without a tap, and
    how many stood out strongly."""

    day: date
    landing: int
    strong: int


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """What changed from one audit to a later one.

    `left` says nothing of chats that an incomplete list may lack: those are counted in `not_seen`.
    `devices_known` is False where one of the two could not read them. `landing_count` is what the chats that
    are in both hold of the kinds that land without a tap, then and now, as far as both say it (None: of no
    chat). `steps_done` are those that were to be done and are done, `steps_gone` those that are no longer
    needed, `steps_new` those that came.
    """

    before: AuditRecord
    after: AuditRecord
    came: tuple[ChatThen, ...]
    left: tuple[LeftChat, ...]
    renamed: tuple[Renamed, ...]
    levels: tuple[LevelChange, ...]
    marked: tuple[NewMark, ...]
    settings: tuple[SettingChange, ...]
    devices_came: tuple[DeviceThen, ...]
    devices_gone: tuple[DeviceThen, ...]
    devices_known: bool
    steps_done: tuple[StepThen, ...]
    steps_gone: tuple[StepThen, ...]
    steps_new: tuple[StepThen, ...]
    trend: tuple[Point, ...]
    rules_changed: bool
    not_seen: int = 0
    landing_count: tuple[int, int] | None = None

    @property
    def nothing(self) -> bool:
        """True if nothing that is compared changed."""
        lists = (self.came, self.left, self.renamed, self.levels, self.marked, self.settings)
        return not any((*lists, self.devices_came, self.devices_gone, self.steps_done, self.steps_new))
