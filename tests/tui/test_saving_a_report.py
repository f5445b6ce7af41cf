"""Save a report from the screens: one key everywhere, who could read it first, nothing replaced unasked."""

import json
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import Input

from safecheck.family.ceremony import ENDED, Ceremony, GoOn, Stop
from safecheck.family.clock import Clock
from safecheck.family.scope import Scope
from safecheck.model.text import LANGUAGES, Lang
from safecheck.tui.app import SafecheckApp
from safecheck.tui.family_page import FamilyPage
from safecheck.tui.page import Page
from safecheck.tui.screens.chats import Chats
from safecheck.tui.screens.confirm_end import ConfirmEnd
from safecheck.tui.screens.family_save import AskToSave, SaveShared
from safecheck.tui.screens.family_shared import SharedPage
from safecheck.tui.screens.result import Result
from safecheck.tui.screens.save_report import SaveReport
from safecheck.tui.screens.save_where import SaveWhere
from tests.tui.fixed import SMALL, app_with, family_app, fixed_account, shown, text


def app_of(pilot: Pilot[int]) -> SafecheckApp:
    assert isinstance(pilot.app, SafecheckApp)
    return pilot.app


async def press(pilot: Pilot[int], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def name_it(pilot: Pilot[int], path: str) -> None:
    """Give the file this name, as if it were typed, and press Enter."""
    field = pilot.app.screen.query_one("#path", Input)
    field.value = path
    await pilot.pause()
    await press(pilot, "enter")


def is_on(app: SafecheckApp, page: type[Page]) -> bool:
    return isinstance(app.screen, page)


async def choose(app: SafecheckApp, key: str) -> None:
    assert isinstance(app.screen, FamilyPage)
    await app.screen.choose(key)


def files_in(folder: Path) -> list[Path]:
    return list(folder.iterdir())


def titles(app: SafecheckApp) -> list[str]:
    assert app.facts is not None
    return [chat.title.raw for chat in app.facts.chat_list.chats if len(chat.title.raw) > 5]


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_a_report_saved_from_the_result_has_no_names_unless_asked_and_is_named_at_the_end_g10_g22(
    own_home: Path, lang: Lang
) -> None:
    (own_home / "Documents").mkdir()
    async with shown(Result(), lang=lang) as pilot:
        app = app_of(pilot)
        await press(pilot, "q")
        assert pilot.app.screen.query("#could-save")  # before the end it is offered
        await press(pilot, "v")
        assert is_on(app, SaveReport)
        await press(pilot, "enter", "enter")
        assert is_on(app, SaveWhere)
        said = text(pilot)
        assert app.catalog.gettext("This is a practice account: nothing in the report is real.") in said
        assert {"en": "has no names of groups", "nl": "staan geen namen van groepen"}[lang] in said
        assert not files_in(own_home / "Documents")  # until Enter nothing is written
        await press(pilot, "enter")
        [path] = files_in(own_home / "Documents")
        assert path.name == f"safecheck-{'report' if lang == 'en' else 'verslag'}-2026-11-23.html"
        assert path.stat().st_mode & 0o777 == 0o600
        page = path.read_text("utf-8")
        assert page.startswith("<!DOCTYPE html>")
        assert not [title for title in titles(app) if title in page]
        assert path.name in "".join(text(pilot).split())
        await press(pilot, "enter")
        assert is_on(app, ConfirmEnd)  # back where saving began
        assert not pilot.app.screen.query("#could-save")
        [(what, where, command)] = app.kept
        assert what == app.catalog.gettext("a report that you saved")
        assert (where, command) == (str(path), f"rm {path}")
        path.unlink()
        assert not app.kept  # what was thrown away is kept no more


async def test_it_works_while_a_field_takes_the_letters_and_with_everything_in_it(own_home: Path) -> None:
    async with shown(Chats()) as pilot:
        app = app_of(pilot)
        await press(pilot, "slash", "v")
        assert is_on(app, Chats)
        await press(pilot, "f7", "down", "down", "down", "down", "enter", "down", "enter", "enter")
        [path] = files_in(own_home)  # there is no folder for documents here
        document = json.loads(path.read_text("utf-8"))
        assert document["share"] == "private"
        assert {chat["title"] for chat in document["chats"]} & {*titles(app)}
        await press(pilot, "enter")
        assert is_on(app, Chats)


async def test_what_is_there_stays_until_it_is_replaced_on_purpose_and_each_problem_is_one_sentence(
    own_home: Path,
) -> None:
    there = own_home / "mine.csv"
    there.write_text("of somebody else", "utf-8")
    synced = own_home / "Dropbox"
    synced.mkdir()
    async with shown(SaveWhere("csv", "stats")) as pilot:
        for wrong, words in (
            (f"{own_home}/nowhere/x.csv", "that folder does not exist"),
            (f"{own_home}/", "is not the name of a file"),
            ("~nobody-of-that-name/x.csv", "is not the name of a file"),
            (str(synced), "is not a file"),
        ):
            await name_it(pilot, wrong)
            assert words in text(pilot), wrong
            assert app_of(pilot).screen.query_one("#path", Input).has_focus
        pilot.app.screen.query_one("#path", Input).value = str(synced / "x.csv")
        await pilot.pause()
        assert "copied elsewhere by Dropbox" in text(pilot)
        await name_it(pilot, str(there))
        assert "exists already" in text(pilot)
        await press(pilot, "escape")
        assert there.read_text("utf-8") == "of somebody else"
        await press(pilot, "enter", "enter")
        assert (own_home / "mine-2.csv").exists()
        assert there.read_text("utf-8") == "of somebody else"
    async with shown(SaveWhere("csv", "stats")) as pilot:
        await name_it(pilot, "~/mine.csv")
        await press(pilot, "down", "down", "enter")
        assert there.read_text("utf-8-sig").startswith('"Part"')
        assert there.stat().st_mode & 0o777 == 0o600


async def test_a_folder_that_nobody_may_write_in_is_said_in_one_sentence(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("safecheck.store.outputs.os.access", lambda *_: False)  # root may write everywhere
    async with shown(SaveWhere("html", "helper")) as pilot:
        await press(pilot, "enter")
        assert "you may not write in that folder" in text(pilot)
    assert not files_in(own_home)


async def test_the_explanation_of_each_screen_of_a_result_names_the_key_and_others_have_none() -> None:
    async with shown(Result()) as pilot:
        await press(pilot, "question_mark")
        await press(pilot, "end")
        assert "v, F7 save a report" in text(pilot)
    async with shown(facts=None) as pilot:
        await press(pilot, "v")
        assert not is_on(app_of(pilot), SaveReport)


def together_at_the_shared_view() -> Ceremony:
    return Ceremony(place="shared", clock=Clock.started(0), scope=Scope())


async def test_p6_in_a_check_together_the_owner_is_asked_and_only_what_is_shown_is_written(
    own_home: Path,
) -> None:
    app = family_app(together_at_the_shared_view(), "teen")
    facts = fixed_account("teen")[0]
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        await press(pilot, "v", "f7")
        assert is_on(app, SharedPage)  # the whole result cannot be saved here
        await choose(app, "save")
        await pilot.pause()
        assert is_on(app, AskToSave)
        await press(pilot, "enter")
        assert is_on(app, SharedPage)  # the first answer keeps nothing
        assert not files_in(own_home)
        await choose(app, "save")
        await pilot.pause()
        await choose(app, "html")
        await pilot.pause()
        assert is_on(app, SaveShared)
        assert "what is shown here, and nothing else" in text(pilot)
        await press(pilot, "enter")
        [path] = files_in(own_home)
        page = path.read_text("utf-8")
        assert "The owner chose what is shown." in page
        assert "iPhone 12 mini" in page
        assert not [chat.title.raw for chat in facts.chat_list.chats if chat.title.raw in page]
        await press(pilot, "enter")
        assert is_on(app, SharedPage)
        app.happen(GoOn())
        await pilot.pause()
        assert path.name in "".join(text(pilot).split())  # the owner alone is told where it is
        made = app.together.receipt()
        assert made is not None
        assert made.kept == "a file that the owner saved"


async def test_g15_the_page_of_every_other_end_is_the_same_after_a_file_was_saved(own_home: Path) -> None:
    pictures = []
    for saves in (False, True):
        app = family_app(together_at_the_shared_view(), "teen")
        async with app.run_test(size=SMALL) as pilot:
            await pilot.pause()
            if saves:
                app.together.save_shared(own_home / "kept.txt", "text", app.catalog, "NL")
            app.happen(Stop())
            await pilot.pause()
            assert app.together.ceremony == ENDED
            pictures.append(text(pilot))
    assert pictures[0] == pictures[1]
    assert (own_home / "kept.txt").exists()


async def test_a_screen_of_a_real_account_does_not_say_that_nothing_is_real(own_home: Path) -> None:
    facts, told = fixed_account("quiet")
    app = app_with(replace(facts, source="account"), told)
    async with app.run_test(size=SMALL) as pilot:
        await app.push_screen(SaveWhere("text", "private"))
        await pilot.pause()
        assert "nothing in the report is real" not in text(pilot)
        await press(pilot, "enter")
    [path] = files_in(own_home)
    assert "Your own account." in path.read_text("utf-8")
