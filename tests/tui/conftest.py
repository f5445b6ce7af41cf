"""What every test of the screens shares: the same pictures on every machine."""

import os
from typing import Any

import pytest
from textual._compositor import Compositor
from textual._context import visible_screen_stack
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.widgets import Input, OptionList

from safecheck.tui.screens.help import HelpBase
from tests.tui.fixed import MOMENT


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget what the developer's terminal asks of Textual, and hold the cursor and the day still."""
    for name in [one for one in os.environ if one.startswith("TEXTUAL_")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(Input.cursor_blink, "_default", False)
    monkeypatch.setattr(HelpBase, "today", staticmethod(lambda: MOMENT.date()))


@pytest.fixture(autouse=True)
def frames_that_nobody_sees(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw what a test looks at, when it looks. Without a terminal Textual draws each frame all the same and
    then throws it away, which took up to half of the time. A test that wants to know whether every frame can
    be drawn is marked `every_frame`."""
    if request.node.get_closest_marker("every_frame") is not None:
        return
    draw = Compositor.render_update

    def render_update(self: Compositor, full: bool = False, screen_stack: Any = None, **others: Any) -> Any:
        if full:  # somebody asked for a picture
            return draw(self, full, screen_stack, **others)
        visible_screen_stack.set(screen_stack or [])
        self._dirty_regions.clear()
        for widget in self.visible_widgets:
            if isinstance(widget, OptionList):
                widget._update_lines()  # a list measures its entries when it is drawn
        return None

    monkeypatch.setattr(Compositor, "render_update", render_update)


_PARSED: dict[object, list[RuleSet]] = {}


@pytest.fixture(autouse=True)
def styles_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Share the rules of the style sheets among the apps of one process; each app would read the same ones
    anew, and again for each theme. Nothing changes a rule once it was read."""
    parse = Stylesheet._parse_rules

    def parse_rules(self: Stylesheet, *one: Any, **other: Any) -> list[RuleSet]:
        key = (one, *other.items(), *self._variables.items())
        if key not in _PARSED:
            _PARSED[key] = parse(self, *one, **other)
        return _PARSED[key]

    monkeypatch.setattr(Stylesheet, "_parse_rules", parse_rules)
