"""Whose words of menus to show: for each app on the devices, the language that its menus are in."""

from collections.abc import Callable, Sequence

from safecheck.advice.devices import answers_about, app_language
from safecheck.model.facts import Device
from safecheck.model.labels import LabelWish, LangPack
from safecheck.model.text import Lang
from safecheck.model.told import Told
from safecheck.packs.guides import Guide, guides_for

Wishes = Callable[[Sequence[Device]], Sequence[LabelWish]]


def label_wishes(
    devices: Sequence[Device], told: Sequence[Told], lang: Lang, guides: Sequence[Guide]
) -> tuple[LabelWish, ...]:
    """Return what to ask Telegram for, each app and language once, those of the devices that were used last
    first.

    The language is the one that was told for a device, else that of the interface. Apps whose guide knows no
    key of Telegram's language packs are left out.
    """
    wishes: dict[tuple[LangPack, str], LabelWish] = {}
    for device in sorted(devices, key=lambda each: each.last_active, reverse=True):
        answers = answers_about(device, devices, told)
        language = app_language(answers) or lang
        named = {entry.app for entry in answers if entry.app}
        of_client = guides_for(guides, device.client)
        for guide in [guide for guide in of_client if guide.id in named] or of_client:
            if guide.lang_pack is not None:
                wish = LabelWish(guide.lang_pack, language, guide.keys)
                wishes.setdefault((guide.lang_pack, language), wish)
    return tuple(wishes.values())


def lang_pack_of(profiles: Sequence[str], guides: Sequence[Guide]) -> LangPack | None:
    """Return the language pack of the app on a device, by the `profiles` of its judgement; None where
    Telegram has no words that safecheck could ask for."""
    packs = (guide.lang_pack for guide in guides if guide.id in profiles)
    return next((pack for pack in packs if pack is not None), None)
