"""The words of an app's own menus, as Telegram serves them for a language."""

from typing import Literal, get_args

import msgspec

from safecheck.model.text import UntrustedText

LangPack = Literal["android", "ios", "tdesktop", "macos", "android_x", "weba", "webk"]
LANG_PACKS: tuple[LangPack, ...] = get_args(LangPack)


class LabelWish(msgspec.Struct, frozen=True):
    """The words to ask Telegram for: the items of one app's menus, by their `keys`, in one language."""

    lang_pack: LangPack
    lang_code: str
    keys: tuple[str, ...]


class AppLabels(msgspec.Struct, frozen=True):
    """langpack.getStrings: the values that Telegram has for the keys that were asked, of one app in one
    language. A key without a value, or whose value cannot be used, is absent. Kept in memory only."""

    lang_pack: LangPack
    lang_code: str
    values: dict[str, UntrustedText]


class AppLanguage(msgspec.Struct, frozen=True):
    """langpack.getLanguages: one language of an app, by its name in itself and in English."""

    code: str
    name: UntrustedText
    native_name: UntrustedText
