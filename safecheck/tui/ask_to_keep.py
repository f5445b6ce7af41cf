"""A page that asks whether to keep what was told: it says who could read it (G10). The default is no."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import OptionList

from safecheck.audit.keeping import Keeping, MarkKeeping
from safecheck.model.text import N_
from safecheck.report.choices import Choice
from safecheck.tui.page import Page
from safecheck.tui.widgets.choices import Choices
from safecheck.tui.widgets.prose import Prose


class Wishes(Choices):
    """The two ways."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", N_("choose"))]


class AskToKeep(Page):
    """Two choices; the first changes nothing."""

    GUIDE: ClassVar[str] = "remember"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", N_("back"))]

    @property
    def keeping(self) -> Keeping | MarkKeeping | None:
        """What becomes of what was told."""
        raise NotImplementedError

    def words_of(self, *, possible: bool, wanted: bool) -> tuple[str, str, tuple[Choice, ...]]:
        """Return whether it is kept, who could read it, and the choices."""
        raise NotImplementedError

    def keep(self) -> None:
        """Keep all of it."""
        raise NotImplementedError

    def body(self) -> Iterable[Widget]:
        """Yield who could read it, and the choices."""
        keeping = self.keeping
        possible, wanted = keeping is not None and keeping.possible, keeping is not None and keeping.wanted
        state, who, choices = self.words_of(possible=possible, wanted=wanted)
        yield Prose(state, classes="big")
        if keeping is not None and keeping.problem is not None:
            yield Prose(self.catalog.sentence(keeping.problem), classes="medium")
        if possible:
            yield Prose(who)
            yield Wishes(choices, unicode=self.safecheck.unicode, id="wishes")

    @on(OptionList.OptionSelected)
    async def choose(self, event: OptionList.OptionSelected) -> None:
        """Do as wished, and go back; stay where that did not work."""
        keeping = self.keeping
        assert keeping is not None  # noqa: S101 - there was something to choose
        if event.option_id == "keep":
            self.keep()
        elif keeping.wanted:
            keeping.forget()
        if keeping.problem is None:
            self.action_back()
        else:
            await self.redraw()
