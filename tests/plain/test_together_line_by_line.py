"""`safecheck --family --plain` on a terminal: the whole way, in both languages, and what it leaves behind."""

import asyncio
from pathlib import Path

import pytest

from safecheck.audit.sources import PracticeSource
from safecheck.audit.withdrawal import withdraw
from safecheck.family.ceremony import Ceremony
from safecheck.family.clock import Clock
from safecheck.family.scope import Scope
from safecheck.model.text import LANGUAGES, Lang
from tests.cli.process import left_in, log_of, run, scenario_file
from tests.plain.on_terminal import DRAWN, Terminal
from tests.plain.together import CHOICE, EMPTIED, ENDED, QR, SCAN, TITLES, answer, go_to, until, walking
from tests.tui.fixed import fixed_account

pytestmark = pytest.mark.uncounted

ON_THE_CARD = {"en": "Do not ask your child to show it", "nl": "Vraag je kind niet om het te laten zien"}
STRONGLY = {"en": "stands out strongly", "nl": "valt sterk op"}
RECEIPT = {"en": "for no receipt:", "nl": "voor geen briefje:"}
SIGNED_OUT = {"en": "Telegram confirmed it", "nl": "Telegram heeft dat bevestigd"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_whole_way_shows_what_the_owner_chose_and_leaves_no_file_but_a_receipt_that_is_wanted(
    tmp_path: Path, lang: str
) -> None:
    scenario = scenario_file(tmp_path, "teen")
    with Terminal(
        tmp_path,
        "--family",
        "--plain",
        "--demo",
        str(scenario),
        "--lang",
        lang,
        environment={"TERM": "xterm"},
    ) as terminal:
        before = left_in(tmp_path)
        go_to(terminal, "sign_in", lang)
        answer(terminal, "sign_in", "1", lang)
        terminal.answer(CHOICE[lang], QR)
        terminal.answer(SCAN[lang], "s")
        assert STRONGLY[lang] not in terminal.answer(CHOICE[lang], "1")  # the owner says: I am alone
        own = answer(terminal, "own_result", "2", lang)
        assert STRONGLY[lang] in own
        assert [entry["method"] for entry in log_of(tmp_path)][-1] == "auth.logOut"
        terminal.answer({"en": "Which chat:", "nl": "Welke chat:"}[lang], "2")
        terminal.answer(CHOICE[lang], "1")
        terminal.answer(CHOICE[lang], "4")
        terminal.answer(CHOICE[lang], "1")
        card = answer(terminal, "adult_card", "1", lang)
        assert ON_THE_CARD[lang] in card
        shared = answer(terminal, "shared", "3", lang)
        assert "FREE SKINS giveaway" in shared
        assert "iPhone 12 mini" in shared
        for other in ("EXPOSE", "Klas 4C", "last used", "laatst gebruikt", "valt op", "stands out", "Mama"):
            assert other not in shared
        end = terminal.answer(RECEIPT[lang], "-" if lang == "nl" else "receipt.yaml")
        assert SIGNED_OUT[lang] in end
        assert terminal.end() == 0
    assert "\r" not in terminal.shown
    assert not DRAWN.search(terminal.shown)
    assert "EXPOSE" not in terminal.shown[terminal.shown.rindex(EMPTIED) :]
    after = left_in(tmp_path)
    kept = after.pop("work/receipt.yaml", None)
    assert after == before
    assert (kept is None) is (lang == "nl")
    if kept is not None:
        for secret in (b"FREE", b"skins", b"iPhone", b"16", b"Sam", b"2002", b"three"):
            assert secret not in kept.replace(b"2026", b"")
        assert (tmp_path / "work/receipt.yaml").stat().st_mode & 0o777 == 0o600
        taken_back = run(tmp_path, "consent", "withdraw", "receipt.yaml")
        assert taken_back.code == 0
        assert "cannot be taken back" in taken_back.err
        assert left_in(tmp_path) == before


@pytest.mark.parametrize("text", ["", "nothing: here\n", "receipt: safecheck, together\nschema: 1\n", "\x00"])
def test_a_file_that_is_no_receipt_is_refused_in_one_sentence_and_stays(tmp_path: Path, text: str) -> None:
    (tmp_path / "work").mkdir()
    (tmp_path / "work/other.yaml").write_text(text, encoding="utf-8")
    refused = run(tmp_path, "consent", "withdraw", "other.yaml")
    assert (refused.code, refused.out) == (2, "")
    assert "is not a receipt that safecheck made" in " ".join(refused.err.split())
    assert (tmp_path / "work/other.yaml").read_text(encoding="utf-8") == text
    assert run(tmp_path, "consent", "withdraw", "nowhere.yaml").code == 2


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_p6_the_owner_may_keep_what_both_see_and_is_told_where_it_is_g22(
    own_home: Path, lang: Lang
) -> None:
    async with walking(PracticeSource("teen"), lang=lang) as here:
        together = here.walk.together
        together.ceremony = Ceremony(place="shared", clock=Clock.started(0), scope=Scope())
        together._facts = fixed_account("teen")[0]
        going = asyncio.ensure_future(here.walk.go())
        # Keep it? No; the same page comes again. Keep it, as text, there; then go on.
        for asked, typed in enumerate(("2", "1", "2", "3", "1", "3"), start=1):
            await until(lambda asked=asked: here.text.count(CHOICE[lang]) == asked)  # type: ignore[misc]
            here.type(typed)
        await here.answer(RECEIPT[lang], "~/receipt.yaml")
        await going
    [saved] = own_home.glob("*.txt")  # noqa: ASYNC240
    assert TITLES["shared"][lang] in saved.read_text("utf-8")
    assert saved.stat().st_mode & 0o777 == 0o600
    assert str(saved) in "".join(here.last_page.split())
    said = " ".join(words.of(lang) for words in withdraw(own_home / "receipt.yaml"))
    assert {"en": "Delete it yourself", "nl": "Verwijder het zelf"}[lang] in said
    assert saved.exists()
    assert not (own_home / "receipt.yaml").exists()


def test_g15_on_a_real_terminal_two_ways_of_not_going_on_show_the_same_bytes_and_give_the_same_code(
    tmp_path: Path,
) -> None:
    seen = []
    for number, way in enumerate(("no at once", "stopped at the scope")):
        folder = tmp_path / str(number)
        folder.mkdir()
        with Terminal(
            folder, "--family", "--plain", "--demo", "teen", environment={"TERM": "xterm"}
        ) as terminal:
            if way == "no at once":
                answer(terminal, "owner_page", "2")
            else:
                go_to(terminal, "scope")
                answer(terminal, "scope", "q")
            code = terminal.end()
        assert ENDED["en"] in terminal.shown
        assert left_in(folder) == {"home": b"", "work": b""} or set(left_in(folder)) == set()
        seen.append((code, terminal.shown[terminal.shown.rindex(EMPTIED) :]))
    assert seen[0] == seen[1]
    assert seen[0][0] == 0
