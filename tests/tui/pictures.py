"""The pictures of the README, drawn by the program itself: `python -m tests.tui.pictures` writes them."""

import asyncio
import re
import sys
from pathlib import Path

import pytest

from tests.tui.fixed import SMALL, app_with, fixed_account
from tests.tui.scenes import SCENES, hold_still

FOLDER = Path(__file__).parent / "drawn"
PICTURES = ("first-choice", "result", "one-switch")


async def picture(name: str) -> str:
    """Return one screen as SVG. The fonts that Textual would fetch from a web site are left to the reader's
    own: a picture in a README must not tell anybody who reads it."""
    scene = SCENES[name]
    app = app_with(*fixed_account(scene.account or "individual")) if scene.account else app_with()
    async with app.run_test(size=SMALL) as pilot:
        await app.push_screen(scene.make(app))
        await pilot.press(*scene.keys)
        await pilot.pause()
        svg = app.export_screenshot()
    svg = re.sub(r"\s*@font-face \{.*?\}\n", "", svg, flags=re.DOTALL)
    return re.sub(r"terminal-\d+-", "terminal-", svg).replace("Fira Code, monospace", "monospace")


def main() -> None:
    """Write all of them."""
    FOLDER.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        hold_still(patch)
        for name in PICTURES:
            (FOLDER / f"{name}.svg").write_text(asyncio.run(picture(name)), encoding="utf-8")
    sys.stdout.write(f"{FOLDER}: {', '.join(PICTURES)}\n")


if __name__ == "__main__":
    main()
