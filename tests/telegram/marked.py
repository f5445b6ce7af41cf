"""An account whose every chat carries marks in all that must be dropped, and the mark itself.

The mark is put together from its parts, so that looking for it does not itself leave it lying around.
"""

import gc
from typing import Any

from safecheck.model.text import Words
from safecheck.practice.scenario import (
    AccountSpec,
    ChatSpec,
    DeviceSpec,
    HoldsSpec,
    LabelsSpec,
    Media,
    PluralSpec,
    Scenario,
)

PARTS = ("Zk", "Qv", "Wx")
PHONE = "99966", "7373"
MEDIA: tuple[Media, ...] = (
    "none",
    "photo",
    "video",
    "document",
    "web_page",
    "paid",
    "poll",
    "sticker",
    "voice",
    "story",
    "invoice",
)


def mark() -> str:
    return "".join(PARTS)


def phone_mark() -> str:
    return "".join(PHONE)


ABOUT = "What chat %d says of itself"


def _closer(kind: str, number: int, text: str) -> dict[str, Any]:
    """What comes along with a closer look at a chat: only its description may stay."""
    if kind in ("person", "bot"):
        return {}
    more: dict[str, Any] = {"about": ABOUT % number, "bots": 2, "holds": HoldsSpec(photo=number)}
    if number % 2:
        more["added_by"] = "contact" if number % 4 == 1 else "stranger"
    if kind == "group":
        return {**more, "contacts": 1, "members": 9}
    return {**more, "linked": f"{text} beside it"}


def marked_scenario() -> Scenario:
    text, phone = mark(), phone_mark()
    kinds = ("person", "bot", "group", "supergroup", "channel", "gigagroup")
    chats = [
        ChatSpec(
            id=1000 + number,
            kind=kind,  # type: ignore[arg-type]
            title=f"{text} {number}" if kind in ("person", "bot") else f"Chat {number}",
            last_name=f"{text} last" if kind == "person" else "",
            phone=f"{phone}{number:02d}" if kind == "person" else None,
            contact=kind == "person",
            media=media,
            message=f"a message of {text}",
            draft=f"a draft of {text}",
            archived=number % 3 == 0,
            **_closer(kind, number, text),
        )
        for number, (kind, media) in enumerate((kind, media) for kind in kinds for media in MEDIA)
    ]
    device = DeviceSpec(device_model="Phone", ip=f"{text}.7", country=f"{text} land", region=f"{text} region")
    return Scenario(
        schema=1,
        name="marked",
        about=Words(en="marked", nl="marked"),
        account=AccountSpec(
            first_name=text, phone="9996600000", password="practice", password_hint=f"{text} hint"
        ),
        devices=(device,),
        chats=tuple(chats),
        labels=LabelsSpec(
            values={"android": {"Settings": PluralSpec(one=f"{text} one", other=f"{text} in a menu")}}
        ),
    )


def texts() -> list[str | bytes]:
    """Every text and byte value that any live object refers to."""
    gc.collect()
    found: list[str | bytes] = []
    seen: set[int] = set()
    waiting: list[Any] = gc.get_objects()
    while waiting:
        value = waiting.pop()
        if id(value) in seen or value is found or value is seen or value is waiting:
            continue
        seen.add(id(value))
        if isinstance(value, str | bytes):
            found.append(value)
        elif isinstance(value, bytearray | memoryview):
            found.append(bytes(value))
        else:
            waiting.extend(gc.get_referents(value))
    return found
