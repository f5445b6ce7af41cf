"""What every screen has from the frame: title, body, footer, and the keys that work everywhere."""

import asyncio
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import ClassVar, get_args

import pytest
from textual.app import App
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input, OptionList

from safecheck.audit.sources import PracticeSource
from safecheck.audit.visits import Visits
from safecheck.model.errors import ExitCode
from safecheck.model.text import Lang
from safecheck.store.config import Preferences, ThemeName
from safecheck.tui.app import SafecheckApp
from safecheck.tui.page import Page
from safecheck.tui.screens.api_identity import ApiIdentity
from safecheck.tui.screens.before_reading import BeforeReading
from safecheck.tui.screens.explain import Explain
from safecheck.tui.screens.first_choice import FirstChoice
from safecheck.tui.screens.help import Help, HelpCountry, HelpPerson, HelpTopic
from safecheck.tui.screens.practice_choice import PracticeChoice
from safecheck.tui.screens.requests import Requests
from safecheck.tui.screens.result import Result
from safecheck.tui.screens.switches import AppSwitches, OneSwitch, Switches
from safecheck.tui.themes import THEMES
from safecheck.tui.widgets.body import Body
from safecheck.tui.widgets.footer_line import FooterLine
from safecheck.tui.widgets.prose import Prose
from tests.contracts.source import ROOT
from tests.tui.fixed import LARGE, SMALL, app_with, lines, page_of, shown, strips, text

pytestmark = pytest.mark.uncounted


class Long(Page):
    """A screen with a field and a list, and more than fits."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "noted", "first key"),
        Binding("c", "noted", "c-key"),
    ]
    AUTO_FOCUS = "#list"
    EXPLAIN = ("What this screen is for.",)
    noted = 0

    def title_words(self) -> str:
        return "A long screen"

    def body(self) -> Iterable[Widget]:
        yield Prose("The big sentence.", classes="big")
        yield Input(id="field")
        yield OptionList(*(Content(f"entry {number}") for number in range(40)), id="list")
        yield Prose("The last sentence.")

    def action_noted(self) -> None:
        self.noted += 1


class Tall(Page):
    """A screen of sentences only."""

    def title_words(self) -> str:
        return "A tall screen"

    def body(self) -> Iterable[Widget]:
        yield from (Prose(f"Sentence {number}.") for number in range(40))


def title_of(pilot: Pilot[int]) -> str:
    return next(line for line in lines(pilot) if line)


def is_shown(pilot: Pilot[int], page: type[Page]) -> bool:
    return type(pilot.app.screen) is page


# --- footer and keys ---------------------------------------------------------------------------------------


async def test_a_footer_ends_with_help_explanation_and_end() -> None:
    async with shown(Long(), facts=None) as pilot:
        assert lines(pilot)[-1].strip() == "⏎ first key   c c-key   h help from people   ? about   q end"


async def test_while_a_field_takes_the_letters_the_footer_names_other_keys() -> None:
    async with shown(Long(), facts=None) as pilot:
        pilot.app.screen.query_one(Input).focus()
        await pilot.pause()
        assert "F1 help from people   F2 about   ^q end" in lines(pilot)[-1]
        await pilot.press("h", "q")
        assert pilot.app.screen.query_one(Input).value == "hq"
        await pilot.press("f1")
        assert is_shown(pilot, Help)


async def test_a_footer_never_shows_more_than_six_keys_and_never_drops_help() -> None:
    class Crowded(Long):
        BINDINGS: ClassVar[list[BindingType]] = [Binding(str(number), "noted", "key") for number in range(9)]

    async with shown(Crowded(), facts=None) as pilot:
        assert lines(pilot)[-1].split("   ")[-3:] == ["h help from people", "? about", "q end"]
        assert len(lines(pilot)[-1].strip().split("   ")) == 6
        await pilot.resize_terminal(60, 24)
        await pilot.pause()
        assert lines(pilot)[-1].endswith("h help from people  ? about  q end")


async def test_each_key_of_a_footer_can_be_clicked() -> None:
    async with shown(Long(), facts=None) as pilot:
        footer = lines(pilot)[-1]
        await pilot.click(FooterLine, offset=(footer.index("c-key"), 1))
        page = page_of(pilot)
        assert isinstance(page, Long)
        assert page.noted == 1
        await pilot.click(FooterLine, offset=(footer.index("help from") + 2, 1))
        await pilot.pause()
        assert is_shown(pilot, Help)


async def test_arrows_and_pages_scroll_a_screen_of_sentences() -> None:
    async with shown(Tall(), facts=None) as pilot:
        body = pilot.app.screen.query_one(Body)
        await pilot.press("down", "down")
        await pilot.pause()
        assert body.scroll_y == 2
        await pilot.press("end")
        await pilot.pause()
        assert "Sentence 39." in text(pilot)
        await pilot.press("home")
        await pilot.pause()
        assert "Sentence 0." in text(pilot)


async def test_what_is_chosen_in_a_list_stays_in_sight() -> None:
    async with shown(Long(), facts=None) as pilot:
        pilot.app.screen.query_one(OptionList).focus()
        for _ in range(39):
            await pilot.press("down")
        await pilot.pause()
        assert "entry 39" in text(pilot)
        assert "The last sentence." in text(pilot)
        await pilot.press("home")
        await pilot.pause()
        assert "entry 0" in text(pilot)


async def test_the_title_gives_way_and_not_the_kind_of_account() -> None:
    class Titled(Tall):
        def title_words(self) -> str:
            return "a device with a very long name " * 4

    async with shown(Titled()) as pilot:
        title = next(line for line in lines(pilot) if line)
        assert title.endswith("practice account: nothing is real")
        assert "…" in title


@pytest.mark.parametrize(
    "make",
    [
        FirstChoice,
        PracticeChoice,
        BeforeReading,
        ApiIdentity,
        lambda: Help("NL"),
        lambda: HelpPerson("nl_kindertelefoon", "NL"),
        lambda: HelpTopic("sextortion", "NL"),
        Switches,
        lambda: AppSwitches("android"),
        lambda: OneSwitch("android", 0),
    ],
)
async def test_what_is_real_is_never_called_practice_after_a_practice_account_was_read(
    make: Callable[[], Page],
) -> None:
    async with shown(make(), facts="quiet") as pilot:
        assert "nothing is real" not in title_of(pilot)
        await pilot.press("f2")
        assert is_shown(pilot, Explain)
        assert "nothing is real" not in title_of(pilot)


async def test_what_stands_above_a_practice_account_says_so_too() -> None:
    async with shown(Result(), facts="quiet") as pilot:
        assert "practice account: nothing is real" in title_of(pilot)
        await pilot.press("question_mark")
        assert "practice account: nothing is real" in title_of(pilot)
    async with shown(BeforeReading(PracticeSource("quiet")), facts=None) as pilot:
        await pilot.press("r")
        assert is_shown(pilot, Requests)
        assert "practice account: nothing is real" in title_of(pilot)
        await pilot.press("escape", "escape", "down", "enter", "r")
        assert is_shown(pilot, Requests)
        assert "nothing is real" not in title_of(pilot)


@pytest.mark.parametrize("lang", ["en", "nl"])
async def test_the_keys_and_lines_of_a_terminal_without_unicode_are_ascii(lang: Lang) -> None:
    app = app_with(None, (), lang, unicode=False)
    async with app.run_test(size=SMALL) as pilot:
        for screen in (None, ApiIdentity(), Help("NL"), OneSwitch("android", 0)):
            if screen is not None:
                await app.push_screen(screen)
            await pilot.pause()
            assert all(line.isascii() for line in lines(pilot)[-2:]), lines(pilot)[-2:]
            assert not re.search(r"[\u2190-\u257f]", "\n".join(lines(pilot))), "arrows and lines"
        await pilot.press("question_mark")
        await pilot.pause()
        assert "Enter" in text(pilot)
        assert "⏎" not in text(pilot)


# --- help, explanation, switches ---------------------------------------------------------------------------


async def test_g4_people_who_can_help_are_one_key_away_and_once() -> None:
    async with shown(Long(), facts=None, lang="nl") as pilot:
        await pilot.press("h")
        assert "Geschrokken? Je hoeft dit niet alleen uit te zoeken" in text(pilot)
        assert "h hulp van mensen" not in lines(pilot)[-1], "that is here"
        assert "113, 0800-0113" in text(pilot)
        await pilot.press(*["down"] * 8, "enter")
        await pilot.pause()
        assert is_shown(pilot, HelpTopic)
        await pilot.press("h")
        assert is_shown(pilot, Help)
        await pilot.press("escape")
        assert is_shown(pilot, Long), "help stands on the stack once"


@pytest.mark.parametrize("lang", ["en", "nl"])
async def test_g4_each_topic_of_help_can_be_read(lang: str) -> None:
    from safecheck.packs.help_pack import load_help

    topics = [topic.id for topic in load_help("NL").topics]
    assert {"sextortion", "leaked_images", "illegal_seen", "legal_advice", "suicidal_thoughts"} <= set(topics)
    assert {"child", "own_viewing"} <= set(topics)
    async with shown(Help("NL"), facts=None, lang="nl" if lang == "nl" else "en") as pilot:
        people = pilot.app.screen.query_one(OptionList)
        for topic in topics:
            people.highlighted = people.get_option_index(f"topic {topic}")
            await pilot.press("enter")
            await pilot.pause()
            assert is_shown(pilot, HelpTopic)
            assert len(pilot.app.screen.query(Prose)) > 4
            await pilot.press("escape")


async def test_help_about_one_thing_names_its_sources_once_and_in_full_behind_the_question_mark() -> None:
    async with shown(HelpTopic("illegal_seen", "NL"), facts=None, size=(80, 120)) as pilot:
        assert text(pilot).count("Compared with") == 1
        assert "Compared with stored copies on 23 November 2026; ? names the sources." in text(pilot)
        await pilot.press("question_mark")
        await pilot.pause()
        assert text(pilot).count("Compared with a stored copy on") > 1
    async with shown(HelpTopic("sextortion", ""), facts=None, size=(80, 120)) as pilot:
        assert "Found only in other sources" in text(pilot), "what is less sure says so where it stands"


async def test_an_app_without_paths_offers_nothing_to_choose_and_explains_its_version() -> None:
    async with shown(AppSwitches("tdlib"), facts=None) as pilot:
        assert lines(pilot)[-1].split("   ")[0].strip() == "esc back"
        assert "tdlib/td @" not in text(pilot)
        await pilot.press("question_mark")
        assert "tdlib/td @" in text(pilot)


async def test_a_person_who_can_help_is_shown_with_everything_that_is_known() -> None:
    async with shown(Help("NL"), facts=None) as pilot:
        await pilot.press("down", "enter")
        await pilot.pause()
        assert "113 Zelfmoordpreventie" in text(pilot)
        assert "Telephone, free: 113, 0800-0113" in text(pilot)


async def test_the_country_is_asked_where_it_is_unknown_and_then_kept() -> None:
    async with shown(Help(""), facts=None, size=(80, 60)) as pilot:
        assert "safecheck does not know which country you are in" in text(pilot)
        assert "113" not in text(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert is_shown(pilot, HelpCountry)
        assert "United Kingdom" in text(pilot)
        countries = pilot.app.screen.query_one(OptionList)
        countries.highlighted = countries.get_option_index("NL")
        await pilot.press("enter")
        await pilot.pause()
        assert is_shown(pilot, Help)
        assert "113, 0800-0113" in text(pilot)
        await pilot.press("escape", "h")
        await pilot.pause()
        assert "113, 0800-0113" in text(pilot), "chosen once"
        await pilot.press("end", "enter", "escape")
        await pilot.pause()
        assert "113, 0800-0113" in text(pilot), "going back changes nothing"


async def test_a_private_chat_is_led_to_the_police_and_not_to_a_hotline_for_public_addresses() -> None:
    async with shown(HelpTopic("illegal_seen", "NL"), facts=None, size=(80, 120)) as pilot:
        assert "https://www.meldpunt-kinderporno.nl" in text(pilot)
        await pilot.press("p")
        await pilot.pause()
        assert "For a private group or chat" in text(pilot)
        assert "https://www.meldpunt-kinderporno.nl" not in text(pilot)
        assert "0900-8844" in text(pilot)
        await pilot.press("p")
        await pilot.pause()
        assert text(pilot).index("https://www.meldpunt-kinderporno.nl") < text(pilot).index("0900-8844")
        await pilot.press("p")
        await pilot.pause()
        assert "depends on the chat" in text(pilot)
    async with shown(HelpTopic("sextortion", "NL"), facts=None) as pilot:
        assert "p private or public" not in lines(pilot)[-1]


async def test_a_question_mark_explains_the_screen_and_its_keys() -> None:
    async with shown(Long(), facts=None) as pilot:
        pilot.app.screen.set_focus(None)
        await pilot.press("question_mark")
        assert is_shown(pilot, Explain)
        said = text(pilot)
        for words in ("A long screen", "What this screen is for.", "⏎ first key", "h help from people"):
            assert words in said
        await pilot.press("end")
        await pilot.pause()
        assert "t other colours" in text(pilot)
        assert "Focus" not in text(pilot), "that is Textual's word, and English"
        await pilot.press("question_mark")
        await pilot.press("escape")
        assert is_shown(pilot, Long), "an explanation is not explained"


async def test_g21_the_path_on_android_is_three_keys_from_the_first_screen() -> None:
    async with shown(facts=None) as pilot:
        assert is_shown(pilot, FirstChoice)
        keys = ["enter", "enter", "enter"]
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        assert is_shown(pilot, OneSwitch)
        assert "Telegram for Android" in text(pilot)
        assert '1 "Settings"' in text(pilot)
        assert pilot.app.sub_title == ""
        assert len(keys) <= 3
        assert page_of(pilot).safecheck.visits.current is None, "no sign-in"


async def test_each_item_of_a_path_stands_on_a_line_of_its_own_and_one_goes_on_to_the_next() -> None:
    async with shown(OneSwitch("android", 0), facts=None) as pilot:
        path = [line.strip() for line in lines(pilot) if line.strip()[:1].isdigit()]
        assert [line[0] for line in path] == ["1", "2", "3"]
        page = page_of(pilot)
        assert isinstance(page, OneSwitch)
        await pilot.press("enter", "enter")
        assert page.index == 2
        await pilot.press("left")
        assert page.index == 1
        await pilot.press(*["enter"] * 5)
        await pilot.pause()
        assert not isinstance(pilot.app.screen, OneSwitch), "after the last one, back"


async def test_the_switches_of_each_app_can_be_read() -> None:
    async with shown(Switches(), facts=None, lang="nl", size=LARGE) as pilot:
        apps = pilot.app.screen.query_one(OptionList)
        for index in range(apps.option_count):
            apps.highlighted = index
            await pilot.press("enter")
            await pilot.pause()
            assert is_shown(pilot, AppSwitches)
            assert "Alles in één keer uit" in text(pilot)
            await pilot.press("escape")


# --- language, colours, size -------------------------------------------------------------------------------


async def test_the_language_changes_by_one_key_and_nothing_is_lost() -> None:
    async with shown(Long(), facts=None) as pilot:
        pilot.app.screen.query_one(Input).focus()
        await pilot.press("a", "b", "f3")
        await pilot.pause()
        assert lines(pilot)[-1].endswith("F1 hulp van mensen   F2 uitleg   ^q stoppen")
        field = pilot.app.screen.query_one(Input)
        assert field.value == "ab"
        assert field.has_focus
        await pilot.press("c")
        assert field.value == "abc", "typing goes on where it was"
        pilot.app.screen.query_one(OptionList).focus()
        await pilot.press("down", "down", "l")
        await pilot.pause()
        assert pilot.app.screen.query_one(OptionList).highlighted == 2
        assert "q end" in lines(pilot)[-1]


async def test_screens_below_the_one_on_top_change_their_language_too() -> None:
    async with shown(Switches(), facts=None) as pilot:
        await pilot.press("enter", "l", "escape")
        await pilot.pause()
        assert "Waar de schakelaars zitten" in text(pilot)


async def test_colours_change_by_one_key_through_all_themes() -> None:
    async with shown(Tall(), facts=None) as pilot:
        seen = []
        for _ in THEMES:
            seen.append(pilot.app.theme)
            await pilot.press("t")
        assert seen == [theme.name for theme in THEMES]
        assert pilot.app.theme == seen[0]
        assert "Colours: light on dark. Each time: theme: dark in the config file." in text(pilot)
        await pilot.press("down")
        await pilot.pause()
        assert "Colours" not in text(pilot), "it is gone at the next key"


async def test_the_screens_begin_with_the_colours_of_the_settings() -> None:
    for setting, theme in zip(get_args(ThemeName), THEMES, strict=True):
        app = SafecheckApp("en", Visits(), settings=Preferences(theme=setting))
        async with app.run_test(size=SMALL):
            assert app.theme == theme.name


async def test_nothing_is_lost_when_the_window_changes_its_size() -> None:
    async with shown(Long(), facts=None, size=LARGE) as pilot:
        pilot.app.screen.query_one(OptionList).focus()
        await pilot.press("down", "down", "down")
        for width, height in (SMALL, (60, 16), (40, 10), LARGE):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            assert all(strip.cell_length == width for strip in strips(pilot))
        assert pilot.app.screen.query_one(OptionList).highlighted == 3
        assert pilot.app.screen.query_one(OptionList).has_focus
        assert "entry 3" in text(pilot)


async def test_in_a_window_that_is_too_small_one_sentence_says_so() -> None:
    async with shown(Tall(), facts=None, size=(50, 12)) as pilot:
        assert "This window is too small for the screens" in text(pilot)
        assert "safecheck --plain" in text(pilot)
        await pilot.resize_terminal(60, 16)
        await pilot.pause()
        assert "too small" not in text(pilot)


async def test_without_colours_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR turns every colour grey; words and marks say the same as before."""
    async with shown(Long(), facts=None) as pilot:
        coloured = lines(pilot)
    monkeypatch.setenv("NO_COLOR", "1")
    async with shown(Long(), facts=None) as pilot:
        assert pilot.app.no_color
        assert lines(pilot) == coloured


# --- what the app does not do ------------------------------------------------------------------------------


async def test_there_is_no_command_palette_and_no_picture_of_the_screen() -> None:
    """A picture of the screen would hold the names of chats."""
    async with shown(Tall(), facts=None) as pilot:
        await pilot.press("ctrl+p", "ctrl+backslash")
        await pilot.pause()
        assert is_shown(pilot, Tall)
        assert not SafecheckApp.ENABLE_COMMAND_PALETTE
        actions = {active.binding.action for active in pilot.app.screen.active_bindings.values()}
        assert not {action for action in actions if "screenshot" in action or "palette" in action}


async def test_ctrl_q_and_ctrl_c_end_without_a_question_by_textual() -> None:
    async with shown(facts=None) as pilot:
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert pilot.app.return_value == ExitCode.INTERRUPTED
    async with shown(facts=None) as pilot:
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert pilot.app.return_value == ExitCode.OK


class Failing(Tall):
    """A screen with a mistake in it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("x", "fail", "fail"), Binding("w", "work", "work")]

    def action_fail(self) -> None:
        secret = "a password in a local variable"
        raise ValueError(secret)

    def action_work(self) -> None:
        self.run_worker(self._work(), exit_on_error=False)

    async def _work(self) -> None:
        await asyncio.sleep(0)
        raise KeyError("a password in a worker")


@pytest.mark.parametrize("key", ["x", "w"], ids=["a key", "a worker"])
async def test_p3_a_mistake_ends_the_app_without_a_traceback(
    key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    app = app_with()

    async def run() -> None:
        async with app.run_test(size=SMALL) as pilot:
            await app.push_screen(Failing())
            await pilot.press(key)
            await pilot.pause()

    with pytest.raises((ValueError, KeyError)):  # the pilot hands on what the app kept
        await run()
    assert app.return_code == ExitCode.CRASH
    assert app.crash in ("ValueError", "KeyError")
    assert not app._exit_renderables, "nothing is printed when the app is gone"
    captured = capsys.readouterr()
    assert "password" not in captured.out + captured.err


def test_what_the_app_replaces_is_still_there_in_this_textual() -> None:
    """Private to Textual: where one of these is renamed, a crash would print local variables again."""
    import inspect

    assert list(inspect.signature(App._handle_exception).parameters) == ["self", "error"]
    source = inspect.getsource(App._handle_exception) + inspect.getsource(App.__init__)
    for name in ("_return_code", "_exception", "_exception_event"):
        assert f"self.{name}" in source, name
    assert hasattr(OptionList, "_update_lines")
    assert isinstance(inspect.getattr_static(OptionList, "_index_to_line"), property)
    assert isinstance(inspect.getattr_static(OptionList, "_heights"), property)
    assert isinstance(inspect.getattr_static(Page, "_binding_chain"), property)


FIRST_PAINT = """
import asyncio, json, sys
from safecheck.audit.visits import Visits
from safecheck.tui.app import SafecheckApp

async def main():
    app = SafecheckApp("nl", Visits())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        loaded = sorted(sys.modules)
    print(json.dumps(loaded))

asyncio.run(main())
"""


def test_the_first_screen_is_painted_before_the_client_is_loaded(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": "", "LANG": "C.UTF-8"},
        timeout=100,
    )
    assert run.returncode == 0, run.stderr
    loaded = set(json.loads(run.stdout))
    assert "textual" in loaded
    assert not {name.split(".")[0] for name in loaded} & {"telethon", "segno", "cryptography", "python_socks"}
    assert not {"safecheck.practice.server", "safecheck.telegram.client"} & loaded
