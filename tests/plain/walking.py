"""What tests type again and again on the way to a result, in both languages."""

import re

from tests.plain.on_terminal import Terminal

CHOICE = {"en": "Your choice:", "nl": "Je keuze:"}
PHONE = {"en": "Your phone number:", "nl": "Je telefoonnummer:"}
CODE = {"en": "The code (nothing shows while you type):", "nl": "De code (wat je typt, is niet te zien):"}
PASSWORD = {
    "en": "Your two-step password (nothing shows while you type):",
    "nl": "Het wachtwoord van je tweestapsverificatie (wat je typt, is niet te zien):",
}
SCAN = {"en": "Let the practice phone scan the code", "nl": "Laat de oefentelefoon de code scannen"}
# The parts of a result, by the numbers that they are chosen by: of a practice account, one's own, a computer.
_PARTS = (
    *(
        "plan",
        "step",
        "taken",
        "profile",
        "chats",
        "closer",
        "devices",
        "tell",
        "settings",
        "computer",
        "landing",
    ),
    *("since", "report", "save", "people", "guide", "remember", "language", "start", "end"),
)


def _numbers(*left_out: str) -> dict[str, str]:
    parts = [name for name in _PARTS if name not in left_out]
    return {name: str(number) for number, name in enumerate(parts, start=1)}


PART_OF_RESULT = _numbers("computer", "remember")
PART_OF_CLOSED_RESULT = _numbers("computer", "remember", "taken", "closer")
PART_OF_OWN_RESULT = _numbers()
PART_OF_COMPUTER = _numbers("chats", "closer", "tell", "settings", "remember", "taken", "since", "profile")
PRACTICE_PASSWORD = "practice-password"
PRACTICE_CODE = "12345"


def to_the_phone_number(terminal: Terminal, lang: str = "en") -> str:
    """Begin with a practice account; return everything that is said before the number is asked for."""
    before = terminal.answer(CHOICE[lang], "1")
    return before + terminal.wait_for(PHONE[lang])


def to_the_code(terminal: Terminal, lang: str = "en") -> None:
    """The same, and give the number that is shown."""
    to_the_phone_number(terminal, lang)
    number = re.findall(r": (\d{8,})", terminal.text)[-1]
    terminal.type(number)
    terminal.wait_for(CODE[lang])


def to_the_password(terminal: Terminal, lang: str = "en") -> None:
    """The same, and give the code."""
    to_the_code(terminal, lang)
    terminal.type(PRACTICE_CODE)
    terminal.wait_for(PASSWORD[lang])


def to_the_result(terminal: Terminal, lang: str = "en", *, password: bool = True) -> str:
    """Sign in to a practice account; return what is said from there to the list of parts of the result."""
    if password:
        to_the_password(terminal, lang)
        terminal.type(PRACTICE_PASSWORD)
    else:
        to_the_code(terminal, lang)
        terminal.type(PRACTICE_CODE)
    return terminal.wait_for(CHOICE[lang])
