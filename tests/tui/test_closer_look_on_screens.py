"""A closer look from the screens: the quick result first, refined in place; a stop loses nothing (P7)."""

from pathlib import Path
from typing import Any

import pytest

from safecheck.model.sign_in import QrShown
from safecheck.tui.screens.chats import Chats
from safecheck.tui.screens.closer_look import CloserLook
from safecheck.tui.screens.result import Result
from safecheck.tui.widgets.chat_table import ChatTable
from tests.tui.fixed import LARGE
from tests.tui.walking import Walk, walking

pytestmark = pytest.mark.uncounted

FULL = "channels.getFullChannel"


def fails(message: str, code: int, from_call: int) -> dict[str, Any]:
    return {
        "errors": [{"message": message, "code": code, "method": FULL, "from_call": from_call, "times": 0}]
    }


async def to_the_chats(walk: Walk) -> None:
    """The list, with the cursor on its third chat."""
    await walk.press("enter")
    await walk.asked(QrShown)
    await walk.press("s")
    await walk.at(Result)
    await walk.press("c")
    await walk.at(Chats)
    await walk.app.workers.wait_for_complete()
    await walk.press("down", "down")


def cursor(walk: Walk) -> tuple[str | None, bool]:
    """The chat that the cursor is on, and whether it stands on the line of that chat."""
    table = walk.app.screen.query_one(ChatTable)
    return table.at, list(table.rows)[table.cursor_row].value == table.at


def asked_about(walk: Walk) -> int:
    assert walk.app.facts is not None
    return sum(chat.probed for chat in walk.app.facts.chat_list.chats)


async def test_the_quick_result_comes_first_and_is_refined_in_place(tmp_path: Path) -> None:
    async with walking(tmp_path, "individual", size=LARGE) as walk:
        await to_the_chats(walk)
        plan, at = walk.app.offered_look, cursor(walk)
        assert plan is not None
        assert f"{len(plan.chats)} chats are worth a closer look (n): {plan.requests} requests" in walk.text
        assert FULL not in walk.received, "nothing is asked before it is wanted"
        await walk.press("n")
        await walk.until(lambda: asked_about(walk) > 0, "what was found out")
        await walk.at(Chats)
        await walk.app.workers.wait_for_complete()
        await walk.reads("other chats can be looked at more closely")
        assert asked_about(walk) == len(plan.chats)
        assert cursor(walk) == at
        assert "a stranger" in walk.text or "a contact" in walk.text or "yourself" in walk.text
        await walk.press("n")
        await walk.until(lambda: walk.app.offered_look is None, "all chats")
        await walk.at(Chats)
        assert "closer look (n)" not in walk.text
        assert cursor(walk) == at
        await walk.press("escape")
        await walk.at(Result)
        await walk.press("end")
        await walk.reads("Closer look: safecheck asked Telegram about")


async def test_p7_esc_stops_a_closer_look_and_keeps_what_it_told(tmp_path: Path) -> None:
    faults = fails("FLOOD_WAIT_50", 420, 4)
    async with walking(tmp_path, "individual", size=LARGE, faults=faults) as walk:
        await to_the_chats(walk)
        plan, at = walk.app.offered_look, cursor(walk)
        assert plan is not None
        await walk.press("n")
        await walk.at(CloserLook)
        await walk.reads("Telegram asks us to wait")
        await walk.press("escape")
        await walk.at(Chats)
        await walk.app.workers.wait_for_complete()
        assert 0 < asked_about(walk) < len(plan.chats)
        assert f"{len(plan.chats) - asked_about(walk)} chats are worth a closer look" in walk.text
        assert cursor(walk) == at


async def test_a_closer_look_that_telegram_ends_says_why_and_leads_back(tmp_path: Path) -> None:
    faults = fails("AUTH_KEY_UNREGISTERED", 401, 2)
    async with walking(tmp_path, "individual", faults=faults) as walk:
        await to_the_chats(walk)
        await walk.press("n")
        await walk.reads("The closer look ended early")
        assert isinstance(walk.app.screen, CloserLook)
        await walk.press("escape")
        await walk.at(Chats)
