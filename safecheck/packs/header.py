"""What the pack files have in common: who made them, when, and where their facts come from."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from safecheck.model.findings import Confidence, Level
from safecheck.model.plan import StepKind
from safecheck.model.text import Words

PackId = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
RuleId = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$", max_length=80)]
Version = Annotated[str, Meta(pattern=r"^\d+\.\d+\.\d+$")]
Day = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\d$")]
WHY_LIMIT = 400


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of everything in a pack file: immutable, unknown keys refused."""


class Source(Part, frozen=True, kw_only=True):
    """Where a fact comes from. `read` (YYYY-MM-DD) is the day on which it was taken over from a stored copy
    of that page or source; what stands there today may differ. Without `url` there is no public page."""

    title: Annotated[str, Meta(min_length=1)]
    url: Annotated[str, Meta(pattern=r"^https://")] | None = None
    read: Day


class Header(Part, frozen=True):
    """The head of every pack. `changes` says in a sentence what is new in this version."""

    schema: Literal[1]
    pack: PackId
    version: Version
    date: Day
    changes: Words


class FindingRule(Part, frozen=True, kw_only=True):
    """One finding that a settings or devices pack can give. `title` may hold the placeholders named there."""

    id: RuleId
    since: Version
    level: Level
    confidence: Confidence
    title: Words
    why: Words
    innocent: Words
    limits: Words
    recommend: tuple[StepKind, ...] = ()
    sources: Annotated[tuple[Source, ...], Meta(min_length=1)]
