"""The file format of chat rules, and the checks that a type alone cannot make.

A rule is data: a closed set of conditions over what Telegram tells of a chat, and words for people in both
languages. Nothing in a pack is executed, and no pack can hold a regular expression.
"""

import re
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, field

from safecheck.model.facts import AddedBy, ChatKind
from safecheck.model.findings import Confidence, Strength
from safecheck.model.plan import StepKind
from safecheck.model.text import LANGUAGES, Words
from safecheck.packs.examples import ChatExample
from safecheck.packs.header import WHY_LIMIT, Header, Part, RuleId, Source, Version
from safecheck.packs.loaded import Loaded, load_pack
from safecheck.packs.protected_list import ProtectedList, protected_problems
from safecheck.packs.word_list import ListId, WordList, list_problems

Number = Annotated[int, Meta(ge=0)]
Lists = Annotated[tuple[ListId, ...], Meta(min_length=1)]
Weight = Annotated[float, Meta(ge=-10, le=10)]
# What such words also occur in. For JSON only: no category is ever shown to people (G7).
Category = Literal[
    "cybercrime",
    "stolen-data",
    "fraud-scam",
    "sexual-content",
    "non-consensual-imagery",
    "drugs",
    "weapons",
    "gore-violence",
    "extremism",
    "gambling",
    "piracy",
    "crypto-pump",
    "spam",
    "trafficking",
]


class Range(Part, frozen=True):
    """A number within bounds, both inclusive. An unknown number is in no range."""

    at_least: Number | None = None
    at_most: Number | None = None

    def __post_init__(self) -> None:
        if self.at_least is None and self.at_most is None:
            raise ValueError("a range needs at_least or at_most")
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            raise ValueError("at_least is more than at_most")


Reasons = Annotated[tuple[str, ...], Meta(min_length=1)]


class RestrictionTest(Part, frozen=True):
    """Telegram's restrictions, whatever the platform: those with one of the reasons, or with none of them."""

    reason: Reasons | None = None
    reason_not: Reasons | None = None


class When(Part, frozen=True):
    """What must be so for a rule to fire; everything that stands here must hold.

    A flag that Telegram did not tell counts as neither true nor false. Days are counted back from the
    audit: `joined_days` since joining, `known_days` since joining or, where that is unknown, since the chat
    was made, `silent_days` since the last activity. `public` is true if the chat has a public name.
    `pictures` counts photos, videos, GIFs and round videos together.

    `words`, `beside` and `not_with` name lists of words, of this pack or any other. A term of one of `words`
    must stand in the title, a public name or the description, as a whole word, and a term of one of `beside`
    somewhere else there; a term of `not_with` takes the match away. With `different`, so many different
    terms of `words` must stand there; with `in_name`, those of the description do not count. All languages
    are always looked for.
    """

    restriction: RestrictionTest | None = None
    scam: bool | None = None
    fake: bool | None = None
    verified: bool | None = None
    owned: bool | None = None
    admin: bool | None = None
    public: bool | None = None
    no_forwards: bool | None = None
    join_request: bool | None = None
    join_to_send: bool | None = None
    forum: bool | None = None
    media_open: bool | None = None
    paid: bool | None = None
    archived: bool | None = None
    muted: bool | None = None
    pinned: bool | None = None
    never_read: bool | None = None
    linked: bool | None = None
    limited: bool | None = None
    members_hidden: bool | None = None
    added_by: Annotated[tuple[AddedBy, ...], Meta(min_length=1)] | None = None
    contacts: Range | None = None
    bots: Range | None = None
    pictures: Range | None = None
    members: Range | None = None
    joined_days: Range | None = None
    known_days: Range | None = None
    silent_days: Range | None = None
    unread: Range | None = None
    newest_message: Range | None = None
    words: Lists | None = None
    beside: Lists | None = None
    not_with: Lists | None = None
    different: Annotated[int, Meta(ge=2, le=9)] | None = None
    in_name: Literal[True] | None = None


# How far a rule can carry a chat.
ReachedLevel = Literal["high", "medium", "low"]


class Examples(Part, frozen=True):
    """Chats on which the rule fires, and chats on which it must stay quiet."""

    fires: Annotated[tuple[ChatExample, ...], Meta(min_length=1)]
    quiet: Annotated[tuple[ChatExample, ...], Meta(min_length=1)]


class ChatRule(Part, frozen=True, kw_only=True):
    """One observation about a chat. `weight` is added on a log-odds scale (natural logarithm).

    `evidence` may hold the placeholders `{members}`, `{joined}`, `{pictures}`, `{restrictions}`, `{word}` and
    `{place}` (where the word stands), each only where `when` makes sure that there is such a value.

    Only a `strong` rule can carry a chat to the highest level, and no further than its `level`; a
    `supporting` one adds to it. A `habit` tells how the user treats the chat, not what the chat is: it
    adds, but never makes up for a missing fact.
    """

    id: RuleId
    since: Version
    strength: Strength
    habit: bool = False
    weight: Weight
    level: ReachedLevel = "high"
    confidence: Confidence
    applies_to: Annotated[tuple[ChatKind, ...], Meta(min_length=1)] = ("group", "supergroup", "channel")
    category: Category | None = None
    when: When
    evidence: Words
    why: Words
    innocent: Words
    limits: Words
    recommend: tuple[StepKind, ...] = ()
    sources: Annotated[tuple[Source, ...], Meta(min_length=1)]
    examples: Examples


class Rating(Part, frozen=True):
    """How evidence becomes a level.

    `base_rate` is the share of chats assumed to deserve attention before anything is known of one, a
    probability. The weights of the rules that fire are added to its log-odds; the sum, as a probability
    times 100, is the risk. A chat has a level from these risks on (0..100). Words that stand in the
    description only weigh `in_about` times as much as in a name: a description has many words.
    """

    base_rate: Annotated[float, Meta(gt=0, lt=0.5)]
    low: Annotated[int, Meta(ge=1, le=99)]
    medium: Annotated[int, Meta(ge=1, le=99)]
    high: Annotated[int, Meta(ge=1, le=99)]
    in_about: Annotated[float, Meta(ge=0, le=1)] = 1.0

    def __post_init__(self) -> None:
        if not self.low < self.medium < self.high:
            raise ValueError("the levels must rise: low, medium, high")


class ListedTexts(Part, frozen=True):
    """What is said of a chat that is on a protected list; `{organisation}`, `{version}` and `{date}` are put
    in, and never a term."""

    evidence: Words
    why: Words
    innocent: Words
    limits: Words


class ChatTexts(Part, frozen=True):
    """What findings about chats say whatever the rule; `{title}` is the chat's name. `in_name` and `in_about`
    say where a word stands. `platforms` are Telegram's own words for where it hides a chat, as a person says
    them."""

    high: Words
    medium: Words
    low: Words
    owned: Words
    nameless: Words
    limits: Words
    in_name: Words
    in_about: Words
    listed: ListedTexts
    platforms: dict[str, Words] = field(default_factory=dict)


class Adjustment(Part, frozen=True, kw_only=True):
    """A change to a rule of an earlier pack: switched off, or made to weigh something else."""

    rule: RuleId
    off: bool = False
    weight: Weight | None = None
    because: Annotated[str, Meta(min_length=3, max_length=200)]

    def __post_init__(self) -> None:
        if self.off == (self.weight is not None):
            raise ValueError("a change says either off: true or a weight")


class RulePack(Header, frozen=True, kw_only=True):
    """A file of chat rules. All but the head may be left out: a pack may only bring lists of words, or only
    change rules of earlier packs (`adjust`), or only hold a protected list. A rule or list whose id an
    earlier pack has replaces that one."""

    rating: Rating | None = None
    texts: ChatTexts | None = None
    lists: tuple[WordList, ...] = ()
    rules: tuple[ChatRule, ...] = ()
    adjust: tuple[Adjustment, ...] = ()
    protected: ProtectedList | None = None


_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def load_rule_pack(path: Path | Traversable, file: str | None = None) -> Loaded[RulePack]:
    """Read and check one file of chat rules. Raises DataFileError with file, line and key."""
    return load_pack(path, RulePack, rule_pack_problems, file)


def load_shipped_rule_pack(path: Traversable, file: str) -> Loaded[RulePack]:
    """Read a file of chat rules that came with the program: its shape is checked, and that it holds no more
    than it should; what takes time, term by term and rule by rule, the tests have checked. Raises
    DataFileError."""
    return load_pack(path, RulePack, lambda _: (), file)


def rule_pack_problems(pack: RulePack) -> Iterator[tuple[str, str]]:
    """Yield each problem that types cannot see, as the key where it stands and a sentence."""
    if not (pack.lists or pack.rules or pack.adjust or pack.protected):
        yield "pack", "this pack has no lists, no rules, no changes and no protected list"
    yield from list_problems(pack.lists)
    if pack.protected is not None:
        yield from protected_problems(pack.protected)
    seen: set[str] = set()
    for number, rule in enumerate(pack.rules):
        key = f"rules[{number}]"
        if rule.id in seen:
            yield f"{key}.id", f"the rule {rule.id} stands here twice"
        seen.add(rule.id)
        if (rule.weight < 0) != (rule.strength == "reassuring") or rule.weight == 0:
            yield f"{key}.weight", "a reassuring rule weighs less than 0, every other rule more"
        if rule.habit and rule.strength != "supporting":
            yield f"{key}.habit", "only a supporting rule can be a habit"
        yield from _condition_problems(rule.when, f"{key}.when")
        yield from _text_problems(rule, key)


def _condition_problems(when: When, key: str) -> Iterator[tuple[str, str]]:
    if when == When():
        yield key, "a rule needs a condition"
    for name in ("beside", "not_with", "different", "in_name"):
        if getattr(when, name) is not None and when.words is None:
            yield f"{key}.{name}", f"{name} needs words"


def _text_problems(rule: ChatRule, key: str) -> Iterator[tuple[str, str]]:
    known = {
        "members": rule.when.members,
        "joined": rule.when.joined_days,
        "pictures": rule.when.pictures,
        "word": rule.when.words,
        "place": rule.when.words,
        "restrictions": rule.when.restriction,
    }
    for lang in LANGUAGES:
        for name in _PLACEHOLDER.findall(rule.evidence.of(lang)):
            if known.get(name) is None:
                yield f"{key}.evidence.{lang}", f"nothing in this rule's conditions gives {{{name}}} a value"
        if len(rule.why.of(lang)) > WHY_LIMIT:
            yield f"{key}.why.{lang}", f"a reason has at most {WHY_LIMIT} characters"


def fill(template: str, values: dict[str, str]) -> str:
    """Put values into the `{name}` placeholders of a pack's text, once: braces inside a value stay text."""
    return _PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), template)
