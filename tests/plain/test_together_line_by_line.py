"""`safecheck --family --plain` on a terminal: the whole way, in both languages, and what it leaves behind."""

from pathlib import Path

import pytest

from safecheck.model.text import LANGUAGES
from tests.cli.process import left_in, log_of, run, scenario_file
from tests.plain.on_terminal import DRAWN, Terminal
from tests.plain.together import CHOICE, EMPTIED, ENDED, QR, SCAN, answer, go_to

pytestmark = pytest.mark.uncounted

ON_THE_CARD = {"en": "Do not ask your child to show it", "nl": "Vraag je kind niet om het te laten zien"}
STRONGLY = {"en": "stands out strongly", "nl": "valt sterk op"}
PART = {"en": "A number, or a part of a name:", "nl": "Een nummer, of een deel van een naam:"}
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
        terminal.answer(PART[lang], "skins")
        terminal.answer(PART[lang], "1")
        terminal.answer(CHOICE[lang], "1")
        terminal.answer(CHOICE[lang], "4")
        terminal.answer(CHOICE[lang], "1")
        card = answer(terminal, "adult_card", "1", lang)
        assert ON_THE_CARD[lang] in card
        shared = answer(terminal, "shared", "2", lang)
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
