"""The words of a check together, for both faces: pages, cards, open questions, with their sources.

They are written for a reader of 13. Facts about organisations come from `data/help`.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Annotated

from msgspec import Meta

from safecheck.model.text import LANGUAGES, Words
from safecheck.packs.header import Day, Header, Part
from safecheck.packs.loaded import Loaded, load_pack

# What can be chosen on each page, in this order; the faces act by these keys.
CHOICES: dict[str, tuple[str, ...]] = {
    "owner_page": ("go_on", "no"),
    "age": ("under_16", "16_17", "18_or_older", "no"),
    "alone": ("go_on",),
    "owner_yes": ("yes", "no"),
    "adult_yes": ("yes", "no"),
    "scope": ("groups_and_channels", "devices", "who_added", "go_on", "no"),
    "sign_in": ("go_on", "no"),
    "reading": (),
    "own_result": ("add", "take_out", "go_on", "no"),
    "adult_card": ("go_on", "no"),
    "shared": ("owner_alone", "save", "go_on", "no"),
    "finished": (),
    "ended": (),
}


class ChoiceWords(Part, frozen=True, kw_only=True):
    """One thing to choose. Where `typed` is set it is not a number that chooses it but this very word."""

    key: str
    title: Words
    typed: Words | None = None


class PageWords(Part, frozen=True, kw_only=True):
    """One page. `{people}` as a paragraph stands for people who can help, `{questions}` for the open
    questions, `{mind}` for what an adult does well to keep in mind."""

    title: Words
    text: Annotated[tuple[Words | str, ...], Meta(min_length=1)]
    choices: tuple[ChoiceWords, ...] = ()


class Pages(Part, frozen=True, kw_only=True):
    """A page for each place of the order (`safecheck.family.ceremony.PLACES`)."""

    owner_page: PageWords
    age: PageWords
    alone: PageWords
    owner_yes: PageWords
    adult_yes: PageWords
    scope: PageWords
    sign_in: PageWords
    reading: PageWords
    own_result: PageWords
    adult_card: PageWords
    shared: PageWords
    finished: PageWords
    ended: PageWords


class Organisation(Part, frozen=True, kw_only=True):
    """Who says something, taken over on the day `read` from stored copies of its pages."""

    name: Words
    read: Day


class Prompt(Part, frozen=True, kw_only=True):
    """Something to ask or to keep in mind, and the key of who says so."""

    text: Words
    source: str


class Short(Part, frozen=True, kw_only=True):
    """Sentences that stand outside the pages. `minutes_left` and `minute_left` are said when the time is
    nearly up; `on` and `off` stand beside a part of the scope."""

    minutes_left: Words
    minute_left: Words
    extend: Words
    extended: Words
    stop: Words
    cleared: Words
    other_may_look: Words
    alone_now: Words
    look_away: Words
    on: Words
    off: Words
    type_this: Words
    chosen_by_owner: Words
    no_chat_added: Words
    level_too: Words
    level_not: Words
    which_chat: Words
    no_such_chat: Words
    save_title: Words
    save_asked: Annotated[tuple[Words, ...], Meta(min_length=1)]
    save_no: Words
    keep_receipt: Words
    file_name: Words
    receipt_kept: Words
    signed_out: Words
    own_words: Words
    said_by: Words
    more_people: Words
    withdrawn: Annotated[tuple[Words, ...], Meta(min_length=1)]
    withdrawn_beside_a_file: Annotated[tuple[Words, ...], Meta(min_length=1)]
    not_taken_back: Annotated[tuple[Words, ...], Meta(min_length=1)]


class FamilyPack(Header, frozen=True, kw_only=True):
    """Everything that is said. `questions` are open ones, `mind` is for adults, `receipt` stands at the head
    of the owner's receipt. A prompt's source `own` is safecheck itself."""

    pages: Pages
    short: Short
    sources: dict[str, Organisation]
    questions: Annotated[tuple[Prompt, ...], Meta(min_length=3)]
    mind: Annotated[tuple[Prompt, ...], Meta(min_length=1)]
    receipt: Annotated[tuple[Words, ...], Meta(min_length=1)]


@cache
def load_family() -> Loaded[FamilyPack]:
    """Return the words that come with the program. Raises DataFileError if they are damaged."""
    path = files("safecheck").joinpath("data/family/together.yaml")
    return load_pack(path, FamilyPack, family_problems, "family/together.yaml")


MARKS = ("{people}", "{questions}", "{mind}")


def family_problems(pack: FamilyPack) -> Iterator[tuple[str, str]]:
    """Yield what the types cannot see: choices that no face knows, unknown marks and sources, and questions
    that are none."""
    for place, keys in CHOICES.items():
        page: PageWords = getattr(pack.pages, place)
        if tuple(choice.key for choice in page.choices) != keys:
            yield (
                f"pages.{place}.choices",
                f"The choices here are, in this order: {', '.join(keys) or 'none'}",
            )
        for number, paragraph in enumerate(page.text):
            if isinstance(paragraph, str) and paragraph not in MARKS:
                yield (
                    f"pages.{place}.text[{number}]",
                    f"A text in both languages, or one of {', '.join(MARKS)}",
                )
    for kind in ("questions", "mind"):
        for number, prompt in enumerate(getattr(pack, kind)):
            where = f"{kind}[{number}]"
            if prompt.source != "own" and prompt.source not in pack.sources:
                yield f"{where}.source", f"There is no source called {prompt.source}"
            if kind == "questions" and not all(prompt.text.of(lang).endswith("?") for lang in LANGUAGES):
                yield f"{where}.text", "A question ends in a question mark"
