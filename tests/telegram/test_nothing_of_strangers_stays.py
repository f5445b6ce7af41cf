"""P1, P3 and G14, gate test (c): marks in all that is sent along are found nowhere afterwards."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from safecheck.telegram.allowlist import ALLOWED
from tests.telegram.marked import mark, phone_mark
from tests.telegram.test_closer_look_at_chats import CLOSER

HERE = Path(__file__).parent
ROOT = HERE.parent.parent


def process(folder: Path, script: str, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, str(HERE / script), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(folder)},
    )


@pytest.mark.uncounted
@pytest.mark.parametrize("way", ["code", "qr"])
def test_g14_no_mark_is_found_in_facts_output_files_logs_or_live_objects(tmp_path: Path, way: str) -> None:
    server = process(tmp_path, "marked_server.py")
    assert server.stdout is not None
    endpoint = server.stdout.readline()
    folder = tmp_path / "audit"
    folder.mkdir()
    audit = process(folder, "marked_audit.py", way)
    out, errors = audit.communicate(endpoint, timeout=60)
    rest, server_errors = server.communicate("", timeout=20)
    assert audit.returncode == 0, errors
    lines = out.splitlines()
    assert lines[-1].startswith("looked at ")
    assert int(lines[-1].split()[2]) > 30_000
    assert lines[:-1] == []
    assert mark() not in errors
    assert '"pages": ' in rest, server_errors
    said = json.loads(rest)
    assert said["scans"] == (way == "qr")
    # Gate test (b), for a server in a process of its own.
    assert set(said["methods"]) <= {entry.method for entry in ALLOWED}
    assert set(said["methods"]) >= CLOSER


@pytest.mark.uncounted
def test_g14_after_a_check_together_not_even_the_names_that_were_in_the_scope_are_left(
    tmp_path: Path,
) -> None:
    server = process(tmp_path, "marked_server.py")
    assert server.stdout is not None
    endpoint = server.stdout.readline()
    folder = tmp_path / "together"
    folder.mkdir()
    together = process(folder, "marked_together.py")
    out, errors = together.communicate(endpoint, timeout=60)
    rest, server_errors = server.communicate("", timeout=20)
    assert together.returncode == 0, errors
    lines = out.splitlines()
    assert lines[:2] == ["before the end: no mark", "names that the owner may see: 44"]
    assert lines[2:-1] == []
    assert int(lines[-1].split()[2]) > 30_000
    assert list(folder.iterdir()) == []
    assert '"pages": ' in rest, server_errors
    assert not CLOSER & set(json.loads(rest)["methods"])


def closer_from(answers: list[bytes]) -> int:
    """The place of the first answer that holds the description of a chat."""
    return next(place for place, answer in enumerate(answers) if b"says of itself" in answer)


def test_the_marks_really_travel_on_the_wire() -> None:
    """Without this, the test above could pass because nothing was ever sent."""
    import asyncio

    from safecheck.audit.menu_labels import wishes_for
    from safecheck.practice.server import PracticeServer
    from safecheck.telegram import discard
    from safecheck.telegram.audit_account import AccountAudit
    from safecheck.telegram.client import PRACTICE_IDENTITY
    from tests.telegram.marked import marked_scenario
    from tests.telegram.test_closer_look_at_chats import everything

    seen: list[bytes] = []
    real = discard.DiscardingReader.__init__

    def spy(self: discard.DiscardingReader, data: bytes) -> None:
        seen.append(bytes(data))
        real(self, data)

    async def audit() -> None:
        async with PracticeServer(marked_scenario(), marker=mark().encode()) as server:
            run = AccountAudit(
                server.endpoint,
                PRACTICE_IDENTITY,
                server.credentials,
                source="practice",
                source_name="marked",
                wishes=wishes_for((), "en"),
                closer_look=everything,
            )
            await run.run()

    discard.DiscardingReader.__init__ = spy  # type: ignore[method-assign]
    try:
        asyncio.run(audit())
    finally:
        discard.DiscardingReader.__init__ = real  # type: ignore[method-assign]
    wire = b"".join(seen)
    for words in ("a message of ", "a draft of ", " hint", " land", " region", " in a menu", " beside it"):
        assert words.encode() in wire, words
    assert mark().encode() + b"-ref-" in wire
    assert mark().encode() + b"-cached-" in wire
    assert mark().encode() + b"-path-" in wire
    assert phone_mark().encode() in wire
    # The same with the closer look alone: what follows its first answer.
    closer = b"".join(seen[closer_from(seen) :])
    for words in (mark(), f"{mark()}-ref-", f"{mark()} beside it", phone_mark(), "What a practice bot says"):
        assert words.encode() in closer, words
