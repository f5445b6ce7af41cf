"""What a report is made of: a few kinds of block, the same for every format. Each text is whole and in the
language of the report; whoever writes a format makes it harmless there (P8)."""

from typing import Literal

import msgspec

from safecheck.model.text import Lang

Voice = Literal["plain", "big", "strong", "note"]
# What a cell or bar is about, beside its words: never shown by colour alone.
Mark = Literal["", "high", "medium", "low", "none", "yes", "on_view", "no", "unknown"]


class Paragraph(msgspec.Struct, frozen=True):
    """One paragraph: "big" is the sentence of the whole report, "strong" must not be missed."""

    text: str
    voice: Voice = "plain"


class Line(msgspec.Struct, frozen=True):
    """One line of a list, and the lines that belong to it."""

    text: str
    below: tuple["Line", ...] = ()


class Lines(msgspec.Struct, frozen=True):
    """A list under a `label` ("" without one). "plain" are sentences, "numbered" things to do in that order
    (from `first` on), "card" a reporting card."""

    lines: tuple[Line, ...]
    label: str = ""
    style: Literal["plain", "list", "numbered", "card"] = "plain"
    first: int = 1


class Cell(msgspec.Struct, frozen=True):
    """One cell of a table; `number` is right-aligned."""

    text: str
    mark: Mark = ""
    number: bool = False


class Table(msgspec.Struct, frozen=True):
    """A table whose rows begin with what they are about. A `folded` one is long, and opened by whoever wants
    it; one that is `named_above` has the heading before it as its name."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    folded: bool = False
    named_above: bool = False


class Bar(msgspec.Struct, frozen=True):
    """One bar: its name, its number, and the number with its unit in words."""

    name: str
    value: int
    words: str
    mark: Mark = ""


class Chart(msgspec.Struct, frozen=True):
    """Bars beside each other, all drawn to the longest or to `most`. `columns` name the columns of the table
    that says the same; `about` is what the chart shows, in one sentence."""

    id: str
    title: str
    about: str
    columns: tuple[str, str]
    bars: tuple[Bar, ...]
    most: int = 0


class Step(msgspec.Struct, frozen=True):
    """One step with a box to tick, unless there is nothing to do. `effort` is how long, or who does it."""

    number: int
    title: str
    effort: str
    done: bool
    to_take: bool
    blocks: tuple["Block", ...]


class Entry(msgspec.Struct, frozen=True):
    """Something with a name of its own: a chat, a device, an organisation, a group of steps. On paper one of
    `own_page` begins a page."""

    heading: str
    blocks: tuple["Block", ...]
    mark: Mark = ""
    mark_words: str = ""
    own_page: bool = False


Block = Paragraph | Lines | Table | Chart | Step | Entry


class Part(msgspec.Struct, frozen=True):
    """One part of the report; `id` is the same in every language."""

    id: str
    heading: str
    blocks: tuple[Block, ...]


class Report(msgspec.Struct, frozen=True):
    """The whole report: what it is and of which day, what stands above everything, and its parts.
    `contents` is the heading of the list of parts, `as_table` what to call the numbers of a chart; `notice`
    stands before all, "" where nothing has to."""

    lang: Lang
    title: str
    notice: str
    opening: tuple[Block, ...]
    contents: str
    as_table: str
    parts: tuple[Part, ...]
