"""What a key copies: a menu path, the card, a command; and no other way to a chat than on that card."""

import pytest

from safecheck.model.text import clean
from safecheck.tui.copying import CopyingPage
from safecheck.tui.screens.device import DevicePage
from safecheck.tui.screens.device_form import DeviceForm
from safecheck.tui.screens.step import StepPage
from safecheck.tui.screens.switches import OneSwitch
from safecheck.tui.widgets.body import Body
from safecheck.tui.widgets.key_line import KeyLine
from tests.tui.fixed import page_of, shown, text

pytestmark = pytest.mark.uncounted


async def test_a_menu_path_is_copied_by_a_key_or_a_click_and_the_page_says_so() -> None:
    async with shown(OneSwitch("android", 0), facts=None) as pilot:
        assert "y copy the menu path" in text(pilot)
        await pilot.press("y")
        await pilot.pause()
        copied = pilot.app.clipboard.split("\n")
        assert copied[0].startswith("Telegram for Android: ")
        assert copied[1].startswith('1. "Settings"')
        assert "Copied, if your terminal allows it: Telegram for Android" in text(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "Copied" not in text(pilot), "it is gone at the next key"
        await pilot.click(KeyLine)
        await pilot.pause()
        assert pilot.app.clipboard.split("\n")[0] != copied[0], "the way of the next switch"


async def test_decisions_8_the_link_of_a_chat_that_stands_out_strongly_is_copied_from_its_card_only() -> None:
    async with shown(facts="individual") as pilot:
        page = page_of(pilot)
        result = page.safecheck.result
        strong = {rating.chat_id for rating in result.ratings if rating.level == "high"}
        chats = result.facts.chat_list.chats
        names = [clean(name) for chat in chats if chat.id in strong for name in chat.usernames]
        assert names
        linked = set()
        for number, step in enumerate(result.plan.every, start=1):
            await pilot.app.push_screen(one := StepPage(number))
            copy = one.to_copy()
            if copy is not None and any(name in copy.text for name in names):
                linked.add((step.kind, copy.kind))
        assert linked == {("card", "card")}


async def test_p8_what_is_copied_holds_nothing_that_a_terminal_acts_upon() -> None:
    async with shown(facts="hostile") as pilot:
        result = page_of(pilot).safecheck.result
        pages = [StepPage(number) for number in range(1, len(result.plan.every) + 1)]
        for page in pages:
            await pilot.app.push_screen(page)
            copy = page.to_copy()
            assert copy is None or not any(ord(sign) < 32 for sign in copy.text.replace("\n", "")), copy
        assert any(page.to_copy() is not None for page in pages)


@pytest.mark.parametrize("make", [DevicePage, DeviceForm])
async def test_the_ways_of_a_device_can_be_copied(make: type[DevicePage] | type[DeviceForm]) -> None:
    async with shown(facts="individual") as pilot:
        device = page_of(pilot).safecheck.result.devices[0].id
        await pilot.app.push_screen(page := make(device))
        await pilot.pause()
        assert isinstance(page, CopyingPage)
        if make is DevicePage:
            page.query_one(Body).scroll_end(animate=False)
            await pilot.pause()
            assert "y copy the menu path" in text(pilot)
            await pilot.click(KeyLine)
        else:
            await pilot.press("y")
        await pilot.pause()
        assert "1. " in pilot.app.clipboard
        assert "Copied, if your terminal allows it" in text(pilot)
