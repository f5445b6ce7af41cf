"""Where each app's switches are: no sign-in, no network, the phone in the other hand (G21)."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import OptionList

from safecheck.advice.switches import SwitchEntry
from safecheck.advice.switches import Switches as SwitchesOfApp
from safecheck.audit.switches import app_switches
from safecheck.model.text import N_
from safecheck.report.choices import Choice
from safecheck.report.copying import Copy, copy_of_path
from safecheck.report.switches import crumb_words, read_at
from safecheck.tui.copying import CopyingPage
from safecheck.tui.page import Page
from safecheck.tui.widgets.choices import Choices
from safecheck.tui.widgets.path_lines import PathLines
from safecheck.tui.widgets.prose import Prose


class Entries(Choices):
    """Apps, or the switches of one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", N_("show"))]


class Switches(Page):
    """Which app?"""

    GUIDE: ClassVar[str] = "switches"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", N_("back"))]
    EXPLAIN = (
        N_("Here you find where the switches for automatic download are, in each app of Telegram."),
        N_("Nothing is signed in and nothing is sent: the paths are part of safecheck."),
        N_("Take the device in your hand, choose its app, and follow the path one line at a time."),
    )

    def title_words(self) -> str:
        """Return what this is."""
        return self.catalog.gettext("Where the switches are")

    def account_words(self) -> str:
        """Return nothing: this is about no account."""
        return ""

    def body(self) -> Iterable[Widget]:
        """Yield the question and the apps."""
        say = self.catalog.gettext
        yield Prose(say("Take the device in your hand. Which app is on it?"), classes="big")
        apps = [Choice(section.id, section.app, "") for section in self._sections()]
        yield Entries(apps, unicode=self.safecheck.unicode, id="apps")
        yield Prose(say("safecheck did not sign in and sent nothing."), classes="quiet")

    def _sections(self) -> tuple[SwitchesOfApp, ...]:
        return app_switches(self.catalog.lang)

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Show the switches of one app."""
        self.app.push_screen(AppSwitches(event.option_id or ""))


class _OfApp(Page):
    """What the pages about one app share."""

    GUIDE: ClassVar[str] = "switches"

    def __init__(self, app_id: str) -> None:
        super().__init__()
        self._app_id = app_id

    def explanation(self) -> tuple[str, ...]:
        """Return the paragraphs, and in which version of the app the names were read."""
        return (*super().explanation(), read_at(self.section, self.catalog))

    @property
    def section(self) -> SwitchesOfApp:
        """The switches of the app, in the language in use."""
        return next(one for one in app_switches(self.catalog.lang) if one.id == self._app_id)

    def title_words(self) -> str:
        """Return the name of the app."""
        return self.section.app

    def account_words(self) -> str:
        """Return nothing: this is about no account."""
        return ""


class AppSwitches(_OfApp):
    """What the app does by itself, and the list of its switches."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", N_("back"))]
    EXPLAIN = (
        N_("This is one app of Telegram: how to switch all of it off at once, and each switch by itself."),
        N_("Enter shows the way to one switch. What the app does when nothing was changed stands below."),
        Switches.EXPLAIN[1],
    )

    def body(self) -> Iterable[Widget]:
        """Yield what happens if nothing was changed, and what to switch."""
        section = self.section
        say = self.catalog.gettext
        if section.note:
            yield Prose(section.note)
        yield Prose(say("Everything off at once: %(do)s") % {"do": section.all_off}, classes="big")
        if entries := [Choice(entry.id, entry.title, "") for entry in section.entries]:
            yield Entries(entries, unicode=self.safecheck.unicode, id="switches")
        yield Prose(section.downloads, classes="quiet")

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Show the way to one switch."""
        self.app.push_screen(OneSwitch(self._app_id, event.option_index))


class OneSwitch(CopyingPage, _OfApp):
    """The way to one switch, a line for each tap."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,right,n", "go(1)", N_("next switch"), key_display="⏎"),
        Binding("left,p", "go(-1)", N_("previous switch"), key_display="←", show=False),
        Binding("escape", "back", N_("back")),
    ]
    EXPLAIN = (
        N_("Take the device in your hand and follow the way to the switch, one line after the other."),
        N_("Enter goes on to the next switch. With y you copy the way as text, if your terminal allows it."),
        Switches.EXPLAIN[1],
    )

    def __init__(self, app_id: str, index: int) -> None:
        super().__init__(app_id)
        self.index = index

    @property
    def entry(self) -> SwitchEntry:
        """The switch that is shown."""
        return self.section.entries[self.index]

    def title_words(self) -> str:
        """Return the app, and how far one has come."""
        return self.catalog.gettext("%(app)s: switch %(number)d of %(count)d") % {
            "app": self.section.app,
            "number": self.index + 1,
            "count": len(self.section.entries),
        }

    def body(self) -> Iterable[Widget]:
        """Yield the path, what to press, what that removes and what remains."""
        say, entry = self.catalog.gettext, self.entry
        yield Prose(entry.title, classes="big")
        yield PathLines(self._way)
        yield Prose(entry.do, classes="do")
        yield from self.copy_line()
        yield Prose(say("What this removes: %(what)s") % {"what": entry.removes})
        yield Prose(say("What remains: %(what)s") % {"what": entry.remains})
        yield Prose(
            say(
                "Menu names are the app's own English words. If your app speaks another language,"
                " the words after the name say what to look for."
            ),
            classes="quiet",
        )

    @property
    def _way(self) -> list[str]:
        return [crumb_words(crumb, self.catalog) for crumb in self.entry.crumbs]

    def to_copy(self) -> Copy | None:
        """Return the way, and what to press at its end."""
        return copy_of_path(f"{self.section.app}: {self.entry.title}", self._way, self.entry.do)

    async def action_go(self, by: int) -> None:
        """Go on to the next switch, or back to the one before; after the last one, back to the list."""
        if self.index + by >= len(self.section.entries):
            self.action_back()
        elif self.index + by >= 0:
            self.index += by
            await self.redraw(from_top=True)
