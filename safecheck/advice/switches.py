"""Where each app's switches are: the guides in one language, for `safecheck switches`."""

from collections.abc import Sequence

import msgspec

from safecheck.model.text import Lang
from safecheck.packs.guides import Guide, MenuPath


class Crumb(msgspec.Struct, frozen=True):
    """One item of a menu: the app's English words, and what they mean in plain words."""

    label: str
    hint: str


class SwitchEntry(msgspec.Struct, frozen=True):
    """One switch: the way there, what to press, what that removes and what remains."""

    id: str
    kind: str
    title: str
    crumbs: tuple[Crumb, ...]
    do: str
    removes: str
    remains: str
    sources: tuple[str, ...]


class Switches(msgspec.Struct, frozen=True):
    """The switches of one app. `note` is "" where there is nothing to say before them; `downloads` says what
    the app does when nothing was changed, and `all_off` how to switch all of its automatic download off."""

    id: str
    client: str
    app: str
    read_version: str
    read_date: str
    note: str
    downloads: str
    all_off: str
    entries: tuple[SwitchEntry, ...]


def switches(guides: Sequence[Guide], lang: Lang, client: str | None = None) -> tuple[Switches, ...]:
    """Return the switches of every app, or of those that `client` names in whatever case: the id of a guide,
    a client ("web" is two apps), or another word for the app, such as "iphone"."""
    wanted = None if client is None else "-".join(client.casefold().replace("_", " ").split())
    return tuple(
        _switches(guide, lang)
        for guide in guides
        if wanted is None or wanted in (guide.id, guide.client, *guide.also)
    )


def _switches(guide: Guide, lang: Lang) -> Switches:
    return Switches(
        id=guide.id,
        client=guide.client,
        app=guide.app.of(lang),
        read_version=guide.read_at.version,
        read_date=guide.read_at.date,
        note=guide.note.of(lang) if guide.note else "",
        downloads=guide.downloads.note.of(lang),
        all_off=guide.downloads.switched_off.do.of(lang),
        entries=tuple(_entry(guide, path, lang) for path in guide.paths),
    )


def _entry(guide: Guide, path: MenuPath, lang: Lang) -> SwitchEntry:
    return SwitchEntry(
        id=path.id,
        kind=path.kind,
        title=path.title.of(lang),
        crumbs=tuple(Crumb(label.label, label.hint.of(lang)) for label in guide.crumbs(path)),
        do=path.do.of(lang),
        removes=path.removes.of(lang),
        remains=path.remains.of(lang),
        sources=tuple(guide.sources[name].title for name in path.sources),
    )
