"""Devices, settings and the plan: lists that lead to one page each, and a plan that keeps its order."""

import re

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import OptionList

from safecheck.tui.screens.chat import ChatPage
from safecheck.tui.screens.chats import Chats
from safecheck.tui.screens.device import DevicePage
from safecheck.tui.screens.devices import Devices
from safecheck.tui.screens.plan import PlanList
from safecheck.tui.screens.result import Result
from safecheck.tui.screens.settings import SettingPage, Settings
from safecheck.tui.screens.step import StepPage
from tests.tui.fixed import (
    LARGE,
    SMALL,
    app_with,
    fixed_account,
    lines,
    page_of,
    shown,
    strips,
    text,
)

pytestmark = pytest.mark.uncounted


def listed(pilot: Pilot[int]) -> OptionList:
    return pilot.app.screen.query_one(OptionList)


@pytest.mark.parametrize(
    ("screen", "page"), [(Devices, DevicePage), (Settings, SettingPage), (PlanList, StepPage)]
)
async def test_enter_leads_to_one_page_and_esc_back_to_the_same_entry(
    screen: type[Screen[None]], page: type[Screen[None]]
) -> None:
    async with shown(screen()) as pilot:
        await pilot.press("down", "down")
        at = listed(pilot).highlighted
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(page_of(pilot), page)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(page_of(pilot), screen)
        assert listed(pilot).highlighted == at


@pytest.mark.parametrize("screen", [Devices, Settings, PlanList])
async def test_nothing_is_lost_by_another_size_or_language(screen: type[Screen[None]]) -> None:
    async with shown(screen()) as pilot:
        await pilot.press("down", "down", "down")
        at, before = listed(pilot).highlighted, lines(pilot)
        await pilot.resize_terminal(*LARGE)
        await pilot.pause()
        assert pilot.app.screen.query_one("DetailPane").display
        await pilot.press("l")
        await pilot.pause()
        await pilot.press("l")
        await pilot.resize_terminal(*SMALL)
        await pilot.pause()
        assert listed(pilot).highlighted == at
        assert lines(pilot) == before
        assert isinstance(pilot.app.focused, OptionList)


@pytest.mark.parametrize("screen", [Devices, Settings, PlanList])
async def test_the_pane_follows_the_list(screen: type[Screen[None]]) -> None:
    async with shown(screen(), size=(100, 40)) as pilot:
        seen = set()
        for _ in range(3):
            seen.add(tuple(line.partition("│")[2].strip() for line in lines(pilot)))
            await pilot.press("down")
            await pilot.pause()
        assert len(seen) == 3


async def test_the_way_to_the_switches_of_a_device_stands_a_tap_a_line() -> None:
    async with shown(Devices(), size=(80, 80)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        said = lines(pilot)
        first = next(at for at, line in enumerate(said) if '1 "Settings"' in line)
        assert '2 "Data and Storage"' in said[first + 1]
        assert "To check" in text(pilot)


async def test_g1_the_plan_shows_its_steps_in_its_own_order() -> None:
    steps = app_with(*fixed_account("individual")).result.plan.steps
    async with shown(PlanList(), size=(80, 80)) as pilot:
        numbers = [int(found[1]) for line in lines(pilot) if (found := re.match(r"\s+(\d+)  \S", line))]
        left = ("to_do", "later")
        takes = [number for number, step in enumerate(steps, start=1) if step.state in left]
        assert numbers == takes
        reports = [step for step in steps if step.kind == "report"]
        assert text(pilot).count("Report to Telegram, if you want to") == len(reports) > 0
        done = [step for step in steps if step.state == "said_done"]
        assert text(pilot).count("done") == text(pilot).count("✓") == len(done) > 0


async def test_g2_no_step_about_a_strong_chat_has_a_path() -> None:
    app = app_with(*fixed_account("individual"))
    about = {
        number for number, step in enumerate(app.result.plan.steps, start=1) if step.subject.kind == "chat"
    }
    assert about
    for number in sorted(about)[:6]:
        async with shown(StepPage(number), size=(80, 50)) as pilot:
            assert "The way there" not in text(pilot)


async def test_g8_the_bar_of_the_plan_has_its_number_beside_it() -> None:
    async with shown(PlanList()) as pilot:
        assert "45 / 45" in text(pilot)
        assert "if you never changed this" in text(pilot)
    async with shown(PlanList(), "quiet") as pilot:
        assert "0 / 18" in text(pilot)
        assert "Enough for today." in text(pilot)


async def test_a_step_goes_on_to_the_next_and_back_and_ends_in_the_list() -> None:
    count = len(app_with(*fixed_account("individual")).result.plan.steps)
    async with shown(PlanList()) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("left")
        assert f"Step 1 of {count}" in text(pilot)
        await pilot.press("enter", "escape", "end", "up", "up", "up", "enter")
        await pilot.pause()
        for number in range(count - 1, count + 1):
            await pilot.press("enter")
            await pilot.pause()
            assert f"Step {number} of {count}" in text(pilot)
        await pilot.press("p")
        await pilot.pause()
        assert f"Step {count - 1} of {count}" in text(pilot)
        await pilot.press("n", "n")
        await pilot.pause()
        assert "Only if you want it" in text(pilot), "what nobody proposes comes after all steps"
        await pilot.press("n")
        await pilot.pause()
        assert isinstance(page_of(pilot), PlanList)


async def test_going_back_from_a_step_finds_the_list_at_that_step() -> None:
    async with shown(PlanList()) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        for _ in range(12):
            await pilot.press("enter")
            await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        steps = listed(pilot)
        assert steps.highlighted is not None
        assert steps.get_option_at_index(steps.highlighted).id == "13"
        assert any(line.strip().startswith("13  ") for line in lines(pilot))


async def test_the_last_step_leads_back_to_the_plan_and_says_so() -> None:
    async with shown(PlanList()) as pilot:
        await pilot.press("end", "enter")
        await pilot.pause()
        assert "Nothing that could be counted on." in text(pilot)
        assert "⏎ to the plan" in lines(pilot)[-1]
        assert "next step" not in lines(pilot)[-1]
        await pilot.press("left")
        await pilot.pause()
        assert "⏎ next step" in lines(pilot)[-1]
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert isinstance(page_of(pilot), PlanList)


@pytest.mark.parametrize("kind", ["chat", "device", "setting"])
async def test_enter_on_one_thing_leads_to_its_first_step(kind: str) -> None:
    plan = app_with(*fixed_account("individual")).result.plan.steps
    first = next(number for number, step in enumerate(plan, start=1) if step.subject.kind == kind)
    about = plan[first - 1].subject.id
    page = {"chat": ChatPage, "device": DevicePage, "setting": SettingPage}[kind](about)
    async with shown(page) as pilot:
        assert "⏎ plan" in lines(pilot)[-1]
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        steps = listed(pilot)
        assert steps.highlighted is not None
        assert steps.get_option_at_index(steps.highlighted).id == str(first)
        assert any(re.match(rf"\s+{first}  \S", line) for line in lines(pilot))


@pytest.mark.parametrize("lang", ["en", "nl"])
async def test_a_plan_says_first_how_little_is_enough_to_begin_with(lang: str) -> None:
    async with shown(PlanList(), lang="nl" if lang == "nl" else "en", size=SMALL) as pilot:
        words = (
            ("Begin bij je apparaten: 9 stappen", "kan wachten.")
            if lang == "nl"
            else ("Start with your devices: 9 steps", "The rest can wait.")
        )
        said = text(pilot)
        assert said.index(words[0]) < said.index(words[1]) < said.index("45 / 45")


@pytest.mark.parametrize("lang", ["en", "nl"])
async def test_g1_the_reporting_card_is_seen_whole_and_says_to_write_it_down(lang: str) -> None:
    """At 80x24, without scrolling: it is gone when safecheck ends."""
    steps = app_with(*fixed_account("individual")).result.plan.steps
    number = next(at for at, step in enumerate(steps, 1) if step.kind == "card")
    async with shown(StepPage(number), lang="nl" if lang == "nl" else "en", size=SMALL) as pilot:
        fields = (
            ("Naam: ", "Openbare link: ", "Lid sinds: ", "Hoe je erin kwam: niet opgevraagd")
            if lang == "nl"
            else ("Name: ", "Public link: ", "Joined: ", "How you came: not looked up")
        )
        said = [line.strip() for line in lines(pilot)]
        for field in fields:
            assert any(line.startswith(field) for line in said), field
        forgets = (
            "safecheck vergeet ze als je stopt" if lang == "nl" else "safecheck forgets them when you end"
        )
        assert forgets in text(pilot)


async def test_the_next_step_begins_at_its_top() -> None:
    async with shown(StepPage(2), size=(60, 16)) as pilot:
        await pilot.press("end")
        await pilot.pause()
        assert "This can be undone." in text(pilot)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        assert '"Fenna A54": switch automatic download off' in text(pilot)


@pytest.mark.parametrize("screen", [Result, Chats, Devices, Settings, PlanList])
async def test_a_terminal_without_unicode_gets_no_block_and_no_mark(screen: type[Screen[None]]) -> None:
    app = app_with(*fixed_account("individual"), unicode=False)
    async with app.run_test(size=(80, 50)) as pilot:
        await app.push_screen(screen())
        await app.workers.wait_for_complete()
        await pilot.pause()
        body = "".join(line for line in lines(pilot)[1:-2])
        assert not set(body) & set("●◐○·✓█▓▒░▏▎▍▌▋▊▉…")


@pytest.mark.parametrize("lang", ["en", "nl"])
async def test_without_unicode_the_list_of_chats_has_its_filter_and_its_levels_whole(lang: str) -> None:
    app = app_with(*fixed_account("individual"), lang="nl" if lang == "nl" else "en", unicode=False)
    async with app.run_test(size=SMALL) as pilot:
        await app.push_screen(Chats())
        await app.workers.wait_for_complete()
        await pilot.pause()
        said = text(pilot)
        assert "/ filter: " in said
        for words in ("[!] sterk ", "[~] duidelijk ") if lang == "nl" else ("[!] strongly ", "[~] clearly "):
            assert words in said


@pytest.mark.parametrize("screen", [Chats, Devices, Settings, PlanList])
async def test_p8_a_hostile_account_stays_text_wherever_the_cursor_goes(screen: type[Screen[None]]) -> None:
    """With the pane beside the list, in which everything about each entry is told."""
    async with shown(screen(), "hostile", size=(100, 40)) as pilot:
        await pilot.app.workers.wait_for_complete()
        for _ in range(15):
            await pilot.press("down")
            await pilot.pause()
            for strip in strips(pilot):
                assert strip.cell_length == 100
                for segment in strip:
                    assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in segment.text)
                    meta = segment.style.meta if segment.style else {}
                    assert "@click" not in meta
                    assert not (segment.style and segment.style.link)
        await pilot.press("enter")
        await pilot.pause()
        assert page_of(pilot) is not None


@pytest.mark.parametrize(("unicode", "full"), [(True, "█"), (False, "#")])
async def test_each_device_has_a_bar_with_its_numbers_beside_it(unicode: bool, full: str) -> None:
    app = app_with(*fixed_account("individual"), unicode=unicode)
    async with app.run_test(size=SMALL) as pilot:
        await app.push_screen(Devices())
        await pilot.pause()
        bars = [line.split() for line in lines(pilot) if " of 45 groups and channels" in line]
        assert [line[line.index("of") - 1] for line in bars] == ["24", "45", "0", "24"]
        assert [full in line[0] for line in bars] == [True, True, False, True]
