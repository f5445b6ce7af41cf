"""A field that lets its page look at what is pasted before any of it is taken over."""

from textual.events import Paste
from textual.message import Message
from textual.widgets import Input


class PastedInput(Input):
    """Takes nothing that is pasted by itself: its page hears of it, and puts it where it belongs."""

    class Pasted(Message):
        """Something was pasted into `field`."""

        def __init__(self, field: Input, text: str) -> None:
            super().__init__()
            self.field, self.text = field, text

        def __repr__(self) -> str:
            return "Pasted(…)"  # it may be a secret (P3)

    def _on_paste(self, event: Paste) -> None:
        """Hand it on; Textual's own field would take the first line of it as it is."""
        event.prevent_default()
        event.stop()
        self.post_message(self.Pasted(self, event.text))
