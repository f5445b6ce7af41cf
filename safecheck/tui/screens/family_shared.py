"""A check together: what both see. It is drawn from the shared view alone, which holds nothing else (G17)."""

from collections.abc import Iterable

from textual.widget import Widget

from safecheck.report.choices import Choice
from safecheck.report.landing_table import answer_words, landing_table
from safecheck.report.together import shared_chat
from safecheck.tui.family_page import FamilyPage
from safecheck.tui.widgets.landing_table import LandingTableView
from safecheck.tui.widgets.prose import Prose


class SharedPage(FamilyPage):
    """What lands on which device, the chats that the owner added, and the ways on."""

    PLACE = "shared"

    def paragraphs(self) -> Iterable[Widget]:
        """Yield the constant sentence, the table and the chats."""
        catalog, view = self.catalog, self.family.shared
        yield Prose(self.family.say(self.family.pack.short.chosen_by_owner), classes="big")
        table = landing_table(view.result, catalog)
        if table.rows:
            shown = LandingTableView(
                table, answer_words(catalog), at=(0, 0), unicode=self.safecheck.unicode, id="landing-table"
            )
            shown.can_focus = False
            yield shown
        elif table.instead:
            yield Prose(table.instead)
        for chat in view.chats:
            yield Prose(shared_chat(chat, catalog), classes="item close")
        if view.chats:
            yield Prose("", classes="close")

    def offered(self) -> Iterable[Choice]:
        """Yield the steps, the devices and what to talk about, then the ways on."""
        say, result = self.catalog.gettext, self.family.shared.result
        if result.plan.steps:
            yield Choice("plan", say("The steps, to take together"), "")
        if result.devices:
            yield Choice("devices", say("The devices"), "")
        yield Choice("talk", say("Questions to talk about"), "")
        yield from super().offered()

    async def choose(self, key: str) -> None:
        """Go on to a part of the shared view, or do what was chosen."""
        if key == "plan":
            from safecheck.tui.screens.plan import PlanList

            self.app.push_screen(PlanList())
        elif key == "devices":
            from safecheck.tui.screens.devices import Devices

            self.app.push_screen(Devices())
        elif key == "talk":
            self.app.push_screen(TalkPage())
        elif key == "save":
            from safecheck.tui.screens.family_save import AskToSave

            self.app.push_screen(AskToSave())
        else:
            await super().choose(key)


class TalkPage(FamilyPage):
    """Open questions, with who says so."""

    PLACE = "shared"

    def title_words(self) -> str:
        """Return what this is for."""
        return self.catalog.gettext("Questions to talk about")

    def offered(self) -> Iterable[Choice]:
        """Yield the way back."""
        yield Choice("back", self.catalog.gettext("Back"), "")

    async def choose(self, key: str) -> None:
        """Go back."""
        del key
        self.action_back()
