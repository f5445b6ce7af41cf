"""Findings: facts that matter, with evidence, reason, the innocent reading and limits. Never a verdict."""

from typing import Literal

import msgspec

from safecheck.model.downloads import DeviceState as DeviceState
from safecheck.model.downloads import Lands as Lands
from safecheck.model.downloads import Switches
from safecheck.model.fact import Unknown
from safecheck.model.text import UntrustedText

Level = Literal["high", "medium", "low", "info"]
ChatLevel = Literal["high", "medium", "low", "none"]
Confidence = Literal["certain", "likely", "weak"]
Strength = Literal["strong", "supporting", "reassuring"]
SettingStatus = Literal["ok", "risk", "unknown"]
# How far a setting protects: Telegram's servers enforce it, some apps go by it, it says little of downloads;
# or it is one of Telegram Desktop here, which goes by it.
SettingGroup = Literal["enforced", "some_apps", "says_little", "this_computer"]

LEVELS: tuple[Level, ...] = ("high", "medium", "low", "info")


class Signal(msgspec.Struct, frozen=True):
    """One observation about a chat. `weight` is added on a log-odds scale; it is shown in JSON only.

    `category` (what kind of chat such words also occur in) exists in JSON only (G7).
    """

    rule: str
    evidence: str
    weight: float
    strength: Strength
    category: str | None = None


class ChatRating(msgspec.Struct, frozen=True):
    """A chat with what was noticed: `risk` 0..100 is for JSON only, `level` for people (G7)."""

    chat_id: str
    title: UntrustedText
    risk: int
    level: ChatLevel
    signals: tuple[Signal, ...]


class Subject(msgspec.Struct, frozen=True):
    """What a finding or step is about: a chat, a device, a setting, or the account."""

    kind: Literal["chat", "device", "setting", "account"]
    id: str


class Finding(msgspec.Struct, frozen=True):
    """Facts or signals that matter, in the language the audit was asked in."""

    id: str
    rule: str
    level: Level
    confidence: Confidence
    subject: Subject
    title: str
    evidence: tuple[str, ...]
    why: str
    innocent_reading: str
    limits: str
    recommend: tuple[str, ...]


class SettingJudgement(msgspec.Struct, frozen=True):
    """What one setting's value means. `reason` is set where status is `unknown`; `value` is plain JSON.

    `state` is the value in one word, as `safecheck.packs.settings_pack.SETTING_STATES` lists them; None if
    unknown. Settings of Telegram Desktop on this computer have the scope `this_computer`, the number of the
    installation and, where they belong to one of its accounts, that account's number (1, 2, …).

    `obeyed_by` are those who act upon it, `ignored_by` those who do not; `sure` is how sure that is. Of an
    app in neither it is not known. `advice` says what to do about this value ("" for nothing). `device` names
    the device that it is a switch of ("": it is one of the account). `protects` is False for a value that is
    in order and keeps nothing out all the same.
    """

    id: str
    name: str
    value: object
    shown: str
    status: SettingStatus
    reason: Unknown | None
    obeyed_by: tuple[str, ...]
    reach: str
    source: str
    read_at: str
    state: str | None = None
    scope: Literal["account", "this_computer"] = "account"
    account: int | None = None
    installation: int | None = None
    ignored_by: tuple[str, ...] = ()
    sure: Confidence = "certain"
    group: SettingGroup = "enforced"
    advice: str = ""
    device: str = ""
    protects: bool = True

    @property
    def key(self) -> str:
        """What tells it apart from all others: there may be several installations and accounts."""
        if self.installation is None:
            return self.id
        return f"{self.id}/{self.installation}/{self.account or 0}"


class Landing(msgspec.Struct, frozen=True):
    """Whether one kind of media from one kind of chat lands on a device without a tap, of any size and on any
    network: the strongest answer of the download model."""

    chat_kind: Literal["private", "group", "supergroup", "channel"]
    media: Literal["photo", "video", "file"]
    lands: Lands


class DeviceJudgement(msgspec.Struct, frozen=True):
    """A device with what is assumed, told or known about it. Times as ISO dates; `last_active` is None for
    what was read on this computer.

    `profiles` are the apps whose download tables answer for it: two for a browser, whose web app a session
    does not tell, none for an app that safecheck does not know. `switches` are, for each of them, how its
    switches stand, as `safecheck.downloads` takes them. `system` is what it runs, one word of
    `safecheck.model.facts.SYSTEMS`.
    """

    id: str
    client: str
    name: str
    official: bool
    last_active: str | None
    unconfirmed: bool
    state: DeviceState
    lands: tuple[Landing, ...]
    profiles: tuple[str, ...] = ()
    switches: tuple[Switches, ...] = ()
    app_language: str = ""
    system: str = ""

    @property
    def here(self) -> bool:
        """True of an account of Telegram Desktop that was read on this computer."""
        return self.last_active is None
