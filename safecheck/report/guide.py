"""A page of the user's guide as lines: Markdown that reads well as it is, or words alone."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from safecheck.i18n.catalog import Catalog
from safecheck.model.text import Lang
from safecheck.packs.guide_pages import Block, BlockKind, load_page, page_blocks, page_title, pages_for
from safecheck.report.choices import Choice
from safecheck.report.layout import DETAIL, wrap

_MARKS: dict[BlockKind, str] = {"title": "# ", "heading": "## ", "item": "- "}
_CODE_INDENT = 4  # cells; so indented, Markdown takes lines for commands


def guide_name(catalog: Catalog) -> str:
    """Return what the guide is called wherever one can choose it."""
    return catalog.gettext("The user's guide")


def guide_choices(first: str, catalog: Catalog) -> tuple[Choice, ...]:
    """Return the pages to choose from, by their titles; the one that fits where somebody came from (`first`)
    stands before the others and says so."""
    here = catalog.gettext("about where you just were")
    return tuple(
        Choice(name, page_title(name, catalog.lang), here if name == first else "")
        for name in pages_for(first)
    )


def guide_blocks(name: str, lang: Lang) -> tuple[Block, ...]:
    """Return the parts of a page. Raises BadInputError for an unknown one."""
    return page_blocks(load_page(name, lang))


def split_typed(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a text, each with whether it is something to type or to press."""
    for place, piece in enumerate(text.split("`")):
        if piece:
            yield piece, place % 2 == 1


def render_guide(blocks: Sequence[Block], width: int) -> str:
    """Return a page as Markdown of lines of at most `width` cells."""
    return _text(blocks, width, marked=True)


def render_guide_plain(blocks: Sequence[Block], width: int) -> str:
    """Return a page as words alone, to be read aloud: what is listed or typed is indented, and nothing is
    marked."""
    return _text(blocks, width, marked=False)


def _text(blocks: Sequence[Block], width: int, *, marked: bool) -> str:
    lines = list(_lines(blocks[0], width, marked)) if blocks else []
    for before, block in pairwise(blocks):
        if not before.kind == block.kind == "item":
            lines.append("")
        lines += _lines(block, width, marked)
    return "\n".join(lines)


def _lines(block: Block, width: int, marked: bool) -> list[str]:
    if block.kind == "code":
        return wrap(block.text, width, _CODE_INDENT)
    if marked:
        return wrap(_MARKS.get(block.kind, "") + block.text, width)
    words = "".join(piece for piece, _ in split_typed(block.text))
    return wrap(words, width, DETAIL if block.kind == "item" else 0)
