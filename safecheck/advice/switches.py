"""Where each app's switches are: the guides in one language, for `safecheck switches`."""

from collections.abc import Sequence

import msgspec

from safecheck.advice.menu_words import MenuWords
from safecheck.downloads.effect import effect, remains_in_words, removes_in_words
from safecheck.downloads.switches import untouched
from safecheck.model.text import Lang
from safecheck.packs.download_profile import DownloadProfile
from safecheck.packs.guides import Guide, MenuPath


class Crumb(msgspec.Struct, frozen=True):
    """One item of a menu: the app's English words ("" where they are not known), and what they mean in plain
    words."""

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


def switches(
    guides: Sequence[Guide], profiles: Sequence[DownloadProfile], lang: Lang, client: str | None = None
) -> tuple[Switches, ...]:
    """Return the switches of every app, or of those that `client` names in whatever case: the id of a guide,
    a client ("web" is two apps), or another word for the app, such as "iphone"."""
    wanted = None if client is None else "-".join(client.casefold().replace("_", " ").split())
    tables = {profile.id: profile for profile in profiles}
    return tuple(
        _switches(guide, tables[guide.id], MenuWords(lang))
        for guide in guides
        if wanted is None or wanted in (guide.id, guide.client, *guide.also)
    )


def _switches(guide: Guide, profile: DownloadProfile, words: MenuWords) -> Switches:
    lang = words.lang
    return Switches(
        id=guide.id,
        client=guide.client,
        app=guide.app.of(lang),
        read_version=guide.read_at.version,
        read_date=guide.read_at.date,
        note=guide.note.of(lang) if guide.note else "",
        downloads=guide.untouched.says.of(lang),
        all_off=words.say(guide, guide.all_off.do),
        entries=tuple(_entry(guide, path, profile, words) for path in guide.paths),
    )


def _entry(guide: Guide, path: MenuPath, profile: DownloadProfile, words: MenuWords) -> SwitchEntry:
    lang = words.lang
    removes, remains = _model_says(profile, path, lang)
    labels = [guide.labels[name] for name in path.crumbs]
    return SwitchEntry(
        id=path.id,
        kind=path.kind,
        title=path.title.of(lang),
        crumbs=tuple(Crumb(label.label or "", label.hint.of(lang)) for label in labels),
        do=words.say(guide, path.do),
        removes=path.removes.of(lang) if path.removes else removes,
        remains=path.remains.of(lang) if path.remains else remains,
        sources=tuple(guide.sources[name].title for name in path.sources),
    )


def _model_says(profile: DownloadProfile, path: MenuPath, lang: Lang) -> tuple[str, str]:
    """Return what the switches at a path remove and leave on an install that nobody touched; nothing where
    the download model has no such switch."""
    presses = [press for press in profile.presses if press.path == path.id]
    if not presses:
        return "", ""
    switches = untouched(profile)
    removes = removes_in_words(effect(profile, switches, presses), lang)
    falls_short = [press.falls_short.of(lang) for press in presses if press.falls_short]
    return removes, " ".join(falls_short) or remains_in_words(profile, switches, lang)
