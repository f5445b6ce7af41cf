"""Builds exports as Telegram Desktop 6.1.2 writes them (export_output_json.cpp): the same keys in the same
order, one blank a level, and its own escapes. Shares nothing with `safecheck.export`. Every text is
invented."""

import itertools
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from safecheck.audit.export import ExportAudit
from safecheck.export.document import Document
from safecheck.model.facts import AuditFacts

Json = dict[str, Any]
OWN, BOB, EVE = 7, 8, 9
DAY = 86_400
START = 1_795_000_000  # a day in November 2026
NOT_INCLUDED = "(File not included. Change data exporting settings to download.)"
MARK = "QZMARKZQ"  # stands in everything that must leave no trace

_numbers = itertools.count(1)


def message(
    sender: int | str | None = BOB, at: int = START, text: str = f"{MARK} words", **more: Any
) -> Json:
    """One message; `sender` is the number of a person, or a whole sender such as "channel5"."""
    from_id = f"user{sender}" if isinstance(sender, int) else sender
    return {
        "id": next(_numbers),
        "type": "message",
        "date": "2026-11-18T12:00:00",
        "date_unixtime": str(at),
        **({"from": f"{MARK} name", "from_id": from_id} if from_id else {}),
        **more,
        "text": text,
        "text_entities": [{"type": "plain", "text": text}],
    }


def service(action: str, actor: int = OWN, at: int = START, **more: Any) -> Json:
    """One service message."""
    said = message(None, at, "")
    who = {"actor": f"{MARK} name", "actor_id": f"user{actor}", "action": action, **more}
    dated = {key: said[key] for key in ("id", "date", "date_unixtime")}
    return {**dated, "type": "service", **who, "text": ""}


def photo(**more: Any) -> Json:
    """The keys of a photo that was not exported."""
    return {"photo": NOT_INCLUDED, "width": 800, "height": 600, **more}


def file(media_type: str | None = None, mime: str = "video/mp4") -> Json:
    """The keys of a document."""
    kind = {"media_type": media_type} if media_type else {}
    return {"file": f"files/{MARK}.mp4", "thumbnail": NOT_INCLUDED, **kind, "mime_type": mime}


def chat(name: str | None, type: str, number: int, messages: Iterable[Json] = ()) -> Json:
    """One chat."""
    return {"name": name, "type": type, "id": number, "messages": list(messages)}


def session(
    app: str | None = "Telegram Android",
    model: str = "Pixel 8",
    platform: str = "Android",
    system: str = "SDK 34",
    at: int = START,
) -> Json:
    """One device, with the addresses that must leave no trace."""
    return {
        "last_active": "2026-11-18T12:00:00",
        "last_active_unixtime": str(at),
        "last_ip": f"198.51.100.7 {MARK}",
        "last_country": f"{MARK}land",
        "last_region": f"{MARK}region",
        "application_name": app,
        "application_version": "11.2",
        "device_model": model,
        "platform": platform,
        "system_version": system,
        "created": "2026-01-18T12:00:00",
        "created_unixtime": str(at - 300 * DAY),
    }


def account(
    chats: Sequence[Json] | None = (),
    left: Sequence[Json] | None = None,
    sessions: Sequence[Json] | None = None,
    own: int | None = OWN,
) -> Json:
    """The export of a whole account; None leaves a list out, as an unticked box does."""
    about = {"about": f"{MARK} about"}
    parts: Json = {**about}
    if own is not None:
        parts["personal_information"] = {"user_id": own, "first_name": MARK, "phone_number": f"+31 {MARK}"}
    parts["profile_pictures"] = [{"date": "2026-11-18T12:00:00", "photo": f"profile_pictures/{MARK}.jpg"}]
    parts["contacts"] = {**about, "list": [{"user_id": BOB, "first_name": MARK, "date": "x"}]}
    parts["frequent_contacts"] = {**about, "list": [{"id": 5, "type": "private_group", "name": MARK}]}
    if sessions is not None:
        parts["sessions"] = {**about, "list": list(sessions)}
        parts["web_sessions"] = {**about, "list": [{"last_ip": MARK, "domain_name": MARK}]}
    other = {"list": [{"name": MARK, "type": "private_group", "id": 4}]}
    parts["other_data"] = {"drafts": [MARK], "chats": other}
    if chats is not None:
        parts["chats"] = {**about, "list": list(chats)}
    if left is not None:
        parts["left_chats"] = {**about, "list": list(left)}
    return parts


def everything() -> Json:
    """An export with a bit of everything."""
    return account(
        chats=[
            chat(f"Person {MARK}", "personal_chat", 21, [message(21, **photo())]),
            {"type": "saved_messages", "id": OWN, "messages": [message(OWN)]},
            chat("A bot", "bot_chat", 22, [message(22)]),
            chat("Garden club", "private_supergroup", 31, [message(OWN), message(BOB, **photo())]),
            chat("Green wharf", "public_channel", 32, [message("channel32")]),
            chat("Rowing", "private_group", 33, [service("create_group", members=[MARK])]),
        ],
        left=[chat("Old allotment", "public_supergroup", 34, [message(OWN)])],
        sessions=[session(), session("Telegram Desktop", "PC 64bit", "Desktop", "Ubuntu 24.04")],
    )


def as_written(value: object) -> bytes:
    """The bytes that Telegram Desktop writes for a value."""
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")


def write(folder: Path, value: object) -> Path:
    """Write an export into a folder of its own and return the file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "result.json"
    path.write_bytes(value if isinstance(value, bytes) else as_written(value))
    return path


def facts_of(folder: Path, value: object) -> AuditFacts:
    """Write an export and return the facts of its audit."""
    audit = ExportAudit(str(write(folder, value)))
    audit.read()
    return audit.facts()


def document_of(data: bytes, size: int = 1 << 20) -> Document:
    """Read bytes in pieces of `size`."""
    read = Document()
    read.read(data[start : start + size] for start in range(0, len(data), size))
    return read
