"""Step over the objects that fill a page of chats without making them.

A page of 100 chats holds a thousand objects of up to fifty fields, and next to nothing of them is kept: of a
person whether it is a bot, a contact or the account itself, of a last message its date. A shape lists the
fields of one constructor in their order on the wire, much as the schema does
(https://core.telegram.org/schema, layer 229): `#` is 32 flags, `3?` means that the field is there if flag 3
is set, `2.3?` the same in the second flags. A field without a name is stepped over; text and bytes cannot
have one, so no shape can keep any.

A shape holds for one constructor number. After a change of the schema that number is not met any more, and
the object is read in Telethon's way: more slowly, with the same result.
"""

from collections.abc import Callable
from functools import lru_cache
from operator import methodcaller
from typing import Any

from telethon.tl.alltlobjects import tlobjects

_SHAPES = (
    "user#b1b8cc83 # # is_self:10?true contact:11?true mutual_contact:12?true bot:14?true min:20?true id:long"
    " access_hash:0?long 1?text 2?text 3?text 4?text 5?object 6?object"
    " 14?int 18?objects 19?text 22?text 30?object 2.0?objects 2.5?object 2.8?object 2.9?object 2.12?int"
    " 2.14?long 2.15?long 2.21?long",
    "userProfilePhoto#82d1f706 # long 1?text int",
    "userStatusRecently#7b197dc8 #",
    "userStatusOffline#008c703f int",
    "message#7600b9d3 # # id:int 8?object 29?int 2.12?text peer_id:object 28?object 2?object 11?long"
    " 2.0?long 2.19?object 3?object date:date text 9?object 6?object 7?objects 10?int 10?int 23?object 15?int"
    " 16?text 17?long 20?object 22?objects 25?int 30?int 2.2?long 2.3?object 2.5?int 2.6?long 2.7?object"
    " 2.10?int 2.11?text 2.13?object",
    "messageService#7a800e0a # id:int 8?object peer_id:object 28?object 3?object date:date object 20?object"
    " 25?int",
    "messageMediaPhoto#e216eb63 # 0?object 2?int 4?object",
    "messageMediaDocument#52d8ccd9 # 0?object 5?objects 9?object 10?int 2?int",
    "messageMediaWebPage#ddf10c3b # object",
    "photo#fb197a65 # long long text int objects 1?objects int",
    "photoSize#75c78e60 text int int int",
    "photoCachedSize#021e1ad6 text int int text",
    "photoPathSize#d8214d41 text text",
    "photoStrippedSize#e0b0bc2e text text",
    "photoSizeProgressive#fa3efb95 text int int ints",
    "document#8fd4c4d8 # long long text int text long 0?objects 1?objects int objects",
    "webPage#e89c45b2 # long text text int 0?text 1?text 2?text 3?text 4?object 5?text 5?text 6?int 6?int"
    " 7?int 8?text 9?object 10?object 12?objects",
    "dialog#fc89f7f3 # pinned:2?true peer:object top_message:int read_inbox_max_id:int int unread_count:int"
    " int int int notify_settings:object 0?int 1?object folder_id:4?int ttl_period:5?int",
    "peerNotifySettings#99622c0c # 0?int 1?int mute_until:2?date 3?object 4?object 5?object 6?int 7?int"
    " 8?object 9?object 10?object",
)

_SIZES = {"int": 4, "long": 8}
_OVER = {
    "text": methodcaller("skip_text"),
    "object": methodcaller("tgread_object"),
    "objects": methodcaller("skip_objects"),
    "ints": methodcaller("skip_ints"),
}
_KEEP = {
    "int": methodcaller("read_int"),
    "long": methodcaller("read_long"),
    "date": methodcaller("tgread_date"),
    "object": methodcaller("tgread_object"),
}

# what is done with the reader, and under which name the result is kept ("" = not at all)
_Step = tuple[str, Callable[[Any], Any]]


class Shape:
    """How to step over one kind of object; `fields` in the notation above."""

    def __init__(self, kind: type, fields: str) -> None:
        listed = fields.split()
        self._kind = kind
        self._flag_bytes = 4 * listed.count("#")
        self._fields = [_field(text) for text in listed if text != "#"]
        self._plan = lru_cache(maxsize=256)(self._make_plan)

    def read(self, reader: Any) -> Any:
        """Move `reader` behind the object, and return one that has the kept fields only."""
        start = reader.position
        reader.position = body = start + self._flag_bytes
        absent, steps = self._plan(reader.stream[start:body])
        made: Any = object.__new__(self._kind)
        kept = made.__dict__
        kept.update(absent)
        for name, step in steps:
            if name:
                kept[name] = step(reader)
            else:
                step(reader)
        if reader.position > len(reader.stream):
            raise BufferError("the answer ends in the middle of an object")
        return made

    def _make_plan(self, flag_bytes: bytes) -> tuple[dict[str, Any], tuple[_Step, ...]]:
        """Return the fields that are set without reading, and the steps, for one state of the flags."""
        flags = int.from_bytes(flag_bytes, "little")
        absent: dict[str, Any] = {}
        steps: list[_Step] = []
        room = 0
        for name, bit, kind in self._fields:
            there = bit is None or bool(flags >> bit & 1)
            if kind == "true":
                absent[name] = there
            elif not there:
                if name:
                    absent[name] = None
            elif not name and kind in _SIZES:
                room += _SIZES[kind]
            else:
                if room:
                    steps.append(("", methodcaller("skip", room)))
                    room = 0
                steps.append((name, (_KEEP if name else _OVER)[kind]))
        if room:
            steps.append(("", methodcaller("skip", room)))
        return absent, tuple(steps)


def _field(text: str) -> tuple[str, int | None, str]:
    """Return name, number of the flag (from 32 on those of the second flags) and kind of one field."""
    name, _, rest = text.rpartition(":")
    flag, _, kind = rest.rpartition("?")
    if not flag:
        return name, None, kind
    word, _, bit = flag.rpartition(".")
    return name, int(bit) + 32 * (int(word or 1) - 1), kind


def _shapes() -> dict[type, Shape]:
    found = {}
    for line in _SHAPES:
        head, _, fields = line.partition(" ")
        kind = tlobjects.get(int(head.partition("#")[2], 16))
        if kind is not None:
            found[kind] = Shape(kind, fields)
    return found


SHAPES: dict[type, Shape] = _shapes()
