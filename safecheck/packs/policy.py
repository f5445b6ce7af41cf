"""A policy file: how one organisation wants chats rated, without a change to any rule pack."""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from msgspec import field
from msgspec.structs import replace

from safecheck.model.result import RuleChange
from safecheck.packs import yaml_file
from safecheck.packs.header import Part
from safecheck.packs.rule_pack import Category, ChatRule, Rating

_NAME = "policy"


class Policy(Part, frozen=True, kw_only=True):
    """`levels` says how far the words of a category can carry a chat: `high`, `medium` or `low`, or `none` to
    take no notice of them. `off` names rules that do not count. `rating` replaces the scale."""

    schema: Literal[1]
    rating: Rating | None = None
    levels: dict[Category, Literal["high", "medium", "low", "none"]] = field(default_factory=dict)
    off: tuple[str, ...] = ()

    def apply(self, rules: Iterable[ChatRule]) -> tuple[tuple[ChatRule, ...], list[RuleChange]]:
        """Return the rules under this policy, and what it changed."""
        kept: list[ChatRule] = []
        changes: list[RuleChange] = []
        for rule in rules:
            level = self.levels.get(rule.category, rule.level) if rule.category else rule.level
            if rule.id in self.off or level == "none":
                changes.append(RuleChange(rule.id, _NAME, "off", ""))
            elif level != rule.level:
                changes.append(RuleChange(rule.id, _NAME, "level", ""))
                kept.append(replace(rule, level=level))
            else:
                kept.append(rule)
        return tuple(kept), changes


def load_policy(path: Path) -> Policy:
    """Read and check a policy file. Raises DataFileError with file, line and key."""
    return yaml_file.load(path, Policy)
