"""The words of an app's menus: from Telegram itself where it was asked, else the guide's English ones."""

from collections.abc import Iterable, Sequence
from datetime import date

from safecheck.model.labels import AppLabels
from safecheck.model.spoken import day_in_words
from safecheck.model.text import Lang, Words, clean
from safecheck.packs.guides import BRACES, Guide, MenuPath
from safecheck.packs.rule_pack import fill
from safecheck.packs.step_pack import MenuNotes


class MenuWords:
    """Says menu items in the words that stand on a person's own screen, key by key.

    `labels` are what Telegram served; `app_language` is the language that the app on one device speaks, ""
    for the language of the interface.
    """

    def __init__(self, lang: Lang, labels: Sequence[AppLabels] = ()) -> None:
        self.lang: Lang = lang
        self._labels = {(each.lang_pack, each.lang_code): each for each in labels}

    def crumbs(self, guide: Guide, path: MenuPath, app_language: str = "") -> tuple[str, ...]:
        """Return the way to one switch, one item of a menu each."""
        return tuple(self.label(guide, name, app_language) for name in path.crumbs)

    def label(self, guide: Guide, name: str, app_language: str = "") -> str:
        """Return one item of a menu as it is to be shown."""
        return self.from_telegram(guide, name, app_language) or guide.labels[name].crumb(self.lang)

    def say(self, guide: Guide, words: Words, app_language: str = "") -> str:
        """Return one of the guide's sentences, with the menu items that it names in the words of the app."""
        return BRACES.sub(
            lambda found: self._in_a_sentence(guide, found[1], app_language), words.of(self.lang)
        )

    def note(self, guide: Guide, names: Iterable[str], notes: MenuNotes, app_language: str = "") -> str:
        """Return whose words these items of the menus are, and how old they can be."""
        found = {bool(self.from_telegram(guide, name, app_language)) for name in names}
        if found == {True}:
            return notes.from_telegram.of(self.lang)
        note = notes.in_part if True in found else notes.english
        day = day_in_words(date.fromisoformat(guide.read_at.date), self.lang)
        return fill(note.of(self.lang), {"day": day})

    def from_telegram(self, guide: Guide, name: str, app_language: str = "") -> str:
        """Return what Telegram calls this item in the language of the app, "" where it gave no words."""
        key = guide.labels[name].key
        if key is None or guide.lang_pack is None:
            return ""
        served = self._labels.get((guide.lang_pack, app_language or self.lang))
        return clean(served.values[key]) if served is not None and key in served.values else ""

    def _in_a_sentence(self, guide: Guide, name: str, app_language: str) -> str:
        if shown := self.from_telegram(guide, name, app_language):
            return f'"{shown}"'
        label = guide.labels[name]
        if label.label is None:
            return label.hint.of(self.lang)
        shown = label.crumb(self.lang)
        return shown if shown.startswith('"') else f'"{shown}"'
