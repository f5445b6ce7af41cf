"""What goes to the clipboard: a menu path, a reporting card or a command, as plain text.

Only what a person follows or hands over goes there. The way to a chat that stands out strongly is in none of
it, but on the reporting card alone (DECISIONS 8 of the product).
"""

from collections.abc import Sequence

import msgspec

from safecheck.i18n.catalog import Catalog
from safecheck.report.layout import inert
from safecheck.report.sections import Section


class Copy(msgspec.Struct, frozen=True):
    """A text of harmless lines, and what it is: `kind` is "path", "card" or "command"."""

    kind: str
    text: str


def copy_of_path(title: str, crumbs: Sequence[str], do: str = "") -> Copy | None:
    """Return one way in menus, an item a line, with what to press at its end; None without a way."""
    if not crumbs:
        return None
    numbered = [f"{number}. {crumb}" for number, crumb in enumerate(crumbs, start=1)]
    return Copy("path", inert("\n".join(line for line in (title, *numbered, do) if line)))


def copy_of_sections(title: str, sections: Sequence[Section]) -> Copy | None:
    """Return the reporting card among these sections or, where there is none, each way in menus; None where
    there is neither."""
    cards = [each for each in sections if each.style == "card" and each.lines]
    if cards:
        return Copy("card", inert("\n".join(line for each in cards for line in each.lines)))
    lines = [title]
    for each in sections:
        if each.style == "numbered" and each.lines:
            numbered = (f"{number}. {line}" for number, line in enumerate(each.lines, start=each.first))
            lines += [line for line in (each.heading, *numbered, *each.then) if line]
    return Copy("path", inert("\n".join(lines))) if len(lines) > 1 else None


def copy_of_commands(commands: Sequence[str]) -> Copy | None:
    """Return commands to type in a terminal, one a line; None without any."""
    return Copy("command", inert("\n".join(commands))) if commands else None


def offer_to_copy(copy: Copy, catalog: Catalog) -> str:
    """Return what stands beside the key that copies."""
    return {
        "path": catalog.gettext("copy the menu path"),
        "card": catalog.gettext("copy the card"),
        "command": catalog.gettext("copy the command"),
    }[copy.kind]


def copied(copy: Copy, catalog: Catalog) -> str:
    """Return what was copied, as far as that can be known: no terminal says whether it allows it."""
    if copy.kind == "card":
        return catalog.gettext(
            "Copied, if your terminal allows it: the card. Other programs can read the clipboard."
        )
    first = copy.text.split("\n", 1)[0]
    return catalog.gettext("Copied, if your terminal allows it: %(what)s") % {"what": first}
