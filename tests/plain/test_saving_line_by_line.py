"""Save a report in `--plain`: numbered choices, who could read it first, nothing replaced unasked."""

from pathlib import Path

import pytest

from safecheck.audit.past_audits import PastAudits
from safecheck.audit.saving import SavedFiles
from safecheck.i18n.catalog import load as load_catalog
from safecheck.model.text import LANGUAGES, Lang
from safecheck.plain.conversation import Ended
from safecheck.plain.result import show_result
from tests.plain.in_this_process import talking
from tests.plain.walking import PART_OF_CLOSED_RESULT
from tests.tui.fixed import fixed_account

SAVE, END = PART_OF_CLOSED_RESULT["save"], PART_OF_CLOSED_RESULT["end"]


async def saved_by(*typed: str, lang: Lang = "en") -> tuple[str, SavedFiles]:
    """Type these lines at the result, and end it; return what was said, and what was saved."""
    async with talking(lang) as here:
        here.type(*typed, END, "\x04")
        saved = SavedFiles()
        with pytest.raises(Ended):
            await show_result(here.talk, None, fixed_account("individual")[0], PastAudits(), saved)
        return " ".join(here.text.split()), saved


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_a_report_is_saved_and_who_could_read_it_is_said_before_g10_g22(
    own_home: Path, lang: Lang
) -> None:
    said, saved = await saved_by(SAVE, "1", "1", "1", lang=lang)
    name = {"en": "safecheck-report-2026-11-23.html", "nl": "safecheck-verslag-2026-11-23.html"}[lang]
    written = own_home / name
    assert written.stat().st_mode & 0o777 == 0o600
    who, done = {
        "en": ("The file has no names of groups", "Written: "),
        "nl": ("In het bestand staan geen namen van groepen", "Geschreven: "),
    }[lang]
    assert 0 < said.index(who) < said.index(done)
    assert load_catalog(lang).gettext("This is a practice account: nothing in the report is real.") in said
    assert [where for _, where, _ in saved.kept(load_catalog(lang))] == [str(written)]


async def test_what_is_there_stays_until_it_is_replaced_on_purpose_and_b_writes_nothing(
    own_home: Path,
) -> None:
    there = own_home / "mine.txt"
    there.write_text("of somebody else", "utf-8")
    said, saved = await saved_by(SAVE, "2", "3", "2", "/nowhere/x.txt", "1", "2", str(there), "b")
    assert "that folder does not exist" in said
    assert "exists already. It stays as it is unless you replace it." in said
    assert there.read_text("utf-8") == "of somebody else"
    assert not saved.any
    _, saved = await saved_by(SAVE, "2", "3", "2", "~/mine.txt", "1")
    assert (own_home / "mine-2.txt").read_text("utf-8").startswith("Result of safecheck")
    assert there.read_text("utf-8") == "of somebody else"
    _, saved = await saved_by(SAVE, "2", "2", "2", str(there), "3")
    assert there.read_text("utf-8").startswith("Result of safecheck")
    assert saved.any
