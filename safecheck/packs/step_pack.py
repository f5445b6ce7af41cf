"""The words of the plan's steps: the format of data/advice/steps.yaml."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, get_args

from msgspec import Meta

from safecheck.model.plan import StepKind, Undo
from safecheck.model.text import LANGUAGES, Words
from safecheck.packs.guides import Name, SourceNames
from safecheck.packs.header import Header, Part, Source
from safecheck.packs.loaded import Loaded, load_pack

# What a step's words may ask for; the planner gives every one of them a value.
PLACEHOLDERS = frozenset(
    {
        "chat",
        "device",
        "app",
        "do",
        "falls_short",
        "removes",
        "remains",
        "check",
        "card",
        "last_active",
        "folder",
        "landing",
        "desks",
        "by",
        "back",
        "linked",
        "cache",
        "files",
    }
)
CARD_PLACEHOLDERS = frozenset({"chat", "link", "joined"})
LANDING_PLACEHOLDERS = frozenset({"media"})
DESK_PLACEHOLDERS = {
    "of_country": frozenset({"country", "desks"}),
    "everywhere": frozenset({"desks"}),
    "old": frozenset({"desk", "day"}),
}
STORED_PLACEHOLDERS = frozenset({"size"})
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class StepText(Part, frozen=True, kw_only=True):
    """One kind of step in one situation (`variant`; "" is the ordinary one).

    A step that removes nothing has neither `removes` nor `remains`; `check` says how to see that it worked.
    """

    kind: StepKind
    title: Words
    detail: Words
    removes: Words | None = None
    remains: Words | None = None
    check: Words | None = None
    undo: Undo
    minutes: Annotated[int, Meta(ge=1, le=60)]
    sources: SourceNames
    variant: str = ""
    optional: bool = False


class CardText(Part, frozen=True, kw_only=True):
    """The lines of a reporting card: metadata that is already there, and nothing else. `link_unnamed` is
    for a chat of which it is known only that it has a link."""

    text: Words
    no_link: Words
    link_unnamed: Words
    joined_unknown: Words


class Nameless(Part, frozen=True, kw_only=True):
    """What to call a chat or device whose name shows nothing."""

    chat: Words
    device: Words


class MenuNotes(Part, frozen=True, kw_only=True):
    """Whose words the names of menus are: all of them Telegram's, some of them, or none. {day} is when the
    English ones were read."""

    from_telegram: Words
    in_part: Words
    english: Words


class LandingNow(Part, frozen=True, kw_only=True):
    """What can land from a chat as long as nothing is done about it; `untouched` where that rests on how an
    app comes."""

    known: Words
    untouched: Words


class DeskWords(Part, frozen=True, kw_only=True):
    """Who takes a card: in the user's country, or in any; `old` marks one that was read long ago."""

    of_country: Words
    everywhere: Words
    old: Words


class ComingBack(Part, frozen=True, kw_only=True):
    """Whether one can come back after leaving: a chat with a public link, one without, a small group."""

    public: Words
    private: Words
    basic_group: Words


class StoredHere(Part, frozen=True, kw_only=True):
    """How much of a cache there is where counting was stopped or nobody could, and a folder of no name."""

    at_least: Words
    unknown: Words
    no_folder: Words


class StepPack(Header, frozen=True, kw_only=True):
    """The words of every step."""

    sources: Annotated[dict[Name, Source], Meta(min_length=1)]
    nameless: Nameless
    menu_notes: MenuNotes
    card: CardText
    desks: DeskWords
    landing: LandingNow
    by_safecheck: Words
    coming_back: ComingBack
    linked: Words
    stored_here: StoredHere
    steps: tuple[StepText, ...]

    def step(self, kind: StepKind, variant: str = "") -> StepText:
        """Return the words of one kind of step; KeyError if there is no such variant."""
        for text in self.steps:
            if text.kind == kind and text.variant == variant:
                return text
        raise KeyError(f"{kind} {variant}".strip())


def load_step_pack(path: Traversable, file: str | None = None) -> Loaded[StepPack]:
    """Read and check a file of step words. Raises DataFileError with file, line and key."""
    return load_pack(path, StepPack, _problems, file)


@cache
def load_steps() -> Loaded[StepPack]:
    """Return the step words that come with the program."""
    return load_step_pack(files("safecheck").joinpath("data/advice/steps.yaml"), "advice/steps.yaml")


def _problems(pack: StepPack) -> Iterator[tuple[str, str]]:
    """Yield each problem as the key where it stands and a sentence."""
    seen: set[tuple[str, str]] = set()
    for number, step in enumerate(pack.steps):
        key = f"steps[{number}]"
        if (step.kind, step.variant) in seen:
            yield f"{key}.kind", f"the step {step.kind} {step.variant}".rstrip() + " stands here twice"
        seen.add((step.kind, step.variant))
        for field in ("title", "detail", "removes", "remains", "check"):
            words: Words | None = getattr(step, field)
            if words is not None:
                yield from _unknown_placeholders(words, PLACEHOLDERS, f"{key}.{field}")
        for name in step.sources:
            if name not in pack.sources:
                yield f"{key}.sources", f"there is no source {name}"
    for kind in get_args(StepKind):
        if (kind, "") not in seen:
            yield "steps", f"the step {kind} is missing"
    yield from _unknown_placeholders(pack.card.text, CARD_PLACEHOLDERS, "card.text")
    for name, known in DESK_PLACEHOLDERS.items():
        yield from _unknown_placeholders(getattr(pack.desks, name), known, f"desks.{name}")
    yield from _unknown_placeholders(pack.stored_here.at_least, STORED_PLACEHOLDERS, "stored_here.at_least")
    for name, words in (("known", pack.landing.known), ("untouched", pack.landing.untouched)):
        yield from _unknown_placeholders(words, LANDING_PLACEHOLDERS, f"landing.{name}")


def _unknown_placeholders(words: Words, known: frozenset[str], key: str) -> Iterator[tuple[str, str]]:
    for lang in LANGUAGES:
        for name in _PLACEHOLDER.findall(words.of(lang)):
            if name not in known:
                yield f"{key}.{lang}", f"nothing gives {{{name}}} a value"
