"""The events of a JSON file, one after the other: nothing is built that nobody asked for.

`ijson` parses, with its C backend where that is there. An event is its name and its value, as
`ijson.basic_parse` gives them: `start_map`, `map_key`, `end_map`, `start_array`, `end_array`, `string`,
`number` (int or float), `boolean`, `null`.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain
from typing import Any

import ijson

try:
    from ijson.backends import yajl2_c as _found
except ImportError:  # built without a C compiler at hand
    from ijson.backends import python as _found

_parser: Any = _found

SLOW = _parser.__name__.endswith(".python")

Event = tuple[str, Any]
_STARTS = frozenset(("start_map", "start_array"))
_ENDS = frozenset(("end_map", "end_array"))

# Telegram Desktop nests about ten deep, and no text of Telegram's is longer than some kilobytes. Beyond these
# a file is something else, and would fill the memory.
_DEEPEST = 500
_LONGEST = 8 * 1024 * 1024
# Besides its own error a backend lets through what Python says of bytes that are no UTF-8.
_ERRORS = (ijson.JSONError, ValueError)


class DamagedError(Exception):
    """What follows cannot be read. `at_end`: because the file ends there."""

    def __init__(self, *, at_end: bool) -> None:
        super().__init__()
        self.at_end = at_end


def events(pieces: Iterable[bytes]) -> Iterator[Event]:
    """Return the events of a JSON text in UTF-8. Raises DamagedError after those before the damage."""
    return chain.from_iterable(_batches(pieces))  # which takes them one by one without a line of Python


def _batches(pieces: Iterable[bytes]) -> Iterator[list[Event]]:
    """Yield the events of each piece. It is the same list every time: take all before the next."""
    found: list[Event] = ijson.sendable_list()
    # Without `use_float` the C backend of ijson 3.6 brings the whole program down on a number with thousands
    # of digits.
    parser = _parser.basic_parse_coro(found, use_float=True)
    silent = 0
    try:
        for piece in pieces:
            if not piece:  # which would tell the parser that this is the end
                continue
            damaged = False
            try:
                parser.send(piece)
            except _ERRORS:
                damaged = True
            silent = 0 if found else silent + len(piece)
            yield found
            if damaged or silent > _LONGEST:
                raise DamagedError(at_end=False)
            found.clear()
        try:
            parser.close()
        except _ERRORS:
            # What came last may be the first digits of a number: it does not count.
            raise DamagedError(at_end=True) from None
        yield found
    finally:
        with suppress(*_ERRORS):  # one that is left open complains when it is cleared away
            parser.close()


def members(stream: Iterator[Event]) -> Iterator[tuple[str, str, Any]]:
    """Yield each key of an object that has begun, with the event its value begins with. Whoever asks for the
    next one has gone through the value: `skip` does, where nothing of it matters."""
    for event, key in stream:
        if event == "end_map":
            return
        event, value = next(stream)
        yield key, event, value


def entries(stream: Iterator[Event]) -> Iterator[Event]:
    """Yield the event that each entry of an array begins with, which has begun; as for `members`."""
    for event, value in stream:
        if event == "end_array":
            return
        yield event, value


def skip(stream: Iterator[Event], event: str) -> None:
    """Go through a value that begins with `event`. Raises DamagedError if it is nested deeper than any
    export."""
    if event not in _STARTS:
        return
    depth = 1
    for event, _ in stream:
        if event in _STARTS:
            depth += 1
            if depth > _DEEPEST:
                raise DamagedError(at_end=False)
        elif event in _ENDS:
            depth -= 1
            if not depth:
                return
