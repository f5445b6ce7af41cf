"""What every screen shares: a title line, a body, a footer of at most six keys, and the keys themselves."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input
from textual.worker import Worker, WorkerState

from safecheck.i18n.catalog import Catalog
from safecheck.tui.widgets.footer_line import FooterLine, key_to_show
from safecheck.tui.widgets.title_line import TitleLine

if TYPE_CHECKING:
    from safecheck.tui.app import SafecheckApp


class Page(Screen[None]):
    """One screen. A screen draws itself from its own attributes and the app's catalogue, so that it can be
    drawn again in another language or size without losing anything.

    `EXPLAIN` holds the paragraphs that `?` shows: message ids of the catalogue.
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - declared by Textual
    EXPLAIN: ClassVar[tuple[str, ...]] = ()
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", show=False)]

    # --- what a screen gives ----------------------------------------------------------------------------

    def title_words(self) -> str:
        """Return the words of the title line."""
        raise NotImplementedError

    def body(self) -> Iterable[Widget]:
        """Yield what stands between title and footer; it scrolls where it is too long."""
        raise NotImplementedError

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

    def compose(self) -> ComposeResult:
        """Lay out title, body and footer."""
        yield TitleLine(self.title_words(), self.safecheck.account_words())
        with VerticalScroll(id="body"):
            yield from self.body()
        yield FooterLine(self._hints())

    async def redraw(self) -> None:
        """Draw everything again, after a change of language or of what is shown. The focus stays where it was
        as far as the same widget is there again."""
        focused = self.focused.id if self.focused is not None else None
        await self.recompose()
        if focused:
            for widget in self.query(f"#{focused}"):
                widget.focus()

    # --- keys -------------------------------------------------------------------------------------------

    def _hints(self) -> tuple[tuple[str, str], ...]:
        typing = self.focused if isinstance(self.focused, Input) else None
        hints: dict[tuple[str, str], None] = {}
        for active in self.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled and binding.description:
                hints[key_to_show(binding, typing), self.catalog.gettext(binding.description)] = None
        return tuple(hints)

    async def refresh_footer(self) -> None:
        """Show the keys that work now."""
        for footer in self.query(FooterLine):
            await footer.show(self._hints())

    async def on_descendant_focus(self) -> None:
        """While a field takes the letters, other keys stand in for them."""
        await self.refresh_footer()

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
