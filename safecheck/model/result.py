"""One finished audit, judged: what every screen and report is made from."""

import msgspec

from safecheck.model.facts import AuditFacts
from safecheck.model.findings import ChatRating, DeviceJudgement, Finding, SettingJudgement
from safecheck.model.plan import Plan
from safecheck.model.text import Lang


class PackInfo(msgspec.Struct, frozen=True):
    """Which data a result was made with: `hash` is the SHA-256 of the file's bytes."""

    id: str
    version: str
    date: str
    hash: str


class Headline(msgspec.Struct, frozen=True):
    """The numbers of the first sentence (G8).

    `landing` counts groups and channels from which photos land without a tap on at least one device (the
    download model's *yes* only), `landing_strong` those of them that stand out strongly; `assumed` is True if
    any of that rests on a device's untouched defaults; `unknown_devices` counts devices for which nothing can
    be said.
    """

    landing: int
    landing_strong: int
    assumed: bool
    unknown_devices: int


class AuditResult(msgspec.Struct, frozen=True):
    """Facts and everything derived from them, in one language. `ratings` hold one entry per chat, in the
    order of the chat list; `findings` are ordered strongest first."""

    facts: AuditFacts
    lang: Lang
    settings: tuple[SettingJudgement, ...]
    devices: tuple[DeviceJudgement, ...]
    ratings: tuple[ChatRating, ...]
    findings: tuple[Finding, ...]
    plan: Plan
    headline: Headline
    packs: tuple[PackInfo, ...]

    @property
    def has_high_chat(self) -> bool:
        """True if at least one chat stands out strongly."""
        return any(rating.level == "high" for rating in self.ratings)
