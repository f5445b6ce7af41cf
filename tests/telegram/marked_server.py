"""Run as a process: serve the marked account until stdin closes; print the endpoint on one line."""

import asyncio
import base64
import json
import sys

from safecheck.practice.server import PracticeServer
from tests.telegram.marked import mark, marked_scenario


async def main() -> None:
    async with PracticeServer(marked_scenario(), marker=mark().encode()) as server:
        centres = [
            [centre.id, centre.host, centre.port, base64.b64encode(centre.auth_key or b"").decode()]
            for centre in server.endpoint.data_centres
        ]
        sys.stdout.write(json.dumps({"first": server.endpoint.first, "centres": centres}) + "\n")
        sys.stdout.flush()
        await asyncio.to_thread(sys.stdin.read)
        dialogs = sum(entry.method == "messages.getDialogs" for entry in server.log)
        methods = sorted({entry.method for entry in server.log})
        sys.stdout.write(json.dumps({"pages": dialogs, "methods": methods}) + "\n")


asyncio.run(main())
