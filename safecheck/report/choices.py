"""The first choice: what safecheck can do, with few words beside each."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from safecheck.i18n.catalog import Catalog
from safecheck.model.text import N_, Words

ChoiceKey = Literal["switches", "account", "together", "this_computer", "practice"]

_CHOICES: dict[ChoiceKey, tuple[str, str]] = {
    "switches": (N_("Show me the switches"), N_("no sign-in, 2 minutes, phone in your hand")),
    "account": (N_("Check my account"), N_("sign in; the first time takes 5-10 minutes")),
    "together": (N_("Check together"), N_("a teen and a parent; the teen decides")),
    "this_computer": (N_("This computer only"), N_("Telegram Desktop's settings; no sign-in")),
    "practice": (N_("Try a practice account"), N_("everything works, nothing is real")),
}


class Choice(msgspec.Struct, frozen=True):
    """One entry of a list to choose from: what it is, and a few words beside it."""

    key: str
    title: str
    side: str


def welcome(catalog: Catalog) -> str:
    """Return the big sentence of the first screen."""
    return catalog.gettext(
        "What can land on your devices through Telegram without a tap, from which groups, "
        "and what to press to stop it."
    )


def promises(catalog: Catalog) -> tuple[str, ...]:
    """Return what safecheck never does, one sentence each."""
    return (
        catalog.gettext("It never opens, downloads or shows a picture or a video, and reads no messages."),
        catalog.gettext("It changes nothing unless you ask it to."),
    )


def origin(catalog: Catalog) -> str:
    """Return whose interface is used, and who did not make safecheck."""
    return catalog.gettext("safecheck uses the Telegram API. It is not made by Telegram.")


def first_choices(catalog: Catalog) -> tuple[Choice, ...]:
    """Return the five entries of the first choice, in order; each `key` is a ChoiceKey."""
    return tuple(
        Choice(key, catalog.gettext(title), catalog.gettext(side)) for key, (title, side) in _CHOICES.items()
    )


def practice_choices(accounts: Sequence[tuple[str, Words, Words]], catalog: Catalog) -> tuple[Choice, ...]:
    """Return the practice accounts to choose from: the name, then the title and the words about it that stand
    in its own file."""
    return tuple(
        Choice(name, title.of(catalog.lang), about.of(catalog.lang)) for name, title, about in accounts
    )
