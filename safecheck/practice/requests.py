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
    value of whole numbers and flags, and the type's name of everything else. `written` is what a request
    asked to change, None where it changes nothing; see the function of that name.
    """

    time: float
    dc: int
    client: str
    method: str
    wrappers: tuple[str, ...]
    shape: dict[str, int | bool | str]
    written: dict[str, Any] | None = None


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


def written(request: Any) -> dict[str, Any]:
    """Return what a request asks to change, in a plain form that JSON can hold.

    Objects have their type's name at "_" and are told down to their numbers and flags; flags that are off and
    access hashes are left out; times are Unix seconds, bytes are hexadecimal. Of a text only its length is
    told, because people wrote it.
    """
    return {name: _plain(value) for name, value in vars(request).items() if _told(name, value)}


def _told(name: str, value: Any) -> bool:
    return value is not None and value is not False and name != "access_hash" and not name.startswith("_")


def _plain(value: Any) -> Any:
    if isinstance(value, int):
        return value
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, datetime):
        return int(value.timestamp())
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, str):
        return f"{len(value)} characters"
    return {"_": type(value).__name__, **written(value)}
