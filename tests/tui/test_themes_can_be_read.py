"""Every text colour reaches a contrast of 4.5 on every background it can stand on, in all three themes."""

import pytest
from textual.color import Color
from textual.theme import Theme

from safecheck.tui.themes import CONTRAST, THEMES
from tests.tui.fixed import contrast

TEXT = (
    *("foreground", "primary", "secondary", "accent", "success", "warning", "error", "quiet", "key", "good"),
    *("level-high", "level-medium", "level-low", "level-none"),
    *("text", "text-muted", "text-disabled", "foreground-muted", "foreground-disabled", "link-color"),
    *(f"text-{name}" for name in ("primary", "secondary", "accent", "success", "warning", "error")),
)
BEHIND = ("background", "surface", "panel", "block-hover-background")
PAIRS = (
    ("block-cursor-foreground", "block-cursor-background"),
    ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
    ("input-cursor-foreground", "input-cursor-background"),
    ("input-selection-foreground", "input-selection-background"),
    ("screen-selection-foreground", "screen-selection-background"),
    ("link-color-hover", "link-background-hover"),
)
# No text, but what shows where a part begins or how far one has scrolled (WCAG 1.4.11: 3).
LINES = ("rule", "border", "border-blurred", "scrollbar")


def variables(theme: Theme) -> dict[str, str]:
    return {**theme.to_color_system().generate(), **theme.variables}  # as App.get_css_variables does


def between(theme: Theme, text: str, behind: str) -> float:
    named = variables(theme)
    return contrast(Color.parse(named[text]).rgb, Color.parse(named[behind]).rgb)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_text_colour_can_be_read_on_every_background(theme: Theme) -> None:
    pairs = [*((text, behind) for text in TEXT for behind in BEHIND), *PAIRS]
    weak = {pair: found for pair in pairs if (found := between(theme, *pair)) < 4.5}
    assert weak == {}


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_lines_and_scroll_bars_can_be_seen(theme: Theme) -> None:
    pairs = [(line, behind) for line in LINES for behind in ("background", "surface")]
    weak = {pair: found for pair in pairs if (found := between(theme, *pair)) < 3}
    assert weak == {}


def test_the_theme_of_high_contrast_has_seven_everywhere() -> None:
    weak = [(text, behind) for text in TEXT for behind in BEHIND if between(CONTRAST, text, behind) < 7]
    assert weak == []


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_no_text_colour_is_left_to_be_mixed_by_textual(theme: Theme) -> None:
    """ "auto 60%" is as readable as whatever stands behind it lets it be."""
    mixed = {name: value for name, value in variables(theme).items() if name in TEXT and "auto" in value}
    assert mixed == {}


def test_the_contrast_is_measured_as_the_standard_says() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)
