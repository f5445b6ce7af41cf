"""Which words of menus a visit asks for, by the guides of the package."""

from collections.abc import Sequence
from functools import partial

from safecheck.advice.menu_languages import Wishes, label_wishes
from safecheck.model.text import Lang
from safecheck.model.told import Told
from safecheck.packs.guides import load_guides


def wishes_for(told: Sequence[Told], lang: Lang) -> Wishes:
    """Return what to ask for of the devices that a visit finds; see label_wishes."""
    guides = tuple(loaded.pack for loaded in load_guides())
    return partial(label_wishes, told=told, lang=lang, guides=guides)
