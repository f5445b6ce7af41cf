"""Keep what was told about devices? Who could read it is said before (G10); the default is no."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import OptionList

from safecheck.model.text import N_
from safecheck.report.keeping import keeping_choices, state_of_keeping, who_could_read
from safecheck.tui.page import Page
from safecheck.tui.widgets.choices import Choices
from safecheck.tui.widgets.prose import Prose


class Wishes(Choices):
    """The two ways."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", N_("choose"))]


class KeepAnswers(Page):
    """Two choices; the first changes nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", N_("back"))]
    EXPLAIN = (
        N_(
            "The file holds a number for each device, the day, which switches are on or off, and the language"
            " of its menus if you named one. It holds no names of chats, people or devices."
        ),
        N_("safecheck reads it when you check the same account again, and asks again after 90 days."),
    )

    def title_words(self) -> str:
        """Return the question."""
        return self.catalog.gettext("Keep your answers?")

    def body(self) -> Iterable[Widget]:
        """Yield who could read them, and the choices."""
        keeping = self.safecheck.keeping
        possible, wanted = keeping is not None and keeping.possible, keeping is not None and keeping.wanted
        yield Prose(state_of_keeping(self.catalog, possible=possible, wanted=wanted), classes="big")
        if keeping is not None and keeping.problem is not None:
            yield Prose(self.catalog.sentence(keeping.problem), classes="medium")
        if possible:
            yield Prose(who_could_read(self.catalog))
            choices = keeping_choices(self.catalog, wanted=wanted)
            yield Wishes(choices, unicode=self.safecheck.unicode, id="wishes")

    @on(OptionList.OptionSelected)
    async def choose(self, event: OptionList.OptionSelected) -> None:
        """Do as wished, and go back; stay where that did not work."""
        keeping = self.safecheck.keeping
        assert keeping is not None  # noqa: S101 - there was something to choose
        if event.option_id == "keep":
            keeping.keep(self.safecheck.told)
        elif keeping.wanted:
            keeping.forget()
        if keeping.problem is None:
            self.action_back()
        else:
            await self.redraw()
