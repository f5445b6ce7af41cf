"""What a teen and a parent type on the way through a check together, in both languages."""

from tests.plain.on_terminal import Terminal

CHOICE = {"en": "Your choice:", "nl": "Je keuze:"}
TYPE = {"en": "Type the word yes or the word no:", "nl": "Typ het woord ja of het woord nee:"}
YES = {"en": "yes", "nl": "ja"}
NO = {"en": "no", "nl": "nee"}
ENDED = {"en": "It ends here", "nl": "Hier stopt het"}
TITLES = {
    "owner_page": {"en": "For the person whose Telegram account it is", "nl": "Voor degene van wie het"},
    "age": {"en": "How old are you?", "nl": "Hoe oud ben je?"},
    "owner_yes": {"en": "Your yes", "nl": "Jouw ja"},
    "adult_yes": {"en": "For the adult", "nl": "Voor de volwassene"},
    "scope": {"en": "What may safecheck look at?", "nl": "Waar mag safecheck naar kijken?"},
    "sign_in": {"en": "You sign in yourself", "nl": "Jij logt zelf in"},
    "own_result": {"en": "For you alone", "nl": "Voor jou alleen"},
    "adult_card": {"en": "First a card for the adult", "nl": "Eerst een kaart voor de volwassene"},
    "shared": {"en": "The owner chose what is shown.", "nl": "De eigenaar koos wat te zien is."},
    "finished": {"en": "Done; this page is for the owner", "nl": "Klaar; deze pagina is voor de eigenaar"},
}
QR = "2"  # the code comes first, for whoever sees no picture (G20)
SCAN = {"en": "s and Enter:", "nl": "s en Enter:"}


def answer(terminal: Terminal, place: str, typed: str, lang: str = "en", question: str = "") -> str:
    """Wait for the page of a place and its question, type one line, and return the page."""
    said = terminal.wait_for(TITLES[place][lang])
    if (question or CHOICE[lang]) not in said.partition(TITLES[place][lang])[2]:
        said += terminal.wait_for(question or CHOICE[lang])
    terminal.type(typed)
    return said


def to(terminal: Terminal, place: str, lang: str = "en") -> None:
    """Go through the pages of an owner under 16 until the one of `place` is asked for."""
    steps = {
        "owner_page": "1",
        "age": "1",
        "owner_yes": YES[lang],
        "adult_yes": YES[lang],
        "scope": "4",
        "sign_in": "1",
    }
    for name, typed in steps.items():
        if name == place:
            return
        answer(terminal, name, typed, lang, TYPE[lang] if name.endswith("yes") else "")
