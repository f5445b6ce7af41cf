"""`h`: people who can help. Works without a sign-in, and needs nothing that was read."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import OptionList

from safecheck.i18n.catalog import likely_country
from safecheck.model.text import N_
from safecheck.packs.help_pack import HelpPack, countries, load_help
from safecheck.packs.help_page import HelpLine, HelpPage, help_lines
from safecheck.report.choices import Choice
from safecheck.report.help import contact, entry_lines, law_lines
from safecheck.report.wording import day_in_words
from safecheck.tui.page import Page
from safecheck.tui.widgets.choices import Choices
from safecheck.tui.widgets.footer_line import Hint
from safecheck.tui.widgets.prose import Prose


class HelpBase(Page):
    """What the pages of help share: from which country the people are. None: the one that is set,
    else the likely one."""

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

    def account_words(self) -> str:
        """Return nothing: this is about no account."""
        return ""

    @property
    def pack(self) -> HelpPack:
        """The help of that country."""
        if self.country is not None:
            return load_help(self.country)
        return load_help(self.safecheck.settings.country or likely_country(self.catalog.lang))

    def page(self, topic: str | None = None) -> HelpPage:
        """Return one page of help in the language in use."""
        return help_lines(self.pack, topic, self.catalog.lang)


class People(Choices):
    """People with their numbers, topics, countries."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", N_("read more"))]


class Help(HelpBase):
    """Whom to call, and what else it may be about."""

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys but for the one that leads here."""
        return tuple(hint for hint in super().hints() if hint.key not in ("h", "f1"))

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
        yield People(tuple(self._choices(page)), unicode=self.safecheck.unicode, id="people")
        yield Prose(page.closing, classes="quiet")

    def _choices(self, page: HelpPage) -> Iterable[Choice | None]:
        say = self.catalog.gettext
        for entry in page.entries:
            yield Choice(f"person {entry.id}", entry.name, contact(entry, self.catalog))
        yield None
        for topic, title in page.others:
            yield Choice(f"topic {topic}", title, "")
        yield None
        shown = self.pack.country
        for code in countries():
            if code != shown:
                yield Choice(f"country {code}", say("People in: %(country)s") % {"country": code}, "")
        if shown:
            yield Choice("country ", say("People in any country"), "")

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
            await self.redraw(from_top=True)


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
    """What to know first about one thing, and who helps with it. How sure an entry is stands beside it where
    that is less than sure; `?` names the sources of the others."""

    def __init__(self, topic: str, country: str | None) -> None:
        super().__init__(country)
        self._topic = topic

    def body(self) -> Iterable[Widget]:
        """Yield what to know first, the people, and what the law says where that was asked for."""
        page, catalog = self.page(self._topic), self.catalog
        yield Prose(page.title, classes="big")
        for paragraph in page.lead:
            yield Prose(paragraph)
        for entry in page.entries:
            yield from _person(entry, self, with_source=entry.status != "verified")
        if page.law:
            yield Prose(catalog.gettext("What the law says"), classes="big")
            for paragraph in law_lines(page.law, catalog)[:-1]:
                yield Prose(paragraph)
        yield Prose(page.closing, classes="quiet")
        if days := [entry.checked for entry in _compared(page)]:
            yield Prose(
                catalog.gettext("Compared with stored copies on %(day)s; ? names the sources.")
                % {"day": day_in_words(date.fromisoformat(min(days)), catalog)},
                classes="quiet",
            )

    def explanation(self) -> tuple[str, ...]:
        """Return the paragraphs, and the sources that are not named on the page."""
        page, catalog = self.page(self._topic), self.catalog
        sources = [f"{entry.name}\n{entry_lines(entry, catalog)[-1]}" for entry in _compared(page)]
        if page.law:
            sources.append(f"{catalog.gettext('What the law says')}\n{law_lines(page.law, catalog)[-1]}")
        return (*super().explanation(), *sources)


def _compared(page: HelpPage) -> tuple[HelpLine, ...]:
    return tuple(entry for entry in page.entries if entry.status == "verified")


def _person(entry: HelpLine, page: Page, *, with_source: bool = True) -> Iterable[Widget]:
    yield Prose(entry.name, classes="name close")
    *lines, checked = entry_lines(entry, page.catalog)
    yield Prose("\n".join(lines), classes="close" if with_source else "")
    if with_source:
        yield Prose(checked, classes="quiet")
