"""The way to a switch that is the same for the whole account, in the words of the first app that has one."""

from collections.abc import Sequence

from safecheck.advice.menu_words import MenuWords
from safecheck.model.findings import DeviceJudgement
from safecheck.packs.guides import Guide, PathKind, guides_for


class MenuWays:
    """Looks through the devices, in the order in which they are given."""

    def __init__(self, devices: Sequence[DeviceJudgement], guides: Sequence[Guide], words: MenuWords) -> None:
        self._devices, self._guides, self._words = devices, guides, words

    def to(self, kind: PathKind, but_not: str | None = None) -> tuple[tuple[str, ...], str]:
        """Return the path to a switch on the first device (`but_not` that one) whose guide knows one, in the
        words of the app there, and that app; nothing where none does."""
        for device in self._devices:
            if device.id != but_not:
                for guide in guides_for(self._guides, device.client):
                    for path in guide.paths_of(kind):
                        crumbs = self._words.crumbs(guide, path, device.app_language)
                        return crumbs, guide.app.of(self._words.lang)
        return (), ""
