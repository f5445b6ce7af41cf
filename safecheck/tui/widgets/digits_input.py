"""A field for numbers that leaves the letters to the keys of the screen."""

from textual.widgets import Input

_OF_A_NUMBER = frozenset("0123456789+- ")


def is_of_a_number(character: str | None) -> bool:
    """True for what a phone number or a code is typed with."""
    return character is not None and character in _OF_A_NUMBER


class DigitsInput(Input):
    """A field that takes digits, + and - and blanks only, so that h, ? and q go on working beside it."""

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002
        """Take only what a number is made of."""
        return is_of_a_number(character)
