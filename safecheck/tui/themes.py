"""Three themes of our own: dark, light and high contrast. Colour never stands alone: a mark and a word do.

Every text colour reaches a contrast of 4.5 on every background that it can stand on; tests compute it, also
for what Textual derives.
"""

from typing import NamedTuple

from textual.theme import Theme

from safecheck.i18n.catalog import Catalog
from safecheck.model.text import N_
from safecheck.store.config import ThemeName


class _Palette(NamedTuple):
    """What a theme is made of: a foreground and three greys, colours for focus, keys and levels."""

    background: str
    surface: str
    panel: str  # behind what is chosen
    foreground: str
    quiet: str
    rule: str  # lines and scroll bars: no text
    focus: str
    key: str
    high: str
    medium: str
    low: str
    good: str
    selected: str  # behind text that is marked with the mouse or in a field


def _theme(name: str, dark: bool, one: _Palette) -> Theme:
    return Theme(
        name=name,
        dark=dark,
        primary=one.focus,
        secondary=one.key,
        accent=one.focus,
        foreground=one.foreground,
        background=one.background,
        surface=one.surface,
        panel=one.panel,
        success=one.good,
        warning=one.medium,
        error=one.high,
        variables={
            "level-high": one.high,
            "level-medium": one.medium,
            "level-low": one.low,
            "level-none": one.quiet,
            "good": one.good,
            "key": one.key,
            "quiet": one.quiet,
            "rule": one.rule,
            # Textual would mix these from the ones above, and not all of them could be read then.
            "text": one.foreground,
            "text-muted": one.quiet,
            "text-disabled": one.quiet,
            "text-primary": one.focus,
            "text-secondary": one.key,
            "text-accent": one.focus,
            "text-success": one.good,
            "text-warning": one.medium,
            "text-error": one.high,
            "foreground-muted": one.quiet,
            "foreground-disabled": one.quiet,
            "block-cursor-foreground": one.focus,
            "block-cursor-background": one.panel,
            "block-cursor-blurred-foreground": one.foreground,
            "block-cursor-blurred-background": one.panel,
            "block-hover-background": one.surface,
            "border": one.focus,
            "border-blurred": one.rule,
            "input-cursor-background": one.foreground,
            "input-cursor-foreground": one.background,
            "input-selection-background": one.selected,
            "input-selection-foreground": one.foreground,
            "screen-selection-background": one.selected,
            "screen-selection-foreground": one.foreground,
            "scrollbar": one.rule,
            "scrollbar-hover": one.focus,
            "scrollbar-active": one.focus,
            "scrollbar-background": one.surface,
            "scrollbar-background-hover": one.surface,
            "scrollbar-background-active": one.surface,
            "scrollbar-corner-color": one.background,
            "link-color": one.focus,
            "link-background": one.background,
            "link-color-hover": one.focus,
            "link-background-hover": one.panel,
        },
    )


DARK = _theme(
    "safecheck-dark",
    True,
    _Palette(
        background="#14171c",
        surface="#1c2027",
        panel="#262b34",
        foreground="#e8e6e1",
        quiet="#a9b0ba",
        rule="#7d8591",
        focus="#8fb8ff",
        key="#9fd0c0",
        high="#ff8f80",
        medium="#f0c070",
        low="#d8d08a",
        good="#8fd0a0",
        selected="#2f4a75",
    ),
)
LIGHT = _theme(
    "safecheck-light",
    False,
    _Palette(
        background="#fbfaf7",
        surface="#f3f1ec",
        panel="#e8e5de",
        foreground="#1d2127",
        quiet="#4d545e",
        rule="#6a717b",
        focus="#0b4f9e",
        key="#0a5c4a",
        high="#a1221a",
        medium="#7a4b00",
        low="#5f5600",
        good="#1d6432",
        selected="#c3d8f5",
    ),
)
CONTRAST = _theme(
    "safecheck-contrast",
    True,
    _Palette(
        background="#000000",
        surface="#000000",
        panel="#303030",
        foreground="#ffffff",
        quiet="#ffffff",
        rule="#ffffff",
        focus="#ffff00",
        key="#00ffff",
        high="#ffb3b3",
        medium="#ffff00",
        low="#ffffff",
        good="#00ff66",
        selected="#003fbf",
    ),
)
THEMES = (DARK, LIGHT, CONTRAST)

# The setting of each, and what it is in words.
_NAMES: dict[ThemeName, tuple[Theme, str]] = {
    "dark": (DARK, N_("Colours: light on dark.")),
    "light": (LIGHT, N_("Colours: dark on light.")),
    "contrast": (CONTRAST, N_("Colours: high contrast.")),
}


def theme_of(setting: ThemeName) -> Theme:
    """Return the theme that a setting names."""
    return _NAMES[setting][0]


def theme_words(theme: str, catalog: Catalog) -> str:
    """Return which theme is in use, by its name, and how to begin with it each time: nothing is remembered
    by itself (G22)."""
    for setting, (one, words) in _NAMES.items():
        if one.name == theme:
            each_time = catalog.gettext("Each time: theme: %(name)s in the config file.") % {"name": setting}
            return f"{catalog.gettext(words)} {each_time}"
    raise KeyError(theme)
