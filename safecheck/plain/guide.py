"""The user's guide, line by line: choose a page, hear it, choose the next."""

from safecheck.plain.conversation import Back, Conversation
from safecheck.report.guide import guide_blocks, guide_choices, guide_name, render_guide_plain


async def look_at_guide(talk: Conversation, first: str) -> None:
    """Say pages of the guide until the person goes back; the page `first` stands first. Raises Ended."""
    say = talk.catalog.gettext
    talk.explanation = (
        say("Each page is about one thing that you can do. Reading it asks and changes nothing."),
    )
    heading = say("%(heading)s. With b and Enter you go back.") % {"heading": guide_name(talk.catalog)}
    while True:
        try:
            name = await talk.choose(say("Your choice"), guide_choices(first, talk.catalog), heading)
        except Back:
            return
        talk.gap()
        talk.voice.whole(render_guide_plain(guide_blocks(name, talk.catalog.lang), talk.voice.width()))
