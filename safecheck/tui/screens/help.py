"""`h`: people who can help. Works without a sign-in, and needs nothing that was read."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import date
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import OptionList

from safecheck.model.text import N_
from safecheck.packs.help_names import country_names
from safecheck.packs.help_pack import load_help
from safecheck.packs.help_page import REACHES, HelpLine, HelpPage, Reach, help_lines
from safecheck.report.choices import Choice
from safecheck.report.help import chat_words, contact, entry_lines, law_lines, no_list_words
from safecheck.report.wording import day_in_words
from safecheck.tui.page import Page
from safecheck.tui.widgets.choices import Choices
from safecheck.tui.widgets.footer_line import Hint
from safecheck.tui.widgets.prose import Prose


class HelpBase(Page):
    """What the pages of help share: from which country the people are. None: the one that was chosen, else
    the one that is set, else the likely one."""

    GUIDE: ClassVar[str] = "help"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", N_("back"))]
    EXPLAIN: ClassVar[tuple[str, ...]] = (
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

    def page(self, topic: str | None = None, chat: Reach | None = None) -> HelpPage:
        """Return one page of help in the language in use."""
        pack = load_help(self.safecheck.country if self.country is None else self.country)
        return help_lines(pack, topic, self.catalog.lang, self.today(), chat)

    @staticmethod
    def today() -> date:
        """Return the day by which what was read long ago counts as old."""
        return date.today()


class People(Choices):
    """People with their numbers, topics, the choice of a country."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", N_("read more"))]


class Countries(Choices):
    """Countries, one a line."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", N_("choose this"))]


class Help(HelpBase):
    """Whom to call, and what else it may be about."""

    EXPLAIN = (
        *HelpBase.EXPLAIN,
        N_("Enter shows more about one of them, or what helps with one thing that happened."),
    )

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys but for the one that leads here."""
        return tuple(hint for hint in super().hints() if hint.key not in ("h", "f1"))

    def body(self) -> Iterable[Widget]:
        """Yield the first sentence, a list of people with their numbers, and the topics."""
        page = self.page()
        for paragraph in page.lead:
            yield Prose(paragraph, classes="big")
        if sentence := no_list_words(page, self.catalog):
            yield Prose(sentence)
        yield People(tuple(self._choices(page)), unicode=self.safecheck.unicode, id="people")
        yield Prose(page.closing, classes="quiet")

    def _choices(self, page: HelpPage) -> Iterable[Choice | None]:
        say = self.catalog.gettext
        unknown = not (page.country or page.no_list_for)
        if unknown:
            yield Choice("country", say("Choose your country"), "")
            yield None
        for entry in page.entries:
            yield Choice(f"person {entry.id}", entry.name, contact(entry, self.catalog))
        yield None
        for topic in page.topics:
            yield Choice(f"topic {topic.id}", topic.title, "")
        if not unknown:
            yield None
            yield Choice("country", say("People in another country"), "")

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Show more about a person or a topic, or ask for the country."""
        kind, _, name = (event.option_id or "").partition(" ")
        if kind == "person":
            self.app.push_screen(HelpPerson(name, self.country))
        elif kind == "topic":
            self.app.push_screen(HelpTopic(name, self.country))
        else:
            self.app.push_screen(HelpCountry(self.page().country, self._in_country))

    async def _in_country(self, country: str) -> None:
        self.safecheck.choose_country(country)
        self.country = None
        await self.redraw(from_top=True)


class HelpCountry(HelpBase):
    """In which country are you?"""

    EXPLAIN = (
        N_(
            "Choose the country in which you want help. safecheck asks nobody where you are, and tells"
            " nobody."
        ),
        N_("It names the people of that country from then on, also in your plan, until it ends."),
    )

    def __init__(self, shown: str, chosen: Callable[[str], Awaitable[None]]) -> None:
        """`shown` is the country of the people shown now; `chosen` is told another one, "" for any."""
        super().__init__(shown)
        self._chosen = chosen

    def title_words(self) -> str:
        """Return the question."""
        return self.catalog.gettext("In which country are you?")

    def body(self) -> Iterable[Widget]:
        """Yield the countries that have a list, by name, and the people of any country."""
        choices = [
            Choice("any", self.catalog.gettext("Another country: people and addresses for everyone"), "")
        ]
        choices += [Choice(code, name, "") for code, name in country_names(self.catalog.lang)]
        at = next((place for place, one in enumerate(choices) if one.key == self.country), 0)
        yield Countries(choices, at=at, unicode=self.safecheck.unicode, id="countries")

    @on(OptionList.OptionSelected)
    async def choose(self, event: OptionList.OptionSelected) -> None:
        """Go back to the people of that country."""
        self.app.pop_screen()
        await self._chosen((event.option_id or "").removeprefix("any"))


class HelpPerson(HelpBase):
    """One organisation: what it is for and how to reach it."""

    EXPLAIN = (
        N_("This is one organisation: what it is for, how to reach it, and when that was last checked."),
        *HelpBase.EXPLAIN[1:],
    )

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
    that is less than sure or old; `?` names the sources of the others."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("p", "chat", N_("private or public chat"))]
    EXPLAIN = (
        N_(
            "This is what to know first about one thing that happened, and who helps with it. Where it makes"
            " a difference which chat it was in, p chooses that."
        ),
        *HelpBase.EXPLAIN[1:],
    )

    def __init__(self, topic: str, country: str | None) -> None:
        super().__init__(country)
        self._topic = topic
        self._chat: Reach | None = None

    def body(self) -> Iterable[Widget]:
        """Yield what to know first, the people, and what the law says where that was asked for."""
        page, catalog = self.page(self._topic, self._chat), self.catalog
        yield Prose(page.title, classes="big")
        for paragraph in page.lead:
            yield Prose(paragraph)
        if sentence := no_list_words(page, catalog):
            yield Prose(sentence)
        if page.by_chat:
            yield Prose(chat_words(page, catalog), classes="do")
        for entry in page.entries:
            yield from _person(entry, self, with_source=entry not in _compared(page))
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
        page, catalog = self.page(self._topic, self._chat), self.catalog
        sources = [f"{entry.name}\n{entry_lines(entry, catalog)[-1]}" for entry in _compared(page)]
        if page.law:
            sources.append(f"{catalog.gettext('What the law says')}\n{law_lines(page.law, catalog)[-1]}")
        return (*super().explanation(), *sources)

    async def action_chat(self) -> None:
        """Name only who can do something with a private chat, with one that anyone can find, or everyone."""
        others = (None, *reversed(REACHES))
        self._chat = others[(others.index(self._chat) + 1) % len(others)]
        await self.redraw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where it makes no difference which chat it is about, there is nothing to choose."""
        if action == "chat":
            return self.page(self._topic).by_chat
        return super().check_action(action, parameters)


def _compared(page: HelpPage) -> tuple[HelpLine, ...]:
    return tuple(entry for entry in page.entries if entry.status == "verified" and not entry.old)


def _person(entry: HelpLine, page: Page, *, with_source: bool = True) -> Iterable[Widget]:
    yield Prose(entry.name, classes="name close")
    *lines, checked = entry_lines(entry, page.catalog)
    yield Prose("\n".join(lines), classes="close" if with_source else "")
    if with_source:
        yield Prose(checked, classes="quiet")
