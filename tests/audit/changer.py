"""A process that changes an account and back for ever: `python -m tests.audit.changer JOURNAL STEP…`.

Standard input is one line of JSON: the data centres of a practice server, and what its owner would type. A
line "ready" says that it begins.
"""

import asyncio
import sys
from pathlib import Path

import msgspec

from safecheck.audit.changing import Changing
from safecheck.model.changes import target_of
from safecheck.model.connection import PRACTICE_IDENTITY, Credentials, Endpoint
from safecheck.store.journal import FileJournal
from safecheck.telegram.account import Account
from safecheck.telegram.sign_in import sign_in_with
from tests.audit.changed import yes


async def change(endpoint: Endpoint, credentials: Credentials, journal: Path, steps: list[str]) -> None:
    account = Account(endpoint, PRACTICE_IDENTITY, source="practice")
    await account.connect()
    await sign_in_with(account.sign_in, credentials)
    await account.read()
    changes = Changing(account, FileJournal(journal))
    print("ready", flush=True)  # noqa: T201 - for the process that kills this one
    while True:
        for step in steps:
            await changes.apply(target_of(step), yes)
        for entry in changes.to_undo():
            await changes.undo(entry, yes)


if __name__ == "__main__":
    read = msgspec.json.decode(sys.stdin.readline(), type=tuple[Endpoint, Credentials])
    asyncio.run(change(*read, Path(sys.argv[1]), sys.argv[2:]))
