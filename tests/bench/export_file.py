"""Writes an export of any size: `python -m tests.bench.export_file FILE --mb 1000`.

It is as Telegram Desktop writes one. Private chats, groups and channels take turns, each with many
messages; every third holds a photo. Names and texts are invented. The file is written piece by piece, so that
this takes no memory.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MB = 1_000_000
CHATS = 400
_TYPES = (
    "personal_chat",
    "private_supergroup",
    "public_channel",
    "private_group",
    "bot_chat",
    "public_supergroup",
)
_TEXTS = (
    "Who waters the tomatoes this week? I can do it on Thursday, and the beans as well if nobody minds.",
    "De sleutel van de schuur hangt weer op zijn plek; één tuinhek moet nog geolied worden.",
    "Встречаемся у ворот в десять, берите перчатки и хорошее настроение.",
    "🌱 The seedlings are up! Come and see, but do mind the string between the second and the third bed.",
)
_SESSION = {
    "last_active": "2026-11-20T12:00:00",
    "last_active_unixtime": "1795172400",
    "application_name": "Telegram Android",
    "device_model": "Pixel 8",
    "platform": "Android",
    "system_version": "SDK 34",
}


def write_export(path: Path, size: int) -> int:
    """Write an export of at least `size` bytes; return how many groups and channels it holds."""
    groups = 0
    with path.open("w", encoding="utf-8") as stream:
        stream.write(
            '{\n "about": "Here is the data you requested.",\n "personal_information": {"user_id": 7},\n'
        )
        sessions = json.dumps({"about": "Devices.", "list": [_SESSION]}, indent=1)
        stream.write(f' "sessions": {sessions},\n "chats": {{\n  "about": "Chats.",\n  "list": [')
        for number in range(CHATS):
            kind = _TYPES[number % len(_TYPES)]
            groups += kind not in ("personal_chat", "bot_chat")
            head = json.dumps({"name": f"Garden club {number}", "type": kind, "id": 1000 + number})
            stream.write(f'{"," if number else ""}\n   {head[:-1]},\n   "messages": [')
            end = stream.tell() + (size - stream.tell()) // (CHATS - number)
            for count, message in enumerate(_messages(number)):
                stream.write(("," if count else "") + "\n" + message)
                if count % 100 == 0 and stream.tell() >= end:
                    break
            stream.write("\n   ]\n  }")
        stream.write("\n  ]\n }\n}")
    return groups


def _messages(chat: int) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        text = _TEXTS[(number + chat) % len(_TEXTS)]
        message: dict[str, Any] = {
            "id": number,
            "type": "message",
            "date": "2026-11-18T12:00:00",
            "date_unixtime": str(1_600_000_000 + 60 * number),
            "from": f"Gardener {number % 90}",
            "from_id": f"user{number % 90}",
        }
        if number % 3 == 0:
            message |= {"photo": "(File not included. Change data exporting settings to download.)"}
            message |= {"photo_file_size": 123_456, "width": 1280, "height": 960}
        message |= {"text": text, "text_entities": [{"type": "plain", "text": text}]}
        yield json.dumps(message, ensure_ascii=False, indent=1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--mb", type=int, default=1000)
    options = parser.parse_args()
    groups = write_export(options.file, options.mb * MB)
    print(f"{options.file}: {options.file.stat().st_size / MB:.0f} MB, {groups} groups and channels")


if __name__ == "__main__":
    main()
