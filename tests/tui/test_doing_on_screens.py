"""Steps that safecheck takes, on the screens: shown, confirmed with a key or a word, read back, undone."""

from pathlib import Path
from typing import Any

import pytest

from safecheck.model.changes import (
    CHANGE_KINDS,
    OF_A_CHAT,
    WITHOUT_UNDO,
    ChangeKind,
    target_of,
)
from safecheck.practice.scenario import ErrorFault, FaultsSpec
from safecheck.report.chat_changes import target_of_setting
from safecheck.report.doing import target_of_step
from safecheck.tui.screens.chat import ChatPage
from safecheck.tui.screens.chat_changes import ChatChanges, Ways
from safecheck.tui.screens.chats import Chats
from safecheck.tui.screens.leave_chats import LeaveChats, QuieterChats
from safecheck.tui.screens.plan import PlanList
from safecheck.tui.screens.result import Result
from safecheck.tui.screens.settings import SettingPage
from safecheck.tui.screens.step import StepPage
from safecheck.tui.screens.taken_steps import TakenSteps, UndoAll
from safecheck.tui.widgets.chat_table import ChatTable
from safecheck.tui.widgets.list_and_detail import Entries
from tests.audit.changed import GROUP, SUPERGROUP, state_of
from tests.tui.doing import hints, open_account, server_of, state, to_step, to_the_result, written
from tests.tui.fixed import LARGE
from tests.tui.walking import Walk, walking

TALL = (120, 100)
HIGH = "-1000000002001"  # of the shipped account `individual`


async def to_page_of(walk: Walk, kind: ChangeKind, chat: str) -> None:
    """The page of a change as a person comes there: from a step of the plan, a setting, or a chat."""
    if kind in OF_A_CHAT:
        await walk.app.push_screen(ChatPage(chat))
        await walk.press("x")
        await walk.at(ChatChanges)
        ways = walk.app.screen.query_one(Ways)
        ways.highlighted = ways.get_option_index(kind)
        await walk.press("enter")
        return
    result = walk.app.result
    step = next((step for step in result.plan.steps if step.kind == kind and step.device is None), None)
    if step is not None and target_of_step(step):
        await to_step(walk, step.id)
        assert {"a", "escape"} <= hints(walk)
    else:
        ids = [setting.id for setting in result.settings]
        of_it = next(id for id in ids if (target := target_of_setting(id)) and target.kind == kind)
        await walk.app.push_screen(SettingPage(of_it))
    await walk.press("a")


async def back_to_the_result(walk: Walk) -> None:
    while not isinstance(walk.app.screen, Result):
        await walk.press("escape")


async def test_p2_every_kind_of_change_is_shown_confirmed_read_back_listed_and_taken_back(
    tmp_path: Path,
) -> None:
    async with walking(tmp_path, size=LARGE, file=open_account(tmp_path)) as walk:
        await to_the_result(walk)
        states = [state_of(server_of(walk))]
        for kind in CHANGE_KINDS:
            if kind in WITHOUT_UNDO:
                continue
            await to_page_of(walk, kind, SUPERGROUP)
            await walk.reads("Now:")
            sent, before = len(written(walk)), server_of(walk).request_count
            assert "Then:" in walk.text
            assert "This can be undone." in walk.text
            await walk.press("r")
            assert "request" in walk.text
            assert {"enter", "r", "escape"} <= hints(walk)
            assert len(written(walk)) == sent, "nothing is sent before it is confirmed"
            await walk.press("enter")
            await walk.reads("Done, and checked with Telegram.")
            assert len(written(walk)) > sent
            if len(written(walk)) == sent + 1:
                assert server_of(walk).request_count - before <= 3
            assert state_of(server_of(walk)) not in states, kind
            states.append(state_of(server_of(walk)))
            assert "u" in hints(walk)
            [step] = [id for id in walk.app.done if target_of(id).kind == kind]
            assert state(walk, step) in ("done", "gone")
            while not isinstance(walk.app.screen, Result):
                await walk.press("escape")
        await walk.press("enter")
        await walk.at(PlanList)
        await walk.press("u")
        while len(states) > 1:  # the newest comes first
            await walk.at(TakenSteps)
            await walk.reads("changed on")
            await walk.press("enter")
            await walk.reads("Take it back")
            await walk.reads("Now:")
            await walk.press("enter")
            await walk.reads("Done, and checked with Telegram.")
            states.pop()
            assert state_of(server_of(walk)) == states[-1]
            await walk.press("enter")
        await walk.reads("no change of safecheck is in force")
        assert walk.app.done == ()
        assert {step.state for step in walk.app.result.plan.steps if target_of_step(step)} == {"to_do"}


async def test_p2_esc_changes_nothing_before_it_is_confirmed_and_a_refusal_is_a_sentence(
    tmp_path: Path,
) -> None:
    async with walking(tmp_path, "individual", lang="nl") as walk:
        await to_the_result(walk)
        start = state_of(server_of(walk))
        await to_step(walk, "limit-who-adds")
        for keys in (["escape"], ["r", "escape"]):
            await walk.press("a")
            await walk.reads("Nu: iedereen.")
            await walk.press(*keys)
            await walk.at(StepPage)
        server = server_of(walk)
        fault = ErrorFault(message="FROZEN_METHOD_INVALID", code=420, method="account.setPrivacy")
        server.set_faults(FaultsSpec(errors=(fault,)))
        await walk.press("a")
        await walk.reads("Nu: iedereen.")
        await walk.press("enter")
        await walk.reads("Telegram heeft het niet gedaan.")
        assert "u" not in hints(walk)
        assert state(walk, "limit-who-adds") == "to_do"
        assert state_of(server) == start


async def test_g3_leaving_wants_a_word_comes_after_the_card_and_has_no_way_back(tmp_path: Path) -> None:
    async with walking(tmp_path, "individual", size=TALL) as walk:
        await to_the_result(walk)
        await to_step(walk, f"leave/{HIGH}")
        await walk.press("a")
        await walk.reads("type this word and press Enter: leave")
        assert walk.text.index("automatic download off") < walk.text.index("Reporting card for")
        assert "This cannot be undone." in walk.text
        assert "f5" in hints(walk)
        await walk.press("enter", "enter")
        await walk.reads("That is not the word.")
        await walk.type("yes")
        assert written(walk) == []
        await walk.press(*["backspace"] * 3)
        await walk.type("Leave")
        await walk.reads("Done, and checked with Telegram.")
        assert written(walk) == ["channels.leaveChannel"]
        assert "u" not in hints(walk)
        assert state(walk, f"leave/{HIGH}") == "done"
        assert state(walk, f"card/{HIGH}") == "to_do", "the card outlives the chat"


async def leave_some(walk: Walk, count: int) -> list[str]:
    """Choose so many chats, and one of one's own, in the list; return the ids of those that can be left."""
    await walk.press("c")
    await walk.at(Chats)
    await walk.app.workers.wait_for_complete()
    facts = walk.app.result.facts.chat_list.chats
    own = [chat.id for chat in facts if chat.owned][:1]
    others = [chat.id for chat in facts if not (chat.owned or chat.gone) and chat.kind != "group"][:count]
    for id in (*own, *others):
        table = walk.app.screen.query_one(ChatTable)
        table.move_cursor(row=table.get_row_index(id))
        await walk.press("space")
    await walk.reads(f"{len(own) + count} chats chosen to leave. Press x to go on.")
    assert "[x]" in walk.text
    assert {"space", "x"} <= hints(walk)
    await walk.press("x")
    await walk.at(LeaveChats)
    return others


async def test_several_chats_are_left_after_a_list_and_a_stop_keeps_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with walking(tmp_path, "individual", size=TALL) as walk:
        await to_the_result(walk)
        chosen = await leave_some(walk, 3)
        assert "These 3 chats would be left" in walk.text
        assert "Yours, so they stay" in walk.text
        await walk.press("escape")
        await walk.at(Chats)
        assert written(walk) == []
        await walk.press("x")
        await walk.at(LeaveChats)
        monkeypatch.setattr("safecheck.audit.changing.Changing.at_home", False)
        await walk.press("enter")
        await walk.type("leave")
        await walk.until(lambda: len(written(walk)) == 1, "the first one")
        await walk.press("escape")
        await walk.reads("Still to do")
        assert len(written(walk)) == 1
        left = {chat.id for chat in walk.app.result.facts.chat_list.chats if chat.gone}
        assert len(left & set(chosen)) == 1
        await walk.press("escape")
        await walk.at(Chats)
        await walk.reads("3 chats chosen to leave")
        monkeypatch.setattr("safecheck.audit.changing.Changing.at_home", True)
        await walk.press("x")
        await walk.at(LeaveChats)
        await walk.press("enter")
        await walk.type("leave")
        await walk.reads("All of it is done.")
        assert len(written(walk)) == 3
        await walk.press("escape", "escape", "enter")
        await walk.at(PlanList)
        await walk.press("u")
        await walk.at(TakenSteps)
        await walk.reads("You left 3 chats. Nothing takes that back.")


async def test_p2_the_requests_of_a_list_can_be_seen_and_chats_made_quiet_instead_and_loud_again(
    tmp_path: Path,
) -> None:
    async with walking(tmp_path, size=TALL, file=open_account(tmp_path)) as walk:
        await to_the_result(walk)
        start = state_of(server_of(walk))
        await walk.app.push_screen(LeaveChats((SUPERGROUP, GROUP)))
        await walk.reads("These 2 chats would be left")
        assert "A group or channel belongs to it. You stay in that one." in walk.text
        assert "f5" in hints(walk)
        await walk.press("f5")
        await walk.reads("These 2 requests would be sent")
        for request in ("channels.leaveChannel(channel=", "messages.deleteChatUser("):
            assert request in walk.text
        await walk.press("f5")
        assert "requests would be sent" not in walk.text
        assert "press F6. That does not stop downloads." in walk.text
        await walk.press("f6")
        await walk.at(QuieterChats)
        await walk.reads("These 2 chats would be muted, and put into the archive")
        assert "This does not stop downloads." in walk.text
        await walk.press("r")
        await walk.reads("These 4 requests would be sent")
        assert written(walk) == []
        await walk.press("enter")
        await walk.reads("All of it is done.")
        assert sorted(set(written(walk))) == ["account.updateNotifySettings", "folders.editPeerFolders"]
        await walk.press("enter", "enter")
        await walk.at(PlanList)
        await walk.press("u", "a")
        await walk.at(UndoAll)
        await walk.press("r")
        await walk.reads("These 4 requests would be sent")
        await walk.press("enter")
        await walk.reads("All of it is done.")
        assert state_of(server_of(walk)) == start


async def test_what_was_changed_is_listed_and_taken_back_all_at_once(tmp_path: Path) -> None:
    async with walking(tmp_path, "individual", size=LARGE) as walk:
        await to_the_result(walk)
        start = state_of(server_of(walk))
        for step in ("limit-who-adds", "cover-sensitive"):
            await to_step(walk, step)
            await walk.press("a")
            await walk.reads("Now:")
            await walk.press("enter")
            await walk.reads("Done, and checked with Telegram.")
            await walk.press("enter")
            await walk.at(StepPage)
            assert "This is done." in walk.text
            await walk.press("escape")
        await walk.press("enter")
        await walk.at(PlanList)
        await walk.press("u")
        await walk.at(TakenSteps)
        await walk.reads("18+ material")
        await walk.press("enter")
        await walk.reads("Then: shown without cover.")
        await walk.press("escape", "a")
        await walk.at(UndoAll)
        await walk.press("escape")
        await walk.at(TakenSteps)
        assert state_of(server_of(walk)) != start
        await walk.press("a", "enter")
        await walk.reads("All of it is done.")
        assert state_of(server_of(walk)) == start
        await walk.press("enter")
        await walk.reads("no change of safecheck is in force")
        await walk.press("escape")
        assert state(walk, "limit-who-adds") == "to_do"


async def test_p6_after_the_end_of_a_visit_a_sentence_stands_in_place_of_the_key(tmp_path: Path) -> None:
    async with walking(tmp_path, "individual") as walk:
        await to_the_result(walk)
        await walk.app.visits.close()
        await to_step(walk, "limit-who-adds")
        await walk.press("end")
        assert "it is signed out by now" in walk.text
        assert "a" not in hints(walk)
        await walk.press("a", "escape", "c")
        await walk.at(Chats)
        assert "space" not in hints(walk)


async def test_g10_of_a_step_of_ones_own_one_says_done_later_or_nothing(tmp_path: Path) -> None:
    seen: list[Any] = []
    async with walking(tmp_path, "individual", size=LARGE) as walk:
        await to_the_result(walk)
        await walk.press("enter")
        await walk.at(PlanList)
        plan = walk.app.screen
        assert isinstance(plan, PlanList)
        card = next(
            number for number, step in enumerate(walk.app.result.plan.steps, 1) if step.kind == "card"
        )
        plan._point_at(card)
        await walk.pilot.pause()
        for _ in range(3):
            await walk.press("space")
            seen.append(walk.app.result.plan.steps[card - 1].state)
            if seen[-1] == "said_done":
                assert "you said done" in walk.text
        assert seen == ["said_done", "later", "to_do"]
        adds = [step.id for step in walk.app.result.plan.steps].index("limit-who-adds") + 1
        plan._point_at(adds)
        await walk.pilot.pause()
        await walk.press("space")
        assert "safecheck can take this step for you" in walk.text
        await walk.press("f")
        assert "Shown: only " in walk.text
        shown = walk.app.screen.query_one(Entries)
        assert shown.option_count < len(walk.app.result.plan.steps)


async def test_on_wish_a_setting_is_changed_from_its_page_and_a_chat_made_quiet_from_its_own(
    tmp_path: Path,
) -> None:
    async with walking(tmp_path, "individual", size=LARGE) as walk:
        await to_the_result(walk)
        start = state_of(server_of(walk))
        await walk.app.push_screen(SettingPage("account.auto_download.low"))
        await walk.press("a")
        await walk.reads("The three automatic download templates")
        await walk.reads("Now:")
        await walk.press("enter")
        # This server keeps nothing of what is written there, as Telegram is said to.
        await walk.reads("It is not as it should be.")
        assert "u" not in hints(walk), "nothing is other than before"
        await walk.press("escape", "escape")
        assert state_of(server_of(walk)) == start
        chats = walk.app.result.facts.chat_list.chats
        chat = next(chat for chat in chats if not (chat.muted or chat.gone or chat.owned))
        await walk.app.push_screen(ChatPage(chat.id))
        await walk.press("x")
        await walk.at(ChatChanges)
        assert "This does not stop downloads." in walk.text
        await walk.press("enter")
        await walk.reads("Then: muted for good.")
        await walk.press("enter")
        await walk.reads("Done, and checked with Telegram.")
        await walk.press("enter")
        await walk.at(ChatChanges)
        await walk.until(lambda: "Mute " not in walk.text, "one choice less")
        await walk.press("escape")
        await walk.reads("muted")
        assert written(walk)[-1] == "account.updateNotifySettings"
