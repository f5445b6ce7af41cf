"""Since last time, line by line: what changed, and whether to remember this audit."""

from safecheck.audit.past_audits import PastAudits, SinceLastTime
from safecheck.model.errors import SafecheckError
from safecheck.model.result import AuditResult
from safecheck.plain.conversation import Back, Conversation
from safecheck.report.history import write_changes
from safecheck.report.layout import Page
from safecheck.report.since import it_is_remembered, nothing_earlier, remember_choices, who_could_read_it
from safecheck.report.text import type_for_help


async def look_at_changes(talk: Conversation, result: AuditResult, past: PastAudits) -> None:
    """Say what changed, and ask whether to remember this audit unless it is already; b leaves it as it is.
    Raises Ended where the person wants that."""
    try:
        since = past.since(result)
        _say(talk, result, since)
        if since.remembered is None:
            await _ask_to_remember(talk, result, past)
            since = past.since(result)
    except SafecheckError as problem:
        talk.gap()
        talk.say(talk.catalog.sentence(problem))
    else:
        if since.remembered is not None:
            talk.gap()
            talk.say(it_is_remembered(since.remembered, talk.catalog))


async def offer_to_remember(talk: Conversation, result: AuditResult, past: PastAudits) -> None:
    """Before the end, ask whether to remember this audit, where that can be and is not so. Raises Back where
    the person does not want to end after all, Ended where they want that at once."""
    if not past.may_be_kept(result):
        return
    try:
        await _ask(talk, result, past)
    except SafecheckError as problem:
        talk.say(talk.catalog.sentence(problem))


def _say(talk: Conversation, result: AuditResult, since: SinceLastTime) -> None:
    page, help_by = Page(talk.voice.width()), type_for_help(result, talk.catalog)
    if since.changes is None:
        page.say(help_by)
        page.say(nothing_earlier(talk.catalog))
    else:
        write_changes(page, since.changes, talk.catalog, "none", help_by=help_by)
    talk.gap()
    talk.voice.whole(page.text())


async def _ask_to_remember(talk: Conversation, result: AuditResult, past: PastAudits) -> None:
    try:
        await _ask(talk, result, past)
    except Back:
        return


async def _ask(talk: Conversation, result: AuditResult, past: PastAudits) -> None:
    who = who_could_read_it(talk.catalog, practice=result.facts.source == "practice")
    talk.explanation = (who,)
    talk.gap()
    talk.say(who)
    wish = await talk.choose(talk.catalog.gettext("Your choice"), remember_choices(talk.catalog))
    if wish != "no":
        past.remember(result, with_names=wish == "names")
