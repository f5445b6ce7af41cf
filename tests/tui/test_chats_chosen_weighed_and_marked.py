"""What can be done with the list of chats: choose which are shown, see how one was weighed, mark it for
oneself (G10), and see as bars what they hold."""

import stat
from datetime import UTC, datetime

from msgspec.structs import replace
from textual.pilot import Pilot

from safecheck.model.facts import MediaCounts
from safecheck.model.marks import ChatMark
from safecheck.store.marks import MarkFile
from safecheck.store.paths import places
from safecheck.tui.app import SafecheckApp
from safecheck.tui.screens.chat import ChatPage
from safecheck.tui.screens.chat_bars import ChatBars
from safecheck.tui.screens.chats import Chats
from safecheck.tui.screens.confirm_end import ConfirmEnd
from safecheck.tui.screens.keep_answers import KeepMarks
from safecheck.tui.screens.show_only import Conditions, ShowOnly
from safecheck.tui.screens.weighing import WeighingPage
from safecheck.tui.widgets.chat_table import ChatTable
from tests.tui.fixed import LARGE, fixed_facts, lines, page_of, shown, text


async def press(pilot: Pilot[int], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def app_of(pilot: Pilot[int]) -> SafecheckApp:
    assert isinstance(pilot.app, SafecheckApp)
    return pilot.app


def listed(pilot: Pilot[int]) -> list[str]:
    page = next(screen for screen in pilot.app.screen_stack if isinstance(screen, Chats))
    return [row.key.value or "" for row in page.query_one(ChatTable).ordered_rows]


async def test_what_is_chosen_from_a_list_is_shown_and_said_and_esc_shows_all_again() -> None:
    async with shown(Chats(), "individual/asked", size=LARGE) as pilot:
        await press(pilot)
        everything, chats = listed(pilot), {chat.id: chat for chat in fixed_chats(pilot)}
        await press(pilot, "f")
        assert isinstance(page_of(pilot), ShowOnly)
        conditions = page_of(pilot).query_one(Conditions)
        conditions.highlighted = conditions.get_option_index("stranger")
        await press(pilot, "enter")
        assert "[x] added by someone who is not a contact of yours" in text(pilot)
        await press(pilot, "l")
        assert "[x] toegevoegd door iemand die geen contact van je is" in text(pilot)
        await press(pilot, "l", "escape")
        assert {chats[id].added_by for id in listed(pilot)} == {"stranger"}
        assert len(listed(pilot)) == sum(chat.added_by == "stranger" for chat in chats.values())
        assert "(only: added by someone who is not a contact of yours)" in text(pilot)
        await press(pilot, "slash", *"zzz", "escape")
        assert "No group or channel fits all of that." in text(pilot)
        await press(pilot, "escape")
        assert listed(pilot) == everything, "once shows all, whatever was typed and chosen"
        await press(pilot, "f", "enter", "a", "escape")
        assert listed(pilot) == everything


def fixed_chats(pilot: Pilot[int]) -> tuple:  # type: ignore[type-arg]
    facts = app_of(pilot).facts
    assert facts is not None
    return facts.chat_list.chats


async def test_g7_how_a_chat_was_weighed_is_one_key_away_from_the_list_and_from_its_page() -> None:
    async with shown(Chats(), size=LARGE) as pilot:
        await press(pilot, "w")
        assert isinstance(page_of(pilot), WeighingPage)
        from_the_list = text(pilot)
        assert "Together: it stands out strongly." in from_the_list
        await press(pilot, "escape", "enter", "w")
        assert text(pilot) == from_the_list
        await press(pilot, "escape")
        assert isinstance(page_of(pilot), ChatPage)


async def test_g10_a_mark_is_seen_in_the_list_and_the_detail_and_moves_nothing() -> None:
    async with shown(Chats(), size=LARGE) as pilot:
        await press(pilot)
        app = app_of(pilot)
        before, order = app.result, listed(pilot)
        await press(pilot, "m")
        assert "you disagree" in text(pilot)
        assert "You marked: I think this is wrong." in text(pilot), "in the pane"
        await press(pilot, "down", "enter", "m")
        assert "You marked: I think this is wrong." in text(pilot)
        await press(pilot, "end")
        assert "These marks are practice; they are gone when safecheck ends." in text(pilot)
        await press(pilot, "k")
        assert isinstance(page_of(pilot), ChatPage), "nothing of practice can be kept"
        await press(pilot, "escape")
        assert text(pilot).count("you disagree") == 2
        assert listed(pilot) == order
        assert pilot.app.screen.query_one(ChatTable).cursor_row == 1, "the cursor stays on its chat"
        assert set(app.result.marks.values()) == {"disputed"}
        assert replace(app.result, marks={}) == before
        await press(pilot, "m", "end", "m")
        assert sorted(app.result.marks.values()) == ["disputed", "known"]
        await press(pilot, "slash", *"marked", "escape")
        assert listed(pilot) == [id for id in order if id in app.result.marks]


async def test_g10_marks_are_kept_only_after_it_was_said_who_could_read_them() -> None:
    file = MarkFile(places().marks_file)
    facts = replace(fixed_facts(), source="account")
    async with shown(Chats(), facts) as pilot:
        await press(pilot, "end", "m", "q")
        assert isinstance(page_of(pilot), ConfirmEnd)
        assert "How you marked chats is gone then. To keep it: m" in text(pilot)
        await press(pilot, "m")
        assert isinstance(page_of(pilot), KeepMarks)
        assert "Whoever uses your account on this computer can read it" in text(pilot)
        assert not file.exists
        await press(pilot, "enter")
        assert not file.exists, "the first choice changes nothing"
        await press(pilot, "m", "down", "enter")
        assert isinstance(page_of(pilot), ConfirmEnd)
        assert "How you marked chats" not in text(pilot)
        (kept,) = file.read()
        assert kept == ChatMark(kept.chat_id, "known", "2026-11-23")
        assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
        assert ("how you marked chats", str(file.path)) in [each[:2] for each in app_of(pilot).kept]
        await press(pilot, "escape", "home", "m", "enter", "m")
        assert file.read() == (kept,), "a mark that is taken back is kept no longer"
        await press(pilot, "k", "down", "enter")
        assert not file.exists
        assert isinstance(page_of(pilot), ChatPage)


async def test_bars_lead_to_what_was_noticed_and_back() -> None:
    async with shown(Chats(), "individual/asked") as pilot:
        await press(pilot, "b")
        assert isinstance(page_of(pilot), ChatBars)
        drawn = [line for line in lines(pilot) if "█" in line or "░" in line]
        assert len(drawn) > 3
        assert all(any(char.isdigit() for char in line) for line in drawn[1:]), "a number beside each bar"
        await press(pilot, "enter")
        assert isinstance(page_of(pilot), ChatPage)
        await press(pilot, "escape", "escape")
        assert isinstance(page_of(pilot), Chats)


async def test_what_is_found_out_meanwhile_is_shown_and_the_cursor_stays_on_its_chat() -> None:
    async with shown(Chats(), size=(200, 40)) as pilot:
        await press(pilot, "down", "down", "enter")
        app, at = app_of(pilot), listed(pilot)[2]
        assert app.facts is not None
        chats = tuple(
            replace(chat, media=MediaCounts(photo=4321), last_activity=datetime(2026, 11, 1, tzinfo=UTC))
            if chat.id == at
            else chat
            for chat in app.facts.chat_list.chats
        )
        app.facts = replace(app.facts, chat_list=replace(app.facts.chat_list, chats=chats))
        app._results.clear()
        await press(pilot, "escape")
        assert "4,321" in text(pilot)
        table = pilot.app.screen.query_one(ChatTable)
        assert (table.at, table.cursor_row) == (at, listed(pilot).index(at))
