"""The words of apps' own menus, and the languages that they have, as Telegram serves them.

They say nothing about the account, so whatever goes wrong here leaves an audit whole: the words are then
missing, and English ones of the guides stand in. Nothing is kept but in memory.
"""

import asyncio
import re
from collections.abc import Iterable, Sequence
from typing import Any

from telethon import errors
from telethon.tl import functions, types

from safecheck.model.errors import SafecheckError
from safecheck.model.labels import AppLabels, AppLanguage, LabelWish, LangPack
from safecheck.model.text import UntrustedText, clean
from safecheck.telegram.asking import Asker
from safecheck.telegram.errors import UNREADABLE

MOST_AT_ONCE = 4  # requests in one reading
_BUDGETS = (500, 35), (5000, 90)  # chats, and the requests of a quick audit of them (DECISIONS 1)
LONGEST_LABEL = 60  # characters; an item of a menu has no more
MOST_LANGUAGES = 500  # of one app

# What is not the whole word by itself: places for values (printf, Objective-C, {name}), marks of bold,
# italic, links and tags, and line ends.
_UNFINISHED = re.compile(
    r"%(\d+\$)?[-+#0,.\d]*[a-zA-Z@%]"
    r"|\{[^{}]*\}"
    r"|\*\*|__|\[[^\]]*\]\([^)]*\)|</?[a-zA-Z][^<>]*>"
    r"|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]"
)
_LANG_CODE = re.compile(r"[A-Za-z0-9_-]{1,40}")
_LOST = "\ufffd"  # what `clean` makes of a character that draws nothing anywhere


def room_for_labels(sent: int, chats: int) -> int:
    """Return how many requests for words a reading may send, after `sent` of all kinds for an account of so
    many `chats`; the one that signs out is still to come."""
    (few, budget), (many, most) = _BUDGETS
    budget += max(0, chats - few) * (most - budget) // (many - few)
    return max(0, min(MOST_AT_ONCE, budget - sent - 1))


def is_label(text: str) -> bool:
    """Return whether a text can stand in a menu as it is: one short line without places to fill in, markup or
    characters that no menu has."""
    if len(text) > LONGEST_LABEL or _UNFINISHED.search(text):
        return False
    line = clean(text)
    return bool(line) and _LOST not in line


def labels_of(wish: LabelWish, answer: Iterable[Any]) -> AppLabels:
    """Return what langpack.getStrings answered, without what is no label and what nobody asked for."""
    strings = [one for one in answer if isinstance(one, types.LangPackString)]
    values = {one.key: UntrustedText(one.value) for one in strings if is_label(one.value)}
    return AppLabels(wish.lang_pack, wish.lang_code, {key: values[key] for key in wish.keys if key in values})


def languages_of(answer: Iterable[Any]) -> tuple[AppLanguage, ...]:
    """Return what langpack.getLanguages answered, official languages first, without those that cannot be
    named."""
    found: dict[str, tuple[bool, AppLanguage]] = {}
    for one in answer:
        language = AppLanguage(one.lang_code, UntrustedText(one.name), UntrustedText(one.native_name))
        named = clean(language.name) or clean(language.native_name)
        if named and _LANG_CODE.fullmatch(language.code):
            found.setdefault(language.code, (bool(one.official), language))
    in_order = sorted(found.values(), key=lambda each: not each[0])
    return tuple(language for _, language in in_order[:MOST_LANGUAGES])


class LabelReader:
    """Asks each thing once: what Telegram has answered, also by refusing it, is not asked again. An answer
    that a broken line or a stop kept away may be."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker
        self._read: dict[tuple[LangPack, str], AppLabels | None] = {}  # what was asked; None: no word came
        self._languages: dict[LangPack, tuple[AppLanguage, ...]] = {}

    @property
    def labels(self) -> tuple[AppLabels, ...]:
        """What was read so far; an app and language of which Telegram has no word is not in it."""
        return tuple(labels for labels in self._read.values() if labels is not None)

    async def read(self, wishes: Sequence[LabelWish], most: int | None = None) -> None:
        """Ask for what is missing of `wishes`, all at once, the first `most` of it only."""
        missing = [wish for wish in wishes if (wish.lang_pack, wish.lang_code) not in self._read]
        async with asyncio.TaskGroup() as group:
            for wish in missing[:most]:
                self._read[wish.lang_pack, wish.lang_code] = None
                group.create_task(self._ask(wish))

    async def _ask(self, wish: LabelWish) -> None:
        request = functions.langpack.GetStringsRequest(wish.lang_pack, wish.lang_code, list(wish.keys))
        try:
            labels = labels_of(wish, await self._asker.ask(request, "devices"))
        except (errors.RPCError, *UNREADABLE):
            return
        except (SafecheckError, asyncio.CancelledError) as error:
            del self._read[wish.lang_pack, wish.lang_code]
            if isinstance(error, asyncio.CancelledError):
                raise
            return
        self._read[wish.lang_pack, wish.lang_code] = labels if labels.values else None

    async def languages(self, lang_pack: LangPack) -> tuple[AppLanguage, ...]:
        """Return the languages of one app; none if Telegram refuses or cannot be reached."""
        if lang_pack not in self._languages:
            try:
                answer = await self._asker.ask(functions.langpack.GetLanguagesRequest(lang_pack), "devices")
                self._languages[lang_pack] = languages_of(answer)
            except (errors.RPCError, *UNREADABLE):
                self._languages[lang_pack] = ()
            except SafecheckError:
                return ()
        return self._languages[lang_pack]
