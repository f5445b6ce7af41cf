"""After the reading, on the line that is still open: words that are missing, each asked for once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from msgspec.structs import replace

from safecheck.audit.sources import AccountSource, told_by_owner
from safecheck.audit.visit import Visit
from safecheck.model.connection import PRACTICE_IDENTITY, Credentials
from safecheck.model.facts import AuditFacts, DeviceList
from safecheck.model.text import Lang
from safecheck.model.told import Told
from safecheck.practice.library import load_scenario
from safecheck.practice.scenario import ErrorFault, FaultsSpec
from safecheck.practice.server import PracticeServer
from safecheck.store.answers import AnswerFile
from safecheck.store.paths import places
from safecheck.telegram.sign_in import sign_in_with

STRINGS, LANGUAGES = "langpack.getStrings", "langpack.getLanguages"
AT_FIRST = [("android", "tr"), ("ios", "ar"), ("tdesktop", "en"), ("android", "en")]


class Session:
    """A visit to a server that is signed in and read."""

    def __init__(self, server: PracticeServer, visit: Visit, facts: AuditFacts) -> None:
        self.server, self.visit, self.facts = server, visit, facts
        self.told: tuple[Told, ...] = visit.told

    async def label(self, lang: Lang = "en", *told: Told) -> AuditFacts:
        self.facts = await self.visit.labelled(self.facts, [*self.told, *told], lang)
        return self.facts

    def asked(self, method: str = STRINGS) -> int:
        return [entry.method for entry in self.server.log].count(method)

    async def until_asked(self, method: str, times: int) -> None:
        for _ in range(1000):
            if self.asked(method) >= times:
                return
            await asyncio.sleep(0.01)
        raise AssertionError(f"{method} was never asked")

    @property
    def read(self) -> list[tuple[str, str]]:
        return [(labels.lang_pack, labels.lang_code) for labels in self.facts.labels]

    def phone(self, app_language: str) -> Told:
        assert isinstance(self.facts.devices.value, DeviceList)
        return Told(device_id=self.facts.devices.value.devices[0].id, app_language=app_language)


@asynccontextmanager
async def session(lang: Lang = "en") -> AsyncIterator[Session]:
    scenario = load_scenario("languages")
    async with PracticeServer(scenario) as server:
        visit = Visit(AccountSource(server.endpoint, PRACTICE_IDENTITY))
        await visit.open()
        visit.told = told_by_owner(scenario)
        own = server.credentials
        await sign_in_with(visit.sign_in, Credentials(own.phone, own.code, own.password))
        try:
            yield Session(server, visit, (await visit.read(lang)).facts)
        finally:
            assert await visit.close() is True


async def test_another_language_of_safecheck_asks_for_what_it_lacks_and_never_twice() -> None:
    async with session() as it:
        assert it.read == AT_FIRST
        before = it.facts
        assert await it.label("en") is before, "nothing is missing"
        await it.label("nl")
        assert it.read == [*AT_FIRST, ("tdesktop", "nl"), ("android", "nl")]
        assert it.asked() == 6
        await it.label("en")
        await it.label("nl")
        assert it.asked() == 6
        assert it.facts.finished == before.finished
        assert sum(each.count for each in it.facts.requests) == len(it.server.log)


async def test_a_language_that_is_told_later_is_asked_for() -> None:
    async with session("nl") as it:
        await it.label("nl", it.phone("ar"))
        assert it.read[-1] == ("android", "ar")
        assert it.facts.labels[-1].values["Settings"].raw == "الإعدادات"
        assert it.asked() == 5


async def test_what_telegram_refused_is_not_asked_again() -> None:
    async with session() as it:
        for _ in range(3):
            await it.label("en", it.phone("xx"))
        assert it.asked() == 5
        assert ("android", "xx") not in it.read


async def test_what_a_broken_line_kept_away_may_be_asked_again() -> None:
    async with session() as it:
        stumbles = ErrorFault(message="INTERNAL", code=500, method=STRINGS, times=2)
        it.server.set_faults(FaultsSpec(errors=(stumbles,)))
        before = it.facts
        assert await it.label("en", it.phone("nl")) is before
        await it.label("en", it.phone("nl"))
        assert it.read[-1] == ("android", "nl")


async def test_the_languages_of_an_app_are_asked_for_once() -> None:
    async with session() as it:
        first = await it.visit.languages("android")
        assert [one.code for one in first][:2] == ["en", "ar"]
        assert await it.visit.languages("android") == first
        assert it.asked(LANGUAGES) == 1
        it.server.set_faults(FaultsSpec(missing_methods=(LANGUAGES,)))
        assert await it.visit.languages("ios") == await it.visit.languages("ios") == ()
        assert it.asked(LANGUAGES) == 2, "a refusal is an answer"


async def test_before_the_sign_in_and_after_the_end_nothing_is_asked() -> None:
    async with session() as it:
        facts = it.facts
    assert await it.visit.labelled(facts, (), "nl") is facts
    assert await it.visit.languages("android") == ()
    assert it.server.log[-1].method == "auth.logOut"
    early = Visit(it.visit.source)
    assert await early.labelled(facts, (), "nl") is facts
    async with PracticeServer(load_scenario("languages")) as server:
        unread = Visit(AccountSource(server.endpoint, PRACTICE_IDENTITY))
        await unread.open()
        assert await unread.labelled(facts, (), "nl") is facts
        assert await unread.languages("android") == ()
        await unread.close()
        assert {entry.method for entry in server.log} <= {"help.getConfig"}


async def test_the_end_does_not_wait_for_words() -> None:
    async with session() as it:
        wait = ErrorFault(message="FLOOD_WAIT_50", code=420, method=STRINGS, times=0)
        it.server.set_faults(FaultsSpec(errors=(wait,)))
        before = it.facts
        waiting = asyncio.create_task(it.label("nl"))
        await it.until_asked(STRINGS, 6)
        assert await it.visit.close() is True
        assert await waiting is before
        assert it.server.signed_in_sessions == 0


async def test_who_gives_up_waiting_leaves_no_question_behind() -> None:
    async with session() as it:
        wait = ErrorFault(message="FLOOD_WAIT_50", code=420, method=LANGUAGES, times=0)
        it.server.set_faults(FaultsSpec(errors=(wait,)))
        waiting = asyncio.create_task(it.visit.languages("android"))
        await it.until_asked(LANGUAGES, 1)
        waiting.cancel()
        await asyncio.wait([waiting])
        assert waiting.cancelled()
        await asyncio.sleep(0)
        assert not it.visit._asking._asking


async def test_a_language_that_was_kept_is_read_the_next_time_without_being_told_again() -> None:
    async with session() as it:
        kept = replace(it.phone("ar"), told_on="2020-01-01")  # the switches would be asked again by now
    AnswerFile(places().answers_file).keep([kept])
    scenario = load_scenario("languages")
    async with PracticeServer(scenario) as server:
        visit = Visit(AccountSource(server.endpoint, PRACTICE_IDENTITY))
        await visit.open()
        assert visit.told == (kept,)
        own = server.credentials
        await sign_in_with(visit.sign_in, Credentials(own.phone, own.code, own.password))
        facts = (await visit.read("nl")).facts
        assert await visit.close() is True
    assert [(labels.lang_pack, labels.lang_code) for labels in facts.labels] == [
        ("android", "ar"),
        ("ios", "nl"),
        ("tdesktop", "nl"),
        ("android", "nl"),
    ]
