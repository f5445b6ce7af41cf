"""A report to Telegram, line by line: what to know before, then Telegram's own questions, one at a time."""

from datetime import date

from safecheck.advice.other_ways import other_ways
from safecheck.audit.reporting import Reporting
from safecheck.i18n.catalog import home_country
from safecheck.model.facts import Chat
from safecheck.model.reporting import (
    LONGEST_COMMENT,
    CommentWanted,
    Opening,
    Over,
    Question,
    ReportState,
    length_of_comment,
)
from safecheck.plain.conversation import Back, Conversation
from safecheck.report.reporting import (
    DIALOGUE,
    STOP,
    answer_choices,
    before_lines,
    comment_lines,
    opening_choices,
    other_ways_sections,
    question_heading,
    too_long,
)


async def report_chat(
    talk: Conversation, reporting: Reporting, chat: Chat | None, *, high: bool, requests: bool = False
) -> Over:
    """Lead through the report of one chat and return how it ended; going back ends it. `high`: it stands out
    strongly. `requests` shows each request before it is sent. Raises SafecheckError where Telegram cannot be
    asked first or the journal cannot be written, and Ended where the person wants to end."""
    opening = await reporting.open()
    talk.gap()
    talk.say(*before_lines(chat, opening, talk.catalog, high=high))
    if not (opening.dialogue or opening.spam):
        return reporting.not_possible(opening.reason)
    try:
        state = await _start(talk, reporting, opening, requests=requests)
        while not isinstance(state, Over):
            if isinstance(state, Question):
                state = await _answer(talk, reporting, state, requests=requests)
            else:
                state = await _comment(talk, reporting, state, requests=requests)
    except Back:
        return reporting.not_wanted()
    return state


async def _start(
    talk: Conversation, reporting: Reporting, opening: Opening, *, requests: bool
) -> ReportState:
    choices = opening_choices(opening, talk.catalog, requests=requests)
    chosen = await talk.choose(talk.catalog.gettext("Your choice"), choices)
    if chosen == STOP:
        return reporting.not_wanted()
    return await (reporting.begin() if chosen == DIALOGUE else reporting.spam())


async def _answer(
    talk: Conversation, reporting: Reporting, question: Question, *, requests: bool
) -> ReportState:
    choices = answer_choices(question, talk.catalog, requests=requests)
    chosen = await talk.choose(
        talk.catalog.gettext("Your choice"), choices, question_heading(question, talk.catalog)
    )
    return reporting.not_wanted() if chosen == STOP else await reporting.choose(int(chosen))


async def _comment(
    talk: Conversation, reporting: Reporting, wanted: CommentWanted, *, requests: bool
) -> ReportState:
    say = talk.catalog.gettext
    question = say("Your words, or Enter for none") if wanted.optional else say("Your words")

    def before() -> None:
        talk.gap()
        talk.say(*comment_lines(wanted, talk.catalog, requests=requests))

    before()
    while True:
        typed = (await talk.ask(question, again=before, as_typed=wanted.optional)).strip()
        if (length := length_of_comment(typed)) <= LONGEST_COMMENT:
            return await reporting.comment(typed)
        talk.say(too_long(length, talk.catalog))


def say_other_ways(talk: Conversation, chat: Chat) -> None:
    """Say where else the chat can be reported, without a way into it (G2)."""
    country = home_country(talk.country, talk.catalog.lang)
    ways = other_ways(chat, talk.catalog.lang, country, date.today())
    talk.say_sections(other_ways_sections(ways, talk.catalog))
