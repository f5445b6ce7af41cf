"""Groups and channels: a table that is filtered as you type and sorted by one key."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import DataTable, Input, Static

from safecheck.model.result import AuditResult
from safecheck.model.text import N_
from safecheck.report.chat_detail import chat_detail
from safecheck.report.chat_filter import Label, kept_rows, matches, nothing_matches
from safecheck.report.chat_order import Order, next_order, order_words, orders, sorted_rows
from safecheck.report.chat_table import ChatRow, chat_rows
from safecheck.report.headline import headline
from safecheck.report.leaving import chosen_words
from safecheck.report.opening import coverage_lines
from safecheck.report.probing import offer_in_words
from safecheck.report.summary import do_not_look
from safecheck.tui.explained import CLOSER_LOOK, Only
from safecheck.tui.safe_text import words
from safecheck.tui.screens.of_chat import OfChat, keys_of_chat
from safecheck.tui.widgets.chat_table import ChatTable
from safecheck.tui.widgets.chat_view import chat_heading
from safecheck.tui.widgets.detail import DetailPane
from safecheck.tui.widgets.filter_field import FilterField
from safecheck.tui.widgets.prose import Prose

_NEEDS_ROWS = ("show_only", "bars")


class Chats(OfChat):
    """Every group and channel, what stands out most first."""

    AUTO_FOCUS = "ChatTable"
    CSS = """
    Chats #body { overflow-y: hidden; }
    Chats #beside { height: 1fr; }
    Chats #list { width: 3fr; height: 1fr; }
    Chats DetailPane { max-width: 48; }
    Chats ChatTable { overflow-x: hidden; scrollbar-size-vertical: 1; }
    Chats ChatTable, Chats ChatTable:focus { background: $background; background-tint: transparent; }
    Chats #order { height: auto; color: $quiet; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", N_("filter")),
        Binding("slash", "filter_too", N_("filter"), show=False),
        Binding("space", "choose", N_("choose")),
        Binding("x", "leave_chosen", N_("leave them")),
        Binding("o", "order", N_("order")),
        Binding("o", "order_too", N_("order"), show=False),
        Binding("f", "show_only", N_("show only some"), show=False),
        Binding("n", "closer", N_("look closer"), show=False),
        Binding("b", "bars", N_("what can land from each, as bars"), show=False),
        *keys_of_chat(show=False),
        Binding("escape", "leave", N_("back")),
        Binding("escape", "back", N_("back"), show=False),
    ]
    EXPLAIN = (
        N_(
            "Each line is a group or channel that you are in. What stands out most comes first. Nothing here"
            " is opened, and a line is never a way into the chat."
        ),
        N_(
            "Type / and then part of a name, or a word such as channel: only lines with all your words stay."
            " Esc brings you back to the list, and once more shows all lines. With o you change the order."
        ),
        Only(
            "can_change",
            N_(
                "With the space bar you choose chats to leave, one or several. x then leads to a list to look"
                " over; nothing is left before you confirm it there."
            ),
        ),
        N_(
            "With f you choose from a list what is shown, such as chats that a stranger added you to. With b"
            " you see as bars what the chats hold of the kinds that land by themselves."
        ),
        N_(
            "A column is there where something is known, and where the window has room. “?” means that it is"
            " not known, “stranger” is somebody who is not in your contacts, and ~ is about so many."
        ),
        CLOSER_LOOK,
        N_("Enter says what was noticed about a chat, and how it may be quite ordinary."),
    )

    def __init__(self) -> None:
        super().__init__()
        self.wanted = ""
        self.only: frozenset[Label] = frozenset()
        self.order: Order = "level"
        self.at: str | None = None
        self.chosen: frozenset[str] = frozenset()
        self._rows: tuple[ChatRow, ...] = ()
        self._rows_of: AuditResult | None = None

    def title_words(self) -> str:
        """Return where we are."""
        return self.catalog.gettext("Groups and channels")

    @property
    def about(self) -> str | None:
        """The id of the chat under the cursor."""
        return next((table.at for table in self.query(ChatTable)), None)

    @property
    def rows(self) -> tuple[ChatRow, ...]:
        """All rows in the language in use; made once for each result."""
        if self._rows_of is not self.safecheck.result:
            self._rows_of = self.safecheck.result
            self._rows = chat_rows(self._rows_of, self.catalog)
        return self._rows

    @property
    def shown(self) -> tuple[ChatRow, ...]:
        """The rows that match what was typed and chosen, in order."""
        return sorted_rows(kept_rows(self.rows, self.wanted, self.only), self.order)

    def body(self) -> Iterable[Widget]:
        """Yield the filter, the order, the table and the pane beside it."""
        result, catalog = self.safecheck.result, self.catalog
        if not self.rows:
            yield Prose(headline(result, catalog), classes="big")
            return
        if lines := coverage_lines(result, catalog):
            yield Prose(lines[0], classes="medium")
        if line := do_not_look(result, catalog):
            yield Prose(line, classes="name")
        yield FilterField(
            self.wanted,
            of="ChatTable",
            placeholder=catalog.gettext(
                "/ filter: part of a name, or a word such as channel; f: from a list"
            ),
            id="filter",
        )
        shown = self.shown
        yield Static(words(self._order_line(len(shown))), id="order")
        table = ChatTable(
            shown,
            self.rows,
            catalog,
            order=self.order,
            at=self.at,
            chosen=self.chosen,
            unicode=self.safecheck.unicode,
            id="chats",
        )
        yield Horizontal(Vertical(table, id="list"), DetailPane(), id="beside")

    def _order_line(self, shown: int) -> str:
        catalog = self.catalog
        if not shown:
            return nothing_matches(catalog, self.only)
        counted = matches(shown, len(self.rows), catalog, self.only)
        line = f"{counted}, {order_words(self.order, catalog)}"
        if self.chosen:
            return f"{line}\n{chosen_words(len(self.chosen), catalog, 'x')}"
        plan = self.safecheck.offered_look
        return f"{line}\n{offer_in_words(plan, catalog, 'n')}" if plan is not None else line

    def _refill(self, *, at: str | None = None) -> None:
        shown = self.shown
        for table in self.query(ChatTable):
            table.show_rows(shown, self.rows, self.order, at=at)
        for line in self.query("#order").results(Static):
            line.update(words(self._order_line(len(shown))))

    async def on_screen_resume(self) -> None:
        """Show what was marked or found out meanwhile; the cursor stays on its chat."""
        await super().on_screen_resume()
        if self._rows and self._rows_of is not self.safecheck.result:
            gone = {chat.id for chat in self.safecheck.result.facts.chat_list.chats if chat.gone}
            await self._choose(self.chosen - gone)
            self._refill(at=self.at)

    async def follow_mark(self) -> None:
        """Show what is marked now."""
        self._refill(at=self.at)

    @on(Input.Changed, "#filter")
    def filter_rows(self, event: Input.Changed) -> None:
        """Show what matches, while it is being typed."""
        if event.value != self.wanted:
            self.wanted = event.value
            self._refill()

    @on(ChatTable.Pointed)
    def follow(self, event: ChatTable.Pointed) -> None:
        """Let the pane say what the cursor points at."""
        self.at = event.chat_id or self.at
        for pane in self.query(DetailPane):
            if event.chat_id is None:
                pane.show(words(nothing_matches(self.catalog, self.only)), ())
                continue
            detail = chat_detail(self.safecheck.result, event.chat_id, self.catalog, self.mark_key)
            pane.show(chat_heading(detail, unicode=self.safecheck.unicode), detail.sections)

    @on(DataTable.RowSelected)
    def open_detail(self, event: DataTable.RowSelected) -> None:
        """Go on to the detail of one chat: what safecheck noticed, not the chat itself."""
        from safecheck.tui.screens.chat import ChatPage

        if event.row_key.value is not None:
            self.app.push_screen(ChatPage(event.row_key.value))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer nothing to filter or sort where there is nothing; the way back then has the room."""
        together = not self.safecheck.notes
        if action == "leave":
            return together or not self.rows
        # The footer has room for six keys: what leads on to leaving takes the place of others, and in a check
        # together the way back does.
        if action in ("order", "order_too"):
            return bool(self.rows) and (together or self.safecheck.can_change) is (action == "order_too")
        if action in ("filter", "filter_too"):
            return bool(self.rows) and bool(self.chosen) is (action == "filter_too")
        if action == "choose":
            return bool(self.rows) and self.safecheck.can_change
        if action in _NEEDS_ROWS:
            return bool(self.rows)
        if action == "closer":
            return self.safecheck.offered_look is not None
        if action == "leave_chosen":
            return bool(self.chosen)
        return super().check_action(action, parameters)

    async def action_choose(self) -> None:
        """Choose the chat under the cursor to be left, or take that back, and go on to the next one."""
        if self.at is None:
            return
        await self._choose(self.chosen ^ {self.at})
        for table in self.query(ChatTable):
            table.action_cursor_down()

    async def _choose(self, chosen: frozenset[str]) -> None:
        self.chosen = chosen
        for table in self.query(ChatTable):
            table.show_chosen(chosen)
        for line in self.query("#order").results(Static):
            line.update(words(self._order_line(len(self.shown))))
        await self.refresh_footer()

    def action_leave_chosen(self) -> None:
        """Go on to the list to look over before they are left."""
        from safecheck.tui.screens.leave_chats import LeaveChats

        self.app.push_screen(LeaveChats(self.chosen))

    def action_leave(self) -> None:
        """Go back."""
        self.action_back()

    def action_back(self) -> None:
        """Show all lines again, if a filter or a choice hides some; else go back."""
        if self.only:
            self.show_only(frozenset())
        elif not self.wanted:
            super().action_back()
        for field in self.query(FilterField):
            field.value = ""

    def action_filter(self) -> None:
        """Let the letters go into the filter."""
        for field in self.query(FilterField):
            field.focus()

    def action_filter_too(self) -> None:
        """The same, where the footer has no room for it."""
        self.action_filter()

    def action_order(self) -> None:
        """Sort by the next thing, and say which."""
        self.order = next_order(self.order, orders(self.rows))
        if self.rows:
            self._refill()

    def action_order_too(self) -> None:
        """The same, where the footer has no room for it."""
        self.action_order()

    def action_show_only(self) -> None:
        """Choose from a list what is shown."""
        from safecheck.tui.screens.show_only import ShowOnly

        self.app.push_screen(ShowOnly(self.rows, self.only, self.show_only))

    def show_only(self, only: frozenset[Label]) -> None:
        """Show only chats of which this is true."""
        self.only = only
        self._refill()

    def action_closer(self) -> None:
        """Look closer at single chats."""
        self.safecheck.look_closer()

    def action_bars(self) -> None:
        """Draw how much each chat holds of what lands."""
        from safecheck.tui.screens.chat_bars import ChatBars

        self.app.push_screen(ChatBars())
