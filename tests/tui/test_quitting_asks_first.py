"""Quitting asks wherever something would be lost, and the way back leads to all of it (P7)."""

import pytest

from safecheck.tui.screens.api_identity import ApiIdentity
from safecheck.tui.screens.confirm_end import ConfirmEnd
from tests.tui.fixed import page_of, shown, text
from tests.tui.scenes import SCENES, hold_still

pytestmark = pytest.mark.uncounted

# A result on the screen and below the first one, a form half filled in, chats that were chosen, a sign-in and
# a reading under way, a change that is asked about.
TO_LOSE = (
    "result",
    "first-choice-after-a-result",
    "device-form-answered",
    "device-grid",
    "plan-said",
    "chats-chosen",
    "report-words",
    "change",
    "sign-in-code",
    "reading",
)
TYPING = ("report-words",)  # a field takes the letters there


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_quitting_asks_first_and_escape_leads_back_to_everything(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold_still(monkeypatch)
    for name in TO_LOSE:
        scene = SCENES[name]
        app = scene.app(scene.account)
        async with app.run_test(size=(80, 24)) as pilot:
            await scene.show(app)
            await pilot.pause()
            await pilot.press(*scene.keys)
            await pilot.pause()
            page, before = page_of(pilot), (app.facts, app.told, app.marks, dict(app.said), text(pilot))
            await pilot.press("ctrl+q" if name in TYPING else key)
            await pilot.pause()
            assert isinstance(app.screen, ConfirmEnd), name
            assert app.return_code is None, name
            await pilot.press("escape")
            await pilot.pause()
            assert app.screen is page, name
            assert (app.facts, app.told, app.marks, dict(app.said), text(pilot)) == before, name
            await app.visits.close()


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_an_api_id_that_was_typed_is_not_lost_without_a_question(key: str) -> None:
    async with shown(ApiIdentity(), facts=None) as pilot:
        await pilot.press(*"12345", key)
        await pilot.pause()
        assert isinstance(pilot.app.screen, ConfirmEnd)
        assert "The api_id and api_hash that you typed are forgotten too." in text(pilot)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, ApiIdentity)
        await pilot.press("backspace", *["backspace"] * 4, key)
        await pilot.pause()
        assert pilot.app.return_code == 0, "nothing is typed any more"
