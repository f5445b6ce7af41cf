"""An ordinary Telethon script, as somebody might write it who never heard of this project.

Usage: plain_script.py HOST PORT DC PHONE CODE PASSWORD; the server's public key comes on standard input.
"""

import sys

from telethon import TelegramClient
from telethon.crypto import rsa
from telethon.errors import SessionPasswordNeededError
from telethon.sessions import StringSession

host, port, dc, phone, code, password = sys.argv[1:]
rsa.add_key(sys.stdin.read(), old=False)

client = TelegramClient(StringSession(), 12345, "0123456789abcdef0123456789abcdef")
client.session.set_dc(int(dc), host, int(port))


async def main() -> None:
    await client.connect()
    await client.send_code_request(phone)
    try:
        await client.sign_in(phone, code)
    except SessionPasswordNeededError:
        await client.sign_in(password=password)
    async for dialog in client.iter_dialogs():
        sys.stdout.write(f"{dialog.id}\t{dialog.name}\n")
    await client.log_out()


client.loop.run_until_complete(main())
