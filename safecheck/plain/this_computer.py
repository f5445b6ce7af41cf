"""Telegram Desktop on this computer, line by line: what is read, a passcode if there is one, the reading."""

import asyncio

from safecheck.audit.this_computer import Opening, ThisComputer
from safecheck.model.local import LocalComputer
from safecheck.plain.conversation import Conversation
from safecheck.report import computer as words


async def look_at_computer(talk: Conversation) -> tuple[ThisComputer, LocalComputer]:
    """Say what is read, ask for each passcode there is, and read; Enter alone goes on without.

    Raises Back and Ended where the person wants that.
    """
    catalog = talk.catalog
    computer = await asyncio.to_thread(ThisComputer)
    talk.explanation = (words.before_reading(catalog),)
    talk.gap()
    talk.say(words.before_reading(catalog))
    talk.say_lists(words.what_is_read(catalog))
    talk.gap()
    talk.say(words.found_words([str(found.path) for found in computer.found], catalog))
    opening = await asyncio.to_thread(Opening, computer)
    while (found := opening.waiting) is not None:
        await _ask_passcode(talk, opening, str(found.path) if opening.several else "")
    return computer, await asyncio.to_thread(opening.finish)


async def _ask_passcode(talk: Conversation, opening: Opening, folder: str) -> None:
    catalog = talk.catalog

    def ask() -> None:
        talk.gap()
        talk.say(words.passcode_question(folder, catalog))

    ask()
    while True:
        typed = await talk.ask(catalog.gettext("Passcode"), hidden=True, again=ask, as_typed=True)
        if not typed:
            return await asyncio.to_thread(opening.skip)
        if await asyncio.to_thread(opening.open, typed):
            return None
        talk.say(words.passcode_wrong(catalog, again=True))
