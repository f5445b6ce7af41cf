"""The user's guide: its pages by title, and one page to read. Nothing in it leads out of safecheck."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from safecheck.model.text import N_
from safecheck.packs.guide_pages import Block
from safecheck.report.guide import guide_blocks, guide_choices, guide_name, split_typed
from safecheck.tui.page import Page
from safecheck.tui.safe_text import words
from safecheck.tui.widgets.choices import Choices


class GuideList(Choices):
    """The pages of the guide."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", N_("read"))]


class Guide(Page):
    """The pages to choose from. The page `first` fits the screen that somebody came from, and stands on top;
    "" where none does."""

    EXPLAIN: ClassVar[tuple[str, ...]] = (
        N_("Each page is about one thing that you can do. Reading it asks and changes nothing."),
        N_("Outside these screens: safecheck guide gives the same pages."),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "app.focus('pages')", N_("choose"), key_display="↑↓"),
        Binding("enter", "app.focus('pages')", N_("read")),
        Binding("escape", "back", N_("back")),
    ]

    def __init__(self, first: str = "") -> None:
        super().__init__()
        self._first = first

    def title_words(self) -> str:
        """Return what this is."""
        return guide_name(self.catalog)

    def account_words(self) -> str:
        """Return nothing: this is about no account."""
        return ""

    def body(self) -> Iterable[Widget]:
        """Yield the pages by their titles."""
        yield GuideList(guide_choices(self._first, self.catalog), unicode=self.safecheck.unicode, id="pages")

    @on(OptionList.OptionSelected, "#pages")
    def read(self, event: OptionList.OptionSelected) -> None:
        """Show the page that was chosen."""
        self.app.push_screen(GuidePage(event.option.id or ""))


class GuidePage(Page):
    """One page of the guide to read, by its name."""

    DEFAULT_CSS = """
    GuidePage Body > * { width: 100%; max-width: 72; height: auto; margin-bottom: 1; }
    GuidePage .heading { text-style: bold; margin-bottom: 0; }
    GuidePage .code { padding-left: 4; color: $key; text-style: bold; }
    GuidePage Body > Horizontal { margin-bottom: 0; }
    GuidePage Body > Horizontal.last { margin-bottom: 1; }
    GuidePage .bullet { width: 2; }
    GuidePage .item { width: 1fr; height: auto; }
    """
    EXPLAIN: ClassVar[tuple[str, ...]] = (
        N_("This is one page of the guide. Arrow keys scroll, Esc goes back to the list of pages."),
        N_("Lines that begin with “safecheck” are commands. You type them in a terminal, after ending this."),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll(1)", N_("scroll"), key_display="↑↓"),
        Binding("escape", "back", N_("back")),
    ]

    def __init__(self, name: str) -> None:
        super().__init__()
        self._page = name

    def title_words(self) -> str:
        """Return the title of the page."""
        return guide_blocks(self._page, self.catalog.lang)[0].text

    def account_words(self) -> str:
        """Return nothing: this is about no account."""
        return ""

    def body(self) -> Iterable[Widget]:
        """Yield the page; its title stands in the title line."""
        _, *blocks = guide_blocks(self._page, self.catalog.lang)
        bullet = "• " if self.safecheck.unicode else "- "
        for block, following in zip(blocks, [*blocks[1:], None], strict=True):
            if block.kind == "item":
                last = following is None or following.kind != "item"
                listed = Static(bullet, classes="bullet"), Static(_drawn(block), classes="item")
                yield Horizontal(*listed, classes="last" if last else "")
            else:
                yield Static(_drawn(block), classes=block.kind)


def _drawn(block: Block) -> Content:
    """Return a part of a page; what is typed or pressed stands out, and nothing in it can be clicked."""
    pieces = tuple(split_typed(block.text))
    drawn, at = words("".join(piece for piece, _ in pieces)), 0
    for piece, typed in pieces:
        if typed:
            drawn = drawn.stylize("bold $key", at, at + len(piece))
        at += len(piece)
    return drawn
