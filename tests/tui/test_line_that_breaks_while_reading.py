"""A line that breaks between the sign-in and the last page: the result is whole or says that it is not, and
the last sentence is true (P7, G22)."""

from pathlib import Path

import pytest

from safecheck.i18n.catalog import load
from safecheck.model.facts import AuditFacts
from safecheck.model.sign_in import QrShown
from safecheck.model.text import Lang
from safecheck.model.told import Told
from safecheck.practice.library import load_scenario
from safecheck.practice.scenario import FaultsSpec
from safecheck.practice.server import PracticeServer
from safecheck.tui.screens.ending import Ending
from safecheck.tui.screens.result import Result
from safecheck.tui.screens.trouble import Trouble
from tests.cli.process import scenario_file
from tests.tui.walking import Walk, walking

pytestmark = pytest.mark.uncounted

NO_PASSWORD = {"password": None, "password_hint": ""}
SIGNED_OUT = "safecheck is signed out. On your phone you stay signed in to Telegram."
BY_HAND = (
    "Signing out did not work. Do it yourself: in Telegram open Settings, then “Devices”,"
    " choose “safecheck, reads chat names” and end that session."
)
OUT_OF_REACH = "Telegram cannot be reached. Check the internet connection and try again; nothing was changed."
KEPT_NOTHING = "safecheck kept nothing on this computer."
FIRST_OF_READING = 4  # after the greeting, the question for a QR code and the one after its scan


@pytest.fixture(autouse=True)
def no_pause_between_two_attempts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("safecheck.telegram.client.RECONNECT_SECONDS", 0)


def breaks(fault: str, at: tuple[int, ...]) -> FaultsSpec:
    """A line that breaks before, or after, these requests are handled."""
    return FaultsSpec(drop_at=at) if fault == "drop_at" else FaultsSpec(drop_after=at)


async def scan(walk: Walk, server: PracticeServer) -> None:
    await walk.press("down", "enter", "enter")
    await walk.asked(QrShown)
    assert server.accept_qr()


async def says_at_the_end(walk: Walk, sentence: str, lang: Lang) -> None:
    say = load(lang).gettext
    await walk.press("q", "enter")
    await walk.at(Ending)
    await walk.reads(say(sentence))
    await walk.reads(say(KEPT_NOTHING))
    title = say("Not signed out yet")
    assert (title in walk.text) is (sentence == BY_HAND)
    await walk.press("enter")


@pytest.mark.parametrize("lang", ["en", "nl"])
@pytest.mark.parametrize("fault", ["drop_at", "drop_after"])
@pytest.mark.parametrize(
    "drops", [(FIRST_OF_READING + 2,), tuple(range(FIRST_OF_READING, 40, 2))], ids=["once", "often"]
)
async def test_p7_a_line_that_drops_while_reading_gives_a_whole_result_or_says_that_it_is_not(
    tmp_path: Path, drops: tuple[int, ...], fault: str, lang: Lang
) -> None:
    scenario = load_scenario(str(scenario_file(tmp_path, "busy", account=NO_PASSWORD)))
    async with PracticeServer(scenario) as server:
        server.set_faults(breaks(fault, drops))
        async with walking(tmp_path, None, lang, server=server.endpoint) as walk:
            await scan(walk, server)
            await walk.until(lambda: walk.at_end)
            assert isinstance(walk.app.screen, Result), walk.text
            facts = walk.app.facts
            assert isinstance(facts, AuditFacts)
            assert len(walk.received) > drops[0], "the line did drop"
            assert facts.complete or len(drops) > 1, "one drop loses nothing"
            assert (
                {"en": "we know nothing", "nl": "weten we niets"}[lang] in walk.text
            ) is not facts.complete
            server.set_faults(FaultsSpec())  # the line is good again by the time of the sign-out
            await says_at_the_end(walk, SIGNED_OUT, lang)
        assert server.signed_in_sessions == 0


@pytest.mark.parametrize(("questions", "lang"), [(8, "en"), (11, "nl"), (14, "en")])
async def test_g9_a_line_gone_for_good_while_reading_is_said_and_so_is_the_sign_in_that_is_left(
    tmp_path: Path, questions: int, lang: Lang
) -> None:
    scenario = load_scenario(str(scenario_file(tmp_path, "busy", account=NO_PASSWORD)))
    async with PracticeServer(scenario) as server:
        server.set_faults(FaultsSpec(gone_after=questions))
        async with walking(tmp_path, None, lang, server=server.endpoint) as walk:
            await scan(walk, server)
            await walk.at(Result)
            facts = walk.app.facts
            assert isinstance(facts, AuditFacts)
            assert facts.anything_read
            assert not facts.complete
            await walk.reads({"en": "we know nothing", "nl": "weten we niets"}[lang])
            await says_at_the_end(walk, BY_HAND, lang)
        assert server.signed_in_sessions == 1


async def test_p7_reading_goes_on_after_the_last_page_that_came_and_loses_nothing(tmp_path: Path) -> None:
    scenario = load_scenario(str(scenario_file(tmp_path, "busy", account=NO_PASSWORD)))
    async with PracticeServer(scenario) as server, walking(tmp_path, None, server=server.endpoint) as walk:
        server.set_faults(breaks("drop_at", tuple(range(9, 60))))
        await scan(walk, server)
        await walk.at(Result)
        app, pages = walk.app, walk.received.count("messages.getDialogs")
        half = app.facts
        assert isinstance(half, AuditFacts)
        assert half.chat_list.listed, "a page came"
        app.mark(marked := half.chat_list.chats[0].id)
        app.told = (Told(device_id="x", switches={"wifi": "off"}),)
        server.set_faults(FaultsSpec())
        await walk.reads("go on reading where it stopped")
        await walk.press("g")
        await walk.until(lambda: app.facts is not None and app.facts.complete, "the rest")
        await walk.at(Result)
        assert isinstance(app.facts, AuditFacts)
        ids = [chat.id for chat in app.facts.chat_list.chats]
        assert len(ids) == len(set(ids)) > len(half.chat_list.chats)
        assert app.facts.chat_list.listed == app.facts.chat_list.total
        assert [mark.chat_id for mark in app.marks] == [marked]
        assert app.told[0].device_id == "x"
        again = walk.received.count("messages.getDialogs") - pages
        assert again <= -(-(app.facts.chat_list.listed - half.chat_list.listed) // 100) + 2, "no page twice"
        assert "go on reading" not in walk.text


@pytest.mark.parametrize("lang", ["en", "nl"])
async def test_g22_a_line_gone_before_anything_was_read_says_so_and_names_the_path_out(
    tmp_path: Path, lang: Lang
) -> None:
    scenario = load_scenario(str(scenario_file(tmp_path, "busy", account=NO_PASSWORD)))
    async with PracticeServer(scenario) as server:
        server.set_faults(FaultsSpec(gone_after=FIRST_OF_READING - 1))
        async with walking(tmp_path, None, lang, server=server.endpoint) as walk:
            await scan(walk, server)
            await walk.at(Trouble)
            say = load(lang).gettext
            await walk.reads(say(OUT_OF_REACH))
            await walk.reads(say(BY_HAND))
        assert server.signed_in_sessions == 1


@pytest.mark.parametrize("lang", ["en", "nl"])
@pytest.mark.parametrize("fault", ["drop_at", "drop_after", "gone_after"])
async def test_g22_a_line_that_breaks_at_the_sign_out_itself_is_mended_or_not_confirmed_and_told(
    tmp_path: Path, fault: str, lang: Lang
) -> None:
    scenario = load_scenario(str(scenario_file(tmp_path, "quiet", account=NO_PASSWORD)))
    async with PracticeServer(scenario) as server:
        async with walking(tmp_path, None, lang, server=server.endpoint) as walk:
            await scan(walk, server)
            await walk.at(Result)
            sign_out = server.request_count + 1
            gone = fault == "gone_after"
            server.set_faults(FaultsSpec(gone_after=sign_out - 1) if gone else breaks(fault, (sign_out,)))
            await says_at_the_end(walk, BY_HAND if gone else SIGNED_OUT, lang)
        assert walk.app.visits.signed_out is not gone
        assert server.signed_in_sessions == int(gone)
