"""Saying which language an app's menus are in: chosen from Telegram's own list, and asked for at once on the
line that is still open, while the screens go on."""

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from safecheck.model.errors import ExitCode
from safecheck.model.facts import AuditFacts
from safecheck.model.local import LocalComputer
from safecheck.model.sign_in import QrShown
from safecheck.store.answers import AnswerFile
from safecheck.store.paths import places
from safecheck.tui.screens.app_language import AppLanguagePage, has_languages
from safecheck.tui.screens.chats import Chats
from safecheck.tui.screens.confirm_end import ConfirmEnd
from safecheck.tui.screens.device import DevicePage
from safecheck.tui.screens.devices import Devices
from safecheck.tui.screens.ending import Ending
from safecheck.tui.screens.result import Result
from safecheck.tui.widgets.language_list import LanguageList
from tests.tui.fixed import SMALL, app_with, fixed_facts, page_of, shown, strips, text
from tests.tui.scenes import languages_from
from tests.tui.walking import Walk, walking

pytestmark = pytest.mark.uncounted

STRINGS, LANGUAGES = "langpack.getStrings", "langpack.getLanguages"
NOTHING_TOLD: dict[str, Any] = {"told": []}


def waits(method: str, from_call: int = 1) -> dict[str, Any]:
    """Telegram asks to wait longer than anybody would in a test."""
    fault = {"message": "FLOOD_WAIT_50", "code": 420, "method": method, "from_call": from_call, "times": 0}
    return {"errors": [fault]}


async def to_the_result(walk: Walk) -> None:
    await walk.press("enter")
    await walk.asked(QrShown)
    await walk.press("s")
    await walk.at(Result)


async def to_the_phone(walk: Walk) -> None:
    """The page of the device that was used last: an Android phone."""
    await to_the_result(walk)
    await walk.press("d")
    await walk.at(Devices)
    await walk.press("enter")
    await walk.at(DevicePage)


async def to_the_list(walk: Walk) -> None:
    await to_the_phone(walk)
    await walk.press("m")
    await walk.until(lambda: bool(walk.app.screen.query(LanguageList)), "the list")


def read(walk: Walk) -> list[tuple[str, str]]:
    assert isinstance(walk.app.facts, AuditFacts)
    return [(labels.lang_pack, labels.lang_code) for labels in walk.app.facts.labels]


def told(walk: Walk) -> str:
    return walk.app.told[-1].app_language if walk.app.told else ""


async def test_turkish_is_chosen_for_the_phone_and_its_words_come_at_once(tmp_path: Path) -> None:
    async with walking(tmp_path, "languages", **NOTHING_TOLD) as walk:
        await to_the_list(walk)
        assert "Which language do the menus of Telegram on this device have?" in walk.text
        assert "Like safecheck the language you read here, chosen now" in walk.text
        assert "Nederlands Dutch" in walk.text
        before = read(walk)
        assert ("android", "tr") not in before
        await walk.press("slash", *"tur", "enter", "enter")
        await walk.at(DevicePage)
        assert told(walk) == "tr"
        assert "The language of its menus: Türkçe" in walk.text
        await walk.until(lambda: ("android", "tr") in read(walk), "Turkish words")
        assert read(walk) == [*before, ("android", "tr")]
        assert walk.received.count(STRINGS) == len(before) + 1
        assert walk.received.count(LANGUAGES) == 1


async def test_a_choice_is_marked_and_can_be_taken_back_and_nothing_is_asked_twice(tmp_path: Path) -> None:
    async with walking(tmp_path, "languages", **NOTHING_TOLD) as walk:
        await to_the_list(walk)
        await walk.press("slash", *"turkish", "escape", "enter")
        await walk.at(DevicePage)
        await walk.until(lambda: ("android", "tr") in read(walk), "Turkish words")
        asked = walk.received.count(STRINGS)
        await walk.press("m")
        await walk.reads("Türkçe Turkish, chosen now")
        assert "the language you read here, chosen now" not in walk.text
        await walk.press("home", "enter")
        await walk.at(DevicePage)
        assert told(walk) == ""
        assert "The language of its menus" not in walk.text
        await walk.press("m")
        await walk.reads("the language you read here, chosen now")
        await walk.press("slash", *"turk", "enter", "enter")
        await walk.at(DevicePage)
        assert told(walk) == "tr"
        assert walk.received.count(STRINGS) == asked
        assert walk.received.count(LANGUAGES) == 1


async def test_the_list_is_filtered_as_one_types_in_both_names(tmp_path: Path) -> None:
    async with walking(tmp_path, "languages", **NOTHING_TOLD) as walk:
        await to_the_list(walk)
        names = walk.app.screen.query_one(LanguageList)
        everything = names.option_count
        assert everything > 15
        for wanted, found in (("arab", "العربية"), ("francais", "Français"), ("pt-br", "Português (Brasil)")):
            await walk.press("slash", *wanted)
            assert names.option_count == 2, wanted
            assert found in walk.text
            assert "Like safecheck" in walk.text, "taking it back is always there"
            await walk.press("escape", "escape")
            assert names.option_count == everything
        await walk.press("slash", *"zzz")
        assert "No language has that in its name." in walk.text
        assert names.option_count == 1
        await walk.press("escape", "escape", "escape")
        await walk.at(DevicePage)


async def test_what_was_typed_and_pointed_at_stays_in_another_language(tmp_path: Path) -> None:
    async with walking(tmp_path, "languages", **NOTHING_TOLD) as walk:
        await to_the_list(walk)
        await walk.press("slash", *"an", "escape", "down", "l")
        await walk.reads("In welke taal staan de menu's van Telegram op dit apparaat?")
        names = walk.app.screen.query_one(LanguageList)
        assert names.highlighted == 2
        assert names.has_focus
        assert names.option_count < 15


async def test_another_language_of_safecheck_asks_for_its_words_without_holding_up_the_screens(
    tmp_path: Path,
) -> None:
    async with walking(tmp_path, "languages", faults=waits(STRINGS, from_call=5)) as walk:
        await to_the_result(walk)
        assert walk.received.count(STRINGS) == 4
        await walk.press("l")
        await walk.until(lambda: walk.received.count(STRINGS) >= 5, "the question")
        await walk.press("c")
        await walk.at(Chats)
        assert "Groepen en kanalen" in walk.text
        await walk.press("escape", "q", "q")
        await walk.until(lambda: "auth.logOut" in walk.received, "signed out while it waits")


async def test_another_language_of_safecheck_gets_its_words_and_keeps_the_others(tmp_path: Path) -> None:
    async with walking(tmp_path, "languages") as walk:
        await to_the_result(walk)
        assert read(walk) == [("android", "tr"), ("ios", "ar"), ("tdesktop", "en"), ("android", "en")]
        await walk.press("l")
        await walk.until(lambda: ("android", "nl") in read(walk), "Dutch words")
        for _ in range(3):
            await walk.press("l")
        assert len(read(walk)) == 6
        assert walk.received.count(STRINGS) == 6


async def test_what_was_read_on_this_computer_meanwhile_stays(tmp_path: Path) -> None:
    wait = {"message": "FLOOD_WAIT_1", "code": 420, "method": STRINGS, "from_call": 5}
    async with walking(tmp_path, "languages", faults={"errors": [wait]}) as walk:
        await to_the_result(walk)
        await walk.press("l")
        await walk.until(lambda: walk.received.count(STRINGS) >= 5, "the question")
        computer = LocalComputer(installations=())
        walk.app.add_computer(computer)
        await walk.until(lambda: ("android", "nl") in read(walk), "Dutch words")
        assert walk.app.facts is not None
        assert walk.app.facts.computer == computer


async def test_the_language_that_was_chosen_while_it_was_read_is_asked_for_too(tmp_path: Path) -> None:
    slow = {"errors": [{"message": "FLOOD_WAIT_1", "code": 420, "method": "messages.getDialogs"}]}
    async with walking(tmp_path, "languages", faults=slow) as walk:
        await walk.press("enter")
        await walk.asked(QrShown)
        await walk.press("s")
        await walk.reads("Telegram asks us to wait")
        await walk.press("l")
        await walk.at(Result)
        await walk.until(lambda: {("android", "nl"), ("tdesktop", "nl")} <= set(read(walk)), "Dutch words")


async def test_while_the_list_is_on_its_way_one_can_go_back(tmp_path: Path) -> None:
    async with walking(tmp_path, "languages", faults=waits(LANGUAGES)) as walk:
        await to_the_phone(walk)
        await walk.press("m")
        await walk.reads("Asking Telegram which languages this app has.")
        await walk.until(lambda: LANGUAGES in walk.received)
        await walk.press("slash", "enter", "down", "escape")
        await walk.at(DevicePage)


async def test_where_nothing_comes_it_says_so_and_leads_back(tmp_path: Path) -> None:
    async with walking(tmp_path, "languages", faults={"missing_methods": [LANGUAGES]}) as walk:
        await to_the_phone(walk)
        await walk.press("m")
        await walk.reads("Telegram gave no list of languages.")
        await walk.press("slash", "escape")
        await walk.at(DevicePage)
        assert len(walk.app.told) == 2, "nothing was told"


async def test_after_the_sign_out_it_says_so_and_a_choice_can_still_be_taken_back(tmp_path: Path) -> None:
    async with walking(tmp_path, "languages") as walk:
        await to_the_phone(walk)
        await walk.app.visits.close()
        asked = len(walk.received)
        await walk.press("m")
        await walk.reads("safecheck is signed out already")
        await walk.press("enter")
        await walk.at(DevicePage)
        assert (told(walk), "The language of its menus" in walk.text) == ("", False)
        await walk.press("l", "l")
        assert len(walk.received) == asked


@pytest.mark.parametrize(
    ("client", "offered"), [("android", True), ("macos", True), ("web", False), ("unofficial", False)]
)
async def test_only_apps_that_telegram_has_words_for_are_asked_about(client: str, offered: bool) -> None:
    app = app_with(fixed_facts("individual"))
    device = next(one.id for one in app.result.devices if one.client == client)
    async with shown(DevicePage(device)) as pilot:
        page = page_of(pilot)
        assert ("m menu language" in text(pilot)) is offered
        assert ("esc back" in text(pilot)) is not (offered and client in ("android", "macos"))
        await pilot.press("m")
        await pilot.pause()
        assert isinstance(page_of(pilot), AppLanguagePage) is offered
        if offered:
            await pilot.press("escape")
            await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert page_of(pilot) is not page, "the way back works, whether the footer names it or not"


def test_nothing_is_asked_about_what_was_read_on_this_computer() -> None:
    device = app_with(fixed_facts("individual")).result.devices[0]
    assert has_languages(device)
    assert not has_languages(replace(device, last_active=None))


async def test_a_mistake_of_ours_ends_in_good_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object) -> None:
        raise ZeroDivisionError

    walks: list[Walk] = []

    async def visit() -> None:
        async with walking(tmp_path, "languages") as walk:
            walks.append(walk)
            await to_the_result(walk)
            monkeypatch.setattr(walk.app.visits.current, "labelled", fail)
            await walk.press("l")
            await walk.until(lambda: walk.app.crash is not None, "the end")

    with pytest.raises(ZeroDivisionError):  # the pilot hands on what the app kept
        await visit()
    [walk] = walks
    assert walk.app.crash == "ZeroDivisionError"
    assert walk.app.return_code == ExitCode.CRASH
    assert walk.received[-1] == "auth.logOut"


async def test_g10_g22_a_language_is_kept_only_by_those_who_want_that() -> None:
    file = AnswerFile(places().answers_file)
    app = app_with(replace(fixed_facts("individual"), source="account"))
    phone = app.result.devices[0]
    async with app.run_test(size=SMALL) as pilot:
        await app.push_screen(DevicePage(phone.id))
        page = AppLanguagePage(phone.id)
        page._languages = languages_from("individual")
        await app.push_screen(page)
        await pilot.pause()
        await pilot.press("slash", *"turk", "enter", "enter")
        await pilot.pause()
        assert isinstance(page_of(pilot), DevicePage)
        assert not file.exists
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(page_of(pilot), ConfirmEnd)
        assert "To keep it: k" in text(pilot)
        await pilot.press("k", "question_mark")
        await pilot.pause()
        assert "and the language of its menus if you named one" in text(pilot)
        await pilot.press("escape", "down", "enter")
        await pilot.pause()
        [kept] = file.read()
        assert (kept.device_id, kept.app_language) == (phone.id, "tr")


async def test_the_end_is_not_held_up_by_a_list_that_does_not_come(tmp_path: Path) -> None:
    async with walking(tmp_path, "languages", faults=waits(LANGUAGES)) as walk:
        await to_the_phone(walk)
        await walk.press("m")
        await walk.until(lambda: LANGUAGES in walk.received)
        await walk.press("q", "q")
        await walk.at(Ending)
        await walk.reads("The practice account is gone")
        assert walk.received[-1] == "auth.logOut"


async def test_the_way_to_the_switches_is_in_turkish_at_once_and_in_the_plan_too(tmp_path: Path) -> None:
    async with walking(tmp_path, "languages", size=(100, 60), **NOTHING_TOLD) as walk:
        await to_the_list(walk)
        await walk.press("slash", *"tur", "enter", "enter")
        await walk.at(DevicePage)
        await walk.reads("Ayarlar")
        assert "Otomatik medya indirme" in walk.text
        await walk.press("l")
        await walk.reads("De taal van de menu's: Türkçe")
        assert "Ayarlar" in walk.text, "the phone goes on speaking Turkish"
        await walk.press("a")
        await walk.reads("Ayarlar")
        await walk.press("escape", "m", "home", "enter")
        await walk.at(DevicePage)
        await walk.reads("Instellingen")
        assert "Ayarlar" not in walk.text


async def test_arabic_words_break_no_line(tmp_path: Path) -> None:
    async with walking(tmp_path, "languages") as walk:
        await to_the_phone(walk)
        await walk.press("escape", "down", "enter")
        await walk.at(DevicePage)
        for size in (SMALL, (100, 60), (60, 16)):
            await walk.pilot.resize_terminal(*size)
            await walk.pilot.pause()
            assert {strip.cell_length for strip in strips(walk.pilot)} == {size[0]}
        await walk.pilot.resize_terminal(100, 60)
        await walk.reads("تنزيل الوسائط")
