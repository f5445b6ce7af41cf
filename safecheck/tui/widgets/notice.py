"""What a page says between title and body, whatever page it is: how much time is left."""

from safecheck.tui.safe_text import words
from safecheck.tui.widgets.prose import Prose


class Notice(Prose):
    """One or two sentences; without any it takes no room."""

    DEFAULT_CSS = """
    Notice { max-width: 100%; padding: 1 2 0 2; margin-bottom: 0; color: $level-medium; text-style: bold; }
    Notice.-silent { display: none; }
    """

    def __init__(self, text: str) -> None:
        super().__init__(text, id="notice")
        self.set_class(not text, "-silent")

    def say(self, text: str) -> None:
        """Say this from now on, "" for nothing."""
        self.update(words(text))
        self.set_class(not text, "-silent")
