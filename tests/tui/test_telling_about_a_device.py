"""Telling about a device: with the keyboard, answer by answer, at once; kept only by those who want that."""

import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import OptionList

from safecheck.model.told import Told
from safecheck.store.answers import AnswerFile
from safecheck.store.paths import places
from safecheck.tui.app import SafecheckApp
from safecheck.tui.page import Page
from safecheck.tui.screens.confirm_end import ConfirmEnd
from safecheck.tui.screens.device import DevicePage
from safecheck.tui.screens.device_form import DeviceForm, DeviceGrid
from safecheck.tui.screens.devices import Devices
from safecheck.tui.screens.ending import Ending
from safecheck.tui.screens.keep_answers import KeepAnswers
from safecheck.tui.widgets.body import Body
from tests.tui.fixed import SMALL, app_with, fixed_account, fixed_facts, page_of, text

pytestmark = pytest.mark.uncounted


def app_of(pilot: Pilot[int]) -> SafecheckApp:
    assert isinstance(pilot.app, SafecheckApp)
    return pilot.app


def device(app: SafecheckApp, client: str) -> str:
    return next(one.id for one in app.result.devices if one.client == client)


def photos(app: SafecheckApp, client: str) -> set[str]:
    found = next(one for one in app.result.devices if one.client == client)
    return {landing.lands for landing in found.lands if landing.media == "photo"}


@asynccontextmanager
async def asking(
    client: str, told: tuple[Told, ...] = (), *, own: bool = False, lang: str = "en"
) -> AsyncIterator[Pilot[int]]:
    facts = fixed_facts("individual")
    app = app_with(replace(facts, source="account") if own else facts, told, "nl" if lang == "nl" else "en")
    async with app.run_test(size=SMALL) as pilot:
        await app.push_screen(Devices())
        await app.push_screen(DeviceForm(device(app, client)))
        await pilot.pause()
        yield pilot


async def press(pilot: Pilot[int], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def test_three_switches_off_and_nothing_lands_any_more() -> None:
    async with asking("android") as pilot:
        app = app_of(pilot)
        assert "yes" in photos(app, "android")
        for _ in range(3):
            await press(pilot, "enter", "space", "down")
        assert photos(app, "android") == {"no"}
        assert "do not land by themselves from: every kind of chat." in text(pilot)
        await press(pilot, "escape")
        assert isinstance(page_of(pilot), Devices)
        assert "nothing lands by itself (you told us)" in text(pilot), "the list has been drawn again"


@pytest.mark.parametrize("lang", ["en", "nl"])
@pytest.mark.parametrize("client", ["android", "ios", "desktop", "macos", "web", "tdlib"])
async def test_the_first_page_needs_no_scrolling(client: str, lang: str) -> None:
    async with asking(client, lang=lang) as pilot:
        body = page_of(pilot).query_one(Body)
        for _ in range(6):
            assert body.max_scroll_y == 0, text(pilot)
            await press(pilot, "down")
        await press(pilot, "enter")
        assert body.max_scroll_y == 0, text(pilot)


async def test_an_answer_goes_from_on_to_off_to_dont_know_and_around() -> None:
    async with asking("ios") as pilot:
        app = app_of(pilot)
        shown = []
        for _ in range(4):
            await press(pilot, "space")
            shown.append(dict(app.told[-1].switches))
        assert shown == [{"mobile": "on"}, {"mobile": "off"}, {}, {"mobile": "on"}]
        assert len(app.told) == 1
        assert app.told[0].device_id == device(app, "ios")
        assert app.told[0].told_on


async def test_custom_opens_the_grid_and_comes_back_to_the_same_question() -> None:
    async with asking("android") as pilot:
        app = app_of(pilot)
        await press(pilot, "down", "enter", "c")
        assert isinstance(page_of(pilot), DeviceGrid)
        assert "Automatic download on Wi-Fi" in text(pilot)
        await press(pilot, "end", "enter", "enter")
        assert app.told[0].switches == {"wifi": "on", "wifi.file.channels": "off"}
        await press(pilot, "up", "left", "space")
        assert app.told[0].switches["wifi.video.groups"] == "on"
        await press(pilot, "escape")
        assert isinstance(page_of(pilot), DeviceForm)
        assert "on, not for everything" in text(pilot)
        assert pilot.app.screen.query_one(OptionList).highlighted == 1


async def test_the_grid_of_channels_says_that_photos_from_channels_no_longer_land() -> None:
    off = {f"{network}.photo.channels": "off" for network in ("mobile", "roaming")}
    app = app_with(fixed_facts("individual"))
    phone = device(app, "android")
    told = Told(device_id=phone, switches=off, told_on="2026-11-23")  # type: ignore[arg-type]
    async with asking("android", (told,)) as pilot:
        await press(pilot, "down", "c", "down", "down", "down", "enter", "enter")
        assert "Now: Photos do not land by themselves from: channels." in text(pilot)


async def test_what_the_owner_of_a_practice_account_said_is_there_and_can_be_taken_back() -> None:
    facts, told = fixed_account("quiet")
    app = app_with(facts, told)
    phone = next(one for one in app.result.devices if one.client == "android")
    assert phone.state == "told"
    async with app.run_test(size=SMALL) as pilot:
        await app.push_screen(DeviceForm(phone.id))
        await pilot.pause()
        assert text(pilot).count("✓ off") == 3
        await press(pilot, "enter", "down", "enter", "down", "enter")
        phone = next(one for one in app.result.devices if one.client == "android")
        assert phone.state == "default_assumed", "don't know is unknown again"


async def test_nothing_is_lost_by_another_language_in_the_middle() -> None:
    async with asking("android") as pilot:
        await press(pilot, "down", "enter", "l")
        assert "Automatisch downloaden op wifi ● aan" in text(pilot)
        assert pilot.app.screen.query_one(OptionList).highlighted == 1
        await press(pilot, "c", "right", "down", "enter", "l")
        assert "Automatic download on Wi-Fi" in text(pilot)
        await press(pilot, "enter")
        assert app_of(pilot).told[0].switches == {"wifi": "on", "wifi.video.private": "off"}


async def test_a_browser_is_asked_which_app_it_is_first() -> None:
    async with asking("web") as pilot:
        await press(pilot, "enter")
        assert "Telegram Web A" in text(pilot)
        assert pilot.app.screen.query_one(OptionList).option_count == 4
        await press(pilot, "enter")
        assert pilot.app.screen.query_one(OptionList).option_count == 2
        await press(pilot, "down", "enter", "enter")
        assert photos(app_of(pilot), "web") == {"no"}


async def test_an_app_that_safecheck_does_not_know_has_no_questions() -> None:
    async with asking("unofficial") as pilot:
        assert "does not know the switches of this app" in text(pilot)
        await press(pilot, "enter", "c", "k", "space", "down")
        assert isinstance(page_of(pilot), DeviceForm)


async def test_the_form_is_one_key_from_the_device_whose_page_follows_the_answers() -> None:
    app = app_with(fixed_facts("individual"))
    async with app.run_test(size=(80, 60)) as pilot:
        await app.push_screen(DevicePage(device(app, "android")))
        await pilot.pause()
        assert "If you never changed its switches" in text(pilot)
        await press(pilot, "a")
        assert isinstance(page_of(pilot), DeviceForm)
        for _ in range(3):
            await press(pilot, "enter", "enter", "down")
        await press(pilot, "escape")
        assert isinstance(page_of(pilot), DevicePage)
        assert "You told us how its switches stand." in text(pilot)
        await app.push_screen(DevicePage(device(app, "unofficial")))
        await press(pilot, "a")
        assert isinstance(page_of(pilot), DevicePage), "nothing to ask about"


# --- keeping -----------------------------------------------------------------------------------------------


async def test_g10_answers_are_kept_only_after_saying_who_could_read_them_and_no_is_the_default() -> None:
    file = AnswerFile(places().answers_file)
    async with asking("android", own=True) as pilot:
        await press(pilot, "enter")
        assert "Your answers are gone when safecheck ends. To change that: k" in " ".join(text(pilot).split())
        await press(pilot, "k")
        assert isinstance(page_of(pilot), KeepAnswers)
        assert "account on this computer can read it." in " ".join(text(pilot).split())
        await press(pilot, "enter")
        assert not file.exists, "the first choice keeps nothing"
        await press(pilot, "k", "down", "enter")
        assert isinstance(page_of(pilot), DeviceForm)
        assert "Your answers are kept on this computer." in text(pilot)
        assert [entry.switches for entry in file.read()] == [{"mobile": "on"}]
        assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
        await press(pilot, "enter", "down", "enter")
        assert file.read()[0].switches == {"mobile": "off", "wifi": "on"}, "what follows is kept too"


async def test_g22_the_end_names_the_kept_file_and_the_command_that_removes_it() -> None:
    file = AnswerFile(places().answers_file)
    async with asking("android", own=True) as pilot:
        await press(pilot, "enter", "k", "down", "enter")
        page = Ending()
        page._left = True
        await pilot.app.push_screen(page)
        await pilot.pause()
        said = "".join(text(pilot).split())
        assert "".join(str(file.path).split()) in said
        assert "safecheckanswersforget" in said
        assert "keptnothing" not in said


async def test_g10_before_the_end_it_is_asked_once_more_and_never_after_it_is_kept() -> None:
    file = AnswerFile(places().answers_file)
    async with asking("android", own=True) as pilot:
        await press(pilot, "q")
        assert "To keep it: k" not in text(pilot), "nothing was told"
        await press(pilot, "k")
        assert isinstance(page_of(pilot), ConfirmEnd)
        await press(pilot, "escape", "enter", "q")
        assert "What you told about your devices is gone then. To keep it: k" in text(pilot)
        await press(pilot, "k", "down", "enter")
        assert isinstance(page_of(pilot), ConfirmEnd)
        assert "To keep it: k" not in text(pilot)
        assert len(file.read()) == 1


async def test_before_the_end_of_practice_nobody_is_asked_to_keep_anything() -> None:
    async with asking("android") as pilot:
        await press(pilot, "enter", "q")
        assert isinstance(page_of(pilot), ConfirmEnd)
        assert "To keep it" not in text(pilot)


async def test_what_is_kept_can_be_forgotten_on_the_form() -> None:
    file = AnswerFile(places().answers_file)
    other = Told(device_id="0" * 12, switches={"wifi": "off"}, told_on="2026-11-01")
    file.keep([other])
    async with asking("android", own=True) as pilot:
        await press(pilot, "enter", "k", "down", "enter")
        assert len(file.read()) == 2
        await press(pilot, "k", "down", "enter")
        assert file.read() == (other,), "those of another account stay"
        await press(pilot, "enter")
        assert file.read() == (other,)
        assert "Your answers are gone when safecheck ends." in text(pilot)


async def test_answers_that_were_kept_go_on_being_kept() -> None:
    app = app_with(fixed_facts("individual"))
    phone = device(app, "android")
    file = AnswerFile(places().answers_file)
    file.keep([Told(device_id=phone, switches={"wifi": "off"}, told_on="2026-11-20")])
    async with asking("android", file.read(), own=True) as pilot:
        assert "You told us this on 20 November 2026" in text(pilot)
        await press(pilot, "enter")
        assert file.read()[0].switches == {"wifi": "off", "mobile": "on"}


async def test_an_old_answer_is_asked_again() -> None:
    app = app_with(fixed_facts("individual"))
    phone = device(app, "android")
    told = (Told(device_id=phone, switches={"wifi": "off"}, told_on="2026-01-20"),)
    async with asking("android", told) as pilot:
        assert "You told us this on 20 January 2026; how does it stand now?" in " ".join(text(pilot).split())
        assert "✓ off" not in text(pilot)
        assert app_of(pilot).result.devices[0].state == "default_assumed"


async def test_a_file_that_cannot_be_read_is_said_and_left_alone() -> None:
    path = places().answers_file
    path.parent.mkdir(parents=True)
    path.write_text("schema: 7\n", encoding="utf-8")
    async with asking("android", own=True) as pilot:
        await press(pilot, "enter", "k", "down", "enter")
        assert isinstance(page_of(pilot), KeepAnswers)
        assert "line 1" in " ".join(text(pilot).split())
        await press(pilot, "escape", "enter")
        assert path.read_text(encoding="utf-8") == "schema: 7\n"


async def test_answers_of_a_practice_account_are_never_written() -> None:
    path = places().answers_file
    async with asking("android") as pilot:
        await press(pilot, "enter", "k")
        page = page_of(pilot)
        assert isinstance(page, DeviceForm)
        assert "These answers are practice" in text(pilot)
        await pilot.app.push_screen(KeepAnswers())
        await press(pilot, "down", "enter")
        assert isinstance(page_of(pilot), Page)
        assert not path.parent.exists()
