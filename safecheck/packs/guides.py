"""The guides: one file per app, with its menu paths and what it downloads by itself.

Labels are the app's own English words, as its source code has them; where the app's Dutch wording is not
verified there is no Dutch label, only a description (`hint`) in plain words. What a guide does not know is
`unknown`, never a guess.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Literal, get_args

import msgspec
from msgspec import Meta

from safecheck.model.facts import Client
from safecheck.model.findings import Landing, Lands
from safecheck.model.labels import LangPack
from safecheck.model.text import Lang, Words
from safecheck.packs.header import Day, Header, Part, Source
from safecheck.packs.loaded import Loaded, load_pack

GuideId = Literal["android", "ios", "desktop", "macos", "web-a", "web-k", "tdlib"]
GUIDE_IDS: tuple[GuideId, ...] = get_args(GuideId)
PathKind = Literal[
    "auto_download",
    "save_to_gallery",
    "autoplay",
    "ask_download_path",
    "who_can_add_me",
    "sensitive_content",
    "devices",
]
LandingChatKind = Literal["private", "group", "supergroup", "channel"]
LANDING_CHAT_KINDS: tuple[LandingChatKind, ...] = get_args(LandingChatKind)
LandingMedia = Literal["photo", "video", "file"]
LANDING_MEDIA: tuple[LandingMedia, ...] = get_args(LandingMedia)

# One word as a person may type it, in small letters with "-" for a blank.
AppWord = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
Name = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
SourceNames = Annotated[tuple[Name, ...], Meta(min_length=1)]


class ReadAt(Part, frozen=True, kw_only=True):
    """Which version of the app a guide describes, and on which day it was read."""

    version: Annotated[str, Meta(min_length=1)]
    date: Day


class Label(Part, frozen=True, kw_only=True):
    """One item of a menu: the app's English words, its key in Telegram's language packs where that is known,
    and a description in plain words for whoever has the app in another language."""

    label: Annotated[str, Meta(min_length=1, max_length=60)]
    key: str | None = None
    hint: Words

    def crumb(self, lang: Lang) -> str:
        """Return the item as one crumb of a path: outside English the label is quoted and described."""
        return self.label if lang == "en" else f'"{self.label}" ({self.hint.of(lang)})'


class MenuPath(Part, frozen=True, kw_only=True):
    """The way to one switch: `crumbs` name entries of the guide's `labels`, `do` says what to press there."""

    id: Name
    kind: PathKind
    title: Words
    crumbs: Annotated[tuple[Name, ...], Meta(min_length=1)]
    do: Words
    removes: Words
    remains: Words
    sources: SourceNames


class DownloadRow(Part, frozen=True, kw_only=True):
    """What an install with untouched settings does with these media from these kinds of chat."""

    chat_kinds: Annotated[tuple[LandingChatKind, ...], Meta(min_length=1)]
    media: Annotated[tuple[LandingMedia, ...], Meta(min_length=1)]
    lands: Lands
    sources: SourceNames


class SwitchedOff(Part, frozen=True, kw_only=True):
    """Automatic download switched off as `do` says: what still lands, what that removes, what remains."""

    photo: Lands
    video: Lands
    file: Lands
    do: Words
    removes: Words
    remains: Words
    minutes: Annotated[int, Meta(ge=1, le=30)]
    sources: SourceNames


class Downloads(Part, frozen=True, kw_only=True):
    """What an app downloads by itself. `note` says what the table leaves out (sizes, conditions)."""

    untouched: tuple[DownloadRow, ...]
    switched_off: SwitchedOff
    note: Words


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
    downloads: Downloads
    note: Words | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its menu items in Telegram's language pack, each once."""
        return tuple(dict.fromkeys(label.key for label in self.labels.values() if label.key))

    def crumbs(self, path: MenuPath) -> tuple[Label, ...]:
        """Return the labels of one of this guide's paths."""
        return tuple(self.labels[name] for name in path.crumbs)

    def paths_of(self, kind: PathKind) -> tuple[MenuPath, ...]:
        """Return the paths to switches of one kind, in the order of the menu."""
        return tuple(path for path in self.paths if path.kind == kind)

    def untouched(self) -> tuple[Landing, ...]:
        """Return what lands where settings were never touched, for every kind of chat and of media."""
        table = {
            (chat_kind, media): row.lands
            for row in self.downloads.untouched
            for chat_kind in row.chat_kinds
            for media in row.media
        }
        return tuple(
            Landing(chat_kind, media, table[chat_kind, media])
            for chat_kind in LANDING_CHAT_KINDS
            for media in LANDING_MEDIA
        )

    def switched_off(self) -> tuple[Landing, ...]:
        """Return what still lands where automatic download is switched off as the guide says."""
        off = self.downloads.switched_off
        lands: dict[LandingMedia, Lands] = {"photo": off.photo, "video": off.video, "file": off.file}
        return tuple(
            Landing(chat_kind, media, lands[media])
            for chat_kind in LANDING_CHAT_KINDS
            for media in LANDING_MEDIA
        )


def guides_for(guides: Sequence[Guide], client: str) -> tuple[Guide, ...]:
    """Return the guides of one client: two for the web, whose apps a session does not tell apart; none for an
    unofficial or unknown app."""
    return tuple(guide for guide in guides if guide.client == client)


def load_guide(path: Traversable, file: str | None = None) -> Loaded[Guide]:
    """Read and check one guide. Raises DataFileError with file, line and key."""
    return load_pack(path, Guide, _problems, file)


@cache
def load_guides() -> tuple[Loaded[Guide], ...]:
    """Return the guides of every app, in the order of `GUIDE_IDS`."""
    folder = files("safecheck").joinpath("data/guides")
    return tuple(load_guide(folder.joinpath(f"{name}.yaml"), f"guides/{name}.yaml") for name in GUIDE_IDS)


def _problems(guide: Guide) -> Iterator[tuple[str, str]]:
    """Yield each problem as the key where it stands and a sentence."""
    if bool(guide.keys) != (guide.lang_pack is not None):
        yield "lang_pack", "keys of labels and the language pack that has them go together"
    ids = [path.id for path in guide.paths]
    for number, path in enumerate(guide.paths):
        if path.id in ids[:number]:
            yield f"paths[{number}].id", f"the path {path.id} stands here twice"
        for name in path.crumbs:
            if name not in guide.labels:
                yield f"paths[{number}].crumbs", f"there is no label {name}"
        yield from _missing_sources(guide, path.sources, f"paths[{number}].sources")
    seen: set[tuple[str, str]] = set()
    for number, row in enumerate(guide.downloads.untouched):
        key = f"downloads.untouched[{number}]"
        cells = {(chat_kind, media) for chat_kind in row.chat_kinds for media in row.media}
        if seen & cells:
            yield key, "one kind of chat and media is answered twice"
        seen |= cells
        yield from _missing_sources(guide, row.sources, f"{key}.sources")
    if len(seen) < len(LANDING_CHAT_KINDS) * len(LANDING_MEDIA):
        yield "downloads.untouched", "a kind of chat or media is not answered; say unknown"
    yield from _missing_sources(guide, guide.downloads.switched_off.sources, "downloads.switched_off.sources")


def _missing_sources(guide: Guide, names: tuple[str, ...], key: str) -> Iterator[tuple[str, str]]:
    for name in names:
        if name not in guide.sources:
            yield key, f"there is no source {name}"
