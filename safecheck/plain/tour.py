"""The tour line by line: all of it at once, for whoever reads at their own pace."""

from safecheck.plain.conversation import Conversation
from safecheck.report.tour import KEYS_OF_LINES, table_lines, tour


def say_tour(talk: Conversation) -> None:
    """Say every page of the tour under its title."""
    catalog = talk.catalog
    for page in tour(catalog, keys=tuple(map(catalog.gettext, KEYS_OF_LINES))):
        talk.gap()
        talk.say(page.title)
        talk.say(*page.paragraphs, indent=2)
        if page.table is not None:
            talk.say(*table_lines(page.table, catalog), indent=2)
        talk.say(*page.after, indent=2)
