"""`?`: what a screen is for, in plain words, and every key that works there."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from safecheck.model.text import N_
from safecheck.report.layout import cells
from safecheck.tui.page import Page
from safecheck.tui.safe_text import words
from safecheck.tui.widgets.prose import Prose


class Explain(Page):
    """What the screen below it is for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("g", "guide", N_("user's guide")),
        Binding("escape,enter", "back", N_("back"), key_display="esc"),
    ]

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._keys = page.active_keys()

    def title_words(self) -> str:
        """Return what this is."""
        return self.catalog.gettext("About this screen")

    def account_words(self) -> str:
        """Return what the screen below says."""
        return self._page.account_words()

    def body(self) -> Iterable[Widget]:
        """Yield the name of the screen, its explanation and its keys."""
        say = self.catalog.gettext
        yield Prose(self._page.title_words(), classes="big")
        for paragraph in self._page.explanation():
            yield Prose(paragraph)
        yield Prose(say("The keys"), classes="big close")
        yield Static(self._list_of_keys(), id="keys")
        yield Prose(say("More about it stands in the user's guide: press g."))
        yield Prose(
            say(
                "Arrow keys choose or scroll, Tab goes to the next part. While you type in a field: F1 help "
                "from people, F2 about, F3 the other language, F4 other colours, Ctrl+Q %(end)s."
            )
            % {"end": self._how_it_ends}
        )

    @property
    def _how_it_ends(self) -> str:
        """What q does here, in a word."""
        words = (binding.description for binding in self._keys if binding.key == "q")
        return self.catalog.gettext(next(words, N_("end")))

    def action_guide(self) -> None:
        """Show the guide, the page about the screen below first; once, wherever somebody asks for it."""
        from safecheck.tui.screens.guide import Guide

        self.safecheck.show_once(Guide, lambda: Guide(self._page.GUIDE))

    def _list_of_keys(self) -> Content:
        rows: dict[str, str] = {}
        for binding in self._keys:
            rows.setdefault(self.catalog.gettext(binding.description), self._page.name_of(binding))
        room = max(map(cells, rows.values()), default=0)
        return Content("\n").join(
            Content.assemble((key, "bold $key"), " " * (room - cells(key) + 2), words(word))
            for word, key in rows.items()
        )
