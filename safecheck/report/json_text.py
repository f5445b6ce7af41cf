"""JSON as text in which no character acts upon a terminal or log (P8)."""

from typing import Any

import msgspec

from safecheck.report.layout import inert


def inert_json(document: msgspec.Struct) -> str:
    """Return a document as indented JSON text, ending in one line end."""
    plain = _inert(msgspec.to_builtins(document), {})
    return msgspec.json.format(msgspec.json.encode(plain), indent=2).decode() + "\n"


def _inert(value: Any, known: dict[str, str]) -> Any:
    """Make every string of plain JSON data inert, whoever wrote it. `known` remembers those that were: most
    of a document says the same few words again and again."""
    if isinstance(value, str):
        return known.get(value) or known.setdefault(value, inert(value))
    if isinstance(value, dict):
        return {known.get(key) or _inert(key, known): _inert(item, known) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_inert(item, known) for item in value]
    return value
