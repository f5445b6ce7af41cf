"""For whom are settings recommended? Each profile, with what it recommends before it is chosen."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList

from safecheck.model.plan import PROFILE_NAMES
from safecheck.model.text import N_
from safecheck.report.profiles import profile_choices, profile_named, profile_sections
from safecheck.tui.page import Page
from safecheck.tui.widgets.choices import Choices
from safecheck.tui.widgets.detail import Detail
from safecheck.tui.widgets.prose import Prose


class ProfileList(Choices):
    """The profiles."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", N_("choose this"))]


class Profiles(Page):
    """The three profiles; the one that is chosen holds until safecheck ends."""

    GUIDE: ClassVar[str] = "plan"
    EXPLAIN: ClassVar[tuple[str, ...]] = (
        N_(
            "A profile says which settings of your account the plan recommends. Choosing one changes nothing"
            " on it, and the switches on your devices are the same for everybody."
        ),
        N_("It holds until safecheck ends. Nothing of it is kept."),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "app.focus('profiles')", N_("choose"), key_display="↑↓"),
        Binding("enter", "app.focus('profiles')", N_("choose this")),
        Binding("escape", "back", N_("back")),
    ]

    def title_words(self) -> str:
        """Return the question."""
        return self.catalog.gettext("For whom are settings recommended?")

    def body(self) -> Iterable[Widget]:
        """Yield the profiles, and what the one under the cursor recommends."""
        app, catalog = self.safecheck, self.catalog
        yield Prose(
            catalog.gettext("Settings of your account only. Choosing changes nothing on it."), classes="quiet"
        )
        at = PROFILE_NAMES.index(app.profile)
        yield ProfileList(profile_choices(app.profile, catalog), at=at, unicode=app.unicode, id="profiles")
        yield Detail(sections=profile_sections(profile_named(app.profile), catalog))

    @on(OptionList.OptionHighlighted, "#profiles")
    def show(self, event: OptionList.OptionHighlighted) -> None:
        """Show what this profile recommends."""
        profile = profile_named(PROFILE_NAMES[event.option_index])
        for detail in self.query(Detail):
            detail.show(Content(""), profile_sections(profile, self.catalog))

    @on(OptionList.OptionSelected, "#profiles")
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Recommend by this profile from now on."""
        self.safecheck.recommend(PROFILE_NAMES[event.option_index])
        self.action_back()
