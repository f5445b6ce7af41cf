"""The result and the list of chats: what is seen at once, which keys lead on, and that nothing is lost."""

import re
from collections.abc import Callable, Sequence

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import Input

from safecheck.model.facts import AuditFacts, Unknown
from safecheck.model.text import UntrustedText
from safecheck.report.chat_filter import kept_rows
from safecheck.report.chat_order import Order, order_words, orders, sorted_rows
from safecheck.report.chat_table import ChatRow
from safecheck.tui.screens.chat import ChatPage
from safecheck.tui.screens.chats import Chats
from safecheck.tui.screens.devices import Devices
from safecheck.tui.screens.plan import PlanList
from safecheck.tui.screens.result import Result
from safecheck.tui.screens.settings import Settings
from safecheck.tui.screens.since import Since
from safecheck.tui.widgets import chat_table
from safecheck.tui.widgets.chat_table import ChatTable
from safecheck.tui.widgets.detail import DetailPane
from tests.tui.fixed import LARGE, SMALL, fixed_facts, lines, page_of, shown, text


async def settled(pilot: Pilot[int]) -> None:
    """Wait until the table is filled."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def table(pilot: Pilot[int]) -> ChatTable:
    return pilot.app.screen.query_one(ChatTable)


def chats(pilot: Pilot[int]) -> Chats:
    screen = page_of(pilot)
    assert isinstance(screen, Chats)
    return screen


def shown_rows(rows: Sequence[ChatRow], wanted: str, order: Order) -> tuple[ChatRow, ...]:
    return sorted_rows(kept_rows(rows, wanted), order)


def in_table(pilot: Pilot[int]) -> list[str]:
    return [row.key.value or "" for row in table(pilot).ordered_rows]


def some_read(facts: AuditFacts) -> AuditFacts:
    listed = facts.chat_list
    part = replace(listed, chats=listed.chats[30:34], listed=12, total=63, stopped=Unknown("you stopped it"))
    return replace(facts, chat_list=part)


def none_there(facts: AuditFacts) -> AuditFacts:
    return replace(facts, chat_list=replace(facts.chat_list, chats=(), listed=6, total=6))


# --- the result ------------------------------------------------------------------------------------------


async def test_g4_help_stands_before_everything_else_and_its_key_works() -> None:
    async with shown(Result()) as pilot:
        body = [line for line in lines(pilot)[1:] if line.strip()]
        assert body[0].strip() == "Shocked? Press h. You need not look at anything."
        await pilot.press("h")
        await pilot.pause()
        assert type(page_of(pilot)).__name__ == "Help"


@pytest.mark.parametrize("account", ["individual", "teen"])
@pytest.mark.parametrize("lang", ["en", "nl"])
async def test_the_sentence_the_picture_and_the_first_steps_are_seen_at_once(account: str, lang: str) -> None:
    """At 80x24, before anything is scrolled."""
    async with shown(Result(), account, "nl" if lang == "nl" else "en", SMALL) as pilot:
        said = text(pilot)
        headline, title, steps = (
            ("Foto's uit", "Wat vanzelf binnenkomt", "Doe dit eerst")
            if lang == "nl"
            else ("Photos from", "What lands without a tap", "Do these first")
        )
        assert said.index(headline) < said.index(title) < said.index(steps)
        effort = r" [0-9]+ min\b|by safecheck|door safecheck"
        assert len(re.findall(effort, said.partition(steps)[2])) == 3


async def test_g8_an_assumed_default_is_never_styled_as_a_fact() -> None:
    async with shown(Result()) as pilot:
        said = text(pilot)
        assert "if you never changed this" in said
        assert said.count("assumed") == 4
    async with shown(Result(), "quiet") as pilot:
        assert "assumed" not in text(pilot)
        assert text(pilot).count("you told us") >= 2


async def test_g9_a_good_result_says_that_it_is_no_guarantee() -> None:
    async with shown(Result(), "quiet") as pilot:
        said = text(pilot)
        assert "That is no guarantee" in said
        assert "Enough for today." in said
        assert "Shocked" not in said


async def test_g9_an_audit_that_is_not_complete_says_first_what_was_not_seen() -> None:
    async with shown(Result(), some_read(fixed_facts())) as pilot:
        said = text(pilot)
        assert "We looked at 12 of your 63 chats. About the rest we know nothing." in said
        assert "Photos from at least 4" in said
        assert "We did not see everything, and it is no guarantee." in said
        assert "Enough for today" not in said
        await pilot.press("c")
        await settled(pilot)
        assert "We looked at 12 of your 63 chats." in text(pilot)


async def test_an_account_without_groups_still_gets_its_devices_and_steps() -> None:
    async with shown(Result(), none_there(fixed_facts())) as pilot:
        assert "No groups or channels were found on this account." in text(pilot)
        assert "Do these first" in text(pilot)
        await pilot.press("c")
        await settled(pilot)
        assert "No groups or channels were found" in text(pilot)
        assert "/ filter" not in text(pilot)
        assert "esc back" in lines(pilot)[-1]
        await pilot.press("slash", "o", "escape")
        assert isinstance(page_of(pilot), Result)


@pytest.mark.parametrize("lang", ["en", "nl"])
async def test_g9_a_half_read_result_is_never_enough_for_today(lang: str) -> None:
    async with shown(Result(), "quiet/half read", "nl" if lang == "nl" else "en", SMALL) as pilot:
        said = text(pilot)
        if lang == "nl":
            assert "We hebben niet alles gezien, en een garantie is het niet." in said
            assert "Niet alles is gelezen. Controleer nog eens als het je uitkomt." in said
        else:
            assert "We did not see everything, and it is no guarantee." in said
            assert "Not everything was read. Check again when it suits you." in said
        assert "Enough for today" not in said
        assert "Genoeg voor vandaag" not in said


async def test_the_first_steps_of_a_result_count_from_one() -> None:
    for account in ("individual", "teen", "busy"):
        async with shown(Result(), account, size=(80, 60)) as pilot:
            numbers = [
                int(found[1])
                for line in lines(pilot)
                if (found := re.match(r"\s+(\d)  \S.* (?:min|by safecheck)$", line))
            ]
            assert numbers == list(range(1, len(numbers) + 1))
            assert len(numbers) > 1


@pytest.mark.parametrize(
    ("key", "leads_to"), [("enter", PlanList), ("c", Chats), ("d", Devices), ("s", Settings), ("e", Since)]
)
async def test_each_key_of_the_result_leads_on_and_esc_back(key: str, leads_to: type) -> None:
    async with shown(Result()) as pilot:
        await pilot.press(key)
        await settled(pilot)
        assert isinstance(page_of(pilot), leads_to)
        await pilot.press("escape")
        assert isinstance(page_of(pilot), Result)


# --- the list of chats -----------------------------------------------------------------------------------


async def test_g2_the_list_says_not_to_open_what_stands_out() -> None:
    async with shown(Chats()) as pilot:
        await settled(pilot)
        assert "Do not open a chat that stands out to look." in text(pilot)
        assert "t.me" not in text(pilot)


async def test_the_filter_narrows_the_list_with_each_letter_and_esc_goes_back_to_it() -> None:
    async with shown(Chats()) as pilot:
        await settled(pilot)
        everything = len(in_table(pilot))
        await pilot.press("slash", *"club")
        await settled(pilot)
        page = chats(pilot)
        assert in_table(pilot) == [row.id for row in shown_rows(page.rows, "club", "level")]
        assert 0 < len(in_table(pilot)) < everything
        assert f"{len(in_table(pilot))} of {everything} groups and channels" in text(pilot)
        await pilot.press("escape")
        assert isinstance(pilot.app.focused, ChatTable)
        assert page.wanted == "club"


async def test_esc_in_the_list_shows_all_lines_again_before_it_goes_back() -> None:
    async with shown(Result()) as pilot:
        await pilot.press("c")
        await settled(pilot)
        everything = len(in_table(pilot))
        await pilot.press("slash", *"club", "escape")
        await settled(pilot)
        assert len(in_table(pilot)) < everything
        await pilot.press("escape")
        await settled(pilot)
        assert len(in_table(pilot)) == everything
        assert chats(pilot).wanted == ""
        await pilot.press("escape")
        assert isinstance(page_of(pilot), Result)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_filter_without_a_match_says_so_and_what_to_do(size: tuple[int, int]) -> None:
    async with shown(Chats(), size=size) as pilot:
        await settled(pilot)
        await pilot.press("slash", *"zzzz")
        await settled(pilot)
        assert "No group or channel has that in its name. Esc, then / to type something else." in text(pilot)


async def test_the_filter_is_called_filter_in_dutch_too() -> None:
    async with shown(Chats(), lang="nl") as pilot:
        await settled(pilot)
        assert "/ filter: een stuk van een naam" in text(pilot)
        assert "/ filter" in lines(pilot)[-1]
        assert "zoek" not in text(pilot)


@pytest.mark.parametrize("lang", ["en", "nl"])
async def test_the_list_never_scrolls_sideways_at_any_width(lang: str) -> None:
    async with shown(Chats(), lang="nl" if lang == "nl" else "en", size=(60, 24)) as pilot:
        for width in (60, 66, 72, 80, 90, 99, 100, 110, 120, 160, 200):
            await pilot.resize_terminal(width, 24)
            await settled(pilot)
            assert table(pilot).max_scroll_x == 0, width
            assert not table(pilot).show_horizontal_scrollbar, width


@pytest.mark.parametrize("lang", ["en", "nl"])
async def test_g2_the_page_of_a_strong_chat_warns_before_anything_is_scrolled(lang: str) -> None:
    async with shown(Chats(), lang="nl" if lang == "nl" else "en", size=SMALL) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await pilot.pause()
        warning, reasons = (
            ("Open hem niet om te kijken. Zet eerst automatisch downloaden uit.", "Wat opviel")
            if lang == "nl"
            else ("Do not open it to look. Switch automatic download off first.", "What was noticed")
        )
        assert text(pilot).index(warning) < text(pilot).index(reasons)


async def test_letters_in_the_filter_are_letters_and_not_keys() -> None:
    async with shown(Chats()) as pilot:
        await settled(pilot)
        await pilot.press("slash", *"hoqc")
        await settled(pilot)
        assert chats(pilot).wanted == "hoqc"
        assert chats(pilot).order == "level"
        assert in_table(pilot) == []


async def test_the_order_key_sorts_and_says_how() -> None:
    async with shown(Chats()) as pilot:
        await settled(pilot)
        known = orders(chats(pilot).rows)
        assert {"level", "members", "activity", "joined", "name"} <= set(known)
        for order in (*known[1:], known[0]):
            await pilot.press("o")
            await settled(pilot)
            page = chats(pilot)
            assert page.order == order
            assert order_words(order, page.catalog) in text(pilot)
            assert in_table(pilot) == [row.id for row in shown_rows(page.rows, "", page.order)]


async def test_enter_shows_why_a_chat_is_there_and_going_back_finds_the_list_as_it_was() -> None:
    async with shown(Chats()) as pilot:
        await settled(pilot)
        await pilot.press("slash", *"channel", "enter", "o", "down", "down")
        await settled(pilot)
        at, rows = table(pilot).at, in_table(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(page_of(pilot), ChatPage)
        assert "Group or channel" in text(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert (table(pilot).at, in_table(pilot)) == (at, rows)
        assert rows.index(at or "") == table(pilot).cursor_row == 2


async def turn(pilot: Pilot[int]) -> None:
    await pilot.press("l")


async def widen(pilot: Pilot[int]) -> None:
    await pilot.resize_terminal(*LARGE)
    await settled(pilot)
    await pilot.resize_terminal(*SMALL)


async def recolour(pilot: Pilot[int]) -> None:
    await pilot.press("t")


@pytest.mark.parametrize("change", [turn, widen, recolour])
async def test_nothing_is_lost_by_another_language_size_or_colour(
    change: Callable[[Pilot[int]], "object"],
) -> None:
    async with shown(Chats()) as pilot:
        await settled(pilot)
        await pilot.press("slash", *"club", "escape", "o", "o", "down", "down", "down")
        await settled(pilot)
        before = (in_table(pilot), table(pilot).at, chats(pilot).order)
        assert table(pilot).cursor_row == 3
        await change(pilot)  # type: ignore[misc]
        await settled(pilot)
        assert (in_table(pilot), table(pilot).at, chats(pilot).order) == before
        assert table(pilot).cursor_row == 3
        assert pilot.app.screen.query_one("#filter", Input).value == "club"
        assert isinstance(pilot.app.focused, ChatTable)


async def test_from_a_hundred_columns_on_a_pane_follows_the_cursor() -> None:
    async with shown(Chats(), size=LARGE) as pilot:
        await settled(pilot)
        pane = pilot.app.screen.query_one(DetailPane)
        assert pane.display
        first = text(pilot)
        assert "It stands out strongly." in first
        await pilot.press("end")
        await settled(pilot)
        assert "Nothing stands out." in text(pilot)
        await pilot.press("slash", *"zzzzzz")
        await settled(pilot)
        assert "No group or channel has that in its name." in text(pilot)
        await pilot.resize_terminal(*SMALL)
        await settled(pilot)
        assert not pane.display


async def test_more_rows_than_go_in_without_a_pause_all_arrive_in_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(chat_table, "_BLINK", 0.005)
    facts = fixed_facts()
    one = facts.chat_list.chats[0]
    many = tuple(
        replace(one, id=f"chat-{number}", title=UntrustedText(f"Tuin {number:05}")) for number in range(2_301)
    )
    async with shown(Chats(), replace(facts, chat_list=replace(facts.chat_list, chats=many))) as pilot:
        await settled(pilot)
        assert in_table(pilot) == [f"chat-{number}" for number in range(2_301)]
        await pilot.press("slash", *"0230")  # each letter gives up what the one before began to show
        await settled(pilot)
        assert in_table(pilot) == [row.id for row in chats(pilot).shown]
        assert "chat-2300" in in_table(pilot)


@pytest.mark.parametrize("lang", ["en", "nl"])
async def test_g9_no_chat_ever_gets_a_tick(lang: str) -> None:
    async with shown(Chats(), "quiet", "nl" if lang == "nl" else "en", LARGE) as pilot:
        await settled(pilot)
        assert "✓" not in text(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "✓" not in text(pilot)
        assert ("garantie" if lang == "nl" else "no guarantee") in text(pilot)


async def test_g1_a_strong_chat_shows_the_fixed_order_and_no_way_in() -> None:
    async with shown(Chats(), size=(80, 60)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await pilot.pause()
        said = text(pilot)
        steps = ["1 Switch automatic download off", "2 Keep the reporting card", "3 Report", "4 Leave it"]
        steps += ["5 Take the card", "6 Before you delete anything: ask the police"]
        places = [said.index(step) for step in steps]
        assert places == sorted(places)
        assert "t.me" not in said
