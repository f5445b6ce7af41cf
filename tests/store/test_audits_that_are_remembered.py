"""The file of remembered audits: it only grows, a cut last line costs that audit alone, and forgetting is
forgetting."""

import stat
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safecheck.model.errors import BadInputError
from safecheck.model.history import AuditRecord
from safecheck.store import history
from safecheck.store.history import HistoryFile, alone_in, history_files
from tests.history.records import chat, record
from tests.store.test_answers_that_are_kept import posix

anywhere = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40
)
THREE = [record(n, chat(str(n)), chat("7", "low", landing_count=n)) for n in range(3)]


@pytest.fixture
def file(tmp_path: Path) -> HistoryFile:
    return HistoryFile(tmp_path / "state" / "history" / "account-aa.jsonl")


def keep(file: HistoryFile, *records: AuditRecord) -> None:
    for each in records:
        file.append("aa", "account", partial(lambda made, _key: made, each))


def kept(file: HistoryFile) -> list[AuditRecord]:
    known = file.read()
    return list(known.records) if known is not None else []


def test_what_is_remembered_is_what_is_read_in_order_of_time(file: HistoryFile) -> None:
    assert file.read() is None
    keep(file, THREE[0], THREE[2], THREE[1])
    known = file.read()
    assert known is not None
    assert (list(known.records), known.head.account, known.torn) == (THREE, "aa", False)
    assert history_files(file.path.parent)[0].path == file.path
    assert len(file.path.read_bytes().splitlines()) == 4, "one head, and one line for each audit"


@posix
def test_it_is_for_its_owner_only(file: HistoryFile) -> None:
    keep(file, *THREE)
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.path.parent.stat().st_mode) == 0o700
    file.forget([THREE[0].id])
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600


@posix
def test_it_is_never_written_through_a_link(file: HistoryFile, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"")
    file.path.parent.mkdir(parents=True)
    file.path.symlink_to(elsewhere)
    with pytest.raises(BadInputError):
        keep(file, THREE[0])
    assert elsewhere.read_bytes() == b""


@anywhere
@given(share=st.floats(0, 1))
def test_p7_wherever_a_kill_cuts_the_file_only_the_last_audit_is_lost(
    file: HistoryFile, share: float
) -> None:
    file.remove()
    keep(file, *THREE)
    whole = file.path.read_bytes()
    cut = whole[: int(len(whole) * share)]
    file.path.write_bytes(cut)
    left = kept(file)
    assert left == THREE[: max(0, cut.count(b"\n") - 1)]
    keep(file, THREE[2])
    assert kept(file) == [*(each for each in left if each is not THREE[2]), THREE[2]]
    known = file.read()
    assert known is not None
    assert not known.torn


def test_forgetting_one_leaves_nothing_of_it_in_the_folder(file: HistoryFile) -> None:
    keep(file, *THREE)
    assert file.forget([THREE[1].id, "not-there"]) == 1
    assert kept(file) == [THREE[0], THREE[2]]
    assert THREE[1].id.encode() not in b"".join(path.read_bytes() for path in file.path.parent.iterdir())
    assert file.forget([THREE[0].id, THREE[2].id]) == 2
    assert list(file.path.parent.iterdir()) == [], "without an audit there is no file"


def test_damage_in_the_middle_is_said_with_its_line_and_the_file_stays(file: HistoryFile) -> None:
    keep(file, *THREE)
    lines = file.path.read_bytes().split(b"\n")
    lines[2] = b'{"id": 5}'
    file.path.write_bytes(b"\n".join(lines))
    with pytest.raises(BadInputError, match=r"line 3: .*safecheck history forget --all"):
        file.read()
    assert file.remove()


WRITER = """
import sys
from pathlib import Path
from safecheck.store.history import HistoryFile
from tests.history.records import chat, record

sys.stdin.readline()
first, count = int(sys.argv[2]), int(sys.argv[3])
for n in range(first, first + count):
    file = HistoryFile(Path(sys.argv[1]))
    file.append("aa", "account", lambda key, n=n: record(n, chat(str(n))))
    if n % 5 == 4:
        file.forget([record(n).id])
"""


def test_two_processes_that_write_and_forget_at_once_lose_nothing(file: HistoryFile) -> None:
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(file.path), str(first), "25"], stdin=subprocess.PIPE, text=True
        )
        for first in (0, 100)
    ]
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate()
        assert writer.returncode == 0
    want = {record(n).id for first in (0, 100) for n in range(first, first + 25) if n % 5 != 4}
    assert {each.id for each in kept(file)} == want
    assert file.remove()
    assert list(file.path.parent.iterdir()) == [], "not even the lock"


def test_who_has_to_wait_too_long_is_told_so(file: HistoryFile, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(file, THREE[0])
    monkeypatch.setattr(history, "PATIENCE", 0.05)
    with alone_in(file.path.parent):
        for work in (lambda: keep(file, THREE[1]), lambda: file.forget([THREE[0].id]), file.remove):
            with pytest.raises(BadInputError) as refused:
                work()
            assert refused.value.message == history._BUSY
    assert kept(file) == [THREE[0]]


def test_g10_what_was_forgotten_stands_in_no_byte_of_the_folder(file: HistoryFile) -> None:
    marker = "Vergeetmijnietje"
    keep(file, record(0, chat("1", name=marker)), THREE[1])
    left = file.path.parent / ".safecheck-killed.tmp"  # as a writer leaves it that is killed while it forgets
    left.write_bytes(file.path.read_bytes())
    assert file.forget([record(0).id]) == 1
    everything = b"".join(path.read_bytes() for path in file.path.parent.parent.rglob("*") if path.is_file())
    assert (marker.encode() in everything, THREE[1].id.encode() in everything) == (False, True)
