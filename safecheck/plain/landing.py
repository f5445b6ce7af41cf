"""What can land on which device, line by line: choose a device, then a kind of chat, and hear why."""

from safecheck.model.findings import Lands
from safecheck.model.result import AuditResult
from safecheck.plain.conversation import Back, Conversation
from safecheck.report.choices import Choice
from safecheck.report.landing_cell import landing_cell
from safecheck.report.landing_table import LandingRow, answer_words, landing_table


async def look_at_landing(talk: Conversation, result: AuditResult) -> None:
    """Say what lands on each device, and what is behind each answer that is asked for, until the person goes
    back."""
    say = talk.catalog.gettext
    table = landing_table(result, talk.catalog)
    if not table.rows:
        talk.gap()
        talk.say(table.instead)
        return
    talk.explanation = (
        say("Choose a device, then a kind of chat. You then hear what lands there, where it goes, and why."),
        *table.notes,
    )
    words = answer_words(talk.catalog)
    rows = {row.device_id: row for row in table.rows}
    while True:
        devices = [Choice(row.device_id, row.name, row.known) for row in table.rows]
        try:
            device = await talk.choose(say("Which device"), devices, say("What can land here without a tap"))
        except Back:
            return
        await _look_at_device(talk, result, rows[device], words)


async def _look_at_device(
    talk: Conversation, result: AuditResult, row: LandingRow, words: dict[Lands, str]
) -> None:
    say = talk.catalog.gettext
    table = landing_table(result, talk.catalog)
    kinds = dict(zip(table.kinds, row.answers, strict=True))
    while True:
        choices = [
            Choice(kind, landing_cell(result, row.device_id, kind, talk.catalog).chats, words[answer])
            for kind, answer in kinds.items()
        ]
        try:
            chosen = await talk.choose(say("Which kind of chat"), choices, row.name)
        except Back:
            return
        cell = landing_cell(
            result, row.device_id, next(kind for kind in kinds if kind == chosen), talk.catalog
        )
        talk.gap()
        talk.say(
            say("%(device)s, %(chats)s: %(answer)s.")
            % {"device": cell.device, "chats": cell.chats, "answer": cell.word}
        )
        talk.say_sections(cell.sections)
