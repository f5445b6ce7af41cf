"""`h`: people who can help. Works without a sign-in, and needs nothing that was read."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from safecheck.i18n.catalog import likely_country
from safecheck.model.text import N_
from safecheck.packs.help_pack import countries, load_help
from safecheck.packs.help_page import HelpLine, HelpPage, help_lines
from safecheck.report.help import contact, entry_lines, law_lines
from safecheck.report.layout import cells
from safecheck.tui.page import Page
from safecheck.tui.safe_text import words
from safecheck.tui.widgets.prose import Prose

_ROW = 70  # cells; where name and number do not fit beside each other, the number stands below


class HelpBase(Page):
    """What the pages of help share: from which country the people are. None: the likely one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", N_("back"))]
    EXPLAIN = (
        N_(
            "These are people who help with what you may run into: a threat, a picture that goes round, "
            "something that you wish you had not seen."
        ),
        N_(
            "safecheck contacts nobody. It shows numbers and addresses; "
            "you decide whether to use them, and when."
        ),
        N_("You need not look at anything again to ask for help, and you need not be sure."),
    )

    def __init__(self, country: str | None = None) -> None:
        super().__init__()
        self.country = country

    def title_words(self) -> str:
        """Return what this is."""
        return self.catalog.gettext("People who can help")

    def page(self, topic: str | None = None) -> HelpPage:
        """Return one page of help in the language in use."""
        lang = self.catalog.lang
        country = likely_country(lang) if self.country is None else self.country
        return help_lines(load_help(country), topic, lang)


class Help(HelpBase):
    """Whom to call, and what else it may be about."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,down", "scroll(0)", N_("choose"), key_display="↑↓"),
        Binding("enter", "scroll(0)", N_("read more")),
    ]

    def body(self) -> Iterable[Widget]:
        """Yield the first sentence, a list of people with their numbers, and the topics."""
        say = self.catalog.gettext
        page = self.page()
        for paragraph in page.lead:
            yield Prose(paragraph, classes="big")
        if page.no_list_for:
            yield Prose(
                say("For %(country)s safecheck has no list; this holds everywhere.")
                % {"country": page.no_list_for}
            )
        yield OptionList(*self._options(page), id="people")
        yield Prose(page.closing, classes="quiet")

    def _options(self, page: HelpPage) -> Iterable[Option | None]:
        say = self.catalog.gettext
        room = max((cells(entry.name) for entry in page.entries), default=0) + 2
        for entry in page.entries:
            yield Option(self._row(entry, room), id=f"person {entry.id}")
        yield None
        for topic, title in page.others:
            yield Option(words(title), id=f"topic {topic}")
        yield None
        shown = load_help(likely_country(self.catalog.lang) if self.country is None else self.country).country
        for code in countries():
            if code != shown:
                yield Option(words(say("People in: %(country)s") % {"country": code}), id=f"country {code}")
        if shown:
            yield Option(words(say("People in any country")), id="country ")

    def _row(self, entry: HelpLine, room: int) -> Content:
        reach = contact(entry, self.catalog)
        beside = " " * (room - cells(entry.name))
        if room + cells(reach) > _ROW:
            beside = "\n    " if cells(entry.name) + 2 + cells(reach) > _ROW else "  "
        return Content.assemble(words(entry.name), beside, (words(reach).plain, "$key"))

    @on(OptionList.OptionSelected)
    async def choose(self, event: OptionList.OptionSelected) -> None:
        """Show more about a person or a topic, or the people of another country."""
        kind, _, name = (event.option_id or "").partition(" ")
        if kind == "person":
            self.app.push_screen(HelpPerson(name, self.country))
        elif kind == "topic":
            self.app.push_screen(HelpTopic(name, self.country))
        else:
            self.country = name
            self.query_one(OptionList).highlighted = 0
            await self.redraw()


class HelpPerson(HelpBase):
    """One organisation: what it is for and how to reach it."""

    def __init__(self, entry: str, country: str | None) -> None:
        super().__init__(country)
        self._entry = entry

    def body(self) -> Iterable[Widget]:
        """Yield everything that is known of it."""
        for entry in self.page().entries:
            if entry.id == self._entry:
                yield from _person(entry, self)


class HelpTopic(HelpBase):
    """What to know first about one thing, and who helps with it."""

    def __init__(self, topic: str, country: str | None) -> None:
        super().__init__(country)
        self._topic = topic

    def body(self) -> Iterable[Widget]:
        """Yield what to know first, the people, and what the law says where that was asked for."""
        page = self.page(self._topic)
        yield Prose(page.title, classes="big")
        for paragraph in page.lead:
            yield Prose(paragraph)
        for entry in page.entries:
            yield from _person(entry, self)
        if page.law:
            yield Prose(self.catalog.gettext("What the law says"), classes="big")
            for paragraph in law_lines(page.law, self.catalog):
                yield Prose(paragraph)
        yield Prose(page.closing, classes="quiet")


def _person(entry: HelpLine, page: Page) -> Iterable[Widget]:
    yield Prose(entry.name, classes="name close")
    *lines, checked = entry_lines(entry, page.catalog)
    yield Prose("\n".join(lines), classes="close")
    yield Prose(checked, classes="quiet")
