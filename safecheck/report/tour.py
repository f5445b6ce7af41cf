"""A short tour: what safecheck does, what it asks, how its screens work. Both faces show these pages."""

import msgspec

from safecheck.i18n.catalog import Catalog
from safecheck.model.text import N_
from safecheck.report.choices import promises, welcome
from safecheck.report.landing import ChatKinds
from safecheck.report.landing_table import LandingRow, LandingTable, answer_words

_KINDS: tuple[ChatKinds, ...] = ("private", "group", "channel")


class TourPage(msgspec.Struct, frozen=True):
    """One page. `table` is a small example of a result, None on most; `after` stands below it."""

    title: str
    paragraphs: tuple[str, ...]
    table: LandingTable | None = None
    after: tuple[str, ...] = ()


def tour(catalog: Catalog, *, keys: tuple[str, ...]) -> tuple[TourPage, ...]:
    """Return the pages. `keys` say how this face is used, a sentence each."""
    say = catalog.gettext
    return (
        TourPage(say("What safecheck does"), (welcome(catalog), *promises(catalog))),
        TourPage(
            say("What it asks"),
            (
                say(
                    "“Show me the switches” and “This computer only” ask nothing of Telegram, and need no"
                    " sign-in."
                ),
                say(
                    "To check your account, you sign in once more beside your phone. Before that you read"
                    " what is asked of Telegram. At the end safecheck signs out."
                ),
                say("With “Try a practice account” you can try all of it first: nothing in it is real."),
            ),
        ),
        TourPage(say("How to get around"), keys),
        TourPage(
            say("The result at a glance"),
            (say("An example; nothing in it is real. What lands on which device without a tap:"),),
            _example(catalog),
            (
                say(
                    "“yes”: it is stored by itself. “if seen”: once it is on the screen. “no”: not by itself."
                    " Where you have told nothing, how the app comes is assumed, and that is said."
                ),
                say(
                    "Chats that stand out come after that, each with its reasons. A name says nothing about"
                    " you, and you need not look at anything."
                ),
            ),
        ),
        TourPage(
            say("What you press to stop it"),
            (
                say(
                    "The plan has the steps in the order in which they help most, each with the menu path of"
                    " your own device. You may skip any of them."
                ),
                say("What safecheck can do for you, it shows first, and it asks before anything is changed."),
                say("Shocked by something? People who can help are one key away, everywhere: h."),
            ),
        ),
    )


def _example(catalog: Catalog) -> LandingTable:
    say = catalog.gettext
    return LandingTable(
        title=say("What lands without a tap"),
        kinds=_KINDS,
        columns=(say("private"), say("group"), say("channel")),
        rows=(
            LandingRow(
                "android", say("Android phone"), say("assumed"), "default_assumed", ("yes", "yes", "yes")
            ),
            LandingRow("iphone", "iPhone", say("you told us"), "told", ("no", "no", "no")),
            LandingRow("desktop", say("Computer"), say("read here"), "read", ("yes", "on_view", "on_view")),
        ),
        notes=(),
    )


def table_lines(table: LandingTable, catalog: Catalog) -> tuple[str, ...]:
    """Return the table as one sentence for each device."""
    answers = answer_words(catalog)
    return tuple(
        catalog.gettext("%(device)s (%(known)s): %(answers)s.")
        % {
            "device": row.name,
            "known": row.known,
            "answers": ", ".join(
                f"{column}: {answers[answer]}"
                for column, answer in zip(table.columns, row.answers, strict=True)
            ),
        }
        for row in table.rows
    )


# How each face is used.
KEYS_OF_SCREENS = (
    N_("The arrows choose or scroll, Enter goes on, Esc goes back. Nothing is lost by going back."),
    N_("The line at the bottom names the keys that work. ? explains the screen and lists all of its keys."),
    N_(
        "l speaks the other language, t changes the colours. q ends, and asks first if something would be"
        " lost."
    ),
)
KEYS_OF_LINES = (
    N_("Every question takes one line and then Enter. A list is answered with a number."),
    N_("? and Enter explains the question, b and Enter goes back, h and Enter leads to people who can help."),
    N_("q and Enter ends, and asks first if something would be lost."),
)
