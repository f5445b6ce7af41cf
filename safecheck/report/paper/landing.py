"""What lands where, as a table on paper with what explains its words."""

from safecheck.i18n.catalog import Catalog
from safecheck.model.result import AuditResult
from safecheck.report.landing_table import HOW_KNOWN, answer_words, landing_table
from safecheck.report.paper.blocks import Block, Cell, Table
from safecheck.report.paper.outline import said


def landing_blocks(result: AuditResult, catalog: Catalog) -> tuple[Block, ...]:
    """Return the table and its notes; nothing where no device is known."""
    say, table, words = catalog.gettext, landing_table(result, catalog), answer_words(catalog)
    if not table.rows:
        return ()
    rows = tuple(
        (
            Cell(row.name),
            *(Cell(words[answer], answer) for answer in row.answers),
            Cell(say(HOW_KNOWN[row.state])),
        )
        for row in table.rows
    )
    columns = (say("Device"), *table.columns, say("How we know"))
    return Table(table.title, columns, rows), *said(*table.notes)
