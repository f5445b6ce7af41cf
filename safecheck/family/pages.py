"""The page of each place, in one language: what both faces show, word for word.

Nothing of a page depends on anything but the place, the language and the country: above all not the page of
every way of not going on (G15).
"""

from collections.abc import Sequence

import msgspec

from safecheck.family.ceremony import Place
from safecheck.model.text import Lang, Words
from safecheck.packs.family_pack import FamilyPack, PageWords, Prompt
from safecheck.packs.help_pack import Entry, HelpPack

_MOST_PEOPLE = 3
# Not those for victims of one thing: nobody on these pages is taken for one.
_FOR_CHILDREN = ("child", "anyone")


class PageChoice(msgspec.Struct, frozen=True):
    """One thing to choose; `typed` is the very word to type for it, "" where a number or a key will do."""

    key: str
    title: str
    typed: str = ""


class FamilyPage(msgspec.Struct, frozen=True):
    """One page as lines to show, a paragraph each, and what can be chosen on it."""

    title: str
    paragraphs: tuple[str, ...]
    choices: tuple[PageChoice, ...]


def family_page(
    place: Place, pack: FamilyPack, help_pack: HelpPack, lang: Lang, *, keys_work: bool = True
) -> FamilyPage:
    """Return the page of one place. `keys_work` is False for a last page after which nothing can be typed."""
    words: PageWords = getattr(pack.pages, place)
    more = pack.short.more_people if keys_work else pack.short.people_by_command
    lists = {
        "{people}": (*(people(help_pack, lang) or (pack.short.nobody_listed.of(lang),)), more.of(lang)),
        "{questions}": prompts(pack.questions, pack, lang),
        "{mind}": prompts(pack.mind, pack, lang),
    }
    paragraphs: list[str] = []
    for paragraph in words.text:
        paragraphs += [paragraph.of(lang)] if isinstance(paragraph, Words) else lists[paragraph]
    return FamilyPage(
        title=words.title.of(lang),
        paragraphs=tuple(paragraphs),
        choices=tuple(
            PageChoice(one.key, one.title.of(lang), one.typed.of(lang) if one.typed else "")
            for one in words.choices
        ),
    )


def people(help_pack: HelpPack, lang: Lang) -> tuple[str, ...]:
    """Return who listens to a child, one a line: in the Netherlands de Kindertelefoon and Veilig Thuis.
    Where the country has nobody of its own it is who does everywhere; there may be none."""
    known = [one for one in help_pack.entries if one.kind == "helpline" and "child" in one.topics]
    known = [one for one in known if one.id in help_pack.own] or known
    listening = [one for audience in _FOR_CHILDREN for one in known if one.audience == audience]
    return tuple(_reached(one, lang) for one in listening[:_MOST_PEOPLE])


def _reached(entry: Entry, lang: Lang) -> str:
    address = (entry.url or "").removeprefix("https://").removeprefix("www.")
    ways = ", ".join(way for way in (entry.phone, address, entry.email) if way)
    return f"{entry.name.of(lang)}: {ways}. {entry.what.of(lang)}"


def prompts(wanted: Sequence[Prompt], pack: FamilyPack, lang: Lang) -> tuple[str, ...]:
    """Return questions, or what to keep in mind, each with who says so; at the end whose the others are."""
    lines = [_said(one, pack, lang) for one in wanted]
    if any(one.source == "own" for one in wanted):
        lines.append(pack.short.own_words.of(lang))
    return tuple(lines)


def _said(prompt: Prompt, pack: FamilyPack, lang: Lang) -> str:
    text = prompt.text.of(lang)
    if prompt.source == "own":
        return text
    return pack.short.said_by.of(lang).format(text=text, who=pack.sources[prompt.source].name.of(lang))
