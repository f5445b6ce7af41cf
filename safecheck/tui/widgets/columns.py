"""Text that stands in columns."""

from textual.content import Content


def fitted(content: Content, width: int) -> Content:
    """Return one line of exactly `width` cells: cut with an ellipsis where it is longer, else filled up."""
    cut = content.truncate(width, ellipsis=True) if content.cell_length > width else content
    return cut.pad_right(width - cut.cell_length)
