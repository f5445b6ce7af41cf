"""The pages of a check together on one terminal: what they say, and how something on them is chosen."""

from collections.abc import Mapping

from safecheck.audit.together import Together
from safecheck.family.ceremony import Place
from safecheck.family.pages import FamilyPage, family_page
from safecheck.i18n.catalog import home_country
from safecheck.model.result import AuditResult
from safecheck.model.text import Words
from safecheck.packs.family_pack import load_family
from safecheck.packs.help_pack import load_help
from safecheck.plain.conversation import Conversation
from safecheck.report.choices import Choice


class FamilyPages:
    """What every page needs: the conversation, the check, and the words in the language that is spoken."""

    def __init__(self, talk: Conversation, together: Together) -> None:
        self.talk = talk
        self.together = together
        self.pack = load_family().pack

    @property
    def country(self) -> str:
        """Whose people who can help are named."""
        return home_country(self.talk.country, self.talk.catalog.lang)

    @property
    def result(self) -> AuditResult:
        """The owner's whole result, in the language that is spoken."""
        return self.together.own_result(self.talk.catalog.lang, self.country)

    def page(self, place: Place | None = None) -> FamilyPage:
        """Return the page of `place`, by default the one where the check stands."""
        place = place or self.together.ceremony.place
        return family_page(
            place,
            self.pack,
            load_help(self.country),
            self.talk.catalog.lang,
            keys_work=place != "ended",
        )

    def words(self, words: Words) -> str:
        """Return words in the language that is spoken."""
        return words.of(self.talk.catalog.lang)

    def say_page(self, page: FamilyPage) -> None:
        """Say a page without its choices."""
        self.talk.gap()
        self.talk.say(page.title)
        self.talk.gap()
        self.talk.say(*page.paragraphs)

    async def choose(self, page: FamilyPage, sides: Mapping[str, str] | None = None) -> str:
        """Return the key of what is chosen; what was typed before does not count. `sides` are words beside
        the choices, by their keys. Raises like Conversation.ask."""
        talk = self.talk
        talk.keyboard.drop_early()
        if not any(choice.typed for choice in page.choices):
            return await talk.choose(
                talk.catalog.gettext("Your choice"),
                [Choice(one.key, one.title, (sides or {}).get(one.key, "")) for one in page.choices],
            )
        words = {one.typed: one.key for one in page.choices}
        yes, no = words
        question = self.words(self.pack.short.type_this).format(yes=yes, no=no)
        talk.gap()
        while True:
            typed = (await talk.ask(question)).casefold()
            if typed in words:
                return words[typed]
            talk.say(f"{question}.")

    async def wait_for(self, said: Words, ready: Words) -> None:
        """Say something that has to be done in the room, and wait until somebody says that it is."""
        talk = self.talk
        talk.say(self.words(said))
        talk.keyboard.drop_early()
        await talk.choose(talk.catalog.gettext("Your choice"), [Choice("go_on", self.words(ready), "")])
