"""The README shows three screens, as the program draws them now, and they fetch nothing."""

import re

import pytest

from tests.contracts.source import ROOT
from tests.tui.pictures import FOLDER, PICTURES, picture
from tests.tui.scenes import hold_still


@pytest.mark.parametrize("name", PICTURES)
async def test_a_picture_of_the_readme_is_what_the_program_draws(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold_still(monkeypatch)
    kept = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    assert await picture(name) == kept, "look at it, then: python -m tests.tui.pictures"


def test_the_readme_shows_these_pictures_and_no_other() -> None:
    shown = re.findall(r"tests/tui/drawn/([\w-]+)\.svg", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert sorted(set(shown)) == sorted(PICTURES)
    assert sorted(path.stem for path in FOLDER.glob("*.svg")) == sorted(PICTURES)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_fetches_nothing(name: str) -> None:
    svg = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    links = set(re.findall(r"https?://[^\s\"')]+", svg)) - {
        "http://www.w3.org/2000/svg",
        "https://www.textualize.io",
    }
    assert links == set()
    assert "@font-face" not in svg
