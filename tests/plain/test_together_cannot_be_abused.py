"""A check together against those who would use it against its owner: a test for each abuse (P6, G13-G20)."""

import asyncio
import subprocess
from pathlib import Path

import pytest
from msgspec.structs import replace

from safecheck.audit.sources import AccountSource, PracticeSource
from safecheck.audit.together import Together
from safecheck.audit.visit import Visit
from safecheck.family.ceremony import ENDED, AdultYes, ChooseScope, GoOn, NotNowError, OwnerYes, Stop
from safecheck.family.scope import Scope
from safecheck.model.connection import PRACTICE_IDENTITY, Credentials
from safecheck.model.errors import BadInputError
from safecheck.practice.library import load_scenario
from safecheck.practice.server import PracticeServer
from safecheck.telegram.sign_in import sign_in_with
from tests.cli.process import left_in, log_of, run, scenario_file
from tests.plain.together import CHOICE, GOING_ON, TITLES, TYPE, Here, Time, until, walking

TEEN = PracticeSource("teen")


async def ended(here: Here, walk: "asyncio.Task[None]") -> str:
    """Wait for the end and return the last page."""
    async with asyncio.timeout(30):
        await walk
    assert here.walk.together.ceremony is ENDED
    return here.last_page


async def last_page_after(place: str, typed: str) -> str:
    async with walking(TEEN) as here:
        walk = asyncio.ensure_future(here.walk.go())
        await here.go_to(place)
        await here.at(place)
        await here.answer(TYPE["en"] if place.endswith("yes") else CHOICE["en"], typed)
        return await ended(here, walk)


async def test_g15_every_no_every_stop_and_a_screen_that_was_left_end_on_the_same_page_byte_for_byte() -> (
    None
):
    pages = {
        await last_page_after(place, typed)
        for place, typed in (
            ("owner_page", "2"),
            ("age", "4"),
            ("owner_yes", "no"),
            ("adult_yes", "no"),
            ("scope", "5"),
            ("sign_in", "2"),
            ("sign_in", "q"),
        )
    }
    time = Time()
    async with walking(TEEN, time) as here:
        time.goes_on.set()
        pages.add(await ended(here, asyncio.ensure_future(here.walk.go())))
    [page] = pages
    assert "Kindertelefoon" in page
    assert "talk without checking" in page


async def test_abuse_screen_left_the_time_that_is_up_erases_what_was_read_and_shows_none_of_it() -> None:
    time = Time()
    async with walking(TEEN, time) as here:
        together = here.walk.together
        walk = asyncio.ensure_future(here.walk.go())
        await here.go_to("sign_in")
        await here.at("sign_in")
        await here.answer("2. I would rather not Your choice:", "1")
        await here.answer("scanned with your phone Your choice:", "2")
        await here.answer("(nothing here is real).", "s")
        await here.at("own_result")
        assert together.visits.current is not None
        assert together.visits.current.signed_out is True
        await here.answer("I am alone; show it Your choice:", "1")
        assert "stands out" not in here.last_page
        await here.answer("show nothing Your choice:", "1")  # the whole report, and then the owner leaves
        await until(lambda: "EXPOSE" in here.text)
        time.seconds = 600.0
        here.type("t")  # more time, from now on
        await until(lambda: "There are 20 minutes again." in here.text)
        time.goes_on.set()
        assert "EXPOSE" not in await ended(here, walk)
        assert time.seconds == 1800.0
        for said in ("5 minutes are left", "One minute is left"):
            assert here.text.count(said) == 1
        with pytest.raises(RuntimeError):
            together.own_result("en")


async def test_abuse_scripted_run_answers_that_were_typed_before_they_were_asked_for_count_for_nothing() -> (
    None
):
    async with walking(TEEN) as here:
        here.type(*GOING_ON.values(), "2", "s")
        walk = asyncio.ensure_future(here.walk.go())
        await here.answer(CHOICE["en"], "2")  # still on the first page: the second choice is no
        page = await ended(here, walk)
    assert TITLES["age"]["en"] not in here.text
    assert "It ends here" in page


@pytest.mark.uncounted
def test_abuse_scripted_run_without_a_terminal_is_refused_and_sends_nothing(tmp_path: Path) -> None:
    scenario = scenario_file(tmp_path, "teen")
    answers = "\n".join([*GOING_ON.values(), "2", "s"])
    for name in ("home", "work"):
        (tmp_path / name).mkdir()
    before = left_in(tmp_path)
    with (tmp_path / "answers").open("w+") as stream:
        stream.write(answers)
        stream.seek(0)
        refused = run(tmp_path, "--family", "--plain", "--demo", str(scenario), stdin=stream)
    assert (refused.code, refused.out) == (2, "")
    assert left_in(tmp_path) == before
    assert log_of(tmp_path) == []


async def test_abuse_resumed_sign_in_one_that_is_remembered_is_refused_and_this_one_is_never_remembered() -> (
    None
):
    async with PracticeServer(load_scenario("teen")) as server:
        source = AccountSource(server.endpoint, PRACTICE_IDENTITY)
        held = replace(source, held=object())  # it is refused before it is looked at
        with pytest.raises(BadInputError, match="begins with a new sign-in"):
            Visit(held, read_only=True, scope=Scope())
        visit = Visit(source, read_only=True, scope=Scope())
        await visit.open()
        with pytest.raises(BadInputError, match="never remembered"):
            await visit.remember(object(), "a passphrase")  # type: ignore[arg-type]
        assert (visit.told, visit.marks) == ((), ())
        await visit.close()


async def test_abuse_second_audit_on_the_same_sign_in_is_refused_below_every_face() -> None:
    async with PracticeServer(load_scenario("teen")) as server:
        visit = Visit(AccountSource(server.endpoint, PRACTICE_IDENTITY), read_only=True, scope=Scope())
        await visit.open()
        own = server.credentials
        await sign_in_with(visit.sign_in, Credentials(own.phone, own.code, own.password))
        await visit.read("en")
        before = len(server.log)
        with pytest.raises(NotNowError, match="for one look"):
            await visit.read("en")
        assert len(server.log) == before
        await visit.close()
        assert server.signed_in_sessions == 0


async def test_abuse_scope_widened_after_the_sign_in_changes_nothing_of_what_is_asked() -> None:
    async with PracticeServer(load_scenario("teen")) as server:
        together = Together()
        narrow = Scope(groups_and_channels=False)
        together.ceremony = replace(together.ceremony, place="sign_in", scope=narrow)
        visit = await together.open(AccountSource(server.endpoint, PRACTICE_IDENTITY))
        with pytest.raises(NotNowError, match="nothing can be added"):
            together.do(ChooseScope(Scope(who_added=True)))
        # Also where the value itself is tampered with: the line was opened with the scope that was chosen.
        together.ceremony = replace(together.ceremony, scope=Scope(who_added=True))
        own = server.credentials
        await sign_in_with(visit.sign_in, Credentials(own.phone, own.code, own.password))
        await together.read("en")
        asked = {entry.method for entry in server.log}
        assert not asked & {"messages.getDialogs", "channels.getParticipant", "messages.getFullChat"}
        await together.close()


async def test_abuse_parent_pressing_keys_for_the_teen_after_no_leads_nowhere() -> None:
    together = Together()
    together.do(Stop())
    for event in (GoOn(), OwnerYes(), AdultYes(), ChooseScope(Scope())):
        together.do(event)
        assert together.ceremony is ENDED
    async with walking(TEEN) as here:
        walk = asyncio.ensure_future(here.walk.go())
        await here.go_to("owner_yes")
        await here.answer(TYPE["en"], "no")
        here.type("yes", "yes", "4", "1", "2", "s", "b", "t")
        await ended(here, walk)
        assert here.walk.together.visits.current is None  # no line was ever opened
    assert TITLES["scope"]["en"] not in here.text


@pytest.mark.uncounted
def test_abuse_account_in_cron_a_remembered_sign_in_works_without_a_terminal_never_g13(
    tmp_path: Path,
) -> None:
    refused = run(tmp_path, "audit", "--account", "teen", stdin=subprocess.DEVNULL)
    assert (refused.code, refused.out) == (3, "")
    assert log_of(tmp_path) == []


async def test_g19_a_sign_out_that_failed_is_said_at_once_with_the_path_on_the_phone(tmp_path: Path) -> None:
    refused = {"errors": [{"message": "INTERNAL", "code": 500, "method": "auth.logOut", "times": 0}]}
    scenario = load_scenario(str(scenario_file(tmp_path, "teen", faults=refused)))
    async with (
        PracticeServer(scenario) as server,
        walking(AccountSource(server.endpoint, PRACTICE_IDENTITY)) as here,
    ):
        walk = asyncio.ensure_future(here.walk.go())
        await here.go_to("sign_in")
        await here.at("sign_in")
        await here.answer("2. I would rather not Your choice:", "1")
        await here.answer("scanned with your phone Your choice:", "2")
        await until(server.accept_qr)
        await here.at("own_result")
        await here.answer("I am alone; show it Your choice:", "1")
        await here.answer("show nothing Your choice:", "q")
        said = " ".join(here.text.split())
        assert (
            "in Telegram open Settings, then “Devices”, choose “safecheck, reads chat names” and end" in said
        )
        await ended(here, walk)
