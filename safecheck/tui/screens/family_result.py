"""A check together: what the owner sees alone, and the list of what the adult may see."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from safecheck.family.ceremony import Add, TakeOut
from safecheck.model.text import N_
from safecheck.report.chat_filter import kept_rows, matches, nothing_matches
from safecheck.report.chat_order import sorted_rows
from safecheck.report.chat_table import ChatRow, chat_rows
from safecheck.report.choices import Choice
from safecheck.report.closing import sign_out_failed
from safecheck.tui.explained import Only
from safecheck.tui.family_page import FamilyPage
from safecheck.tui.safe_text import words
from safecheck.tui.screens.result import Result
from safecheck.tui.widgets.family_choices import FamilyChoices, ShowChoices
from safecheck.tui.widgets.filter_field import FilterField
from safecheck.tui.widgets.prose import Prose


class OwnResult(FamilyPage):
    """The owner alone: the whole result is one key away, and so is choosing what is shown."""

    PLACE = "own_result"

    def paragraphs(self) -> Iterable[Widget]:
        """Yield first that the sign-in could not be ended, and how the owner ends it, where that is so."""
        if self.family.together.visits.signed_out is False:
            yield Prose(sign_out_failed(self.catalog), classes="medium")
        yield from super().paragraphs()

    def offered(self) -> Iterable[Choice]:
        """Yield the result first, then what may be shown, then the ways on."""
        say = self.catalog.gettext
        yield Choice("result", say("Look at the result"), "")
        for choice in super().offered():
            if choice.key == "add" and self.safecheck.result.ratings:
                yield Choice("add", say("Choose which chats the other person may see"), self._added)
            elif choice.key not in ("add", "take_out"):
                yield choice

    @property
    def _added(self) -> str:
        added = len(self.family.together.ceremony.added)
        if not added:
            return self.catalog.gettext("now: none")
        return self.catalog.ngettext("now: one", "now: %(count)d", added) % {"count": added}

    async def on_screen_resume(self) -> None:
        """Show what was chosen meanwhile."""
        await super().on_screen_resume()
        if self.query(FamilyChoices):
            await self.redraw()

    async def choose(self, key: str) -> None:
        """Look at the result, choose chats, or go on."""
        if key == "result":
            self.app.push_screen(OwnersResult())
        elif key == "add":
            self.app.push_screen(ChatsToShow())
        else:
            await super().choose(key)


class OwnersResult(Result):
    """The whole result, for the owner's eyes; the footer has the way back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "devices", N_("devices"), show=False),
        Binding("escape", "back", N_("back")),
    ]


class ChatsToShow(FamilyPage):
    """One chat a line, and beside it what the other person will see of it: nothing, unless the owner says.
    What is typed into the line above keeps only chats with it."""

    PLACE = "own_result"
    LIST = ShowChoices
    CSS = """
    ChatsToShow #body { overflow-y: hidden; }
    ChatsToShow #choices { max-height: 1fr; }
    """
    EXPLAIN: ClassVar[tuple[str | Only, ...]] = (
        N_(
            "Enter on a chat: its name may be seen. Enter once more: also how much it stands out. And once "
            "more: it is not shown."
        ),
        N_("What you do not show leaves no trace: the other person cannot see how much that is."),
        N_(
            "To find a chat, press / and type a part of its name, or a word such as channel. Esc brings you "
            "back to the list, and once more shows all of them."
        ),
        *FamilyPage.EXPLAIN,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", N_("find"), show=False),
        Binding("escape", "back", N_("back")),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.wanted = ""

    def title_words(self) -> str:
        """Return what is chosen here."""
        return self.catalog.gettext("What the other person may see")

    def paragraphs(self) -> Iterable[Widget]:
        """Yield who looks away, what Enter does, and the line to find a chat with."""
        yield Prose(self.family.say(self.family.pack.short.look_away), classes="name")
        yield Prose(
            self.catalog.gettext(
                "Press Enter on a chat to show it, or not. Showing none is fine too. Esc: done."
            ),
            classes="big",
        )
        yield FilterField(
            self.wanted,
            of="ShowChoices",
            placeholder=self.catalog.gettext("/ to find one: part of a name, or a word such as channel"),
            id="filter",
        )
        yield Prose(self._counted, id="counted", classes="quiet")

    def on_mount(self) -> None:
        """The list is what this page is about."""
        self.call_after_refresh(self.focus_choices)

    @property
    def _rows(self) -> tuple[ChatRow, ...]:
        return chat_rows(self.safecheck.result, self.catalog)

    @property
    def _kept(self) -> tuple[ChatRow, ...]:
        return sorted_rows(kept_rows(self._rows, self.wanted), "level")

    @property
    def _counted(self) -> str:
        kept = self._kept
        return matches(len(kept), len(self._rows), self.catalog) if kept else nothing_matches(self.catalog)

    def offered(self) -> Iterable[Choice]:
        """Yield the chats, those that stand out most first."""
        short = self.family.pack.short
        said = {
            None: self.catalog.gettext("Not shown"),
            False: self.family.say(short.level_not),
            True: self.family.say(short.level_too),
        }
        added = dict(self.family.together.ceremony.added)
        for row in self._kept:
            yield Choice(row.id, row.title, said[added.get(row.id)])

    def _offer(self, at: int | None) -> None:
        for choices in self.query(ShowChoices):
            choices.offer(tuple(self.offered()), at=at)

    @on(Input.Changed, "#filter")
    def find(self, event: Input.Changed) -> None:
        """Keep what has it, while it is being typed."""
        if event.value != self.wanted:
            self.wanted = event.value
            self._offer(0)
            for line in self.query("#counted").results(Prose):
                line.update(words(self._counted))

    async def choose(self, key: str) -> None:
        """Show the next more of this chat; after all of it, nothing."""
        state = dict(self.family.together.ceremony.added).get(key)
        self.family.happen(TakeOut(key) if state else Add(key, level=state is not None))
        for choices in self.query(ShowChoices):
            self._offer(choices.highlighted)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is read on here: the list scrolls by itself."""
        return action != "read_on" and super().check_action(action, parameters)

    def action_filter(self) -> None:
        """Let the letters go into the line above the list."""
        for field in self.query(FilterField):
            field.focus()

    def action_back(self) -> None:
        """Show all of them again, if something that was typed hides some; else go back."""
        if not self.wanted:
            super().action_back()
        for field in self.query(FilterField):
            field.value = ""
