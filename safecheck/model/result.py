"""One finished audit, judged: what every screen and report is made from."""

from typing import Literal, get_args

import msgspec

from safecheck.model.exposure import ChatExposure
from safecheck.model.facts import AuditFacts
from safecheck.model.findings import ChatRating, DeviceJudgement, Finding, SettingJudgement
from safecheck.model.marks import Mark
from safecheck.model.plan import Plan
from safecheck.model.text import Lang

# For whom a report is: for the user alone, for somebody who helps and need not know which chats these are,
# or for anyone, with numbers only.
Share = Literal["private", "helper", "stats"]
SHARES: tuple[Share, ...] = get_args(Share)
# What a report is written as.
Form = Literal["html", "text", "md", "csv", "json"]
FORMS: tuple[Form, ...] = get_args(Form)


class PackInfo(msgspec.Struct, frozen=True):
    """Which data a result was made with: `hash` is the SHA-256 of the file's bytes."""

    id: str
    version: str
    date: str
    hash: str


class RuleChange(msgspec.Struct, frozen=True):
    """What a later pack (or "policy") did to a rule, and why it says so ("" if it does not)."""

    rule: str
    pack: str
    change: Literal["off", "weight", "level", "replaced"]
    because: str


class Headline(msgspec.Struct, frozen=True):
    """The numbers of the first sentence (G8).

    `landing` counts groups and channels from which photos land without a tap on at least one device (the
    download model's *yes* only), `landing_strong` those of them that stand out strongly; `on_view` counts
    those others from which photos land once they are on the screen of a device. `assumed` is True if what is
    said rests on a device's untouched defaults, `told` if it rests on what the user said about a device; with
    neither it was read. An account without groups or channels has these two about its private chats.
    `unknown_devices` counts devices for which nothing can be said.
    """

    landing: int
    landing_strong: int
    assumed: bool
    unknown_devices: int
    on_view: int = 0
    told: bool = False


class AuditResult(msgspec.Struct, frozen=True):
    """Facts and everything derived from them, in one language. `ratings` hold one entry per chat, in the
    order of the chat list, and so do `exposures`; `findings` are ordered strongest first. `rule_changes` is
    what packs of the user's own did to the shipped rules. `marks` are what the user said of chats, by their
    ids; nothing else here follows from them (G10). Where `share` is not private, names and ids of chats and
    devices are masked in all of it already (`safecheck.audit.sharing`)."""

    facts: AuditFacts
    lang: Lang
    settings: tuple[SettingJudgement, ...]
    devices: tuple[DeviceJudgement, ...]
    ratings: tuple[ChatRating, ...]
    findings: tuple[Finding, ...]
    plan: Plan
    headline: Headline
    packs: tuple[PackInfo, ...]
    rule_changes: tuple[RuleChange, ...] = ()
    exposures: tuple[ChatExposure, ...] = ()
    marks: dict[str, Mark] = {}
    share: Share = "private"

    @property
    def present(self) -> tuple[ChatRating, ...]:
        """The ratings of the chats that the account is still in."""
        left = {chat.id for chat in self.facts.chat_list.chats if chat.gone}
        return tuple(rating for rating in self.ratings if rating.chat_id not in left)

    @property
    def devices_here(self) -> tuple[DeviceJudgement, ...]:
        """The accounts of Telegram Desktop that were read on this computer."""
        return tuple(device for device in self.devices if device.here)

    @property
    def has_high_chat(self) -> bool:
        """True if at least one chat stands out strongly."""
        return any(rating.level == "high" for rating in self.ratings)
