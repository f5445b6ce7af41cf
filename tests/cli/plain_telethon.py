"""Run as a process: an ordinary Telethon script, as any user would write it. It knows nothing of safecheck.

Reads one JSON line: host, port, dc, pem, phone, code, password. Signs in, prints the name of every dialog and
of the account as JSON, signs out.
"""

import asyncio
import json
import sys
from typing import Any

from telethon import TelegramClient, errors
from telethon.crypto import rsa
from telethon.sessions import MemorySession


async def main(line: dict[str, Any]) -> None:
    rsa.add_key(line["pem"], old=False)
    session = MemorySession()
    session.set_dc(line["dc"], line["host"], line["port"])
    client = TelegramClient(session, 12345, "any hash", device_model="a script", receive_updates=False)
    await client.connect()
    try:
        await client.send_code_request(line["phone"])
        asked_for_password = False
        try:
            await client.sign_in(line["phone"], line["code"])
        except errors.SessionPasswordNeededError:
            asked_for_password = True
            await client.sign_in(password=line["password"])
        me = await client.get_me()
        dialogs = [dialog.name async for dialog in client.iter_dialogs()]
        await client.log_out()
    finally:
        await client.disconnect()
    found = {"me": me.first_name, "password": asked_for_password, "dialogs": dialogs}
    sys.stdout.write(json.dumps(found) + "\n")


asyncio.run(main(json.loads(sys.stdin.readline())))
