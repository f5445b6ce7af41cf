"""What every test of the screens shares: the same pictures on every machine."""

import os

import pytest
from textual.widgets import Input


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget what the developer's terminal asks of Textual, and hold the cursor still."""
    for name in [one for one in os.environ if one.startswith("TEXTUAL_")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(Input.cursor_blink, "_default", False)
