"""Which language the menus of an app are in, line by line: a part of a name lists fewer, a number chooses."""

import asyncio
from collections.abc import Sequence

from safecheck.audit.visit import Visit
from safecheck.model.facts import AuditFacts
from safecheck.model.labels import AppLanguage, LangPack
from safecheck.model.told import Told
from safecheck.plain.conversation import Back, Conversation
from safecheck.report.app_language import (
    LanguageRow,
    asking,
    language_rows,
    no_match,
    nothing_came,
    question,
    shown_languages,
)
from safecheck.report.layout import DETAIL

AT_ONCE = 10  # rows; nobody keeps more in mind while they are read aloud


async def words_of_menus(
    talk: Conversation, visit: Visit, facts: AuditFacts, told: Sequence[Told]
) -> AuditFacts:
    """Return the facts with the words of menus that are missing by now; without them where the person does
    not want to wait."""
    work = asyncio.ensure_future(visit.labelled(facts, told, talk.catalog.lang))
    try:
        return await talk.soon(work, talk.catalog.gettext("Asking Telegram for the words of the menus."))
    except Back:
        return facts


async def languages_of_app(talk: Conversation, visit: Visit, pack: LangPack) -> tuple[AppLanguage, ...]:
    """Return the languages of an app, none if they do not come. Raises Back and Ended."""
    return await talk.soon(asyncio.ensure_future(visit.languages(pack)), asking(talk.catalog))


async def choose_language(talk: Conversation, languages: Sequence[AppLanguage], chosen: str) -> str:
    """Return the code of the language that is chosen, "" for that of safecheck; `chosen` is the present one.
    Raises Back and Ended."""
    say = talk.catalog.gettext
    every = language_rows(languages, chosen, talk.catalog)
    wanted, first = "", 0
    rows = every
    help = (
        say("A number chooses that language. A part of a name lists only the languages with it."),
        say("m shows more, a shows all again, b goes back."),
    )
    talk.explanation = (question(talk.catalog), *help)

    def say_rows() -> None:
        _say_rows(talk, rows, first, filtered=bool(wanted))

    talk.gap()
    talk.say(question(talk.catalog), *help)
    if not languages:
        talk.say(nothing_came(talk.catalog, open=True))
    say_rows()
    while True:
        typed = await talk.ask(say("A number, or a part of a name"), again=say_rows)
        if typed.isascii() and typed.isdigit():
            if 1 <= int(typed) <= len(rows):
                return rows[int(typed) - 1].code
            talk.say(say("No language in this list has that number."))
            continue
        if typed == "m":
            first = first + AT_ONCE if first + AT_ONCE < len(rows) else 0
        else:
            wanted, first = "" if typed == "a" else typed, 0
        rows = shown_languages(every, wanted)
        say_rows()


def _say_rows(talk: Conversation, rows: Sequence[LanguageRow], first: int, *, filtered: bool) -> None:
    say = talk.catalog.gettext
    talk.gap()
    for number, row in enumerate(rows[first : first + AT_ONCE], start=first + 1):
        pattern = say("%(number)d. %(title)s: %(side)s") if row.beside else say("%(number)d. %(title)s")
        talk.say(pattern % {"number": number, "title": row.name, "side": row.beside}, indent=DETAIL)
    if filtered and len(rows) == 1:
        talk.say(no_match(talk.catalog))
    left = len(rows) - first - AT_ONCE
    if left > 0:
        talk.say(say("m and Enter shows the next ones; there are %(count)d more.") % {"count": left})
