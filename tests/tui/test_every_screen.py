"""Every screen in every state: as it looked before, readable in all colours, nothing cut off, and nothing of
what strangers wrote acts. A new screen that is not walked through fails here."""

import re
import unicodedata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cached_property

import pytest
from pytest_textual_snapshot import SVGImageExtension  # type: ignore[import-untyped]
from rich.segment import Segment
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot
from textual.widgets import DataTable, Input

from safecheck.tui.app import SafecheckApp
from safecheck.tui.page import Page
from safecheck.tui.themes import THEMES
from safecheck.tui.widgets.footer_line import MOST_KEYS, FooterLine
from tests.tui.fixed import LARGE, MOMENT, SMALL, app_with, as_svg, contrast, fixed_account, strips
from tests.tui.scenes import SCENES, Scene, hold_still, pages

pytestmark = pytest.mark.uncounted

# Names of chats are cut there, and one column gives way: the screen of one chat has it all.
WITH_A_TABLE = {"chats", "chats-filtered", "chats-asked", "chats-offer", "chats-chosen", "chat-bars"}
AFTER_A_RESULT = {name for name, scene in SCENES.items() if scene.account}
# Lines, bars and the edges of fields: no text, so that a contrast of 3 is enough (WCAG 1.4.11).
_DRAWN = re.compile(r"[\s\u2500-\u259f]*")


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    hold_still(monkeypatch)


@asynccontextmanager
async def scene_of(scene: Scene, account: str | None) -> AsyncIterator[Pilot[int]]:
    app = scene.app(account)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        await scene.show(app)
        await pilot.pause()
        await pilot.press(*scene.keys)
        await pilot.pause()
        yield pilot


def page(pilot: Pilot[int]) -> Page:
    screen = pilot.app.screen
    assert isinstance(screen, Page)
    return screen


class Drawn:
    """What is on the terminal now, drawn once for all that is asked of it."""

    def __init__(self, pilot: Pilot[int]) -> None:
        self.app, self.page = pilot.app, page(pilot)
        self.strips = strips(pilot)

    @cached_property
    def text(self) -> list[str]:
        return [strip.text.rstrip() for strip in self.strips]

    @property
    def segments(self) -> list[Segment]:
        return [segment for strip in self.strips for segment in strip]

    @property
    def words(self) -> set[str]:
        """Words of letters and digits; a word that is drawn over two lines is another thing."""
        return set(re.findall(r"\w{2,}", "\n".join(self.text)))

    def as_svg(self) -> str:
        return as_svg(self.app, self.strips)


async def at_size(pilot: Pilot[int], width: int, height: int) -> Drawn:
    await pilot.resize_terminal(width, height)
    await pilot.pause()
    return Drawn(pilot)


# --- what must hold everywhere -----------------------------------------------------------------------------


def assert_every_line_is_as_wide_as_the_screen(drawn: Drawn) -> None:
    assert {strip.cell_length for strip in drawn.strips} == {drawn.app.size.width}
    assert len(drawn.strips) == drawn.app.size.height


def assert_the_keys_are_all_there(drawn: Drawn, after_a_result: bool) -> None:
    footer = drawn.page.query_one(FooterLine)
    assert len(footer.hints) <= MOST_KEYS, footer.hints
    for hint in footer.hints:
        assert f"{hint.shown} {hint.word}" in drawn.text[-1], hint
    if after_a_result:
        assert {"h", "f1"} & {hint.key for hint in footer.hints}, "help is one key away (G4)"


def assert_nothing_scrolls_sideways(drawn: Drawn) -> None:
    for widget in drawn.page.query("*"):
        if not isinstance(widget, Input):
            assert not widget.show_horizontal_scrollbar, widget
            assert widget.max_scroll_x == 0 or not isinstance(widget, DataTable), widget
    title = next(line for line in drawn.text if line)
    assert "…" not in title, "the title fits"


def assert_it_can_be_read(drawn: Drawn) -> None:
    for segment in drawn.segments:
        style = segment.style
        if style is None or style.color is None or style.bgcolor is None or not segment.text.strip():
            continue
        least = 3 if _DRAWN.fullmatch(segment.text) else 4.5
        found = contrast(style.color.get_truecolor(), style.bgcolor.get_truecolor())
        assert found >= least, (drawn.app.theme, segment)


def assert_nothing_acts(drawn: Drawn) -> None:
    """P8: no character that a terminal acts upon, no link, and nothing to click that came from data."""
    for segment in drawn.segments:
        for char in set(segment.text):
            category = unicodedata.category(char)
            assert category not in ("Cc", "Cs", "Co", "Cn"), segment
            assert category != "Cf" or char == "\u200d", segment
        if segment.style is not None:
            assert segment.style.link is None, segment
            acting = {name: does for name, does in segment.style.meta.items() if name.startswith("@")}
            assert acting.keys() <= {"@mouse.down", "@mouse.up"}, segment
            assert set(acting.values()) <= {"grab", "release", "scroll_up", "scroll_down"}, "a scroll bar"


async def assert_nothing_is_cut_off(pilot: Pilot[int]) -> None:
    """Every word of a wide screen is there on a narrow one; from 100 columns other parts come in. It is
    looked at in Dutch, whose words are the longer ones."""
    on_narrow = (await at_size(pilot, 80, 100)).words
    assert (await at_size(pilot, 99, 100)).words - on_narrow == set()
    on_wide = (await at_size(pilot, 120, 100)).words
    assert on_narrow - on_wide == set(), "a list beside its pane has room for its words"


# --- the walk ----------------------------------------------------------------------------------------------


def test_every_screen_is_walked_through() -> None:
    app = app_with(*fixed_account("individual"))
    with app._context():
        made = {type(scene.make(app)) for scene in SCENES.values()}
    missing = {one.__qualname__ for one in pages()} - {one.__qualname__ for one in made} - {"Explain"}
    assert missing == set()
    assert len(SCENES) > 40
    assert "question_mark" in SCENES["explain"].keys


@pytest.mark.parametrize("name", SCENES)
async def test_every_screen_looks_as_before_and_can_be_read(name: str, snapshot: SnapshotAssertion) -> None:
    scene = SCENES[name]
    pictures: dict[str, str] = {}
    async with scene_of(scene, scene.account) as pilot:
        app = pilot.app
        assert isinstance(app, SafecheckApp)
        for lang in ("en", "nl"):
            assert app.catalog.lang == lang
            for width, height in (SMALL, LARGE):
                drawn = await at_size(pilot, width, height)
                pictures[f"{width}x{height}-{lang}"] = drawn.as_svg()
                assert_every_line_is_as_wide_as_the_screen(drawn)
                assert_the_keys_are_all_there(drawn, after_a_result=bool(scene.account))
                assert_nothing_scrolls_sideways(drawn)
                assert_nothing_acts(drawn)
            if lang == "nl" and name not in WITH_A_TABLE:
                await assert_nothing_is_cut_off(pilot)
            if lang == "en":
                await pilot.press("f3")
                await pilot.pause()
        assert_it_can_be_read(Drawn(pilot))
        for theme in THEMES[1:]:
            app.theme = theme.name
            await pilot.pause()
            assert_it_can_be_read(Drawn(pilot))
    changed = [
        state
        for state, svg in pictures.items()
        if svg != snapshot(name=state, extension_class=SVGImageExtension)
    ]
    assert changed == [], "look at them; if that is how they should be: pytest --snapshot-update"


@pytest.mark.parametrize("name", sorted(AFTER_A_RESULT))
async def test_p8_nothing_that_strangers_wrote_acts_on_any_screen(name: str) -> None:
    scene = SCENES[name]
    async with scene_of(scene, "hostile") as pilot:
        drawn = await at_size(
            pilot, 120, 100
        )  # wide enough for what stands beside a list, high enough for all
        assert_every_line_is_as_wide_as_the_screen(drawn)
        assert_nothing_acts(drawn)
        assert_it_can_be_read(drawn)


def test_the_fixed_accounts_stand_at_the_fixed_moment() -> None:
    facts, _ = fixed_account("individual")
    assert facts.finished == MOMENT
