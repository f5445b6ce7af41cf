"""One key and what it does, on a line of its own between sentences; it can be clicked, and need not be."""

from textual.content import Content
from textual.events import Click
from textual.widgets import Static

from safecheck.tui.safe_text import words


class KeyLine(Static):
    """Does what `key` does, a letter of the page."""

    DEFAULT_CSS = """
    KeyLine { width: auto; max-width: 72; height: auto; margin-bottom: 1; color: $quiet; }
    KeyLine.close { margin-bottom: 0; }
    KeyLine:hover { color: $primary; }
    """

    def __init__(self, key: str, what: str, *, classes: str = "") -> None:
        super().__init__(Content.assemble((key, "bold $key"), "  ", words(what)), classes=classes)
        self._key = key

    def on_click(self, event: Click) -> None:
        """Press the key."""
        event.stop()
        self.app.simulate_key(self._key)
