"""One sentence above the footer, about what a key has just done; gone at the next key."""

from safecheck.tui.safe_text import words
from safecheck.tui.widgets.prose import Prose


class SaidLine(Prose):
    """Takes no room while there is nothing to say. It waits for a key and not for a clock: nobody has to read
    fast."""

    DEFAULT_CSS = """
    SaidLine { max-width: 100%; margin-bottom: 0; padding: 0 2; color: $good; display: none; }
    SaidLine.-said { display: block; }
    """

    def __init__(self) -> None:
        super().__init__("", id="said-line")
        self._said = ""

    def say(self, text: str) -> None:
        """Say this, "" for nothing more. It is called at every key, so it draws only what is new."""
        if text == self._said:
            return
        self._said = text
        self.update(words(text))
        self.set_class(bool(text), "-said")
