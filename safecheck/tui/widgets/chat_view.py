"""How one chat is shown, on its own screen and beside the list."""

from textual.content import Content

from safecheck.report.chat_detail import ChatDetail
from safecheck.tui.marks import colour, mark
from safecheck.tui.safe_text import words


def chat_heading(detail: ChatDetail, *, about: bool = True, unicode: bool = True) -> Content:
    """Return the name, how much it stands out, how it was marked and, with `about`, the plain facts."""
    return Content("\n").join(
        [
            words(detail.title).stylize("bold"),
            Content.assemble(
                mark(detail.level, unicode=unicode),
                " ",
                words(detail.level_words).stylize(colour(detail.level)),
            ),
            *([words(detail.marked)] if detail.marked else []),
            *([words(detail.about).stylize("$quiet")] if about else []),
        ]
    )
