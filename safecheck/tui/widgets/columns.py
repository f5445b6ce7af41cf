"""Text that stands in columns."""

from textual.content import Content


def cut(content: Content, width: int, *, unicode: bool = True) -> Content:
    """Return one line of at most `width` cells: cut with an ellipsis, or two dots, where it is longer."""
    if content.cell_length <= width:
        return content
    if unicode:
        return content.truncate(width, ellipsis=True)
    return content.truncate(max(width - 2, 0)).rstrip() + ".."[:width]


def fitted(content: Content, width: int, *, unicode: bool = True) -> Content:
    """Return one line of exactly `width` cells: cut where it is longer, else filled up."""
    line = cut(content, width, unicode=unicode)
    return line.pad_right(width - line.cell_length)
