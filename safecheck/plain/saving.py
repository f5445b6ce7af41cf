"""Saving a report, line by line: which form, who may see it, where. Before the last nothing is written."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from safecheck.audit.kept import removal
from safecheck.audit.saving import free_path, is_there, suggested_path, typed_path, who_could_read
from safecheck.model.errors import BadInputError
from safecheck.model.result import FORMS, SHARES, AuditResult, Form, Share
from safecheck.plain.conversation import Back, Conversation
from safecheck.report.choices import Choice
from safecheck.report.keeping_files import SeenBy
from safecheck.report.saving import (
    choices_beside_one,
    form_choices,
    nothing_is_real,
    share_choices,
    there_is_one,
    what_saving_is,
    where_it_goes,
    who_may_see,
    written_lines,
)
from safecheck.store.outputs import FileThereError

# Writes to a path, and replaces what is there only where that is True. Raises as `write_output` does.
Write = Callable[[Path, bool], None]


async def save_report(
    talk: Conversation, result: AuditResult, write: Callable[[Path, Form, Share, bool], None]
) -> None:
    """Ask for the form, who may see it and where, and `write` it there; b goes back to the result. Raises
    Ended where the person wants that."""
    catalog = talk.catalog
    talk.explanation = (what_saving_is(catalog),)
    talk.gap()
    talk.say(what_saving_is(catalog))
    if result.facts.source == "practice":
        talk.say(nothing_is_real(catalog))
    try:
        chosen = await talk.choose(catalog.gettext("Your choice"), form_choices(catalog))
        form = next(form for form in FORMS if form == chosen)
        talk.gap()
        talk.say(who_may_see(catalog))
        chosen = await talk.choose(catalog.gettext("Your choice"), share_choices(catalog))
        share = next(share for share in SHARES if share == chosen)
        day = result.facts.finished.astimezone().date()
        await write_where_wanted(
            talk, form, share, day, lambda path, replace: write(path, form, share, replace)
        )
    except Back:
        return


async def write_where_wanted(
    talk: Conversation, form: Form, seen_by: SeenBy, day: date, write: Write
) -> None:
    """Ask where a file goes, say who could read it there before it is written (G10), and say that it is
    there. Where something is there already it is asked once more. Raises Back and Ended as `ask` does; then
    nothing was written."""
    catalog = talk.catalog
    say = catalog.gettext
    path = suggested_path(form, day, catalog)
    while True:
        talk.gap()
        there = is_there(path)
        talk.say(there_is_one(path, catalog) if there else where_it_goes(path, catalog))
        talk.say(who_could_read(path, seen_by, catalog))
        choices = (
            choices_beside_one(free_path(path), catalog)
            if there
            else (Choice("write", say("Save it there"), ""), Choice("other", say("Type another name"), ""))
        )
        chosen = await talk.choose(say("Your choice"), choices)
        try:
            if chosen == "other":
                path = typed_path(await talk.ask(say("The file: its folder and name")))
            else:
                path = free_path(path) if chosen == "free" else path
                write(path, chosen == "replace")
                talk.gap()
                talk.say(*written_lines(path, removal(path), catalog))
                return
        except FileThereError:
            continue  # it came this very moment; that is said when it is asked again
        except BadInputError as problem:
            talk.say(catalog.sentence(problem))
