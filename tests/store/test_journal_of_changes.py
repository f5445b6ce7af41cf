"""P7: the journal of changes: safe before anything is sent, and never silent about what was cut off."""

import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safecheck.model.changes import (
    AudienceValue,
    Begun,
    Ended,
    GallerySwitch,
    GalleryValue,
    JournalEntry,
    MuteValue,
    Torn,
    target_of,
    undoable,
    unfinished,
)
from safecheck.model.errors import BadInputError
from safecheck.store.journal import FileJournal

OFF = GallerySwitch(photos=False, videos=False)
ENTRIES: tuple[JournalEntry, ...] = (
    Begun("a", "t", "mute/-7", "mute", "-7", MuteValue(None), MuteValue(5)),
    Ended("a", "t", "applied", MuteValue(5)),
    Begun(
        "b",
        "t",
        "gallery-off",
        "gallery_off",
        None,
        GalleryValue(OFF, OFF, OFF, {"-7": GallerySwitch(photos=True, videos=False, video_max_size=9)}),
        GalleryValue(OFF, OFF, OFF, {"-7": OFF}),
    ),
)
LINE = 3


def written(path: Path) -> FileJournal:
    journal = FileJournal(path / "changes" / "777.jsonl")
    for entry in ENTRIES:
        journal.append(entry)
    return journal


def test_p7_one_run_at_a_time_changes_an_account_and_no_lock_is_left_behind(tmp_path: Path) -> None:
    journal, other = written(tmp_path), written(tmp_path)
    before = set(journal.path.parent.iterdir())
    with journal.alone() as first, other.alone() as second:
        assert (first, second) == (True, False)
    with other.alone() as alone:
        assert alone
    assert set(journal.path.parent.iterdir()) == before
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInputError), FileJournal(tmp_path / "file" / "777.jsonl").alone():
        pass


def test_p7_what_was_noted_comes_back_from_a_file_that_is_the_owners_alone(tmp_path: Path) -> None:
    journal = written(tmp_path)
    assert journal.read() == ENTRIES
    assert FileJournal(tmp_path / "other").read() == ()
    lines = journal.path.read_text(encoding="utf-8").splitlines()
    assert len(lines) == LINE
    assert all(line.startswith('{"event":"') for line in lines)
    if sys.platform != "win32":
        assert stat.S_IMODE(journal.path.stat().st_mode) == 0o600
        assert stat.S_IMODE(journal.path.parent.stat().st_mode) == 0o700


def test_p7_wherever_the_last_line_was_cut_off_that_is_known_said_and_kept(tmp_path: Path) -> None:
    whole = written(tmp_path).path.read_bytes()
    start = whole.rindex(b"\n", 0, -1) + 1
    for end in range(start + 1, len(whole)):
        journal = FileJournal(tmp_path / f"{end}.jsonl")
        journal.path.write_bytes(whole[:end])
        found = journal.read()
        assert found[:2] == ENTRIES[:2]
        if end == len(whole) - 1:  # only the line end is missing
            assert found[2] == ENTRIES[2]
        else:
            assert found[2] == Torn("", whole[start:end].decode())
        journal.append(ENTRIES[1])
        assert journal.read() == (*found, ENTRIES[1])
        assert whole[:end] in journal.path.read_bytes()


def test_p7_a_kill_while_a_cut_off_line_is_being_noted_is_survived_too(tmp_path: Path) -> None:
    journal = written(tmp_path)
    journal.path.write_bytes(journal.path.read_bytes()[:-9] + b'\n{"event":"torn","at":"","te')
    assert isinstance(journal.read()[-1], Torn)
    journal.append(ENTRIES[1])
    assert [type(entry) for entry in journal.read()] == [Begun, Ended, Torn, Ended]


@given(st.binary(min_size=1, max_size=60))
def test_a_foreign_file_is_one_sentence_and_stays_as_it_is(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    journal = FileJournal(tmp_path_factory.mktemp("state") / "777.jsonl")
    journal.path.write_bytes(data)
    if b'{"event":"'.startswith(data) or not data.strip(b"\0"):
        return  # what is left of an entry that was cut off
    with pytest.raises(BadInputError, match="journal"):
        journal.read()
    with pytest.raises(BadInputError):
        journal.append(ENTRIES[0])
    assert journal.path.read_bytes() == data


@pytest.mark.parametrize("middle", [b"foreign", b'{"event":"begun"}', b'{"event":"begun","id'])
def test_a_line_in_the_middle_that_nobody_cut_off_is_damage(tmp_path: Path, middle: bytes) -> None:
    journal = written(tmp_path)
    lines = journal.path.read_bytes().split(b"\n")
    journal.path.write_bytes(b"\n".join([lines[0], middle, *lines[1:]]))
    with pytest.raises(BadInputError, match="line 2"):
        journal.read()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_journal_that_leads_elsewhere_or_cannot_be_written_keeps_a_change_from_being_sent(
    tmp_path: Path,
) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BadInputError, match="link"):
        FileJournal(tmp_path / "link").append(ENTRIES[0])
    (tmp_path / "file").write_text("x")
    with pytest.raises(BadInputError, match="nothing is changed"):
        FileJournal(tmp_path / "file" / "777.jsonl").append(ENTRIES[0])


def test_what_can_be_undone_is_what_is_in_force_and_was_not_undone_since() -> None:
    wide, narrow = AudienceValue(("allow_all",)), AudienceValue(("allow_contacts",))

    def begun(number: str, undoes: str | None = None) -> Begun:
        before, after = (narrow, wide) if undoes else (wide, narrow)
        return Begun(number, "t", "limit-who-adds", "limit_who_adds", None, before, after, undoes)

    done = (begun("1"), Ended("1", "t", "applied", narrow))
    assert undoable(done) == done[:1]
    assert undoable((begun("1"), Ended("1", "t", "refused", wide))) == ()
    assert undoable((*done, begun("2", "1"))) == done[:1]
    assert unfinished((*done, begun("2", "1"))) == (begun("2", "1"),)
    assert undoable((*done, begun("2", "1"), Ended("2", "t", "applied", wide))) == ()
    assert undoable((*done, begun("2", "1"), Ended("2", "t", "refused", narrow))) == done[:1]


@pytest.mark.parametrize(
    "step",
    ["hotline/-1", "gallery-off/abc123", "mute", "leave/", "leave/all", "leave/-1x", "end-device/1", ""],
)
def test_a_step_that_safecheck_cannot_take_is_one_sentence(step: str) -> None:
    with pytest.raises(BadInputError):
        target_of(step)
