"""The file format of what the settings of Telegram Desktop on this computer mean."""

from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Literal, get_args

from msgspec import Meta

from safecheck.model.local import Installation, LocalComputer
from safecheck.model.text import Lang, Words, clean
from safecheck.packs.header import FindingRule, Header, Part, RuleId, Source
from safecheck.packs.loaded import Loaded, load_pack
from safecheck.packs.rule_pack import fill
from safecheck.packs.settings_pack import finding_problems

PATH_LIMIT = 300  # characters of a path that are shown

LimitMedia = Literal["photo", "file", "autoplay_video", "autoplay_round", "autoplay_gif"]
LIMIT_MEDIA: tuple[LimitMedia, ...] = get_args(LimitMedia)
LimitChats = Literal["private", "group", "channel"]
LIMIT_CHATS: tuple[LimitChats, ...] = get_args(LimitChats)

# What can follow from the settings; the code decides when, the pack says it in words.
ComputerCase = Literal["files_land", "on_view", "open_to_others", "unread"]

# Every setting besides the limits, with the states it can be in. A pack must speak of all of them.
COMPUTER_STATES: dict[str, tuple[str, ...]] = {
    "desktop.ask_download_path": ("on", "off"),
    "desktop.download_folder": ("default", "temporary", "chosen"),
    "desktop.downloads": ("none", "one", "some", "at_least"),
    "desktop.cache": ("none", "one", "some", "at_least"),
    "desktop.cache_limits": ("by_size", "by_day", "by_age"),
    "desktop.open_to_others": ("no", "yes"),
}


class ComputerNames(Part, frozen=True, kw_only=True):
    """What Telegram Desktop here is called: alone, by its account's {number}, by its {folder}, or by both."""

    only: Words
    account: Words
    installation: Words
    account_of_installation: Words

    def of(self, computer: LocalComputer, installation: Installation, account: int | None, lang: Lang) -> str:
        """Return what to call an installation, or one of its accounts: no more than it takes to tell it from
        the others. Its folder comes out harmless."""
        several = len(computer.installations) > 1
        if account is not None and len(installation.accounts) > 1:
            name = self.account_of_installation if several else self.account
        else:
            name = self.installation if several else self.only
        folder = clean(installation.folder, PATH_LIMIT)
        return fill(name.of(lang), {"folder": folder, "number": str(account)})


class LimitWords(Part, frozen=True, kw_only=True):
    """The limits of automatic download: {media} in {chats}, up to a {size}; `unchanged` is {shown} where
    nobody touched it. `advice` stands at those that let something in."""

    name: Words
    media: dict[LimitMedia, Words]
    chats: dict[LimitChats, Words]
    off: Words
    on: Words
    unchanged: Words
    reach: dict[LimitMedia, Words]
    advice: dict[LimitMedia, Words]
    sources: Annotated[tuple[Source, ...], Meta(min_length=1)]


class ComputerState(Part, frozen=True):
    """One value of a setting. `shown` may name its numbers in braces; which ones is said in the code. One
    that `protects` keeps something out, or keeps others out."""

    shown: Words
    status: Literal["ok", "risk"]
    protects: bool = False
    advice: Words | None = None


class ComputerSetting(Part, frozen=True, kw_only=True):
    """One setting besides the limits, or something that was counted."""

    id: RuleId
    name: Words
    reach: Words
    states: dict[str, ComputerState]
    sources: Annotated[tuple[Source, ...], Meta(min_length=1)]


class ComputerRule(Part, frozen=True, kw_only=True):
    """What is said in one case; the title may name the {device}."""

    case: ComputerCase
    finding: FindingRule


class ComputerPack(Header, frozen=True, kw_only=True):
    """A file about Telegram Desktop on this computer. `evidence` is a line of any finding, with the {name} of
    a setting and how it is {shown}."""

    names: ComputerNames
    unknown: Words
    evidence: Words
    limits: LimitWords
    settings: tuple[ComputerSetting, ...]
    rules: tuple[ComputerRule, ...]

    def setting(self, id: str) -> ComputerSetting:
        """Return one of the settings besides the limits; StopIteration if there is none."""
        return next(setting for setting in self.settings if setting.id == id)

    def finding(self, case: ComputerCase) -> FindingRule:
        """Return what is said in one case."""
        return next(rule.finding for rule in self.rules if rule.case == case)


def load_computer_pack(path: Path | Traversable, file: str | None = None) -> Loaded[ComputerPack]:
    """Read and check one file about this computer. Raises DataFileError with file, line and key."""
    return load_pack(path, ComputerPack, _problems, file)


def _problems(pack: ComputerPack) -> Iterator[tuple[str, str]]:
    yield from finding_problems(tuple(rule.finding for rule in pack.rules), "rules")
    for name in ("media", "reach"):
        for media in sorted(set(LIMIT_MEDIA) - set(getattr(pack.limits, name))):
            yield f"limits.{name}", f"nothing is said about {media}"
    for chats in sorted(set(LIMIT_CHATS) - set(pack.limits.chats)):
        yield "limits.chats", f"nothing is said about {chats}"
    seen: set[str] = set()
    for number, setting in enumerate(pack.settings):
        key = f"settings[{number}]"
        if setting.id in seen:
            yield f"{key}.id", f"the setting {setting.id} stands here twice"
        seen.add(setting.id)
        if setting.id not in COMPUTER_STATES:
            yield f"{key}.id", f"safecheck does not read a setting {setting.id}"
        elif set(setting.states) != set(COMPUTER_STATES[setting.id]):
            yield f"{key}.states", f"this setting has the states {', '.join(COMPUTER_STATES[setting.id])}"
    for missing in sorted(COMPUTER_STATES.keys() - seen):
        yield "settings", f"the setting {missing} is missing"
    cases = [rule.case for rule in pack.rules]
    for number, case in enumerate(cases):
        if case in cases[:number]:
            yield f"rules[{number}].case", f"the case {case} stands here twice"
    for missing in sorted(set(get_args(ComputerCase)) - set(cases)):
        yield "rules", f"the case {missing} is missing"
