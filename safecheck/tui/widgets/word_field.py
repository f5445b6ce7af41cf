"""A field for the one word that confirms what nothing can take back."""

from textual.widgets import Input

_LONGEST = 20  # characters


class WordField(Input):
    """One word. What is typed here is compared, and nothing else."""

    DEFAULT_CSS = """
    WordField { max-width: 24; }
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, max_length=_LONGEST)
