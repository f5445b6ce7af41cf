"""A page for each place of a check together; those that do more than say and ask are elsewhere."""

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import OptionList

from safecheck.family.ceremony import ChooseScope, Place
from safecheck.family.scope import SCOPE_PARTS, Scope
from safecheck.model.text import N_
from safecheck.report.choices import Choice
from safecheck.tui.explained import Only
from safecheck.tui.family_page import READ_ON, FamilyPage, YesPage
from safecheck.tui.page import Page
from safecheck.tui.widgets.family_choices import ScopeChoices


def page_of(place: Place) -> Page:
    """Return the page of a place."""
    from safecheck.tui.screens.family_end import FamilyFinished
    from safecheck.tui.screens.family_result import OwnResult
    from safecheck.tui.screens.family_shared import SharedPage
    from safecheck.tui.screens.family_sign_in import BeforeFamilySignIn, FamilyReading

    pages: dict[Place, Callable[[], Page]] = {
        "owner_page": OwnerPage,
        "age": AgePage,
        "alone": AlonePage,
        "owner_yes": OwnerYesPage,
        "adult_yes": AdultYesPage,
        "scope": ScopePage,
        "sign_in": BeforeFamilySignIn,
        "reading": FamilyReading,
        "own_result": OwnResult,
        "adult_card": AdultCard,
        "shared": SharedPage,
        "finished": FamilyFinished,
        "ended": FamilyEnded,
    }
    return pages[place]()


class OwnerPage(FamilyPage):
    """The owner reads this alone."""

    PLACE = "owner_page"


class AgePage(FamilyPage):
    """The age, as a range that is kept nowhere."""

    PLACE = "age"


class AlonePage(FamilyPage):
    """An adult owner shows nobody anything here."""

    PLACE = "alone"


class AdultCard(FamilyPage):
    """What the adult reads before anything is shown."""

    PLACE = "adult_card"


class OwnerYesPage(YesPage):
    """The owner's yes, which nobody can give instead."""

    PLACE = "owner_yes"


class AdultYesPage(YesPage):
    """The adult's yes, where the owner is under 16."""

    PLACE = "adult_yes"


class ScopePage(FamilyPage):
    """What may be looked at: a short list with ticks, and what is said about it below."""

    PLACE = "scope"
    LIST = ScopeChoices

    def __init__(self) -> None:
        super().__init__()
        self._scope = Scope()

    def body(self) -> Iterable[Widget]:
        """Yield the ticks right after the first sentence."""
        first, *others = self.paragraphs()
        yield first
        yield from self.choices()
        yield from others

    def on_mount(self) -> None:
        """The ticks are what this page is about."""
        self.call_after_refresh(self.focus_choices)

    @on(OptionList.OptionHighlighted, "#choices")
    async def follow(self) -> None:
        """Let the footer say what Enter does with this one."""
        await self.refresh_footer()

    def offered(self) -> Iterable[Choice]:
        """Yield the parts with a tick where they are on, then the ways on."""
        for choice in super().offered():
            if choice.key in SCOPE_PARTS:
                tick = "[x]" if getattr(self._scope, choice.key) else "[ ]"
                yield Choice(choice.key, f"{tick} {choice.title}", "")
            else:
                yield choice

    async def choose(self, key: str) -> None:
        """Set or take away a tick, or go on."""
        part = next((part for part in SCOPE_PARTS if part == key), None)
        if part is not None:
            self._scope = self._scope.switched(part)
            await self.redraw()
        elif key == "go_on":
            self.family.happen(ChooseScope(self._scope))
        else:
            await super().choose(key)


class FamilyEnded(FamilyPage):
    """The one page of every way of not going on (G15)."""

    PLACE = "ended"
    EXPLAIN: ClassVar[tuple[str | Only, ...]] = (
        N_("There is nothing left to do here. Enter reads on, and at the end it closes safecheck."),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        READ_ON,
        Binding("enter", "app.close", N_("close")),
        Binding("l", "app.other_language", N_("Nederlands")),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Read on as long as there is more below."""
        if action == "read_on":
            return not self.read
        return super().check_action(action, parameters)
