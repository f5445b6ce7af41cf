"""The page “since last time”: how a history begins, who could read it, what it says the next time (G10)."""

from datetime import timedelta

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from safecheck.audit.history import history_file
from safecheck.model.text import UntrustedText, clean
from safecheck.store.paths import places
from safecheck.tui.app import SafecheckApp
from safecheck.tui.screens.confirm_end import ConfirmEnd
from safecheck.tui.screens.result import Result
from safecheck.tui.screens.since import RememberAudit, Since
from tests.tui.fixed import fixed_account, page_of, shown, text

HIGH = (120, 100)


def app_of(pilot: Pilot[int]) -> SafecheckApp:
    assert isinstance(pilot.app, SafecheckApp)
    return pilot.app


@pytest.mark.parametrize(("down", "with_names"), [(1, False), (2, True)])
async def test_g10_an_audit_is_remembered_by_a_wish_and_the_next_one_compared_with_it(
    down: int, with_names: bool
) -> None:
    facts = replace(fixed_account("individual")[0], source="account")
    file = history_file(facts)
    assert file is not None
    async with shown(Result(), facts, size=HIGH) as pilot:
        await pilot.press("e")
        assert "No earlier audit of this account is remembered" in text(pilot)
        await pilot.press("r", "enter")
        assert isinstance(page_of(pilot), Since)
        assert not file.exists, "the first choice changes nothing"
        await pilot.press("r")
        assert "Whoever uses your account on this computer can read it" in text(pilot)
        await pilot.press(*["down"] * down, "enter")
        assert f"safecheck history forget {file.read().records[0].id}" in text(pilot)  # type: ignore[union-attr]
        await pilot.press("r")
        assert isinstance(page_of(pilot), Since), "it is remembered once"
        first = facts.chat_list.chats[0]
        assert (clean(first.title) in file.path.read_text(encoding="utf-8")) is with_names
        title = UntrustedText("Of another name now")
        chats = (replace(first, title=title), *facts.chat_list.chats[1:])
        later = replace(facts, finished=facts.finished + timedelta(days=7))
        app_of(pilot).show_facts(replace(later, chat_list=replace(facts.chat_list, chats=chats)), ())
        await page_of(pilot).redraw()
        await pilot.pause()
        assert "What changed between 23 November 2026 and 30 November 2026." in text(pilot)
        renamed = f'"Of another name now" was called "{clean(first.title)}" before.'
        assert (renamed in text(pilot)) is with_names
        assert '"Of another name now"' in text(pilot)
        await pilot.press("escape")
        line = "Since your check of 23 November 2026: one with another name. All of it: press e."
        assert line in " ".join(text(pilot).split())
        await pilot.press("q")
        assert "To have this audit remembered, and see next time what changed: e" in text(pilot)
        await pilot.press("e", "down", "enter")
        assert isinstance(page_of(pilot), ConfirmEnd)
        assert "To have this audit remembered" not in text(pilot)
        assert len(file.read().records) == 2  # type: ignore[union-attr]


async def test_of_a_practice_account_it_is_remembered_in_this_run_only() -> None:
    async with shown(RememberAudit(), "quiet") as pilot:
        assert "remembered until safecheck ends" in text(pilot)
        await pilot.press("down", "enter")
        app = app_of(pilot)
        app.past.remember(app.result, with_names=True)
        since = app.past.since(app.result)
        assert since.remembered is not None
        assert not since.remembered.with_names, "once, and as it was wished first"
        assert not places().history_folder.exists()
        await pilot.press("q")
        assert "To have this audit remembered" not in text(pilot), "it would be gone at once"


async def test_a_file_that_cannot_be_used_is_named_in_one_sentence() -> None:
    facts = replace(fixed_account("quiet")[0], source="account")
    file = history_file(facts)
    assert file is not None
    file.make_folder()
    file.path.write_text("what is this\n")
    async with shown(Since(), facts, size=HIGH) as pilot:
        assert "line 1: this is no remembered audit" in text(pilot)
        await pilot.press("r")
        assert isinstance(page_of(pilot), Since)
        await app_of(pilot).push_screen(RememberAudit())
        await pilot.press("down", "enter")
        assert isinstance(page_of(pilot), RememberAudit), "it stays where that did not work"
        assert "line 1: this is no remembered audit" in text(pilot)
