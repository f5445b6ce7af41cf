"""What every screen shares: a title line, a body, a footer of at most six keys, and the keys themselves."""

import asyncio
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.worker import Worker, WorkerState

from safecheck.i18n.catalog import Catalog
from safecheck.model.text import N_
from safecheck.tui.explained import Only
from safecheck.tui.widgets.body import Body
from safecheck.tui.widgets.footer_line import FooterLine, Hint, in_ascii, key_to_show, name_of_key
from safecheck.tui.widgets.notice import Notice
from safecheck.tui.widgets.prose import Prose
from safecheck.tui.widgets.said_line import SaidLine
from safecheck.tui.widgets.title_line import TitleLine

if TYPE_CHECKING:
    from safecheck.tui.app import SafecheckApp

# What Textual binds on every screen and app, in English words of its own.
_OF_TEXTUAL = {
    binding.action for binding in (*Screen.BINDINGS, *App.BINDINGS) if isinstance(binding, Binding)
}
# Footers end with these, in this order.
_EVERYWHERE = ("help_from_people", "explain", "end")


class Page(Screen[None]):
    """One screen. A screen draws itself from its own attributes and the app's catalogue, so that it can be
    drawn again in another language or size without losing anything.

    `EXPLAIN` holds the paragraphs that `?` shows: message ids of the catalogue, some of them for where they
    hold `Only`. `GUIDE` is the page of the user's guide about what is done here, "" where there is none.
    """

    # Below 60x16 no screen can be read; one sentence then stands in for it.
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (100, "-wide")]  # noqa: RUF012 - by Textual
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-short"), (30, "-high")]  # noqa: RUF012 - declared by Textual
    EXPLAIN: ClassVar[tuple[str | Only, ...]] = ()
    GUIDE: ClassVar[str] = ""
    SAVES: ClassVar[bool] = True  # whether a result that is there can be saved from here
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", N_("back"), show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("pageup", "scroll_pages(-1)", show=False),
        Binding("pagedown,space", "scroll_pages(1)", show=False),
        Binding("home", "scroll_pages(-1000)", show=False),
        Binding("end", "scroll_pages(1000)", show=False),
    ]

    _go: Callable[[], None] | None = None  # what waits for this page to be on top

    def __init__(self) -> None:
        super().__init__()
        self._drawing = asyncio.Lock()

    # --- what a screen gives ----------------------------------------------------------------------------

    def title_words(self) -> str:
        """Return the words of the title line."""
        raise NotImplementedError

    def body(self) -> Iterable[Widget]:
        """Yield what stands between title and footer; it scrolls where it is too long."""
        raise NotImplementedError

    def account_words(self) -> str:
        """Return what the title line says of the account that this screen is about."""
        return self.safecheck.account_words()

    def explanation(self) -> tuple[str, ...]:
        """Return the paragraphs that `?` shows now."""
        said = [
            each.text if isinstance(each, Only) else each
            for each in self.EXPLAIN
            if not isinstance(each, Only) or getattr(self.safecheck, each.when)
        ]
        return tuple(map(self.catalog.gettext, (*said, *self.safecheck.about_all)))

    # --- what it gets -----------------------------------------------------------------------------------

    @property
    def safecheck(self) -> "SafecheckApp":
        """The app, by its own type."""
        from safecheck.tui.app import SafecheckApp

        assert isinstance(self.app, SafecheckApp)  # noqa: S101 - these screens have no other app
        return self.app

    @property
    def catalog(self) -> Catalog:
        """The catalogue of the language in use."""
        return self.safecheck.catalog

    @property
    def below(self) -> "Page | None":
        """The page that comes back when this one goes."""
        stack = self.app.screen_stack
        under = stack[stack.index(self) - 1] if self in stack[1:] else None
        return under if isinstance(under, Page) else None

    def compose(self) -> ComposeResult:
        """Lay out title, body and footer."""
        self.set_class(not self.safecheck.unicode, "-ascii")
        yield TitleLine(self.title_words(), self.account_words())
        yield Prose(
            self.catalog.gettext(
                "This window is too small for the screens: they need 60 columns and 16 lines. "
                "Make it larger, or end this with Ctrl+Q and start: safecheck --plain"
            ),
            id="too-small",
        )
        if self.safecheck.notice is not None:
            yield Notice(self.safecheck.notice)
        with Body(id="body"):
            yield from self.body()
        yield SaidLine()
        yield FooterLine(self.hints())

    async def redraw(self, *, from_top: bool = False) -> None:
        """Draw everything again, after a change of language or of what is shown. Of widgets with an `id` the
        focus, the highlight and what was typed stay; how far the body was scrolled stays too, unless what
        follows is to be read `from_top`.

        A key and a message may want it at the same moment, and of a screen that has only just come, or is
        leaving: one after the other, and nothing is drawn of what is not there.
        """
        if not self.is_mounted:
            self.call_later(self.redraw, from_top=from_top)  # what is drawn first may be out of date by then
            return
        async with self._drawing:
            if self.is_attached and not self._pruning and self.query(Body):
                await self._redraw(from_top=from_top)

    async def _redraw(self, *, from_top: bool) -> None:
        focused = self.focused.id if self.focused is not None else None
        chosen = {one.id: one.highlighted for one in self.query(OptionList) if one.id}
        typed = {one.id: (one.value, one.cursor_position) for one in self.query(Input) if one.id}
        down = 0 if from_top else self.query_one(Body).scroll_y
        await self.recompose()
        if not self.query(Body):  # it left meanwhile
            return
        for options in self.query(OptionList):
            if options.id in chosen and not from_top:
                options.highlighted = chosen[options.id]
        for field in self.query(Input):
            if field.id in typed:
                field.select_on_focus = False  # typing goes on where it was
                field.value, field.cursor_position = typed[field.id]
        if focused:
            for widget in self.query(f"#{focused}"):
                super().set_focus(widget, scroll_visible=False)
        for body in self.query(Body):
            self.call_after_refresh(body.scroll_to, y=down, animate=False, force=True)
        await self.refresh_footer()

    # --- keys -------------------------------------------------------------------------------------------

    def active_keys(self) -> tuple[Binding, ...]:
        """Return what each key does now, of those that have words: what the widget with the focus shows, then
        what the screen has, then the app. What Textual gives to its own widgets has no place here."""
        found: dict[str, Binding] = {}
        # Textual's own chain leaves out what a field takes as text; the footer names other keys for those.
        for node in (self.focused or self).ancestors_with_self:
            for key, binding in node._bindings:
                ours = binding.show or (node in (self, self.app) and binding.action not in _OF_TEXTUAL)
                if ours and binding.description and self.app._check_action_state(binding.action, node):
                    found.setdefault(key, binding)
        return tuple(found.values())

    def hints(self) -> tuple[Hint, ...]:
        """Return what the footer shows, each key by one that works now; the way back stands last of the
        screen's own."""
        typing = self.focused if isinstance(self.focused, Input) else None
        found: dict[tuple[str, str], Hint] = {}
        for binding in self.active_keys():
            if binding.show and (key := key_to_show(binding, typing)):
                shown = self.name_of(binding, key)
                word = self.catalog.gettext(binding.description)
                everywhere = binding.action in _EVERYWHERE
                found.setdefault((shown, word), Hint(key, shown, word, everywhere))
        return tuple(sorted(found.values(), key=lambda hint: (hint.app, hint.key == "escape")))

    def name_of(self, binding: Binding, key: str = "") -> str:
        """Return what stands on the keyboard for a binding, or for the `key` of it that works now."""
        name = binding.key_display or name_of_key(key or binding.key)
        return name if self.safecheck.unicode else self.catalog.gettext(in_ascii(name))

    def set_focus(
        self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False
    ) -> None:
        """Give a widget the focus. A list comes into sight by its highlight, not by its middle, so that what
        stands before it stays in sight."""
        is_list = isinstance(widget, OptionList)
        super().set_focus(widget, scroll_visible and not is_list, from_app_focus)
        if isinstance(widget, OptionList):
            for body in self.query(Body):
                body.follow(widget)

    async def refresh_footer(self) -> None:
        """Show the keys that work now."""
        for footer in self.query(FooterLine):
            footer.show(self.hints())

    async def on_descendant_focus(self) -> None:
        """While a field takes the letters, other keys stand in for them."""
        await self.refresh_footer()

    async def on_descendant_blur(self) -> None:
        """Letters work again."""
        await self.refresh_footer()

    def action_scroll(self, lines: int) -> None:
        """Scroll the body, where nothing in it took the key."""
        for body in self.query(Body):  # none yet where the key came faster than the screen
            body.scroll_relative(y=lines, animate=False)

    def action_scroll_pages(self, pages: int) -> None:
        """Scroll the body by so many windows."""
        for body in self.query(Body):
            room = max(1, body.scrollable_content_region.height - 1)
            body.scroll_relative(y=pages * room, animate=False)

    def when_on_top(self, go: Callable[[], None]) -> None:
        """Go somewhere else now, or as soon as nobody reads a page above this one any more."""
        if self.app.screen is self:
            go()
        else:
            self._go = go

    async def on_screen_resume(self) -> None:
        """Do what waited for this page to be on top."""
        go, self._go = self._go, None
        if go is not None:
            go()

    def say(self, text: str) -> None:
        """Say above the footer what a key has just done, until the next key."""
        for line in self.query(SaidLine):
            line.say(text)

    def action_back(self) -> None:
        """Go back to the screen before this one; nothing happens on the first."""
        if len(self.app.screen_stack) > 2:
            self.app.pop_screen()

    # --- work -------------------------------------------------------------------------------------------

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Let no failure of a worker vanish: the message does not reach the app by itself."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            error = event.worker.error
            if isinstance(error, Exception):
                self.app._handle_exception(error)
