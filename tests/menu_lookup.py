"""Tests that look at words of menus on their way to a person. They wait for the lookup of such words
(advice/menu_words.py), and run as soon as it is there; then this file has served its purpose."""

import pytest

from safecheck.advice.menu_words import MenuWords
from safecheck.model.labels import AppLabels
from safecheck.model.text import UntrustedText
from safecheck.packs.guides import load_guides

_ANDROID = next(loaded.pack for loaded in load_guides() if loaded.pack.id == "android")
_SERVED = AppLabels("android", "tr", {"Settings": UntrustedText("Ayarlar")})

needs_the_lookup = pytest.mark.skipif(
    "Ayarlar" not in MenuWords("en", [_SERVED]).label(_ANDROID, "settings", "tr"),
    reason="the words that Telegram serves are not looked up yet",
)
