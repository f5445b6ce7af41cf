"""Signing in on the screens: by QR code and by code, with a password, and everything that can go wrong."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from safecheck.model.sign_in import CodeWanted, PasswordWanted, PhoneWanted, QrShown
from safecheck.model.text import Lang
from safecheck.tui.screens.before_reading import BeforeReading
from safecheck.tui.screens.first_choice import FirstChoice
from safecheck.tui.screens.result import Result
from safecheck.tui.screens.sign_in import SignIn
from safecheck.tui.screens.switches import Switches
from safecheck.tui.screens.trouble import Trouble
from safecheck.tui.widgets.secret_input import SecretInput
from tests.tui.fixed import strips
from tests.tui.walking import Walk, walking

NO_PASSWORD: dict[str, Any] = {"account": {"password": None, "password_hint": ""}}
PHONE, CODE, PASSWORD = "99966223344", "12345", "practice-password"


async def to_the_number(walk: Walk) -> None:
    await walk.press("enter")
    await walk.asked(QrShown)
    await walk.press("c")
    await walk.asked(PhoneWanted)


async def to_the_code(walk: Walk) -> None:
    await to_the_number(walk)
    await walk.type(PHONE)
    await walk.asked(CodeWanted)


async def to_the_password(walk: Walk) -> None:
    await to_the_code(walk)
    await walk.type(CODE)
    await walk.asked(PasswordWanted)


def fault(message: str, method: str, code: int = 400, times: int = 1) -> dict[str, Any]:
    return {"errors": [{"message": message, "code": code, "method": method, "times": times}]}


@pytest.mark.parametrize(("lang", "shown"), [("en", "Take your phone"), ("nl", "Devices")])
async def test_the_practice_phone_scans_the_code_and_the_result_follows(
    tmp_path: Path, lang: Lang, shown: str
) -> None:
    async with walking(tmp_path, lang=lang, **NO_PASSWORD) as walk:
        await walk.press("enter")
        await walk.asked(QrShown)
        assert shown in walk.text
        await walk.press("s")
        await walk.at(Result)
        assert "auth.sendCode" not in walk.received
    assert walk.received[-1] == "auth.logOut"


@pytest.mark.parametrize("lang", ["en", "nl"])
async def test_a_number_a_code_and_a_password_lead_to_the_result(tmp_path: Path, lang: Lang) -> None:
    async with walking(tmp_path, lang=lang) as walk:
        await to_the_password(walk)
        await walk.type(PASSWORD)
        await walk.at(Result)
        assert walk.received.count("auth.sendCode") == 1


async def test_a_scan_may_still_want_the_password(tmp_path: Path) -> None:
    async with walking(tmp_path) as walk:
        await walk.press("enter")
        await walk.asked(QrShown)
        await walk.press("s")
        await walk.asked(PasswordWanted)
        await walk.type(PASSWORD)
        await walk.at(Result)


async def test_a_wrong_code_and_a_wrong_password_mean_another_try_and_no_second_code(tmp_path: Path) -> None:
    async with walking(tmp_path) as walk:
        await to_the_code(walk)
        await walk.type("99999")
        await walk.reads("That code is wrong. Try again with the newest code.")
        await walk.type(CODE)
        await walk.asked(PasswordWanted)
        await walk.type("something else")
        await walk.reads("That two-step password is wrong. Try again.")
        await walk.type(PASSWORD)
        await walk.at(Result)
        assert walk.received.count("auth.sendCode") == 1


async def test_the_practice_accounts_are_chosen_by_words_and_the_qr_code_by_the_menu_of_the_phone(
    tmp_path: Path,
) -> None:
    async with walking(tmp_path, None, lang="nl") as walk:
        await walk.press("up", "enter")
        for title in ("Alledaags", "Heel groot", "Vreemde namen", "Andere talen", "Rustig", "Vijftien jaar"):
            assert title in walk.text
        for name in ("individual", "busy", "hostile", "languages", "quiet", "teen"):
            assert name not in walk.text
        await walk.press("down", "down", "down", "down", "enter", "enter")
        await walk.asked(QrShown)
        assert "Kies daar voor het" in walk.text
        assert "esc annuleren" in walk.text


async def test_a_number_that_telegram_does_not_know_is_asked_again(tmp_path: Path) -> None:
    async with walking(tmp_path, faults=fault("PHONE_NUMBER_INVALID", "auth.sendCode")) as walk:
        await to_the_number(walk)
        await walk.type("99966000000")
        await walk.reads("Telegram does not know that phone number. Check it and try again.")
        await walk.type(PHONE)
        await walk.asked(CodeWanted)


async def test_letters_stay_keys_beside_a_field_for_digits_and_become_letters_in_a_password(
    tmp_path: Path,
) -> None:
    async with walking(tmp_path) as walk:
        await to_the_number(walk)
        await walk.press("question_mark")
        await walk.until(lambda: type(walk.app.screen).__name__ == "Explain")
        await walk.press("escape")
        await walk.type(PHONE)
        await walk.asked(CodeWanted)
        await walk.type(CODE)
        await walk.asked(PasswordWanted)
        await walk.press(*"hq?l")
        assert walk.app.screen.query_one(SecretInput).value == "hq?l"
        assert "hq?l" not in walk.text


@pytest.mark.parametrize("way", ["sms", "call", "flash_call", "missed_call", "email", "sms_word"])
async def test_every_way_of_a_code_has_its_sentence_and_works(tmp_path: Path, way: str) -> None:
    code = {"sms_word": "linden", "flash_call": "31201234567"}.get(way, CODE)
    account = {"code_sent_by": way, "code": code, "password": None, "password_hint": ""}
    async with walking(tmp_path, account=account) as walk:
        await to_the_number(walk)
        await walk.type(PHONE)
        await walk.asked(CodeWanted)
        assert isinstance(walk.state, CodeWanted)
        assert walk.state.way == way
        await walk.type(code)
        await walk.at(Result)


async def test_no_code_by_this_way_offers_the_other_way_first(tmp_path: Path) -> None:
    async with walking(tmp_path, faults=fault("PHONE_NUMBER_FLOOD", "auth.sendCode"), **NO_PASSWORD) as walk:
        await to_the_number(walk)
        await walk.type(PHONE)
        await walk.at(Trouble)
        await walk.reads("❯ Sign in with a QR code instead")
        await walk.press("enter")
        await walk.asked(QrShown)
        await walk.press("s")
        await walk.at(Result)


async def test_a_closed_account_says_where_to_write_and_offers_the_switches_first(tmp_path: Path) -> None:
    async with walking(tmp_path, faults=fault("PHONE_NUMBER_BANNED", "auth.sendCode")) as walk:
        await to_the_number(walk)
        await walk.type(PHONE)
        await walk.at(Trouble)
        assert "If that is a mistake, write to recover@telegram.org." in walk.text
        assert "Sign in with" not in walk.text, "no other way helps"
        await walk.press("enter")
        await walk.at(Switches)


async def test_a_refusal_is_one_sentence_with_ways_on(tmp_path: Path) -> None:
    async with walking(tmp_path, faults=fault("API_ID_PUBLISHED_FLOOD", "auth.sendCode")) as walk:
        await to_the_number(walk)
        await walk.type(PHONE)
        await walk.at(Trouble)
        assert "Telegram has blocked this api_id because it was published." in walk.text
        for way in (
            "Look at the api_id and api_hash again",
            "Try again",
            "Show me the switches",
            "Back to the start",
        ):
            assert way in walk.text
        await walk.press("down", "down", "down", "enter")
        await walk.at(FirstChoice)


async def test_telegram_out_of_reach_is_one_sentence_and_can_be_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("safecheck.telegram.client.RECONNECT_SECONDS", 0)
    async with walking(tmp_path, faults={"gone_after": 1}) as walk:
        await walk.press("enter")
        await walk.at(Trouble)
        await walk.reads("❯ Try again")
        first = walk.app.screen
        await walk.press("enter")
        await walk.until(lambda: isinstance(walk.app.screen, Trouble) and walk.app.screen is not first)


async def test_a_wait_counts_down_and_then_goes_on_by_itself(tmp_path: Path) -> None:
    async with walking(tmp_path, faults=fault("FLOOD_WAIT_3", "auth.sendCode", 420)) as walk:
        await to_the_number(walk)
        await walk.type(PHONE)
        await walk.reads("Telegram asks us to wait 3 s. That is normal. Nothing is lost.")
        await walk.reads("Telegram asks us to wait 2 s.")
        await walk.asked(CodeWanted)


async def test_a_long_wait_is_said_and_nothing_is_asked_meanwhile(tmp_path: Path) -> None:
    async with walking(tmp_path, faults=fault("FLOOD_WAIT_3600", "auth.sendCode", 420)) as walk:
        await to_the_number(walk)
        await walk.type(PHONE)
        await walk.at(Trouble)
        assert "Telegram asks us to wait 60 minutes before signing in. That is no" in walk.text
        assert walk.received.count("auth.sendCode") == 1


async def test_an_old_qr_code_is_drawn_again_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("safecheck.telegram.sign_in.SHORTEST_QR", timedelta(milliseconds=300))
    async with walking(tmp_path, account={"qr_seconds": 1, "password": None, "password_hint": ""}) as walk:
        await walk.press("enter")
        await walk.asked(QrShown)
        first = walk.state
        await walk.until(lambda: isinstance(walk.state, QrShown) and walk.state is not first)


async def test_the_link_stands_in_for_the_picture_of_it(tmp_path: Path) -> None:
    async with walking(tmp_path) as walk:
        await walk.press("enter")
        await walk.asked(QrShown)
        assert "█" in walk.text
        assert "tg://" not in walk.text
        screen = walk.app.screen
        assert isinstance(screen, SignIn)
        await screen.action_link()
        await walk.reads("tg://login?token=")
        assert "█" not in walk.text


async def test_the_qr_code_fits_the_smallest_screen_whole_and_in_black_on_white(tmp_path: Path) -> None:
    async with walking(tmp_path) as walk:
        await walk.press("enter")
        await walk.asked(QrShown)
        screen = walk.app.screen
        assert isinstance(screen, SignIn)
        # As long as Telegram's own: 32 bytes in base64.
        await screen._show(QrShown("tg://login?token=" + "A" * 43, datetime.now(UTC) + timedelta(seconds=30)))
        await walk.pilot.pause()
        drawn = walk.app.screen.query_one("#qr").region
        body = walk.app.screen.query_one("#body").region
        assert body.contains_region(drawn)
        assert (drawn.width, drawn.height) == (37, 19)
        colours = {
            (str(segment.style.color), str(segment.style.bgcolor))
            for strip in strips(walk.pilot)
            for segment in strip
            if segment.style and "█" in segment.text
        }
        assert len(colours) == 1, colours
        ((dark, light),) = colours
        assert "#000000" in dark
        assert "#ffffff" in light


@pytest.mark.parametrize("stop_at", ["qr", "number", "code", "password", "wait"])
async def test_p7_escape_stops_anywhere_and_signs_out_of_whatever_there_is(
    tmp_path: Path, stop_at: str
) -> None:
    faults = fault("FLOOD_WAIT_30", "auth.signIn", 420) if stop_at == "wait" else {}
    async with walking(tmp_path, faults=faults) as walk:
        if stop_at == "qr":
            await walk.press("enter")
            await walk.asked(QrShown)
        elif stop_at == "number":
            await to_the_number(walk)
        elif stop_at == "password":
            await to_the_password(walk)
        else:
            await to_the_code(walk)
        if stop_at == "wait":
            await walk.type(CODE)
            await walk.reads("Telegram asks us to wait")
        await walk.press("escape")
        await walk.at(FirstChoice)
        assert walk.app.visits.current is not None
        assert walk.app.visits.current.closed
        assert walk.app.visits.current.signed_out is True
    assert walk.received[-1] == "auth.logOut"


async def test_after_stopping_one_can_begin_again(tmp_path: Path) -> None:
    async with walking(tmp_path, **NO_PASSWORD) as walk:
        await walk.press("enter")
        await walk.asked(QrShown)
        await walk.press("escape")
        await walk.at(FirstChoice)
        await walk.app.push_screen(BeforeReading(walk.app._start))
        await walk.press("enter")
        await walk.asked(QrShown)
        await walk.press("s")
        await walk.at(Result)


async def test_the_language_changes_in_the_middle_and_nothing_is_lost(tmp_path: Path) -> None:
    async with walking(tmp_path) as walk:
        await to_the_number(walk)
        await walk.press(*PHONE[:5], "l")
        await walk.until(lambda: walk.app.catalog.lang == "nl")
        await walk.press(*PHONE[5:], "enter")
        await walk.asked(CodeWanted)


async def test_a_qr_code_that_comes_too_late_is_not_shown_any_more(tmp_path: Path) -> None:
    async with walking(tmp_path) as walk:
        await walk.press("enter")
        await walk.asked(QrShown)
        late, screen = walk.state, walk.app.screen
        assert isinstance(late, QrShown)
        await walk.press("c")
        await walk.asked(PhoneWanted)
        screen.post_message(SignIn.Followed(late))
        await walk.pilot.pause()
        assert isinstance(walk.state, PhoneWanted)
        await walk.press("r")
        await walk.asked(QrShown)


async def test_p3_what_is_typed_is_shown_nowhere_and_kept_nowhere(tmp_path: Path) -> None:
    async with walking(tmp_path) as walk:
        await to_the_password(walk)
        field = walk.app.screen.query_one(SecretInput)
        await walk.press(*"correct horse")
        assert "correct horse" not in walk.text
        field.select_all()
        await walk.press("ctrl+x")
        field.action_copy()
        field.action_cut()
        assert walk.app.clipboard == ""
        await walk.press("enter")
        assert field.value == ""
        await walk.reads("That two-step password is wrong.")
        await walk.type(PASSWORD)
        await walk.at(Result)
    assert "correct horse" not in (tmp_path / "received.jsonl").read_text(encoding="utf-8")
