"""People who can help, from any question: whom to ask first, then one thing or another country (G4)."""

from datetime import date

from safecheck.i18n.catalog import home_country
from safecheck.model.errors import BadInputError
from safecheck.packs.help_names import country_code, country_names
from safecheck.packs.help_pack import HelpPack, load_help
from safecheck.packs.help_page import Reach, help_lines
from safecheck.plain.conversation import Back, Conversation
from safecheck.report.choices import Choice
from safecheck.report.help import render_help_text

_COUNTRY = "country"  # no topic is called so


async def look_at_people(talk: Conversation) -> None:
    """Name people, and those for each thing that is chosen, until the person goes back; raises Ended."""
    say = talk.catalog.gettext
    talk.explanation = (
        say(
            "safecheck contacts nobody. It shows numbers and addresses; "
            "you decide whether to use them, and when."
        ),
        say("You need not look at anything again to ask for help, and you need not be sure."),
    )
    say_people(talk)
    while True:
        topics = (Choice(one.id, one.title.of(talk.catalog.lang), "") for one in _pack(talk).topics)
        try:
            chosen = await talk.choose(
                say("Your choice"),
                (*topics, Choice(_COUNTRY, say("Another country"), "")),
                say("What is it about? With b and Enter you go back to where you were."),
            )
        except Back:
            return
        if chosen == _COUNTRY:
            await _choose_country(talk)
        elif any(one.id == chosen and one.by_chat for one in _pack(talk).topics):
            await _say_for_chat(talk, chosen)
        else:
            say_people(talk, chosen)


async def _say_for_chat(talk: Conversation, topic: str) -> None:
    """Ask which kind of chat it is about, and name who can do something with it."""
    say = talk.catalog.gettext
    kinds: dict[str, Reach | None] = {"private": "private", "public": "public", "unknown": None}
    try:
        chosen = await talk.choose(
            say("Your choice"),
            (
                Choice("private", say("A private group or chat"), ""),
                Choice("public", say("A group or channel that anyone can find"), ""),
                Choice("unknown", say("I do not know, or not in a chat"), ""),
            ),
            say("Where was it? You need not look."),
        )
    except Back:
        return
    say_people(talk, topic, kinds[chosen])


def say_people(talk: Conversation, topic: str | None = None, chat: Reach | None = None) -> None:
    """Name the people for the country that is known or likely; `topic` None are those to ask first. `chat`
    leaves out who can do nothing with such a chat."""
    page = help_lines(_pack(talk), topic, talk.catalog.lang, date.today(), chat)
    talk.gap()
    talk.voice.whole(render_help_text(page, talk.catalog, talk.voice.width(), commands=False))


def _pack(talk: Conversation) -> HelpPack:
    return load_help(home_country(talk.country, talk.catalog.lang))


async def _choose_country(talk: Conversation) -> None:
    known = ", ".join(name for _, name in country_names(talk.catalog.lang))
    talk.say(talk.catalog.gettext("safecheck has a list for: %(countries)s.") % {"countries": known})
    while True:
        try:
            talk.country = country_code(
                await talk.ask(talk.catalog.gettext("The country, or its two letters such as NL"))
            )
        except Back:
            return
        except BadInputError as problem:
            talk.say(talk.catalog.sentence(problem))
        else:
            say_people(talk)
            return
