"""The user's guide inside the program: short Markdown pages that also read well as they are."""

from importlib import resources
from typing import Literal

import msgspec

from safecheck.model.errors import BadInputError
from safecheck.model.text import N_, Lang, clean
from safecheck.packs import yaml_file

# In the order in which they are listed: to begin, to look, to act, to keep, and what to look up.
PAGES = (
    "start",
    "practice",
    "switches",
    "sign-in",
    "this-computer",
    "export",
    "result",
    "devices",
    "plan",
    "changing",
    "leaving",
    "report-to-telegram",
    "help",
    "together",
    "report",
    "history",
    "remember",
    "privacy",
    "plain",
    "trouble",
    "promises",
    "exit-codes",
)
BlockKind = Literal["title", "heading", "text", "item", "code"]
_MARKS: tuple[tuple[str, BlockKind], ...] = (("# ", "title"), ("## ", "heading"), ("- ", "item"))
_FENCE = "```"


class Block(msgspec.Struct, frozen=True):
    """One part of a page. `text` is one line without the mark of its kind, whatever lines it was written on;
    of `code` it is one command a line. What stands between two `` ` `` is typed or pressed as it is."""

    kind: BlockKind
    text: str


def load_page(name: str, lang: Lang) -> str:
    """Return one page as Markdown that ends in one line end. Raises BadInputError for an unknown page."""
    page = name.strip().lower().replace("_", "-").removesuffix(".md")
    if page not in PAGES:
        raise BadInputError(
            N_("The guide has no page %(page)s. Choose one of: %(known)s."),
            page=clean(name, 40),
            known=", ".join(PAGES),
        )
    path = resources.files("safecheck").joinpath(f"data/guide/{lang}/{page}.md")
    return yaml_file.read_text(path, f"guide/{lang}/{page}.md").rstrip("\n") + "\n"


def page_title(name: str, lang: Lang) -> str:
    """Return the title of a page: its first line without the mark of a heading."""
    return load_page(name, lang).partition("\n")[0].removeprefix("# ")


def pages_for(first: str) -> tuple[str, ...]:
    """Return every page in its order, but the page `first` before all others ("" for none)."""
    return tuple(sorted(PAGES, key=lambda name: name != first))


def page_blocks(page: str) -> tuple[Block, ...]:
    """Return the parts of a page, as `load_page` gives it, in their order."""
    found: list[Block] = []
    goes_on = in_code = False  # whether the next line belongs to the last block
    for line in page.splitlines():
        if line.startswith(_FENCE):
            in_code, goes_on = not in_code, False
        elif in_code:
            found.append(Block("code", f"{found.pop().text}\n{line}" if goes_on else line))
            goes_on = True
        elif not line.strip():
            goes_on = False
        else:
            mark, kind = next((pair for pair in _MARKS if line.startswith(pair[0])), ("", "text"))
            text = line.removeprefix(mark).strip()
            if goes_on and kind == "text":
                last = found.pop()
                found.append(Block(last.kind, f"{last.text} {text}"))
            else:
                found.append(Block(kind, text))
            goes_on = found[-1].kind in ("text", "item")
    return tuple(found)
