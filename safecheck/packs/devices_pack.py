"""The file format of what is said about devices."""

from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Literal, get_args

from msgspec import Meta

from safecheck.model.text import Words
from safecheck.packs.header import FindingRule, Header, Part
from safecheck.packs.loaded import Loaded, load_pack
from safecheck.packs.settings_pack import finding_problems

# What can be noticed about a device; the code decides when, the pack says it in words.
DeviceCase = Literal[
    "downloads_assumed",
    "downloads_told",
    "downloads_read",
    "unofficial",
    "stale",
    "unconfirmed",
    "unknown",
    "leftover",
]


class DeviceRule(Part, frozen=True):
    """What is said in one case.

    Title and evidence may hold `{name}` (of the device) and `{last_active}` (a date). The case `leftover` is
    about sign-ins of safecheck itself and has a line of evidence for each of them.
    `raised_by_high_chat` makes it a finding of level high if media land there from a kind of chat of which
    one stands out strongly.
    """

    case: DeviceCase
    finding: FindingRule
    evidence: Annotated[tuple[Words, ...], Meta(min_length=1)]
    raised_by_high_chat: bool = False


class LandingWords(Part, frozen=True):
    """One line per kind of media that lands from groups or channels."""

    photo: Words
    video: Words
    file: Words


class DevicesPack(Header, frozen=True, kw_only=True):
    """A file of device rules. A device is stale after `stale_days` without activity."""

    stale_days: Annotated[int, Meta(ge=1)]
    nameless: Words
    lands: LandingWords
    rules: tuple[DeviceRule, ...]

    def rule(self, case: DeviceCase) -> DeviceRule:
        """Return what is said in one case."""
        return next(rule for rule in self.rules if rule.case == case)


def load_devices_pack(path: Path | Traversable, file: str | None = None) -> Loaded[DevicesPack]:
    """Read and check one file of device rules. Raises DataFileError with file, line and key."""
    return load_pack(path, DevicesPack, _problems, file)


def _problems(pack: DevicesPack) -> Iterator[tuple[str, str]]:
    cases: set[str] = set()
    for number, rule in enumerate(pack.rules):
        if rule.case in cases:
            yield f"rules[{number}].case", f"the case {rule.case} stands here twice"
        cases.add(rule.case)
        if rule.case == "downloads_assumed" and rule.finding.level == "high":
            yield f"rules[{number}].finding.level", "a default that is only assumed is at most medium"
    yield from finding_problems(tuple(rule.finding for rule in pack.rules), "rules")
    for missing in sorted(set(get_args(DeviceCase)) - cases):
        yield "rules", f"the case {missing} is missing"
