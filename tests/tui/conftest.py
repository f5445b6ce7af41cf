"""What every test of the screens shares: the same pictures on every machine."""

import os

import pytest
from textual.widgets import Input

from safecheck.tui.screens.help import HelpBase
from tests.tui.fixed import MOMENT


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget what the developer's terminal asks of Textual, and hold the cursor and the day still."""
    for name in [one for one in os.environ if one.startswith("TEXTUAL_")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(Input.cursor_blink, "_default", False)
    monkeypatch.setattr(HelpBase, "today", staticmethod(lambda: MOMENT.date()))
