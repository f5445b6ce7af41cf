"""A check together: what the owner sees alone, and the list of what the adult may see."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from safecheck.family.ceremony import Add, TakeOut
from safecheck.model.text import N_
from safecheck.report.choices import Choice
from safecheck.report.wording import title_of
from safecheck.tui.family_page import FamilyPage
from safecheck.tui.widgets.family_choices import FamilyChoices, ShowChoices
from safecheck.tui.widgets.prose import Prose


class OwnResult(FamilyPage):
    """The owner alone: the whole result is one key away, and so is choosing what is shown."""

    PLACE = "own_result"

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
            from safecheck.tui.screens.result import Result

            self.app.push_screen(Result())
        elif key == "add":
            self.app.push_screen(ChatsToShow())
        else:
            await super().choose(key)


class ChatsToShow(FamilyPage):
    """One chat a line, and beside it what the other person will see of it: nothing, unless the owner says."""

    PLACE = "own_result"
    LIST = ShowChoices
    EXPLAIN: ClassVar[tuple[str, ...]] = (
        N_(
            "Enter on a chat: its name may be seen. Enter once more: also how much it stands out. And once "
            "more: it is not shown."
        ),
        N_("What you do not show leaves no trace: the other person cannot see how much that is."),
        *FamilyPage.EXPLAIN,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", N_("back")),
    ]

    def title_words(self) -> str:
        """Return what is chosen here."""
        return self.catalog.gettext("What the other person may see")

    def paragraphs(self) -> Iterable[Widget]:
        """Yield who looks away, and what Enter does."""
        yield Prose(self.family.say(self.family.pack.short.look_away), classes="name")
        yield Prose(
            self.catalog.gettext(
                "Press Enter on a chat to show it, or not. Showing none is fine too. Esc: done."
            ),
            classes="big",
        )

    def on_mount(self) -> None:
        """The list is what this page is about."""
        self.call_after_refresh(self.focus_choices)

    def offered(self) -> Iterable[Choice]:
        """Yield the chats, those that stand out most first."""
        result, short = self.safecheck.result, self.family.pack.short
        words = {
            None: self.catalog.gettext("Not shown"),
            False: self.family.say(short.level_not),
            True: self.family.say(short.level_too),
        }
        added = dict(self.family.together.ceremony.added)
        for rating in sorted(result.ratings, key=lambda rating: -rating.risk):
            state = added.get(rating.chat_id)
            yield Choice(rating.chat_id, title_of(rating.title, self.catalog), words[state])

    async def choose(self, key: str) -> None:
        """Show the next more of this chat; after all of it, nothing."""
        state = dict(self.family.together.ceremony.added).get(key)
        self.family.happen(TakeOut(key) if state else Add(key, level=state is not None))
        await self.redraw()
