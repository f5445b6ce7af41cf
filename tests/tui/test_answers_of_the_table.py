"""The table of what lands: each answer can be pointed at and opened, and nothing else loses its key."""

import pytest
from textual.pilot import Pilot

from safecheck.report.landing_table import FOLDED
from safecheck.tui.screens.device import DevicePage
from safecheck.tui.screens.landing_cell import LandingCellPage
from safecheck.tui.screens.plan import PlanList
from safecheck.tui.screens.result import Result
from safecheck.tui.widgets.landing_table import LandingTableView
from tests.tui.fixed import LARGE, SMALL, lines, page_of, shown, text

pytestmark = pytest.mark.uncounted


def table(pilot: Pilot[int]) -> LandingTableView:
    return pilot.app.screen.query_one(LandingTableView)


async def press(pilot: Pilot[int], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def test_the_arrows_choose_an_answer_enter_opens_it_and_esc_leads_back_to_it() -> None:
    async with shown(Result()) as pilot:
        await press(pilot, "w", "right", "right", "down")
        assert "\u23ce why" in lines(pilot)[-1]
        await press(pilot, "enter")
        page = page_of(pilot)
        assert isinstance(page, LandingCellPage)
        said = text(pilot)
        assert "Large groups and groups with a public link" in said
        assert "What lands" in said
        await press(pilot, "escape")
        assert isinstance(page_of(pilot), Result)
        assert pilot.app.focused is table(pilot)
        await press(pilot, "enter")
        again = page_of(pilot)
        assert isinstance(again, LandingCellPage)
        assert (again._device_id, again._chat_kind) == (page._device_id, page._chat_kind)


async def test_enter_leads_to_the_plan_until_somebody_goes_to_the_table_and_after_they_left() -> None:
    async with shown(Result()) as pilot:
        assert "\u23ce plan" in lines(pilot)[-1]
        await press(pilot, "right", "escape")
        assert isinstance(page_of(pilot), Result)
        assert "\u23ce plan" in lines(pilot)[-1]
        await press(pilot, "w", "up")
        assert pilot.app.focused is None
        await press(pilot, "enter")
        assert isinstance(page_of(pilot), PlanList)


async def test_every_answer_of_every_device_can_be_reached() -> None:
    opened = set()
    async with shown(Result(), size=SMALL) as pilot:
        rows, columns = len(table(pilot)._table.rows), len(table(pilot)._table.columns)
        await pilot.press("w")
        for _ in range(rows):
            for _ in range(columns):
                await press(pilot, "enter")
                page = page_of(pilot)
                assert isinstance(page, LandingCellPage)
                opened.add((page._device_id, page._chat_kind))
                await press(pilot, "escape")
                await pilot.press("right")
            await pilot.press("down", *["left"] * columns)
        assert len(opened) == rows * columns


async def test_a_click_opens_the_answer_under_it() -> None:
    async with shown(Result()) as pilot:
        line = next(at for at, text in enumerate(lines(pilot)) if "Laptop thuis" in text)
        column = lines(pilot)[line].rindex("if seen")
        await pilot.click(offset=(column, line))
        await pilot.pause()
        page = page_of(pilot)
        assert isinstance(page, LandingCellPage)
        assert page._chat_kind == "channel"
        assert "Laptop thuis" in text(pilot)


async def test_where_lines_are_few_the_first_rows_stand_for_all_until_the_table_has_the_keys() -> None:
    async with shown(Result()) as pilot:
        rows = table(pilot)._table.rows
        assert len(rows) > FOLDED
        assert f"and {len(rows) - FOLDED} more devices: press w" in text(pilot)
        assert rows[-1].name not in text(pilot)
        await press(pilot, "w", *["down"] * len(rows))
        assert rows[-1].name in text(pilot)
        await press(pilot, "escape")
        assert rows[-1].name not in text(pilot)
        await pilot.resize_terminal(*LARGE)
        await pilot.pause()
        assert rows[-1].name in text(pilot)
        assert "press w" not in text(pilot).partition("Do these first")[0]


async def test_the_pointer_stays_where_it_is_in_another_language() -> None:
    async with shown(Result()) as pilot:
        await press(pilot, "w", "right", "down", "l")
        await press(pilot, "enter")
        page = page_of(pilot)
        assert isinstance(page, LandingCellPage)
        assert page._chat_kind == "group"
        assert "Kleine groepen" in text(pilot)
        await press(pilot, "d")
        assert isinstance(page_of(pilot), DevicePage)


async def test_g8_a_page_about_an_assumed_answer_says_that_it_is_assumed() -> None:
    async with shown(Result()) as pilot:
        await press(pilot, "w", "enter")
        assert "This is assumed: so the app comes. It holds if you never changed this." in text(pilot)
