"""P7: a process killed while it changes an account leaves no change that the journal does not know."""

import asyncio
import random
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from safecheck.model.changes import unfinished, without_undo
from safecheck.practice.scenario import FaultsSpec
from safecheck.practice.server import PracticeServer
from safecheck.store.journal import FileJournal
from tests.audit.changed import CHANNEL, GROUP, SUPERGROUP, account_to_change, changing, state_of, yes

STEPS = ("limit-who-adds", f"mute/{SUPERGROUP}", "gallery-off", f"archive/{GROUP}", "archive-newcomers")
LEAVES = (f"leave/{CHANNEL}", f"leave/{SUPERGROUP}", f"leave/{GROUP}")
NUMBERS = {f"leave/{CHANNEL}": 2, f"leave/{SUPERGROUP}": 1, f"leave/{GROUP}": 6}
SLOWLY = FaultsSpec(delay_ms=4)

pytestmark = [
    pytest.mark.uncounted,
    pytest.mark.skipif(sys.platform == "win32", reason="nobody is killed so suddenly there"),
]


async def killed(server: PracticeServer, journal: Path, steps: tuple[str, ...], after: float) -> None:
    """Let a process change the account, and kill it so many seconds after it began."""
    server.set_faults(SLOWLY)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.audit.changer",
        str(journal),
        *steps,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(msgspec.json.encode((server.endpoint, server.credentials)) + b"\n")
    assert await process.stdout.readline() == b"ready\n"
    await asyncio.sleep(after)
    process.kill()
    await process.communicate()
    server.set_faults(FaultsSpec())


async def is_explained_and_repaired(moment: float, folder: Path) -> None:
    journal = FileJournal(folder / f"{moment}.jsonl")
    async with PracticeServer(account_to_change()) as server:
        start = state_of(server)
        await killed(server, journal.path, STEPS, moment)
        left_open = unfinished(journal.read())
        assert len(left_open) <= 1
        async with changing(journal=journal, server=server) as (changes, _):
            found = await changes.recover()
            assert [done.target for done in found.changes] == [entry.target for entry in left_open]
            assert not unfinished(journal.read())
            for entry in changes.to_undo():
                assert (await changes.undo(entry, yes)).outcome in ("applied", "already")
            # Everything that the process did was in the journal, and is taken back by it.
            assert state_of(server) == start


async def leaving_is_noted(moment: float, folder: Path) -> None:
    journal = FileJournal(folder / f"leaving-{moment}.jsonl")
    async with PracticeServer(account_to_change()) as server:
        before = set(state_of(server)["chats"])
        await killed(server, journal.path, LEAVES, moment)
        async with changing(journal=journal, server=server) as (changes, _):
            await changes.recover()
            # Only now: what was on its way when the process was killed has arrived.
            now = state_of(server)["chats"]
            gone = {number for number in before if number not in now or now[number][-1]}
            told = {NUMBERS[entry.step] for entry in without_undo(changes.noted())}
            assert told == gone


def moments(count: int) -> list[Any]:
    return [round(random.Random(number).uniform(0, 0.35), 4) for number in range(count)]  # noqa: S311


async def test_p7_a_kill_at_some_moment_leaves_nothing_unexplained(
    tmp_path: Path, arrivals: list[str]
) -> None:
    for moment in moments(2):
        await is_explained_and_repaired(moment, tmp_path)
    await leaving_is_noted(0.03, tmp_path)
    arrivals.clear()  # another process confirmed its steps itself


@pytest.mark.bench
@pytest.mark.timeout(600)
async def test_p7_a_kill_at_any_of_fifty_moments_leaves_nothing_unexplained(
    tmp_path: Path, arrivals: list[str]
) -> None:
    for moment in moments(40):
        await is_explained_and_repaired(moment, tmp_path)
    for number in range(10):
        await leaving_is_noted(number / 100, tmp_path)
    arrivals.clear()
