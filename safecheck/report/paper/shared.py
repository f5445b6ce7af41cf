"""What both see in a check together, on paper: devices, steps, and the chats that the owner added.

It is made from the shared view alone. So it cannot depend on what was held back, not by a word (G17).
"""

from datetime import tzinfo

from safecheck.family.sharing import SharedView
from safecheck.i18n.catalog import Catalog
from safecheck.report.paper.blocks import Line, Lines, Paragraph, Part, Report
from safecheck.report.paper.landing import landing_blocks
from safecheck.report.paper.outline import Outline
from safecheck.report.paper.plan import plan_part
from safecheck.report.together import ADDED_BY_OWNER, shared_chat, shared_title, write_shared_devices


def make_shared_report(view: SharedView, catalog: Catalog, chosen: str, zone: tzinfo | None) -> Report:
    """Return the report of the shared view. `chosen` is the constant sentence that the owner chose what is
    shown; `zone` as in `render_text`."""
    say = catalog.gettext
    chats = tuple(Line(shared_chat(chat, catalog)) for chat in view.chats)
    parts = (
        _devices(view, catalog),
        plan_part(view.result, catalog),
        Part("chats", say(ADDED_BY_OWNER), (Lines(chats),) if chats else ()),
    )
    return Report(
        lang=catalog.lang,
        title=shared_title(view, catalog, zone),
        notice="",
        opening=(Paragraph(chosen, "big"),),
        contents=say("In this report"),
        as_table=say("These numbers as a table"),
        parts=tuple(part for part in parts if part.blocks),
    )


def _devices(view: SharedView, catalog: Catalog) -> Part:
    outline = Outline()
    write_shared_devices(outline, view, catalog)
    return Part("devices", outline.title, (*landing_blocks(view.result, catalog), *outline.blocks()))
