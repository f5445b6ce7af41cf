"""`safecheck --family`: the whole way on screens in both languages, and those who would use it against the
owner (P6, G13-G20)."""

import re
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from safecheck.family.ceremony import ENDED, Add, Ceremony, ChooseScope, NotNowError, Place
from safecheck.family.clock import MINUTE, Clock
from safecheck.family.scope import Scope
from safecheck.model.errors import IdentityRefusedError
from safecheck.model.identity import identity_of
from safecheck.model.text import LANGUAGES, Lang
from safecheck.tui.page import Page
from safecheck.tui.screens.chat import ChatPage
from safecheck.tui.screens.chats import Chats
from safecheck.tui.screens.device import DevicePage
from safecheck.tui.screens.devices import Devices
from safecheck.tui.screens.family_places import FamilyEnded
from safecheck.tui.screens.family_result import OwnersResult
from safecheck.tui.screens.family_sign_in import FamilyApiIdentity, FamilyTrouble
from safecheck.tui.screens.help import Help
from safecheck.tui.screens.plan import PlanList
from safecheck.tui.screens.result import Result
from safecheck.tui.screens.settings import Settings
from safecheck.tui.screens.step import StepPage
from safecheck.tui.screens.weighing import WeighingPage
from tests.cli.process import scenario_file
from tests.telegram.test_scope_of_a_check_together import CHATS, DEVICES, SETTINGS, SIGNING_IN
from tests.tui.fixed import LARGE, SMALL, family_app, page_of
from tests.tui.together import Check, checking

BY_QR = {"auth.exportLoginToken", "help.getConfig", "account.getPassword"}
WHO_ADDED = {"channels.getParticipant", "messages.getFullChat"}
NO_SIGN_OUT = {"errors": [{"message": "INTERNAL", "code": 500, "method": "auth.logOut", "times": 0}]}
ON_THE_PHONE = "open Settings, then “Devices”, choose “safecheck, reads chat names” and end that session"
STRONGLY = {"en": "stands out strongly", "nl": "valt sterk op"}


def all_of(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() if path.is_file() else b"" for path in sorted(folder.rglob("*"))}


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("safecheck.telegram.account.POLITE_PACE", 0.0)


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_p6_the_whole_way_asks_for_the_scope_shows_what_the_owner_added_and_leaves_nothing(
    lang: Lang, own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = all_of(own_home)
    async with checking(lang) as check:
        await check.go_to("scope")
        assert check.server.log == []
        if lang == "en":
            await check.press("down", "down", "enter", "up", "up")
        await check.choose("go_on")
        await check.sign_in()
        await check.at("own_result")

        # G14: no more than the scope; signed out before anything is shown.
        beside = {"auth.importLoginToken", *SIGNING_IN, *BY_QR, *SETTINGS, *CHATS, *DEVICES}
        assert check.asked - beside == (WHO_ADDED if lang == "en" else set())
        assert check.asked >= {"auth.exportLoginToken", "auth.logOut", *CHATS}
        assert check.server.signed_in_sessions == 0
        sent = len(check.server.log)

        # The owner alone: all of it, and nothing can be changed, marked, told or remembered.
        assert STRONGLY[lang] not in check.text
        await check.choose("result")
        assert isinstance(page_of(check.pilot), Result)
        assert STRONGLY[lang] in check.text
        for keys in (("c", "m"), ("enter", "m", "x", "k"), ("escape", "escape", "e", "n", "r")):
            await check.press(*keys)
        assert (check.app.marks, check.app.told, check.app.said) == ((), (), {})
        await check.press("enter", "space", "u")
        assert type(page_of(check.pilot)) is PlanList
        assert check.app.said == {}
        await check.press("escape", "escape")

        # No second look, and no wider one.
        with pytest.raises(NotNowError):
            check.app.happen(ChooseScope(Scope(who_added=True)))
        with pytest.raises(NotNowError):
            await check.app.together.read(lang)

        # One chat is shown, after the adult has read the card.
        await check.choose("add")
        await check.press("slash", *"skins", "enter", "enter", "escape", "escape")
        await check.choose("go_on")
        await check.at("adult_card")
        await check.choose("go_on")
        await check.at("shared")
        seen = check.text
        assert {"en": "The owner chose what is shown.", "nl": "De eigenaar koos wat te zien is."}[
            lang
        ] in seen
        assert "FREE SKINS giveaway" in seen
        for part in ("plan", "devices", "talk"):
            await check.choose(part)
            seen += check.text
            await check.press("enter")
            seen += check.text
            await check.press("escape", "escape")
            assert len(check.app.screen_stack) == 2
        for other in ("EXPOSE", "Klas 4C", "last used", "laatst gebruikt", "valt op", "stands out", "31 "):
            assert other not in seen
        assert "iPhone 12 mini" in seen

        # The owner changes it, while the adult looks away; the card is not read twice.
        await check.choose("owner_alone")
        await check.at("own_result")
        await check.choose("add")
        await check.press("down", "enter", "enter", "escape")
        assert check.app.together.ceremony.added == ()
        await check.choose("go_on")
        await check.at("shared")
        assert "FREE SKINS" not in check.text

        await check.choose("go_on")
        await check.at("finished")
        receipt = tmp_path / "receipt.yaml"
        await check.read_to_the_end()
        await check.press(*("receipt.yaml" if lang == "en" else "-"), "enter")
        assert ("safecheck consent withdraw" in check.text) is (lang == "en")
        assert (receipt.stat().st_mode & 0o777 == 0o600) if lang == "en" else not receipt.exists()
        with pytest.raises(RuntimeError):
            check.app.together.own_result(lang)
        assert len(check.server.log) == sent
        await check.press("enter")
        assert check.app.return_code == 0
    assert all_of(own_home) == before


async def _ended(check: Check) -> list[tuple[str, str]]:
    await check.until(lambda: isinstance(check.app.screen, FamilyEnded) and check.app.facts is None)
    assert check.app.together.ceremony is ENDED
    return check.picture


@pytest.mark.uncounted
async def test_g15_every_way_of_not_going_on_ends_on_the_same_page_cell_by_cell(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("safecheck.telegram.client.CONNECT_TRIES", 1)
    monkeypatch.setattr("safecheck.telegram.client.SIGN_OUT_SECONDS", 0.5)
    pages = []
    for place in ("owner_page", "age", "owner_yes", "adult_yes", "scope", "sign_in"):
        async with checking() as check:
            await check.go_to(place)
            await check.choose("no")
            pages.append(await _ended(check))
            assert check.app.together.visits.current is None
    async with checking() as check:  # the key that stops, in a field, with help on top
        await check.go_to("owner_yes")
        await check.press("f1", "ctrl+q")
        pages.append(await _ended(check))
    async with checking() as check:  # an adult owner
        await check.choose("go_on")
        await check.choose("18_or_older")
        await check.choose("go_on")
        pages.append(await _ended(check))
    async with checking() as check:  # a line that is lost
        await check.go_to("sign_in")
        await check.sign_in()
        await check.server.__aexit__(None, None, None)
        pages.append(await _ended(check))
    async with checking() as check:  # the result is there, and Ctrl+C
        await check.go_to("sign_in")
        await check.sign_in()
        await check.at("own_result")
        await check.choose("result")
        await check.press("ctrl+c")
        pages.append(await _ended(check))
        assert check.server.signed_in_sessions == 0
    assert all(page == pages[0] for page in pages)
    assert "talk without checking" in "".join(words for words, _ in pages[0])


async def test_abuse_parent_pressing_keys_for_the_teen_after_no_leads_nowhere() -> None:
    async with checking() as check:
        await check.go_to("owner_yes")
        await check.choose("no")
        page = await _ended(check)
        await check.press("y", "e", "s", "space", "down", "up", "escape", "e", "f5", "c", "s", "home")
        assert check.app.together.ceremony is ENDED
        assert check.picture == page
        assert check.server.log == []
        await check.press("enter")
        assert check.app.return_code is None  # there is more below
        await check.press("end", "enter")
        assert check.app.return_code == 0


@pytest.mark.uncounted
async def test_abuse_screen_left_the_time_is_said_may_be_extended_and_then_everything_is_erased_g20() -> None:
    async with checking() as check:
        app, clock = check.app, check.clock
        await check.go_to("owner_yes")
        clock.seconds = 15 * MINUTE
        app.look_at_clock()
        await check.pilot.pause()
        assert "5 minutes are left" in check.text
        await check.press("f5")  # while a word is typed
        assert "minutes are left" not in check.text
        assert isinstance(app.focused, Input)
        clock.seconds = 34 * MINUTE
        app.look_at_clock()
        await check.pilot.pause()
        assert "One minute is left" in check.text
        await check.choose("yes")
        await check.choose("yes")
        assert "One minute is left" in check.text  # on each page
        await check.press("e")
        await check.choose("go_on")
        await check.sign_in()
        await check.at("own_result")
        await check.choose("result")
        await check.press("h")
        assert isinstance(app.screen, Help)
        clock.seconds = 54 * MINUTE
        app.look_at_clock()
        page = await _ended(check)
        assert "EXPOSE" not in "".join(words for words, _ in page)
        with pytest.raises(RuntimeError):
            app.together.own_result("en")
        clock.seconds = 1000 * MINUTE  # the last page has all the time there is
        app.look_at_clock()
        assert check.picture == page


@pytest.mark.uncounted
async def test_abuse_scripted_run_keys_that_were_sent_before_a_page_asks_count_for_nothing() -> None:
    from textual.events import Key

    async with checking(size=(120, 50)) as check:
        assert check.app._driver is not None
        for key in ["enter"] * 20 + list("yes") + ["enter"] * 20:
            check.app._driver.send_message(Key(key, key if len(key) == 1 else None))
        await check.pilot.pause()
        await check.pilot.pause()
        assert check.app.place == "age"


async def test_g17_nothing_can_be_added_but_by_the_owner_alone() -> None:
    async with checking() as check:
        await check.go_to("sign_in")
        await check.sign_in()
        await check.at("own_result")
        await check.choose("add")
        await check.press("slash", *"zzz", "enter", "enter")
        assert "No group or channel has that in its name." in check.text
        await check.press("escape")
        assert "EXPOSE" in check.text
        await check.press("escape")
        await check.choose("go_on")
        for place in ("adult_card", "shared"):
            await check.at(place)
            with pytest.raises(NotNowError):
                check.app.happen(Add("-1000000002001"))
            if place == "adult_card":
                await check.choose("go_on")
        assert "EXPOSE" not in check.text


@pytest.mark.uncounted
async def test_g19_a_sign_out_that_failed_is_said_at_once_with_the_path_on_the_phone_and_in_the_receipt(
    tmp_path: Path,
) -> None:
    with_faults = str(scenario_file(tmp_path, "teen", faults=NO_SIGN_OUT))
    async with checking(scenario=with_faults) as check:
        await check.go_to("sign_in")
        await check.sign_in()
        await check.at("own_result")
        assert ON_THE_PHONE in check.text
        for place in ("own_result", "adult_card", "shared"):
            await check.at(place)
            await check.choose("go_on")
        await check.at("finished")
        await check.until(lambda: ON_THE_PHONE in check.text)
        assert "Telegram confirmed it" not in check.text
        made = check.app.together.receipt()
        assert made is not None
        assert not made.signed_out


async def test_a_page_keeps_in_sight_what_the_keys_choose_when_the_window_changes() -> None:
    async with checking(size=LARGE) as check:
        go_on = "I have read this and go on"
        assert go_on in check.text  # everything is in sight, and the keys choose
        assert isinstance(check.app.focused, OptionList)
        await check.pilot.resize_terminal(*SMALL)
        await check.pilot.pause()
        assert f"❯ {go_on}" in check.text
        await check.press("escape")  # read again
        assert go_on not in check.text
        await check.pilot.resize_terminal(*LARGE)
        await check.pilot.pause()
        assert isinstance(check.app.focused, OptionList)


@pytest.mark.parametrize("place", ["own_result", "shared"])
async def test_about_a_page_names_only_keys_that_work_there(place: Place) -> None:
    app = family_app(Ceremony(place=place, clock=Clock.started(0), scope=Scope()), "teen")
    async with app.run_test(size=LARGE) as pilot:
        device = app.result.devices[0].id
        pages: list[Page] = [PlanList(), StepPage(1), Devices(), DevicePage(device)]
        if place == "own_result":
            chat = app.result.ratings[0].chat_id
            pages += [OwnersResult(), Chats(), ChatPage(chat), WeighingPage(chat), Settings()]
        for page in pages:
            await app.push_screen(page)
            await pilot.pause()
            said = " ".join(page.explanation())
            named = set(re.findall(r"\b[Ww]ith (\w)\b|[Pp]ress (\w)\b|: (\w)\.", said))
            letters = {letter for found in named for letter in found if letter}
            assert letters <= {binding.key for binding in page.active_keys()}, (page, letters)
            assert "q stops and erases at once" in said
            app.pop_screen()


async def test_an_api_id_that_telegram_refuses_can_be_typed_again() -> None:
    app = family_app(Ceremony(place="sign_in", clock=Clock.started(0), scope=Scope()))
    app._start, app.identity = None, identity_of("123456", "0123456789abcdef" * 2)
    app.half_typed = ("123456", "")
    async with app.run_test(size=SMALL) as pilot:
        app.show_only(FamilyTrouble(IdentityRefusedError("No."), "qr"))
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(page_of(pilot), FamilyApiIdentity)
        assert page_of(pilot).query_one("#api-id", Input).value == "123456"
        assert app.identity is None
