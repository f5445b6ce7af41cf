"""The groups and channels, line by line: type a part of a name to list fewer, a number for one of them."""

from collections.abc import Sequence

from safecheck.model.result import AuditResult
from safecheck.plain.conversation import Back, Conversation
from safecheck.report.chat_detail import LEVEL_SENTENCES, chat_detail
from safecheck.report.chat_table import (
    ORDERS,
    ChatRow,
    chat_rows,
    matches,
    next_order,
    order_words,
    shown_rows,
)
from safecheck.report.headline import headline
from safecheck.report.layout import DETAIL
from safecheck.report.summary import do_not_look

AT_ONCE = 10  # rows; nobody keeps more in mind while they are read aloud


async def look_at_chats(talk: Conversation, result: AuditResult) -> None:
    """List chats, and tell about each that is asked for, until the person goes back."""
    say = talk.catalog.gettext
    every = chat_rows(result, talk.catalog)
    if not every:
        talk.gap()
        talk.say(headline(result, talk.catalog))
        return
    talk.explanation = (
        say("A number tells about that chat. A part of a name lists only the chats with it."),
        say("s sorts in another way, m shows more, a shows all again, b goes back."),
    )
    order, wanted, first = ORDERS[0], "", 0
    rows = shown_rows(every, wanted, order)

    def say_rows() -> None:
        _say_rows(talk, rows, first, len(every), order_words(order, talk.catalog))

    talk.gap()
    talk.say(do_not_look(result, talk.catalog), *talk.explanation)
    say_rows()
    while True:
        try:
            typed = await talk.ask(say("A number, or a part of a name"), again=say_rows)
        except Back:
            return
        if typed.isascii() and typed.isdigit():
            _say_chat(talk, result, rows, int(typed))
            continue
        if typed == "m":
            first = first + AT_ONCE if first + AT_ONCE < len(rows) else 0
        elif typed == "s":
            order, first = next_order(order), 0
        else:
            wanted, first = "" if typed == "a" else typed, 0
        rows = shown_rows(every, wanted, order)
        say_rows()


def _say_rows(talk: Conversation, rows: Sequence[ChatRow], first: int, every: int, order: str) -> None:
    say = talk.catalog.gettext
    talk.gap()
    if not rows:
        talk.say(say("No group or channel has that in its name. Type something else, or a for all of them."))
        return
    talk.say(
        say("%(matches)s, %(order)s.") % {"matches": matches(len(rows), every, talk.catalog), "order": order}
    )
    for number, row in enumerate(rows[first : first + AT_ONCE], start=first + 1):
        talk.say(
            say('%(number)d. "%(title)s" (%(kind)s). %(level)s')
            % {
                "number": number,
                "title": row.title,
                "kind": ", ".join(part for part in (row.kind, row.note) if part),
                "level": say(LEVEL_SENTENCES[row.level]),
            },
            indent=DETAIL,
        )
    if first + AT_ONCE < len(rows):
        talk.say(
            say("m and Enter shows the next ones; there are %(count)d more.")
            % {"count": len(rows) - first - AT_ONCE}
        )


def _say_chat(talk: Conversation, result: AuditResult, rows: Sequence[ChatRow], number: int) -> None:
    """Say all about one chat: what was noticed, the innocent reading, the limits, what to do."""
    say = talk.catalog.gettext
    if not 1 <= number <= len(rows):
        talk.say(say("No chat in this list has that number."))
        return
    detail = chat_detail(result, rows[number - 1].id, talk.catalog)
    talk.gap()
    talk.say(f'"{detail.title}"', detail.about.replace(" · ", ", "), detail.level_words)
    talk.say_sections(detail.sections)
