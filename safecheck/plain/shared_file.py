"""A check together, line by line: a file of what both see, if the owner wants one (P6, G17)."""

from safecheck.plain.conversation import Back
from safecheck.plain.family_pages import FamilyPages
from safecheck.plain.saving import write_where_wanted
from safecheck.report.choices import Choice
from safecheck.report.saving import TOGETHER_FORMS, form_choices


async def save_shared(pages: FamilyPages) -> None:
    """Ask the owner, whose first answer keeps nothing, and write what both see. b goes back; raises Ended."""
    talk, short, together = pages.talk, pages.pack.short, pages.together
    talk.gap()
    talk.say(*map(pages.words, short.save_asked))
    talk.keyboard.drop_early()
    no = Choice("no", pages.words(short.save_no), "")
    try:
        chosen = await talk.choose(
            talk.catalog.gettext("Your choice"), (no, *form_choices(talk.catalog, TOGETHER_FORMS))
        )
        if chosen == "no":
            return
        form = next(form for form in TOGETHER_FORMS if form == chosen)
        view = together.shared(talk.catalog.lang, pages.country)
        await write_where_wanted(
            talk,
            form,
            "together",
            view.result.facts.finished.astimezone().date(),
            lambda path, replace: together.save_shared(
                path, form, talk.catalog, pages.country, replace=replace
            ),
        )
        talk.gap()
    except Back:
        return
