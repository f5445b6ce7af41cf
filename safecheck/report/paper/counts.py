"""A report of numbers only: it names no chat, no device and no step."""

from collections import Counter

from safecheck.i18n.catalog import Catalog
from safecheck.model.result import AuditResult
from safecheck.model.spoken import grouped
from safecheck.report.chats import count_lines
from safecheck.report.device_list import device_rows
from safecheck.report.paper.blocks import Cell, Part, Table
from safecheck.report.paper.charts import levels_chart
from safecheck.report.paper.outline import said
from safecheck.report.presses import is_done


def count_parts(result: AuditResult, catalog: Catalog) -> tuple[Part, ...]:
    """Return chats by level, devices by what lands there, settings by how they stand, steps by state."""
    say = catalog.gettext
    lands = Counter(row.lands for row in device_rows(result, catalog))
    settings = Counter(setting.status for setting in result.settings)
    steps = Counter(
        "done" if is_done(step) else "not_possible" if step.state == "not_possible" else "to_do"
        for step in result.plan.steps
    )
    chats = (*said(*count_lines(result, catalog)), *levels_chart(result, catalog))
    parts = [
        Part("chats", say("Groups and channels"), chats),
        _counts("devices", say("Devices"), (say("What lands"), say("Devices")), lands, catalog),
        _counts(
            "settings",
            say("Settings"),
            (say("How they stand"), say("Settings")),
            {
                say("in order"): settings["ok"],
                say("something can be done"): settings["risk"],
                say("unknown"): settings["unknown"],
            },
            catalog,
        ),
        _counts(
            "plan",
            say("Steps"),
            (say("How they stand"), say("Steps")),
            {
                say("to do"): steps["to_do"],
                say("done"): steps["done"],
                say("nothing to do"): steps["not_possible"],
            },
            catalog,
        ),
    ]
    return tuple(part for part in parts if part.blocks)


def _counts(
    id: str, heading: str, columns: tuple[str, str], counts: dict[str, int], catalog: Catalog
) -> Part:
    rows = tuple(
        (Cell(name), Cell(grouped(number, catalog.lang), number=True))
        for name, number in counts.items()
        if number
    )
    return Part(id, heading, (Table(heading, columns, rows, named_above=True),) if rows else ())
