"""Three themes of our own: light, dark and high contrast. Colour never stands alone: a mark and a word do."""

from textual.theme import Theme

# Every text colour reaches a contrast of 4.5 on background, surface and panel; tests/tui computes it.
DARK = Theme(
    name="safecheck-dark",
    dark=True,
    primary="#8fb8ff",
    secondary="#9fd0c0",
    accent="#8fb8ff",
    foreground="#e8e6e1",
    background="#14171c",
    surface="#1c2027",
    panel="#262b34",
    success="#8fd0a0",
    warning="#f0c070",
    error="#ff8f80",
    variables={
        "level-high": "#ff8f80",
        "level-medium": "#f0c070",
        "level-low": "#d8d08a",
        "level-none": "#a9b0ba",
        "good": "#8fd0a0",
        "key": "#9fd0c0",
        "quiet": "#a9b0ba",
        "rule": "#7d8591",
    },
)
LIGHT = Theme(
    name="safecheck-light",
    dark=False,
    primary="#0b4f9e",
    secondary="#0a5c4a",
    accent="#0b4f9e",
    foreground="#1d2127",
    background="#fbfaf7",
    surface="#f3f1ec",
    panel="#e8e5de",
    success="#1d6432",
    warning="#7a4b00",
    error="#a1221a",
    variables={
        "level-high": "#a1221a",
        "level-medium": "#7a4b00",
        "level-low": "#5f5600",
        "level-none": "#4d545e",
        "good": "#1d6432",
        "key": "#0a5c4a",
        "quiet": "#4d545e",
        "rule": "#6a717b",
    },
)
CONTRAST = Theme(
    name="safecheck-contrast",
    dark=True,
    primary="#ffff00",
    secondary="#00ffff",
    accent="#ffff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    success="#00ff66",
    warning="#ffff00",
    error="#ff9d9d",
    variables={
        "level-high": "#ff9d9d",
        "level-medium": "#ffff00",
        "level-low": "#ffffff",
        "level-none": "#ffffff",
        "good": "#00ff66",
        "key": "#00ffff",
        "quiet": "#ffffff",
        "rule": "#ffffff",
    },
)
THEMES = (DARK, LIGHT, CONTRAST)
