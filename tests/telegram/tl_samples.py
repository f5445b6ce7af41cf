"""Make an instance of any class of Telegram's schema, with the smallest values that can be serialised."""

import inspect
import re
import struct
import types as python_types
from binascii import crc32
from collections.abc import Collection
from datetime import UTC, datetime
from functools import cache
from typing import Any

from telethon.tl import functions, types
from telethon.tl.tlobject import TLObject, TLRequest


def classes(module: python_types.ModuleType, base: type) -> list[type]:
    """Return every class of the schema under `module`, its namespaces included."""
    found: list[type] = []
    for value in vars(module).values():
        if inspect.isclass(value) and issubclass(value, base) and value.__module__ == module.__name__:
            found.append(value)
        elif inspect.ismodule(value) and value.__name__.startswith(module.__name__ + "."):
            found.extend(classes(value, base))
    return found


def request_classes() -> list[type]:
    """Return every request class of the layer."""
    return [cls for cls in classes(functions, TLRequest) if cls is not TLRequest]


@cache
def _constructors() -> dict[int, list[type]]:
    table: dict[int, list[type]] = {}
    for cls in classes(types, TLObject):
        table.setdefault(cls.SUBCLASS_OF_ID, []).append(cls)  # type: ignore[attr-defined]
    for group in table.values():
        group.sort(key=lambda cls: len(inspect.signature(cls).parameters))
    return table


def sample(cls: type, query: Any = None, depth: int = 0, also: Collection[str] = ()) -> Any:
    """Return the smallest instance of `cls`; `query` fills the request that a wrapper carries, `also` names
    optional fields that are filled too."""
    arguments = {
        name: _value(str(parameter.annotation), depth, query)
        for name, parameter in inspect.signature(cls).parameters.items()
        if parameter.default is inspect.Parameter.empty or name in also
    }
    made = cls(**arguments)
    try:
        bytes(made)
    except (TypeError, struct.error):
        # a few annotations say int where the wire wants bytes
        made = cls(**{name: b"x" if value == 1 else value for name, value in arguments.items()})
        if hasattr(made, "random_id"):
            made.random_id = b"x" * 8
        bytes(made)
    return made


def _value(annotation: str, depth: int, query: Any) -> Any:
    if "List" in annotation:
        return []
    if "datetime" in annotation:
        return datetime(2026, 1, 2, tzinfo=UTC)
    plain: dict[str, Any] = {"int": 1, "str": "x", "bytes": b"x" * 8, "bool": True, "float": 1.0}
    for word, value in plain.items():
        if re.search(rf"(?<!\w){word}(?!\w)", annotation):
            return value
    wanted = re.search(r"Type(\w+)", annotation)
    if wanted is None or depth > 6:
        raise NotImplementedError(annotation)
    if wanted[1] == "X":
        return query or functions.help.GetConfigRequest()
    names = [wanted[1], *(f"{space}.{wanted[1]}" for space in ("account", "auth", "messages", "payments"))]
    for candidate in (cls for known in names for cls in _constructors().get(crc32(known.encode()), [])):
        try:
            return sample(candidate, depth=depth + 1)
        except NotImplementedError:
            continue
    raise NotImplementedError(annotation)
