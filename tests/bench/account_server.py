"""Run as a process: serve one practice account until stdin closes; say on one line where it is."""

import asyncio
import sys

from safecheck.practice.library import load_scenario
from safecheck.practice.server import PracticeServer
from tests.bench.account_to_serve import AccountToServe


async def main(scenario: str) -> None:
    async with PracticeServer(load_scenario(scenario)) as server:
        print(AccountToServe(scenario, server.endpoint, server.credentials).line(), flush=True)
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
