"""Run as a process: serve the marked account until stdin closes; print the endpoint on one line. A QR code
is scanned as soon as it is shown, and strangers write meanwhile."""

import asyncio
import base64
import contextlib
import json
import sys
from datetime import UTC, datetime

from telethon.tl import types

from safecheck.practice.server import PracticeServer
from tests.telegram.marked import mark, marked_scenario, phone_mark


def words_of_a_stranger() -> types.Updates:
    """What Telegram could send to a line with updates on: a message, its sender, a group."""
    message = types.Message(
        id=1, peer_id=types.PeerUser(5), date=datetime.now(UTC), message=f"an update of {mark()}"
    )
    return types.Updates(
        updates=[types.UpdateNewMessage(message, pts=1, pts_count=1)],
        users=[types.User(id=5, first_name=mark(), phone=phone_mark())],
        chats=[],
        date=datetime.now(UTC),
        seq=0,
    )


async def scan(server: PracticeServer) -> int:
    """Scan every code that is shown; return how many, once cancelled."""
    scanned = 0
    with contextlib.suppress(asyncio.CancelledError):
        while True:
            server.push(words_of_a_stranger())
            scanned += server.accept_qr()
            await asyncio.sleep(0.02)
    return scanned


async def main() -> None:
    async with PracticeServer(marked_scenario(), marker=mark().encode()) as server:
        centres = [
            [centre.id, centre.host, centre.port, base64.b64encode(centre.auth_key or b"").decode()]
            for centre in server.endpoint.data_centres
        ]
        sys.stdout.write(json.dumps({"first": server.endpoint.first, "centres": centres}) + "\n")
        sys.stdout.flush()
        scanning = asyncio.create_task(scan(server))
        await asyncio.to_thread(sys.stdin.read)
        scanning.cancel()
        dialogs = sum(entry.method == "messages.getDialogs" for entry in server.log)
        methods = sorted({entry.method for entry in server.log})
        sys.stdout.write(json.dumps({"pages": dialogs, "methods": methods, "scans": await scanning}) + "\n")


asyncio.run(main())
