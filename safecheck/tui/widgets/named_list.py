"""A short list after its heading, on as few lines as it takes."""

from textual.content import Content
from textual.widgets import Static

from safecheck.report.sections import NamedList
from safecheck.tui.safe_text import words


def named_list(part: NamedList) -> Static:
    """Return a heading and its entries in one paragraph."""
    heading = words(part.heading).stylize("bold $key")
    return Static(Content.assemble(heading, ": ", words(" · ".join(part.entries))), classes="list")
