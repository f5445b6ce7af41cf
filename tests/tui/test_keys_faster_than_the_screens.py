"""Keys may come faster than a screen comes or goes: nothing crashes (exit 70 would drop what was read)."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from textual.coordinate import Coordinate
from textual.events import Key
from textual.widgets import OptionList

from safecheck.model.sign_in import QrShown
from safecheck.tui.page import Page
from safecheck.tui.screens.chats import Chats
from safecheck.tui.screens.devices import Devices
from safecheck.tui.screens.ending import Ending
from safecheck.tui.screens.explain import Explain
from safecheck.tui.screens.first_choice import FirstChoice
from safecheck.tui.screens.help import Help
from safecheck.tui.screens.plan import PlanList
from safecheck.tui.screens.result import Result
from safecheck.tui.screens.settings import Settings
from safecheck.tui.widgets.chat_table import ChatTable
from safecheck.tui.widgets.list_and_detail import Entries, ListAndDetail
from tests.tui.fixed import shown
from tests.tui.walking import Walk, walking

pytestmark = [pytest.mark.uncounted, pytest.mark.every_frame]

NO_PASSWORD: dict[str, Any] = {"account": {"password": None, "password_hint": ""}}


def type_ahead(walk: Walk, *keys: str) -> None:
    """Press keys as a terminal does: without waiting for what the one before does."""
    assert walk.app._driver is not None
    for key in keys:
        walk.app._driver.send_message(Key(key, None))


async def test_a_page_that_has_left_is_not_drawn_or_scrolled() -> None:
    page = Help()
    async with shown(page, facts=None) as pilot:
        pilot.app.push_screen(FirstChoice())
        await pilot.pause()
        await page.remove()
        await page.redraw()
        page.action_scroll(1)
        page.action_scroll_pages(1)


async def test_a_page_is_drawn_by_two_at_once_in_turn() -> None:
    page = Help()
    async with shown(page, facts=None):
        await asyncio.gather(page.redraw(), page.redraw(), page.redraw())
        assert len(page.query("#people")) == 1


async def test_a_list_that_was_never_drawn_turns_no_page() -> None:
    page = Help()
    async with shown(page, facts=None) as pilot:
        pilot.app.push_screen(Explain(page))
        await pilot.pause()
        await page.redraw()
        for options in page.query(OptionList):
            await options.run_action("page_down")
            await options.run_action("page_up")


@pytest.mark.parametrize("milliseconds", [0, 5, 20])
async def test_the_language_changes_while_a_sign_in_is_left(tmp_path: Path, milliseconds: int) -> None:
    async with walking(tmp_path, **NO_PASSWORD) as walk:
        await walk.press("enter")
        await walk.asked(QrShown)
        type_ahead(walk, "escape")
        await asyncio.sleep(milliseconds / 1000)
        type_ahead(walk, "f3")
        await walk.at(FirstChoice)
        assert walk.app.crash is None


@pytest.mark.parametrize("milliseconds", [20, 40, 60, 80])
async def test_the_language_changes_while_reading_ends(tmp_path: Path, milliseconds: int) -> None:
    async with walking(tmp_path, base="individual", **NO_PASSWORD) as walk:
        await walk.press("enter")
        await walk.asked(QrShown)
        type_ahead(walk, "s")
        await asyncio.sleep(milliseconds / 1000)
        type_ahead(walk, "f3")
        await walk.at(Result)
        assert walk.app.crash is None


async def test_nobody_is_taken_away_from_help_when_a_sign_out_ends(tmp_path: Path) -> None:
    async with walking(tmp_path, **NO_PASSWORD) as walk:
        await walk.press("enter")
        await walk.asked(QrShown)
        visit = walk.app.visits.current
        assert visit is not None
        go_on, close = asyncio.Event(), visit.close

        async def slow() -> bool | None:
            await go_on.wait()
            return await close()

        visit.close = slow  # type: ignore[method-assign]
        await walk.press("escape")
        await walk.at(Ending)
        await walk.press("h")
        await walk.at(Help)
        go_on.set()
        await walk.until(lambda: visit.signed_out is not None)
        await asyncio.sleep(0.2)
        await walk.pilot.pause()
        assert isinstance(walk.app.screen, Help)
        await walk.press("escape")
        await walk.at(FirstChoice)


@pytest.mark.parametrize("kind", [Result, Chats, PlanList, Devices, Settings, Help])
async def test_a_window_of_one_cell_breaks_no_screen(kind: type[Page]) -> None:
    async with shown(kind()) as pilot:
        for size in ((1, 1), (20, 5), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert isinstance(pilot.app.screen, kind)


async def test_a_step_leads_on_while_the_list_below_it_is_being_drawn() -> None:
    plan = PlanList()
    async with shown(plan) as pilot:
        await plan.query(ListAndDetail).remove()
        plan._point_at(2)
        assert plan.at == 2
        await plan.redraw()
        await pilot.pause()
        assert plan.query_one(Entries).highlighted == plan.query_one(Entries).get_option_index("2")


async def test_no_chat_is_pointed_at_where_there_is_none() -> None:
    page = Chats()
    async with shown(page) as pilot:
        table = page.query_one(ChatTable)
        table.show_rows((), (), "level")
        await pilot.app.workers.wait_for_complete()
        table.watch_cursor_coordinate(Coordinate(0, 0), Coordinate(-1, 0))
        await pilot.press("down", "up", "end", "home")
        assert table.row_count == 0
