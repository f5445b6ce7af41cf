"""What the download model answers for one device, in words."""

from collections.abc import Collection, Mapping, Sequence
from typing import Literal

from safecheck.i18n.catalog import Catalog
from safecheck.model.findings import Landing, Lands
from safecheck.model.text import N_

Media = Literal["photo", "video", "file"]
ChatKinds = Literal["private", "group", "supergroup", "channel"]
_MEDIA: tuple[Media, ...] = ("photo", "video", "file")

_EVERYTHING: dict[Lands, str] = {
    "yes": N_(
        "Photos land without a tap from every kind of chat, and so do videos and files up to a size limit."
    ),
    "on_view": N_(
        "Photos land as soon as they are on the screen, in every kind of chat,"
        " and so do videos and files up to a size limit."
    ),
    "no": N_("No photos, videos or files land by themselves."),
    "unknown": N_("What lands by itself is unknown."),
}

_ALL_MEDIA: dict[Lands, str] = {
    "yes": N_("Photos, and videos and files up to a size limit, land without a tap from: %(chats)s."),
    "on_view": N_(
        "Photos, and videos and files up to a size limit, land as soon as they are on the screen"
        " in: %(chats)s."
    ),
    "no": N_("Photos, videos and files do not land by themselves from: %(chats)s."),
    "unknown": N_("Whether photos, videos and files land by themselves is unknown for: %(chats)s."),
}

_ONE_MEDIUM: dict[Media, dict[Lands, str]] = {
    "photo": {
        "yes": N_("Photos land without a tap from: %(chats)s."),
        "on_view": N_("Photos land as soon as they are on the screen in: %(chats)s."),
        "no": N_("Photos do not land by themselves from: %(chats)s."),
        "unknown": N_("Whether photos land by themselves is unknown for: %(chats)s."),
    },
    "video": {
        "yes": N_("Videos up to a size limit land without a tap from: %(chats)s."),
        "on_view": N_("Videos up to a size limit land as soon as they are on the screen in: %(chats)s."),
        "no": N_("Videos do not land by themselves from: %(chats)s."),
        "unknown": N_("Whether videos land by themselves is unknown for: %(chats)s."),
    },
    "file": {
        "yes": N_("Files up to a size limit land without a tap from: %(chats)s."),
        "on_view": N_("Files up to a size limit land as soon as they are on the screen in: %(chats)s."),
        "no": N_("Files do not land by themselves from: %(chats)s."),
        "unknown": N_("Whether files land by themselves is unknown for: %(chats)s."),
    },
}

_KIND_NAMES = {
    "private": N_("private chats"),
    "group": N_("small groups"),
    "supergroup": N_("large groups and groups with a public link"),
    "channel": N_("channels"),
}


def lands_lines(lands: Sequence[Landing], catalog: Catalog) -> list[str]:
    """Return what lands on one device, as few sentences as the answers allow."""
    answers = {entry.lands for entry in lands} or {"unknown"}
    if len(answers) == 1:
        return [catalog.gettext(_EVERYTHING[answers.pop()])]
    tables = {
        medium: {entry.chat_kind: entry.lands for entry in lands if entry.media == medium}
        for medium in _MEDIA
    }
    if tables["photo"] == tables["video"] == tables["file"]:
        return _sentences(tables["photo"], _ALL_MEDIA, catalog)
    return [line for medium in _MEDIA for line in _sentences(tables[medium], _ONE_MEDIUM[medium], catalog)]


def changed_lines(before: Sequence[Landing], after: Sequence[Landing], catalog: Catalog) -> list[str]:
    """Return what is answered otherwise than before, as few sentences as that allows."""
    old = {(entry.chat_kind, entry.media): entry.lands for entry in before}
    changed = [entry for entry in after if old.get((entry.chat_kind, entry.media)) != entry.lands]
    tables = {
        medium: {entry.chat_kind: entry.lands for entry in changed if entry.media == medium}
        for medium in _MEDIA
    }
    if tables["photo"] == tables["video"] == tables["file"]:
        return _sentences(tables["photo"], _ALL_MEDIA, catalog)
    return [line for medium in _MEDIA for line in _sentences(tables[medium], _ONE_MEDIUM[medium], catalog)]


def groups_differ(lands: Sequence[Landing]) -> bool:
    """True if small groups (basic groups) and large ones (supergroups) are answered differently."""
    answers = {(entry.chat_kind, entry.media): entry.lands for entry in lands}
    return any(answers.get(("group", kind)) != answers.get(("supergroup", kind)) for kind in _MEDIA)


def _sentences(table: Mapping[ChatKinds, Lands], sentences: dict[Lands, str], catalog: Catalog) -> list[str]:
    lines = []
    for answer, sentence in sentences.items():
        kinds = {kind for kind, lands in table.items() if lands == answer}
        if kinds:
            lines.append(catalog.gettext(sentence) % {"chats": _kinds(kinds, catalog)})
    return lines


def _kinds(kinds: Collection[str], catalog: Catalog) -> str:
    """Name kinds of chat; the two kinds of group are one word where they are answered alike."""
    if len(kinds) == len(_KIND_NAMES):
        return catalog.gettext("every kind of chat")
    names: list[str] = []
    for kind, name in _KIND_NAMES.items():
        if kind not in kinds or (kind == "supergroup" and "group" in kinds):
            continue
        both = kind == "group" and "supergroup" in kinds
        names.append(catalog.gettext("groups") if both else catalog.gettext(name))
    return ", ".join(names)
