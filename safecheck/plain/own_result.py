"""The owner's result, line by line, for the owner alone; and which chats the adult will see (G17)."""

from safecheck.family.ceremony import Add, TakeOut
from safecheck.plain.conversation import Back
from safecheck.plain.family_pages import FamilyPages
from safecheck.plain.result import say_first
from safecheck.report.choices import Choice
from safecheck.report.closing import sign_out_failed
from safecheck.report.text import render_text
from safecheck.report.together import shared_chat
from safecheck.report.wording import CHAT_KIND_NAMES, title_of


async def show_own_result(pages: FamilyPages) -> str:
    """Show the owner the whole result and let the owner choose what the adult will see; return the key of the
    way on. The window is empty then. Raises Back and Ended where the owner wants that."""
    page = pages.page()
    talk, say, short = pages.talk, pages.talk.catalog.gettext, pages.pack.short
    result = pages.together.own_result(talk.catalog.lang, pages.country)
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
    talk, short, catalog = pages.talk, pages.pack.short, pages.talk.catalog
    result, added = pages.together.own_result(catalog.lang, pages.country), pages.together.ceremony.added
    kinds = {chat.id: chat.kind for chat in result.facts.chat_list.chats}
    there = {chat_id for chat_id, _ in added}
    listed = sorted(result.present, key=lambda rating: -rating.risk)
    listed = [one for one in listed if what == "add" or one.chat_id in there]
    if not listed:
        talk.say(pages.words(short.no_such_chat))
        return
    try:
        chat_id = await talk.choose(
            pages.words(short.which_chat),
            [
                Choice(
                    one.chat_id,
                    title_of(one.title, catalog),
                    catalog.gettext(CHAT_KIND_NAMES[kinds[one.chat_id]]),
                )
                for one in listed
            ],
        )
        if what == "take_out":
            pages.together.do(TakeOut(chat_id))
        else:
            names = (("not", short.level_not), ("too", short.level_too))
            wish = await talk.choose(
                catalog.gettext("Your choice"),
                [Choice(key, pages.words(word), "") for key, word in names],
            )
            pages.together.do(Add(chat_id, level=wish == "too"))
    except Back:
        return
    talk.gap()
    _say_added(pages)


def _say_added(pages: FamilyPages) -> None:
    chats = pages.together.shared(pages.talk.catalog.lang, pages.country).chats
    for chat in chats:
        pages.talk.say(shared_chat(chat, pages.talk.catalog))
    if not chats:
        pages.talk.say(pages.words(pages.pack.short.no_chat_added))
