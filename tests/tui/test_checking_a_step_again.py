"""One step looked at once more on the screens, and for whom settings are recommended."""

from pathlib import Path

from telethon.tl import types

from safecheck.practice.scenario import ErrorFault, FaultsSpec
from safecheck.tui.screens.check_again import CheckAgain
from safecheck.tui.screens.plan import PlanList
from safecheck.tui.screens.profiles import Profiles
from safecheck.tui.screens.result import Result
from safecheck.tui.screens.step import StepPage
from safecheck.tui.widgets.list_and_detail import Entries
from tests.tui.doing import hints, server_of, state, to_step, to_the_result, written
from tests.tui.walking import walking

PRIVACY, ADDS = "account.getPrivacy", "limit-who-adds"


async def test_p7_what_was_changed_elsewhere_is_seen_and_a_bad_line_loses_nothing(tmp_path: Path) -> None:
    async with walking(tmp_path, "individual") as walk:
        await to_the_result(walk)
        server = server_of(walk)
        await walk.app.push_screen(PlanList())
        await walk.at(PlanList)
        assert "Check a step again: c." in walk.text
        hints(walk)  # six at most (G4)
        ids = [step.id for step in walk.app.result.plan.steps]
        entries = walk.app.screen.query_one(Entries)
        entries.point_at(str(ids.index("downloads-off/" + _phone(ids)) + 1))
        await walk.press("c")
        assert isinstance(walk.app.screen, PlanList), "of a phone only its owner can tell"

        entries.point_at(str(ids.index(ADDS) + 1))
        await walk.press("space")
        wait = ErrorFault(method=PRIVACY, message="FLOOD_WAIT_120", code=420)
        for faults, said in (
            (FaultsSpec(errors=(wait,)), "Telegram asks us to wait 2 minutes"),
            (FaultsSpec(missing_methods=(PRIVACY,)), "What was read before still counts"),
        ):
            server.set_faults(faults)
            before = walk.app.facts
            await walk.press("c")
            await walk.reads(said)
            assert walk.app.facts is before
            await walk.press("enter")
            await walk.at(PlanList)
        server.set_faults(FaultsSpec())

        state_of_server = server._telegram.state
        state_of_server.privacy[types.InputPrivacyKeyChatInvite] = [types.PrivacyValueAllowContacts()]
        sent = server.request_count
        await walk.press("c")
        await walk.at(CheckAgain)
        await walk.reads("This is done: safecheck has checked it.")
        assert server.request_count - sent == 1
        assert walk.text.index("everyone.") < walk.text.index("your contacts.")
        await walk.press("l")
        await walk.reads("Eerst")
        assert "Laat je alleen door contacten toevoegen" in walk.text, "the title is Dutch too"
        await walk.press("l")
        await walk.press("enter")
        await walk.at(PlanList)
        assert state(walk, ADDS) == "done"

        await to_step(walk, ADDS)
        assert "This is done." in walk.text
        state_of_server.privacy[types.InputPrivacyKeyChatInvite] = [types.PrivacyValueAllowAll()]
        await walk.press("c")
        await walk.reads("This is still to do.")
        await walk.press("escape")
        await walk.at(StepPage)
        assert state(walk, ADDS) == "to_do"
        server.set_faults(FaultsSpec(gone_after=1))
        await walk.press("c")
        await walk.reads("cannot be reached")
        assert state(walk, ADDS) == "to_do"
        await walk.press("escape")
        assert written(walk) == []


def _phone(ids: list[str]) -> str:
    return next(id.partition("/")[2] for id in ids if id.startswith("downloads-off/"))


async def test_a_profile_shows_what_it_recommends_before_it_is_chosen(tmp_path: Path) -> None:
    async with walking(tmp_path, "individual") as walk:
        await to_the_result(walk)
        await walk.press("enter")
        await walk.at(PlanList)
        optional = walk.app.result.plan.step("archive-newcomers")
        assert optional is None or optional.optional
        await walk.press("p")
        await walk.at(Profiles)
        assert "Only your contacts may add you" in walk.text
        assert "(you may skip this)" in walk.text
        await walk.press("down", "down")
        await walk.reads("Nobody sees your phone number")
        assert walk.app.profile == "adult", "nothing is chosen by looking"
        await walk.press("enter")
        await walk.at(PlanList)
        assert "Recommended for: strict (p)." in walk.text
        strict = walk.app.result.plan.step("archive-newcomers")
        assert strict is not None
        assert not strict.optional
        await walk.press("escape")
        await walk.at(Result)
        assert written(walk) == []
