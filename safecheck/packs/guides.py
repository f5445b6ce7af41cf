"""The guides: one file per app, with its menu paths. What it downloads by itself is in data/downloads.

Labels are the app's own English words, as its source code has them; where the app's Dutch wording is not
verified there is no Dutch label, only a description (`hint`) in plain words. What a guide does not know is
left out, never a guess.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from safecheck.model.downloads import PROFILE_IDS, ProfileId, client_of_app
from safecheck.model.facts import CLIENTS, Client
from safecheck.model.labels import LangPack
from safecheck.model.text import LANGUAGES, Lang, Words
from safecheck.packs.header import Day, Header, Part, Source
from safecheck.packs.loaded import Loaded, load_pack

GuideId = ProfileId  # each app with download tables has a guide
GUIDE_IDS = PROFILE_IDS
PathKind = Literal[
    "auto_download",
    "save_to_gallery",
    "autoplay",
    "ask_download_path",
    "who_can_add_me",
    "sensitive_content",
    "devices",
]
# What such a path leads to is a switch of the download model.
OF_THE_MODEL: frozenset[PathKind] = frozenset({"auto_download", "save_to_gallery", "ask_download_path"})
BRACES = re.compile(r"\{([^{}]*)\}")

# One word as a person may type it, in small letters with "-" for a blank.
AppWord = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
Name = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
SourceNames = Annotated[tuple[Name, ...], Meta(min_length=1)]


class ReadAt(Part, frozen=True, kw_only=True):
    """Which version of the app a guide describes, and on which day it was read."""

    version: Annotated[str, Meta(min_length=1)]
    date: Day


class Label(Part, frozen=True, kw_only=True):
    """One item of a menu: the app's English words, its key in Telegram's language packs, and a description in
    plain words for whoever has the app in another language. Of the first two at least one is known."""

    label: Annotated[str, Meta(min_length=1, max_length=60)] | None = None
    key: str | None = None
    hint: Words

    def crumb(self, lang: Lang) -> str:
        """Return the item as one crumb of a path: outside English the label is quoted and described. Without
        a label there is the description alone, in brackets."""
        if self.label is None:
            return f"({self.hint.of(lang)})"
        return self.label if lang == "en" else f'"{self.label}" ({self.hint.of(lang)})'


class MenuPath(Part, frozen=True, kw_only=True):
    """The way to one switch: `crumbs` name entries of the guide's `labels`, `do` says what to press there and
    may name them in braces. What a switch of the download model removes and leaves, the model says; the
    others say it themselves."""

    id: Name
    kind: PathKind
    title: Words
    crumbs: Annotated[tuple[Name, ...], Meta(min_length=1)]
    do: Words
    removes: Words | None = None
    remains: Words | None = None
    sources: SourceNames


class Untouched(Part, frozen=True, kw_only=True):
    """What an install does whose settings nobody touched, in sentences."""

    says: Words
    sources: SourceNames


class AllOff(Part, frozen=True, kw_only=True):
    """How all automatic download is switched off: `do` may name labels in braces; `check` is a way to see
    that it worked which only this app has."""

    do: Words
    check: Words | None = None
    minutes: Annotated[int, Meta(ge=1, le=30)]
    sources: SourceNames


class Guide(Header, frozen=True, kw_only=True):
    """Everything safecheck knows about one app. `also` are other words by which people ask for it; `note` is
    said before its paths, if there is one. `lang_pack` is what Telegram calls the app's own words, None where
    none of their keys are known."""

    id: GuideId
    client: Client
    app: Words
    also: tuple[AppWord, ...] = ()
    lang_pack: LangPack | None = None
    read_at: ReadAt
    sources: Annotated[dict[Name, Source], Meta(min_length=1)]
    labels: dict[Name, Label] = msgspec.field(default_factory=dict)
    paths: tuple[MenuPath, ...] = ()
    untouched: Untouched
    all_off: AllOff
    note: Words | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its menu items in Telegram's language pack, each once."""
        return tuple(dict.fromkeys(label.key for label in self.labels.values() if label.key))

    def path(self, id: str) -> MenuPath:
        """Return one of the paths; KeyError if there is none of that id."""
        for path in self.paths:
            if path.id == id:
                return path
        raise KeyError(id)

    def paths_of(self, kind: PathKind) -> tuple[MenuPath, ...]:
        """Return the paths to switches of one kind, in the order of the menu."""
        return tuple(path for path in self.paths if path.kind == kind)


def guides_for(guides: Sequence[Guide], client: str) -> tuple[Guide, ...]:
    """Return the guides of one client: two for the web, whose apps a session does not tell apart; none for an
    unofficial or unknown app."""
    return tuple(guide for guide in guides if guide.client == client)


def load_guide(path: Traversable, file: str | None = None) -> Loaded[Guide]:
    """Read and check one guide. Raises DataFileError with file, line and key."""
    return load_pack(path, Guide, _problems, file)


def load_guides(clients: Collection[str] = CLIENTS) -> tuple[Loaded[Guide], ...]:
    """Return the guides of these clients, without any of every app, in the order of `GUIDE_IDS`."""
    return tuple(_shipped(id) for id in GUIDE_IDS if client_of_app(id) in clients)


@cache
def _shipped(id: GuideId) -> Loaded[Guide]:
    return load_guide(files("safecheck").joinpath(f"data/guides/{id}.yaml"), f"guides/{id}.yaml")


def _problems(guide: Guide) -> Iterator[tuple[str, str]]:
    """Yield each problem as the key where it stands and a sentence."""
    if guide.client != client_of_app(guide.id):
        yield "client", f"the app {guide.id} is one of the client {client_of_app(guide.id)}"
    if bool(guide.keys) != (guide.lang_pack is not None):
        yield "lang_pack", "keys of labels and the language pack that has them go together"
    for name, label in guide.labels.items():
        if label.label is None and label.key is None:
            yield f"labels.{name}", "a label has its words, or the key under which Telegram has them"
    ids = [path.id for path in guide.paths]
    for number, path in enumerate(guide.paths):
        key = f"paths[{number}]"
        if path.id in ids[:number]:
            yield f"{key}.id", f"the path {path.id} stands here twice"
        for name in path.crumbs:
            if name not in guide.labels:
                yield f"{key}.crumbs", f"there is no label {name}"
        yield from _unknown_labels(guide, path.do, f"{key}.do")
        if (path.kind in OF_THE_MODEL) == (path.removes is not None or path.remains is not None):
            yield key, "what it removes and leaves is said by the download model, or else here"
        yield from _missing_sources(guide, path.sources, f"{key}.sources")
    yield from _unknown_labels(guide, guide.all_off.do, "all_off.do")
    yield from _missing_sources(guide, guide.untouched.sources, "untouched.sources")
    yield from _missing_sources(guide, guide.all_off.sources, "all_off.sources")


def _unknown_labels(guide: Guide, words: Words, key: str) -> Iterator[tuple[str, str]]:
    for lang in LANGUAGES:
        for name in BRACES.findall(words.of(lang)):
            if name not in guide.labels:
                yield f"{key}.{lang}", f"there is no label {name}"


def _missing_sources(guide: Guide, names: tuple[str, ...], key: str) -> Iterator[tuple[str, str]]:
    for name in names:
        if name not in guide.sources:
            yield key, f"there is no source {name}"
