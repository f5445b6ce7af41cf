"""What the detail of a thing is made of, whatever thing it is."""

from typing import Literal

import msgspec

Style = Literal["text", "strong", "list", "numbered", "card"]


class Section(msgspec.Struct, frozen=True):
    """One block of sentences with its heading, which may be "". `style` is "strong" for what must not be
    missed, "list" where each line is a thing of its own, "numbered" where order counts (from `first` on),
    "card" where each line is the name of a field and what stands in it. `then` are sentences after all that;
    `done` is True for what is off, or done, already."""

    heading: str
    lines: tuple[str, ...]
    style: Style = "text"
    first: int = 1
    then: tuple[str, ...] = ()
    done: bool = False


class NamedList(msgspec.Struct, frozen=True):
    """A short list with its heading."""

    heading: str
    entries: tuple[str, ...]


def section(heading: str, *lines: str, style: Style = "text") -> Section:
    """Return a block without its empty lines."""
    return Section(heading, tuple(line for line in lines if line), style)
