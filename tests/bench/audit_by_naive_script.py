"""Run as a process: what anybody would write first with Telethon to see the same things. No part of safecheck
but the hand-over of the endpoint: a plain client, `iter_dialogs()`, one settings call after the other."""

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

import msgspec
from telethon import TelegramClient
from telethon.crypto import AuthKey, aes
from telethon.sessions import MemorySession
from telethon.tl import functions, types

from tests.bench.account_to_serve import AccountToServe, Seen, from_line

SETTINGS = (
    functions.account.GetAutoDownloadSettingsRequest(),
    functions.account.GetAutoSaveSettingsRequest(),
    functions.account.GetContentSettingsRequest(),
    functions.account.GetPrivacyRequest(types.InputPrivacyKeyChatInvite()),
    functions.account.GetGlobalPrivacySettingsRequest(),
    functions.account.GetAuthorizationsRequest(),
    functions.account.GetPasswordRequest(),
    functions.messages.GetDialogFiltersRequest(),
)


async def read(served: AccountToServe) -> tuple[Seen, dict[str, Any]]:
    first = served.endpoint.dc(served.endpoint.first)
    session = MemorySession()
    session.set_dc(first.id, first.host, first.port)
    session.auth_key = AuthKey(first.auth_key)
    client = TelegramClient(session, 1, "practice")
    await client.connect()
    await client.send_code_request(served.credentials.phone)
    await client.sign_in(served.credentials.phone, served.credentials.code)
    entries = 0
    chats: list[dict[str, Any]] = []
    async for dialog in client.iter_dialogs():
        entries += 1
        if dialog.is_group or dialog.is_channel:
            chats.append({"id": dialog.id, "title": dialog.name, "unread": dialog.unread_count})
    settings = [(await client(request)).to_json() for request in SETTINGS]
    await client.log_out()
    seen = Seen(entries, len(chats), "cryptg" if aes.cryptg else "libssl or python")
    return seen, {"chats": chats, "settings": settings}


def main(line: str) -> None:
    seen, result = asyncio.run(read(from_line(line)))
    Path(os.devnull).write_text(json.dumps(result), encoding="utf-8")
    print(msgspec.json.encode(seen).decode())


if __name__ == "__main__":
    main(sys.argv[1])
