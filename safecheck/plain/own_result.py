"""The owner's result, line by line, for the owner alone; and which chats the adult will see (G17)."""

from safecheck.family.ceremony import Add, TakeOut
from safecheck.plain.chat_lines import ChatLines
from safecheck.plain.conversation import Back
from safecheck.plain.family_pages import FamilyPages
from safecheck.plain.result import say_first
from safecheck.report.chat_order import sorted_rows
from safecheck.report.chat_table import chat_rows
from safecheck.report.choices import Choice
from safecheck.report.closing import sign_out_failed
from safecheck.report.text import render_text
from safecheck.report.together import shared_chat


async def show_own_result(pages: FamilyPages) -> str:
    """Show the owner the whole result and let the owner choose what the adult will see; return the key of the
    way on. The window is empty then. Raises Back and Ended where the owner wants that."""
    page = pages.page()
    talk, say, short = pages.talk, pages.talk.catalog.gettext, pages.pack.short
    result = pages.result
    await pages.wait_for(short.look_away, short.alone_now)
    pages.say_page(page)
    say_first(talk, result)
    if pages.together.visits.signed_out is False:
        talk.say(sign_out_failed(talk.catalog))
    whole = Choice("report", say("Everything as one report"), "")
    choices = [whole, *(Choice(one.key, one.title, "") for one in page.choices)]
    while True:
        talk.keyboard.drop_early()
        chosen = await talk.choose(say("Your choice"), choices)
        if chosen == "report":
            talk.gap()
            talk.voice.whole(render_text(result, talk.catalog, talk.voice.width(), zone=None, commands=False))
        elif chosen in ("add", "take_out"):
            await _change_what_is_shown(pages, chosen)
        else:
            break
    if chosen == "go_on":  # the owner's result goes out of sight before the adult looks
        talk.voice.clear()
        await pages.wait_for(short.cleared, short.other_may_look)
    return chosen


async def _change_what_is_shown(pages: FamilyPages, what: str) -> None:
    talk, together = pages.talk, pages.together
    if not (pages.result.ratings if what == "add" else together.ceremony.added):
        talk.say(pages.words(pages.pack.short.no_such_chat))
        return
    try:
        if what == "take_out":
            together.do(TakeOut(await _one_that_is_shown(pages)))
        else:
            together.do(await _one_to_show(pages))
    except Back:
        return
    talk.gap()
    _say_added(pages)


async def _one_that_is_shown(pages: FamilyPages) -> str:
    catalog, result = pages.talk.catalog, pages.result
    shown = {chat_id for chat_id, _ in pages.together.ceremony.added}
    rows = sorted_rows((row for row in chat_rows(result, catalog) if row.id in shown), "level")
    return await pages.talk.choose(
        pages.words(pages.pack.short.which_chat), [Choice(row.id, row.title, row.kind) for row in rows]
    )


async def _one_to_show(pages: FamilyPages) -> Add:
    """Let the owner find a chat, a few at a time, and say how much of it may be seen."""
    talk, short, say = pages.talk, pages.pack.short, pages.talk.catalog.gettext
    lines = ChatLines(talk, pages.result)
    talk.gap()
    talk.say(
        say("A number chooses that chat. A part of a name lists only the chats with it."),
        say("s sorts in another way, m shows more, a shows all again, b goes back."),
    )
    lines.say_rows()
    row = None
    while row is None:
        typed = await talk.ask(say("A number, or a part of a name"), again=lines.say_rows)
        if typed.isascii() and typed.isdigit():
            row = lines.row(typed)
        else:
            lines.look_for(typed)
    names = (("not", short.level_not), ("too", short.level_too))
    ways = [Choice(key, pages.words(word), "") for key, word in names]
    wish = await talk.choose(say("Your choice"), ways, heading=f'"{row.title}"')
    return Add(row.id, level=wish == "too")


def _say_added(pages: FamilyPages) -> None:
    chats = pages.together.shared(pages.talk.catalog.lang, pages.country).chats
    for chat in chats:
        pages.talk.say(shared_chat(chat, pages.talk.catalog))
    if not chats:
        pages.talk.say(pages.words(pages.pack.short.no_chat_added))
