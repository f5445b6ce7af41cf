"""What stands before a sign-in, and what stands at the end (G11, G12, G21, G22)."""

from pathlib import Path

import pytest
from textual.events import Paste
from textual.widgets import Input

from safecheck.model.connection import Identity
from safecheck.model.facts import AuditFacts
from safecheck.model.sign_in import CodeWanted, PasswordWanted, PhoneWanted, QrShown, SignedIn
from safecheck.model.text import Lang
from safecheck.practice.library import load_scenario
from safecheck.practice.scenario import ErrorFault, FaultsSpec
from safecheck.practice.server import PracticeServer
from safecheck.store.config import Preferences
from safecheck.tui.screens.api_identity import ApiIdentity
from safecheck.tui.screens.before_reading import BeforeReading
from safecheck.tui.screens.confirm_end import ConfirmEnd
from safecheck.tui.screens.ending import Ending
from safecheck.tui.screens.first_choice import FirstChoice
from safecheck.tui.screens.help import Help
from safecheck.tui.screens.practice_choice import PracticeChoice
from safecheck.tui.screens.progress import Reading
from safecheck.tui.screens.requests import Requests
from safecheck.tui.screens.result import Result
from safecheck.tui.screens.switches import Switches
from safecheck.tui.screens.this_computer import ReadThisComputer
from safecheck.tui.screens.tour import Tour
from safecheck.tui.screens.trouble import Trouble
from safecheck.tui.widgets.body import Body
from safecheck.tui.widgets.landing_table import LandingTableView
from tests.cli.process import scenario_file
from tests.tui.fixed import SMALL
from tests.tui.walking import Walk, walking

ANY_ID, ANY_HASH = "1234567", "0123456789abcdef0123456789abcdef"
NO_PASSWORD = {"password": None, "password_hint": ""}
PATH = "in Telegram open Settings, then “Devices”, choose “safecheck, reads chat names” and end that session"


async def to_the_result(walk: Walk) -> None:
    await walk.press("enter")
    await walk.asked(QrShown)
    await walk.press("s")
    await walk.at(Result)


def nothing_is_out_of_sight(walk: Walk) -> bool:
    """Whether all of the page can be read without scrolling."""
    return walk.app.size == SMALL and walk.app.screen.query_one(Body).max_scroll_y == 0


# --- before ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "page"),
    [
        (["enter"], Switches),
        (["down", "enter"], BeforeReading),
        (["down", "down", "down", "enter"], ReadThisComputer),
        (["up", "enter"], PracticeChoice),
    ],
)
async def test_each_of_the_five_choices_leads_somewhere_and_escape_leads_back(
    tmp_path: Path, keys: list[str], page: type
) -> None:
    async with walking(tmp_path, None) as walk:
        await walk.press(*keys)
        await walk.at(page)
        await walk.press("escape")
        await walk.at(FirstChoice)


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        ("en", ("Check only your own account.", "not your partner's, not your child's")),
        ("nl", ("Controleer alleen je eigen account.", "ook niet bij je partner of je kind")),
    ],
)
@pytest.mark.parametrize("practice", [True, False])
async def test_g11_before_every_sign_in_it_says_own_account_only_and_that_telegram_announces_it(
    tmp_path: Path, lang: Lang, sentences: tuple[str, ...], practice: bool
) -> None:
    async with walking(tmp_path, "quiet" if practice else None, lang) as walk:
        if not practice:
            await walk.press("down", "enter")
            await walk.at(BeforeReading)
        for sentence in (*sentences, "“safecheck, reads chat names”"):
            assert sentence in walk.text
        assert "disappears" not in walk.text
        assert "verdwijnt" not in walk.text
        assert nothing_is_out_of_sight(walk)


async def test_checking_together_ends_this_run_and_begins_anew_with_nothing_of_it(tmp_path: Path) -> None:
    async with walking(tmp_path, None) as walk:
        await walk.press("down", "down", "enter")
        assert walk.app.together_wanted
        assert walk.app.return_code == 0


@pytest.mark.parametrize("lang", ["en", "nl"])
async def test_g14_the_first_screen_claims_no_more_than_is_true_of_messages(
    tmp_path: Path, lang: Lang
) -> None:
    """Telegram sends the last message of each chat along: it is received, and not read."""
    async with walking(tmp_path, None, lang) as walk:
        said = {
            "en": "It never opens, downloads or shows a picture or a video, and reads no messages.",
            "nl": "Het opent, downloadt of toont nooit een foto of video, en leest geen berichten.",
        }[lang]
        assert said in walk.text


async def test_g11_no_way_to_the_sign_in_goes_around_that_page(tmp_path: Path) -> None:
    async with walking(tmp_path, None) as walk:
        await walk.press("down", "enter", "enter")
        await walk.at(ApiIdentity)
        assert isinstance(walk.app.screen_stack[-2], BeforeReading)
        assert walk.app.visits.current is None


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [("en", "cannot know who holds the phone"), ("nl", "kan niet weten wie de telefoon vasthoudt")],
)
async def test_g12_it_says_that_it_cannot_know_who_holds_the_phone(
    tmp_path: Path, lang: Lang, sentence: str
) -> None:
    async with walking(tmp_path, lang=lang) as walk:
        assert sentence in walk.text
        assert nothing_is_out_of_sight(walk)


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        ("en", ("5-10 minutes", "“Show me the switches”", "more closely", "it signs out when you finish")),
        (
            "nl",
            (
                "5 tot 10 minuten",
                "“Laat me de schakelaars zien”",
                "let extra op accounts",
                "meldt zich na afloop af",
            ),
        ),
    ],
)
async def test_g21_the_time_the_quick_way_and_the_closer_watch_are_said_before_it_starts(
    tmp_path: Path, lang: Lang, sentences: tuple[str, ...]
) -> None:
    async with walking(tmp_path, None, lang) as walk:
        await walk.press("down", "enter")
        await walk.at(BeforeReading)
        for sentence in sentences:
            assert sentence in walk.text
        assert nothing_is_out_of_sight(walk)


async def test_every_request_is_one_key_away(tmp_path: Path) -> None:
    async with walking(tmp_path, size=(80, 120)) as walk:
        await walk.press("r")
        await walk.at(Requests)
        assert "messages.getDialogs" in walk.text
        assert "auth.logOut" in walk.text


# --- api_id and api_hash --------------------------------------------------------------------------------


async def to_the_fields(walk: Walk) -> None:
    await walk.press("down", "enter", "enter")
    await walk.at(ApiIdentity)


async def test_what_is_typed_is_checked_at_once_and_an_app_of_telegram_is_refused(tmp_path: Path) -> None:
    async with walking(tmp_path, None) as walk:
        await to_the_fields(walk)
        await walk.press("6", "enter")
        await walk.reads("This api_id belongs to an app of Telegram itself.")
        await walk.press("backspace", *ANY_ID, "enter")
        await walk.until(lambda: walk.app.focused is not None and walk.app.focused.id == "api-hash")
        await walk.press("x")
        await walk.reads("An api_hash is 32 characters long")
        await walk.press("backspace", *ANY_HASH)
        assert "An api_hash is 32 characters long" not in walk.text
        assert ANY_HASH not in walk.text
        assert isinstance(walk.app.screen, ApiIdentity)


async def test_what_is_pasted_lands_in_the_field_where_it_belongs(tmp_path: Path) -> None:
    async with walking(tmp_path, None) as walk:
        await to_the_fields(walk)
        api_id, api_hash = (
            walk.app.screen.query_one("#api-id", Input),
            walk.app.screen.query_one("#api-hash", Input),
        )
        for field, pasted, told in (
            (api_id, f"App api_id: {ANY_ID}\nApp api_hash: {ANY_HASH}", ""),
            (api_id, ANY_HASH, "What you pasted belongs in the other field. It stands there now."),
            (api_hash, ANY_ID, "What you pasted belongs in the other field. It stands there now."),
        ):
            api_id.clear()
            api_hash.clear()
            field.focus()
            await walk.pilot.pause()
            field.post_message(Paste(pasted))
            await walk.until(lambda: bool(api_id.value or api_hash.value))
            assert api_id.value in ("", ANY_ID)
            assert api_hash.value in ("", ANY_HASH)
            assert told in walk.text
            assert ANY_HASH not in walk.text
        api_id.focus()
        await walk.pilot.pause()
        api_id.post_message(Paste("no number"))
        await walk.reads("An api_id is a number of up to ten digits.")


async def test_going_back_from_the_fields_and_coming_again_loses_nothing(tmp_path: Path) -> None:
    async with walking(tmp_path, None) as walk:
        await to_the_fields(walk)
        await walk.press(*ANY_ID, "tab", *ANY_HASH[:7], "escape")
        await walk.at(BeforeReading)
        await walk.press("enter")
        await walk.at(ApiIdentity)
        assert walk.app.screen.query_one("#api-id", Input).value == ANY_ID
        assert walk.app.screen.query_one("#api-hash", Input).value == ANY_HASH[:7]


async def test_an_api_id_that_telegram_refuses_leads_back_to_the_fields_with_what_was_typed_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario = load_scenario(str(scenario_file(tmp_path, "quiet", account=NO_PASSWORD)))
    async with PracticeServer(scenario) as server:
        monkeypatch.setattr("safecheck.audit.connection.production_endpoint", lambda _: server.endpoint)
        refused = ErrorFault(message="API_ID_INVALID", code=400, method="help.getConfig", times=1)
        server.set_faults(FaultsSpec(errors=(refused,)))
        async with walking(tmp_path, None) as walk:
            await to_the_fields(walk)
            await walk.press(*ANY_ID, "enter", *ANY_HASH, "enter")
            await walk.at(Trouble)
            await walk.reads("Look at the api_id and api_hash again")
            await walk.press("enter")
            await walk.at(ApiIdentity)
            assert walk.app.identity is None
            assert walk.app.screen.query_one("#api-id", Input).value == ANY_ID
            assert walk.app.screen.query_one("#api-hash", Input).value == ""
            await walk.press("enter", *ANY_HASH, "enter")
            await walk.asked(QrShown)


async def test_p7_a_line_that_is_gone_for_a_while_costs_neither_the_number_nor_a_second_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("safecheck.telegram.client.RECONNECT_SECONDS", 0)
    scenario = load_scenario(str(scenario_file(tmp_path, "quiet", account=NO_PASSWORD)))
    phone, code = scenario.account.phone, scenario.account.code
    async with PracticeServer(scenario) as server, walking(tmp_path, None, server=server.endpoint) as walk:

        async def without_a_line(typed: str) -> None:
            server._gone = True
            server.drop_connections()
            await walk.type(typed)
            await walk.reads("Telegram cannot be reached.")
            server._gone = False

        await walk.press("down", "enter", "enter")
        await walk.asked(QrShown)
        await walk.press("c")
        await walk.asked(PhoneWanted)
        await without_a_line(phone)
        assert walk.app.screen.query_one("#phone", Input).value == phone
        await walk.press("enter")
        await walk.asked(CodeWanted)
        await without_a_line(code)
        assert isinstance(walk.state, CodeWanted)
        await walk.type(code)
        await walk.at(Result)
        assert walk.received.count("auth.sendCode") == 1


async def test_p3_the_api_hash_of_the_config_file_is_used_and_never_asked(tmp_path: Path) -> None:
    settings = Preferences(api_id=int(ANY_ID), api_hash=ANY_HASH)
    async with walking(tmp_path, None, settings=settings) as walk:
        await walk.press("down", "enter")
        await walk.at(BeforeReading)
        assert walk.app.identity == Identity(int(ANY_ID), ANY_HASH)
        assert "api_id" not in walk.text
        assert ANY_HASH not in repr(walk.app.identity)


async def test_the_fields_survive_a_change_of_language(tmp_path: Path) -> None:
    async with walking(tmp_path, None) as walk:
        await to_the_fields(walk)
        await walk.press(*ANY_ID, "l")
        await walk.until(lambda: walk.app.catalog.lang == "nl")
        assert walk.app.screen.query_one("#api-id", Input).value == ANY_ID


# --- a server that flags named --------------------------------------------------------------------------


async def test_a_server_on_this_computer_says_that_it_is_not_telegram_before_anything_is_typed(
    tmp_path: Path,
) -> None:
    scenario = load_scenario(str(scenario_file(tmp_path, "quiet", account=NO_PASSWORD)))
    async with PracticeServer(scenario) as server:
        endpoint = server.endpoint
        async with walking(tmp_path, None, server=endpoint) as walk:
            await walk.press("down", "enter")
            await walk.reads("a server on this computer, not Telegram")
            await walk.press("enter")
            await walk.asked(QrShown)
            await walk.press("c")
            await walk.asked(PhoneWanted)
            assert "practice" not in walk.text
            await walk.type("+" + scenario.account.phone)
            await walk.type(scenario.account.code)
            await walk.at(Result)
            await walk.press("q", "enter")
            await walk.at(Ending)
            await walk.reads("safecheck is signed out. On your phone you stay signed in to Telegram.")
            await walk.reads("safecheck kept nothing on this computer.")
            assert server.signed_in_sessions == 0


# --- reading --------------------------------------------------------------------------------------------

WAITING = {
    "errors": [{"message": "FLOOD_WAIT_50", "code": 420, "method": "messages.getDialogs", "from_call": 2}]
}


async def to_the_wait(walk: Walk) -> None:
    await walk.press("enter")
    await walk.asked(QrShown)
    await walk.press("s")
    await walk.at(Reading)
    await walk.reads("Telegram asks us to wait")


async def test_p7_stopping_a_wait_shows_what_there_is(tmp_path: Path) -> None:
    async with walking(tmp_path, "busy", faults=WAITING) as walk:
        await to_the_wait(walk)
        assert "requests used so far" in walk.text
        assert "You may always stop." in walk.text
        await walk.press("s")
        await walk.at(Result)
        facts = walk.app.facts
        assert isinstance(facts, AuditFacts)
        assert not facts.complete
        assert facts.chat_list.listed > 0


async def test_p7_escape_while_reading_does_what_the_page_says_and_shows_what_is_known(
    tmp_path: Path,
) -> None:
    async with walking(tmp_path, "busy", faults=WAITING) as walk:
        await to_the_wait(walk)
        assert "What we know by then, we show you." in walk.text
        assert "esc stop and show" in walk.text
        await walk.press("escape")
        await walk.at(Result)
        assert "because you stopped the reading" in walk.text
        assert walk.app.facts is not None
        assert walk.app.facts.chat_list.listed > 0
    assert walk.received[-1] == "auth.logOut"


async def test_the_reading_explains_what_it_leaves_alone_and_promises_no_secrecy(tmp_path: Path) -> None:
    async with walking(tmp_path, "busy", faults=WAITING) as walk:
        await to_the_wait(walk)
        await walk.press("question_mark")
        await walk.reads("It opens no chat, and marks no message as read.")
        assert "nobody" not in walk.text


async def test_nobody_is_taken_away_from_the_people_who_can_help(tmp_path: Path) -> None:
    async with walking(tmp_path, account=NO_PASSWORD) as walk:
        await walk.press("enter")
        await walk.asked(QrShown)
        await walk.press("h")
        await walk.at(Help)
        visit = walk.app.visits.current
        assert visit is not None
        assert visit.owner is not None
        assert visit.owner.scan()
        await walk.until(lambda: isinstance(visit.sign_in.state, SignedIn))
        await walk.pilot.pause(0.2)
        assert isinstance(walk.app.screen, Help)
        await walk.press("escape")
        await walk.at(Result)


async def test_an_account_of_which_nothing_could_be_read_says_why(tmp_path: Path) -> None:
    faults = {
        "errors": [
            {"message": "SESSION_REVOKED", "code": 401, "method": method, "times": 0}
            for method in ("account.getAutoDownloadSettings", "messages.getDialogs")
        ]
    }
    async with walking(tmp_path, account=NO_PASSWORD, faults=faults) as walk:
        await walk.press("enter")
        await walk.asked(QrShown)
        await walk.press("s")
        await walk.until(lambda: isinstance(walk.app.screen, Trouble | Result))


# --- the end --------------------------------------------------------------------------------------------


async def test_q_ends_at_once_where_there_is_nothing_to_lose(tmp_path: Path) -> None:
    async with walking(tmp_path, None) as walk:
        await walk.press("q")
    assert walk.app.return_code == 0


@pytest.mark.parametrize(
    ("lang", "closing"),
    [
        (
            "en",
            "The practice account is gone; nothing in it was real. safecheck kept nothing on this computer.",
        ),
        ("nl", "safecheck heeft op deze computer niets bewaard."),
    ],
)
async def test_g22_the_end_says_what_is_left_behind(tmp_path: Path, lang: Lang, closing: str) -> None:
    async with walking(tmp_path, lang=lang, account=NO_PASSWORD) as walk:
        await to_the_result(walk)
        await walk.press("q")
        await walk.at(ConfirmEnd)
        await walk.press("escape")
        await walk.at(Result)
        await walk.press("q", "enter")
        await walk.at(Ending)
        await walk.reads(closing)
        await walk.press("enter")
    assert walk.app.return_code == 0
    assert walk.received[-1] == "auth.logOut"


async def test_g22_a_sign_out_that_failed_names_the_path_and_stays_until_it_is_read(tmp_path: Path) -> None:
    refused = {"errors": [{"message": "INTERNAL", "code": 500, "method": "auth.logOut", "times": 0}]}
    scenario = load_scenario(str(scenario_file(tmp_path, "quiet", account=NO_PASSWORD, faults=refused)))
    async with PracticeServer(scenario) as server:
        async with walking(tmp_path, None, server=server.endpoint) as walk:
            await walk.press("down", "enter", "enter")
            await walk.asked(QrShown)
            server.accept_qr()
            await walk.at(Result)
            await walk.press("q", "enter")
            await walk.reads(PATH)
            assert "Not signed out yet" in walk.text
            assert "⏎ I have done it" in walk.text
            await walk.press("escape")
            assert isinstance(walk.app.screen, Ending)
            await walk.app.push_screen(ConfirmEnd())
            await walk.reads(PATH)
            assert "signed out already" not in walk.text
            await walk.press("escape", "enter")
        assert walk.app.return_code == 0
        assert walk.app.visits.signed_out is False


async def test_g22_stopping_a_sign_in_whose_end_was_not_confirmed_says_so_before_going_back(
    tmp_path: Path,
) -> None:
    refused = {"errors": [{"message": "INTERNAL", "code": 500, "method": "auth.logOut", "times": 0}]}
    scenario = load_scenario(str(scenario_file(tmp_path, "quiet", account=NO_PASSWORD, faults=refused)))
    async with PracticeServer(scenario) as server, walking(tmp_path, None, server=server.endpoint) as walk:
        await walk.press("down", "enter", "enter")
        await walk.asked(QrShown)
        await walk.press("escape")
        await walk.reads(PATH)
        await walk.press("enter")
        await walk.at(FirstChoice)


async def test_the_result_can_be_found_back_from_the_first_screen(tmp_path: Path) -> None:
    async with walking(tmp_path, account=NO_PASSWORD) as walk:
        await to_the_result(walk)
        await walk.press("escape")
        await walk.at(FirstChoice)
        await walk.reads("Back to the result")
        await walk.press("home", "enter")
        await walk.at(Result)


DROPS = ("the qr code", "the number", "the code", "the password")


@pytest.mark.parametrize("place", DROPS)
async def test_p7_a_line_that_drops_during_the_sign_in_is_mended_or_said_and_nothing_stays_signed_in(
    tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("safecheck.telegram.client.RECONNECT_SECONDS", 0)
    scenario = load_scenario(str(scenario_file(tmp_path, "quiet")))
    account = scenario.account
    async with PracticeServer(scenario) as server:
        async with walking(tmp_path, None, server=server.endpoint) as walk:
            await walk.press("down", "enter", "enter")
            await walk.asked(QrShown)
            if place != "the qr code":
                await walk.press("c")
                await walk.asked(PhoneWanted)
            if place in ("the code", "the password"):
                await walk.type(account.phone)
                await walk.asked(CodeWanted)
            if place == "the password":
                await walk.type(account.code)
                await walk.asked(PasswordWanted)
            shown = walk.state
            server.drop_connections()
            typed = {"the number": account.phone, "the code": account.code, "the password": account.password}
            if word := typed.get(place):
                await walk.type(word)
            await walk.until(lambda: (walk.state is not None and walk.state is not shown) or walk.at_end)
            assert walk.app.crash is None
            assert walk.received.count("auth.sendCode") <= 1
        assert server.signed_in_sessions == 0


@pytest.mark.parametrize("gone", [False, True])
async def test_p7_a_line_that_drops_at_the_result_leaves_the_result_and_a_true_last_sentence(
    tmp_path: Path, gone: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("safecheck.telegram.client.RECONNECT_SECONDS", 0)
    scenario = load_scenario(str(scenario_file(tmp_path, "quiet", account=NO_PASSWORD)))
    async with PracticeServer(scenario) as server:
        async with walking(tmp_path, None, server=server.endpoint) as walk:
            await walk.press("down", "enter", "enter")
            await walk.asked(QrShown)
            server.accept_qr()
            await walk.at(Result)
            if gone:
                server.set_faults(FaultsSpec(gone_after=1))
            server.drop_connections()
            await walk.press("c", "escape", "d", "escape")
            await walk.at(Result)
            await walk.press("q", "enter")
            await walk.at(Ending)
            await walk.reads(PATH if gone else "safecheck is signed out.")
        assert walk.app.visits.signed_out is not gone
        assert server.signed_in_sessions == int(gone)


async def test_the_tour_is_one_key_away_asks_nothing_and_can_be_left_at_any_moment(tmp_path: Path) -> None:
    async with walking(tmp_path, None) as walk:
        await walk.press("r")
        await walk.at(Tour)
        for _ in range(3):
            await walk.press("enter")
        assert walk.app.screen.query(LandingTableView), "a real table"
        await walk.press("l")
        await walk.reads("Een korte rondleiding: 4 van 5")
        await walk.press("left")
        await walk.reads("Een korte rondleiding: 3 van 5")
        await walk.press("escape")
        await walk.at(FirstChoice)
        await walk.press("r", *["enter"] * 5)
        await walk.at(FirstChoice)
        assert walk.app.visits.current is None
        assert not walk.app.would_lose
