"""The guide on the screens: `?` and then `g`, the page that fits first, and nothing of the account in it."""

import pytest
from textual.widgets import OptionList

from safecheck.model.text import LANGUAGES, Lang
from safecheck.packs.guide_pages import PAGES, page_title
from safecheck.report.guide import guide_blocks, split_typed
from safecheck.tui.page import Page
from safecheck.tui.screens.explain import Explain
from safecheck.tui.screens.first_choice import FirstChoice
from safecheck.tui.screens.guide import Guide, GuidePage
from safecheck.tui.screens.plan import PlanList
from safecheck.tui.screens.result import Result
from tests.tui.fixed import page_of, shown, text
from tests.tui.scenes import pages
from tests.tui.together import checking

pytestmark = pytest.mark.uncounted
TALL = (80, 140)  # a whole page at once


def listed(page: Page) -> list[str]:
    return [option.id or "" for option in page.query_one("#pages", OptionList).options]


def test_every_screen_has_a_page_of_the_guide() -> None:
    without = {one for one in pages() if one.GUIDE not in PAGES}
    assert without == {Explain, Guide, GuidePage}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("screen", "fits"), [(FirstChoice, "start"), (Result, "result"), (PlanList, "plan")], ids=str
)
async def test_from_a_screen_the_guide_is_two_keys_away_and_begins_with_what_is_done_there(
    screen: type[Page], fits: str, lang: Lang
) -> None:
    facts = None if screen is FirstChoice else "individual"
    async with shown(None if screen is FirstChoice else screen(), facts=facts, lang=lang, size=TALL) as pilot:
        at_first = page_of(pilot)
        await pilot.press("question_mark", "g")
        await pilot.pause()
        assert type(page_of(pilot)) is Guide
        assert listed(page_of(pilot)) == [fits, *(page for page in PAGES if page != fits)]
        await pilot.press("enter")
        await pilot.pause()
        assert page_title(fits, lang) in text(pilot)
        said = text(pilot)
        for block in guide_blocks(fits, lang):
            assert " ".join("".join(piece for piece, _ in split_typed(block.text)).split()) in said
        # `?` and `g` on a page lead back to the one list, and Esc to where it was asked for.
        await pilot.press("question_mark", "g")
        await pilot.pause()
        assert type(page_of(pilot)) is Guide
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert page_of(pilot) is at_first


async def test_a_page_follows_the_language_and_scrolls_to_its_end() -> None:
    async with shown(GuidePage("changing"), facts=None) as pilot:
        await pilot.press("end")
        await pilot.pause()
        assert "you can break the wait off." in text(pilot)
        await pilot.press("l")
        await pilot.pause()
        assert "kun je het wachten afbreken." in text(pilot)


async def test_g17_in_a_check_together_the_guide_shows_nothing_of_the_account(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("safecheck.telegram.account.POLITE_PACE", 0.0)
    async with checking() as check:
        await check.press("question_mark", "g")
        before = check.picture
        assert listed(page_of(check.pilot))[0] == "together"
        await check.press("enter")
        assert "looks away" in check.text
        await check.press("escape", "escape", "escape")
        await check.go_to("sign_in")
        await check.sign_in()
        await check.at("own_result")
        await check.press("question_mark", "g")
        assert check.picture == before, "what was read leaves no trace in it"
        await check.press("q")
        assert check.app.place == "ended"
        assert not isinstance(page_of(check.pilot), Guide)
