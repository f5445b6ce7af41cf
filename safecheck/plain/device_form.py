"""Telling how a device's switches stand, question by question, with the device in the hand."""

from collections.abc import Sequence

from msgspec.structs import replace

from safecheck.advice.menu_languages import lang_pack_of
from safecheck.advice.menu_words import MenuWords
from safecheck.advice.telling import entry_of, told_anew
from safecheck.audit.evaluate import evaluate
from safecheck.audit.keeping import Keeping
from safecheck.audit.visit import Visit
from safecheck.i18n.catalog import home_country
from safecheck.model.facts import AuditFacts
from safecheck.model.findings import DeviceJudgement
from safecheck.model.labels import LangPack
from safecheck.model.told import Told
from safecheck.packs.download_profile import load_profiles
from safecheck.packs.guides import load_guides
from safecheck.plain.app_language import choose_language, languages_of_app, words_of_menus
from safecheck.plain.conversation import Back, Conversation
from safecheck.report.app_language import chosen_language, names_of
from safecheck.report.choices import Choice
from safecheck.report.device_form import answered, device_form, said_back
from safecheck.report.device_form_maker import can_be_asked
from safecheck.report.device_questions import Form, Question
from safecheck.report.keeping import keeping_choices, state_of_keeping, who_could_read
from safecheck.report.landing import lands_lines
from safecheck.report.landing_table import name_of_device
from safecheck.report.layout import DETAIL

_ONE_BY_ONE, _LANGUAGE = "one by one", "language"


class _Telling:
    """What was told until now, about the devices of one account. `names` has what languages are called in
    themselves, as far as Telegram has named them."""

    def __init__(
        self, talk: Conversation, visit: Visit, facts: AuditFacts, told: tuple[Told, ...], keeping: Keeping
    ) -> None:
        self.talk, self.visit, self.facts, self.told, self.keeping = talk, visit, facts, told, keeping
        self.names: dict[str, str] = {}
        self._profiles = [loaded.pack for loaded in load_profiles()]
        self._guides = [loaded.pack for loaded in load_guides()]

    @property
    def devices(self) -> list[DeviceJudgement]:
        """The devices that can be asked about, judged by what was told."""
        lang = self.talk.catalog.lang
        country = home_country(self.talk.country, lang)
        result = evaluate(self.facts, self.told, lang, country=country)
        return [device for device in result.devices if can_be_asked(device)]

    def device(self, id: str) -> DeviceJudgement:
        return next(device for device in self.devices if device.id == id)

    def form(self, id: str) -> Form:
        return device_form(
            self.device(id),
            self.told,
            self._profiles,
            self._guides,
            MenuWords(self.talk.catalog.lang, self.facts.labels),
            self.facts.day,
            self.talk.catalog,
        )

    def take(self, id: str, question: Question, value: str) -> None:
        """Take up one answer, and say what that changes."""
        before = self.device(id)
        self._tell(answered(entry_of(before, self.told, self.facts.day), question, value))
        self.talk.gap()
        self.talk.say(said_back(before, self.device(id), self.talk.catalog))
        self._say_problem()

    def pack(self, id: str) -> LangPack | None:
        """Return what Telegram calls the words of a device's app, None where it has none."""
        return lang_pack_of(self.device(id).profiles, self._guides)

    def language(self, id: str) -> str:
        """Return which language a device's menus are in, as far as that was told."""
        return chosen_language(self.device(id).app_language, self.names, self.talk.catalog)

    async def take_language(self, id: str, code: str) -> None:
        """Take up which language a device's menus are in, and ask Telegram for its words."""
        entry = entry_of(self.device(id), self.told, self.facts.day)
        self._tell(replace(entry, app_language=code))
        self.facts = await words_of_menus(self.talk, self.visit, self.facts, self.told)
        self.talk.gap()
        self.talk.say(self.talk.catalog.gettext("Noted."))
        self._say_problem()

    def _tell(self, entry: Told) -> None:
        self.told = told_anew(self.told, entry)
        self.keeping.follow(entry)

    def _say_problem(self) -> None:
        if self.keeping.problem is not None:
            self.talk.say(self.talk.catalog.sentence(self.keeping.problem))


async def tell_about_devices(
    talk: Conversation, visit: Visit, facts: AuditFacts, told: tuple[Told, ...], keeping: Keeping
) -> tuple[AuditFacts, tuple[Told, ...]]:
    """Ask about one device after the other until the person goes back; return what was told by then, and the
    facts with the words of menus in the languages that were."""
    say, telling = talk.catalog.gettext, _Telling(talk, visit, facts, told, keeping)
    if not telling.devices:
        talk.gap()
        talk.say(say("There is no device here whose switches safecheck could ask about."))
        return facts, told
    while True:
        talk.explanation = (
            say(
                "What you say about the switches of a device takes effect at once. On the device nothing"
                " changes. b goes back to the result."
            ),
        )
        choices = [Choice(device.id, name_of_device(device, talk.catalog), "") for device in telling.devices]
        try:
            chosen = await talk.choose(say("Which device do you have in your hand"), choices)
            await _ask_about(telling, chosen)
        except Back:
            break
    if telling.told != told:
        await _ask_to_keep(telling)
    return telling.facts, telling.told


async def _ask_about(telling: _Telling, id: str) -> None:
    talk, say = telling.talk, telling.talk.catalog.gettext
    form = telling.form(id)
    talk.gap()
    talk.say(form.dated, form.ask)
    while True:
        talk.gap()
        form = telling.form(id)
        talk.say(form.how)
        for line in lands_lines(telling.device(id).lands, talk.catalog):
            talk.say(line, indent=DETAIL)
        choices = [Choice(question.id, question.words, question.shown) for question in form.questions]
        if (pack := telling.pack(id)) is not None:
            choices.append(Choice(_LANGUAGE, say("The language of its menus"), telling.language(id)))
        try:
            chosen = await talk.choose(say("Which switch"), choices)
            if chosen == _LANGUAGE and pack is not None:
                await _ask_language(telling, id, pack)
            else:
                await _ask_one(telling, id, form.question(chosen))
        except Back:
            return


async def _ask_language(telling: _Telling, id: str, pack: LangPack) -> None:
    """Ask which language the menus of the app are in; b leads back to the questions."""
    talk = telling.talk
    try:
        languages = await languages_of_app(talk, telling.visit, pack)
        telling.names.update(names_of(languages))
        code = await choose_language(talk, languages, telling.device(id).app_language)
    except Back:
        return
    await telling.take_language(id, code)


async def _ask_one(telling: _Telling, id: str, question: Question) -> None:
    """Ask one question, or what stands behind it one by one; b leads back to the questions."""
    talk, say = telling.talk, telling.talk.catalog.gettext
    _say_way(telling, question)
    options = [Choice(option.value, option.words, "") for option in question.options]
    if question.grid:
        options.append(Choice(_ONE_BY_ONE, say("answer one by one"), ""))
    try:
        value = await talk.choose(say("How does it stand now"), options)
        if value == _ONE_BY_ONE:
            await _ask_cells(telling, id, question.grid)
        else:
            telling.take(id, question, value)
    except Back:
        return


async def _ask_cells(telling: _Telling, id: str, grid: str) -> None:
    talk, say = telling.talk, telling.talk.catalog.gettext
    while True:
        cells = [cell for row in telling.form(id).grid(grid).rows for cell in row.cells]
        chosen = await talk.choose(
            say("Which switch"), [Choice(cell.id, cell.words, cell.shown) for cell in cells]
        )
        cell = telling.form(id).question(chosen)
        _say_way(telling, cell)
        options = [Choice(option.value, option.words, "") for option in cell.options]
        telling.take(id, cell, await talk.choose(say("How does it stand now"), options))


def _say_way(telling: _Telling, question: Question) -> None:
    talk, say = telling.talk, telling.talk.catalog.gettext
    talk.gap()
    talk.say(say("%(heading)s:") % {"heading": question.words})
    for number, item in enumerate(question.path, start=1):
        talk.say(say("%(number)d. %(title)s") % {"number": number, "title": item}, indent=DETAIL)
    talk.say(question.help)


async def _ask_to_keep(telling: _Telling) -> None:
    """Ask once whether to keep what was told, after saying who could read it (G10); b keeps nothing."""
    talk, keeping, catalog = telling.talk, telling.keeping, telling.talk.catalog
    talk.gap()
    talk.say(state_of_keeping(catalog, possible=keeping.possible, wanted=keeping.wanted))
    if not keeping.possible:
        return
    talk.say(who_could_read(catalog))
    choices: Sequence[Choice] = keeping_choices(catalog, wanted=keeping.wanted)
    try:
        chosen = await talk.choose(catalog.gettext("Keep your answers"), choices)
    except Back:
        return
    if chosen == "keep":
        keeping.keep(telling.told)
    elif keeping.wanted:
        keeping.forget()
    talk.say(
        catalog.sentence(keeping.problem)
        if keeping.problem is not None
        else state_of_keeping(catalog, possible=True, wanted=keeping.wanted)
    )
