"""What the pages of a check together share: paragraphs to read to the end, then a few choices."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, OptionList

from safecheck.family.ceremony import AdultYes, Age, Event, GoOn, OwnerAlone, OwnerYes, Place, Stop
from safecheck.family.pages import people, prompts
from safecheck.model.text import N_
from safecheck.packs.help_pack import load_help
from safecheck.report.choices import Choice
from safecheck.tui.family_app import FamilyApp
from safecheck.tui.page import Page
from safecheck.tui.safe_text import words
from safecheck.tui.widgets.body import Body
from safecheck.tui.widgets.family_choices import FamilyChoices
from safecheck.tui.widgets.prose import Prose
from safecheck.tui.widgets.word_field import WordField

# What a choice means, wherever it is not simply to go on.
_EVENTS: dict[str, Event] = {
    "no": Stop(),
    "under_16": Age("under_16"),
    "16_17": Age("16_17"),
    "18_or_older": Age("18_or_older"),
    "owner_alone": OwnerAlone(),
    "go_on": GoOn(),
}
# Pages with another meaning of Enter have this one too.
READ_ON = Binding("enter", "read_on", N_("read on"))
_YES: dict[Place, Event] = {"owner_yes": OwnerYes(), "adult_yes": AdultYes()}


class FamilyPage(Page):
    """One place of a check together. Enter reads on where the window is too small for all of it; only at the
    end there is something to choose."""

    GUIDE: ClassVar[str] = "together"
    PLACE: ClassVar[Place]
    LIST: ClassVar[type[FamilyChoices]] = FamilyChoices
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    FamilyPage .item { padding-left: 2; }
    """
    EXPLAIN: ClassVar[tuple[str, ...]] = (
        N_(
            "You look together, and the owner of the account decides: what is looked at, and what the other "
            "person gets to see. No is always fine."
        ),
        N_(
            "q stops and erases at once, without a question, on every page. While you type in a field it is "
            "Ctrl+Q. However it ends, the last page is the same."
        ),
        N_(
            "It takes 20 minutes at most; at 5 minutes and at 1 minute before the end it is said. With e, or "
            "F5 while you type, the owner takes 20 minutes more, as often as needed."
        ),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        READ_ON,
        Binding("escape", "read_again", N_("read again")),
    ]

    # --- what is shown ----------------------------------------------------------------------------------

    @property
    def family(self) -> FamilyApp:
        """The app, by its own type."""
        assert isinstance(self.app, FamilyApp)  # noqa: S101 - these pages have no other app
        return self.app

    def title_words(self) -> str:
        """Return whose page this is."""
        return self.family.words_of(self.PLACE).title

    def body(self) -> Iterable[Widget]:
        """Yield the paragraphs, and what can be chosen."""
        yield from self.paragraphs()
        yield from self.choices()

    def paragraphs(self) -> Iterable[Widget]:
        """Yield the paragraphs; people to call and questions to ask stand a little to the right."""
        lang, pack = self.catalog.lang, self.family.pack
        items = {
            *people(load_help(self.family.country), lang),
            *(line for wanted in (pack.questions, pack.mind) for line in prompts(wanted, pack, lang)),
        } - {self.family.say(pack.short.own_words)}
        for number, text in enumerate(self.family.words_of(self.PLACE).paragraphs):
            yield Prose(text, classes="big" if number == 0 else "item" if text in items else "")

    def choices(self) -> Iterable[Widget]:
        """Yield the list to choose from, if there is anything."""
        if offered := tuple(self.offered()):
            yield self.LIST(offered, unicode=self.safecheck.unicode, id="choices")

    def offered(self) -> Iterable[Choice]:
        """Yield what can be chosen."""
        for choice in self.family.words_of(self.PLACE).choices:
            yield Choice(choice.key, choice.title, "")

    # --- reading to the end -------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Let the keys choose at once where everything is in sight."""
        self.call_after_refresh(self._choose_if_read)

    def _choose_if_read(self) -> None:
        for body in self.query(Body):
            if body.scroll_y >= body.max_scroll_y:
                self.focus_choices()

    def focus_choices(self) -> None:
        """Let the keys choose."""
        for choices in self.query(FamilyChoices):
            choices.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Read on as long as nothing is to be chosen; read again where it does not all fit the window."""
        chosen = isinstance(self.focused, FamilyChoices)
        if action == "read_on":
            return not chosen
        if action == "read_again":
            return chosen and any(body.max_scroll_y > 0 for body in self.query(Body))
        return super().check_action(action, parameters)

    def action_read_on(self) -> None:
        """Show what comes next; at the end, let the keys choose."""
        for body in self.query(Body):
            room = max(1, body.scrollable_content_region.height - 1)
            body.scroll_relative(y=room, animate=False, force=True)
        self.call_after_refresh(self._choose_if_read)

    def action_read_again(self) -> None:
        """Back to the top."""
        self.set_focus(None)
        for body in self.query(Body):
            body.scroll_home(animate=False, force=True)

    # --- choosing -----------------------------------------------------------------------------------------

    @on(OptionList.OptionSelected, "#choices")
    async def chosen(self, event: OptionList.OptionSelected) -> None:
        """Do what was chosen, while it is this page that asks: a key may have been pressed twice."""
        if self.asks:
            await self.choose(event.option.id or "")

    @property
    def asks(self) -> bool:
        """Whether what is chosen here counts."""
        return self.is_current and self.family.place == self.PLACE

    async def choose(self, key: str) -> None:
        """Let happen what this choice means."""
        self.family.happen(_EVENTS[key])


class YesPage(FamilyPage):
    """A word is typed: a key that is pressed by accident, or in somebody's place, is no yes."""

    BINDINGS: ClassVar[list[BindingType]] = [READ_ON, Binding("enter", "answer", N_("go on"))]

    def choices(self) -> Iterable[Widget]:
        """Yield the words that can be typed, and the field."""
        yield Prose(self._asked, id="asked", classes="do")
        yield WordField(id="word")

    @property
    def _words(self) -> dict[str, str]:
        return {choice.key: choice.typed for choice in self.family.words_of(self.PLACE).choices}

    @property
    def _asked(self) -> str:
        typed = self._words
        return self.family.say(self.family.pack.short.type_this).format(yes=typed["yes"], no=typed["no"])

    def focus_choices(self) -> None:
        """Let the letters go into the field."""
        for field in self.query(WordField):
            field.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Read on until the field is reached."""
        if action == "read_on":
            return not isinstance(self.focused, WordField)
        if action == "answer":
            return isinstance(self.focused, WordField)
        return super().check_action(action, parameters)

    @on(Input.Submitted)
    def action_answer(self) -> None:
        """Take only one of the two words for an answer."""
        for field in self.query(WordField) if self.asks else ():
            typed = field.value.strip().casefold()
            field.clear()
            if typed == self._words["yes"]:
                self.family.happen(_YES[self.PLACE])
            elif typed == self._words["no"]:
                self.family.happen(Stop())
            else:
                for line in self.query("#asked").results(Prose):
                    line.update(words(self._asked))
                    line.add_class("medium")
