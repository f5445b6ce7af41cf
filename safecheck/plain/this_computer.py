"""Telegram Desktop on this computer, line by line: what is read, a passcode if there is one, the reading."""

import asyncio

from safecheck.audit.this_computer import ThisComputer, paths_of
from safecheck.model.local import LocalComputer
from safecheck.plain.conversation import Conversation
from safecheck.report import computer as words


async def look_at_computer(talk: Conversation) -> tuple[ThisComputer, LocalComputer]:
    """Say what is read, ask for the passcode if there is one, and read; Enter alone goes on without.

    Raises Back and Ended where the person wants that.
    """
    catalog = talk.catalog
    computer = await asyncio.to_thread(ThisComputer)
    folders = paths_of(computer.found)
    talk.explanation = (words.before_reading(catalog),)
    talk.gap()
    talk.say(words.before_reading(catalog))
    talk.say_lists(words.what_is_read(catalog))
    talk.gap()
    talk.say(words.found_words(folders, catalog))
    locked = paths_of(await asyncio.to_thread(lambda: computer.closed))
    if not locked:
        return computer, await asyncio.to_thread(computer.read)

    def ask() -> None:
        talk.gap()
        talk.say(words.passcode_question(locked, catalog, found=len(folders)))

    ask()
    while True:
        typed = await talk.ask(catalog.gettext("Passcode"), hidden=True, again=ask, as_typed=True)
        read = await asyncio.to_thread(computer.read, typed or None)
        if not read.passcode_was_wrong:
            return computer, read
        talk.say(words.passcode_wrong(catalog))
