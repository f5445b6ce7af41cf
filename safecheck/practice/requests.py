"""What was asked: Telegram's names for requests, their wrappers, and the log entry of each one received."""

from datetime import datetime
from functools import lru_cache
from typing import Any

import msgspec
from telethon.tl import functions

WRAPPERS: tuple[type, ...] = (
    functions.InvokeWithLayerRequest,
    functions.InitConnectionRequest,
    functions.InvokeWithoutUpdatesRequest,
    functions.InvokeWithTakeoutRequest,
    functions.InvokeAfterMsgRequest,
)


class ReceivedRequest(msgspec.Struct, frozen=True):
    """One request as it arrived, without a word of its content.

    `time` is Unix time in seconds; `client` the device model that the connection announced; `shape` has the
    value of whole numbers and flags, and the type's name of everything else.
    """

    time: float
    dc: int
    client: str
    method: str
    wrappers: tuple[str, ...]
    shape: dict[str, int | bool | str]


@lru_cache(maxsize=512)
def method_name(request: type) -> str:
    """Return Telegram's name of a request class, such as `messages.getDialogs`."""
    folder = request.__module__.partition("telethon.tl.functions")[2].lstrip(".")
    name = request.__name__.removesuffix("Request")
    name = name[:1].lower() + name[1:]
    return f"{folder}.{name}" if folder else name


def peel(request: Any) -> tuple[Any, list[Any]]:
    """Return the request inside its known wrappers, and the wrappers from the outermost inwards."""
    wrappers: list[Any] = []
    while type(request) in WRAPPERS:
        wrappers.append(request)
        request = request.query
    return request, wrappers


def _shape_of(value: Any) -> int | bool | str:
    if isinstance(value, int):
        return value
    if isinstance(value, list | tuple):
        kinds = sorted({type(item).__name__ for item in value})
        return f"list[{'|'.join(kinds)}]"
    if isinstance(value, datetime):
        return "date"
    return type(value).__name__


def shape(request: Any) -> dict[str, int | bool | str]:
    """Return the arguments that were given, as far as a log may know them."""
    return {
        name: _shape_of(value)
        for name, value in vars(request).items()
        if value is not None and not name.startswith("_")
    }
