"""A field for a few words of one's own to Telegram."""

from textual.widgets import Input


class CommentField(Input):
    """One line. What is typed here goes to Telegram, and nowhere else (P4); how long it may be is said by who
    asks for it, so that nothing is cut off unseen."""

    DEFAULT_CSS = """
    CommentField { max-width: 72; }
    """
