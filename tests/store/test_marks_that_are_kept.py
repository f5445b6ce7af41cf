"""The file with marks of chats: what is kept is what is read, theirs only, and read strictly. What holds of
every such file (links, rights, damage) is tested with the answers about devices."""

import stat
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safecheck.model.errors import BadInputError
from safecheck.model.marks import MARKS, ChatMark
from safecheck.store.marks import MarkFile
from safecheck.store.paths import places
from tests.store.test_answers_that_are_kept import posix

CLUB, SHOP = ChatMark("-1001234567890", "known", "2026-11-24"), ChatMark("-42", "disputed", "2026-08-01")
GOOD = """\
schema: 1
marks:
- chat: "-42"
  mark: known
  marked_on: 2026-11-24
"""
marks = st.builds(
    ChatMark,
    st.integers(-(10**14), -1).map(str),
    st.sampled_from(MARKS),
    st.dates(date(1970, 1, 1)).map(str),
)
anywhere = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@pytest.fixture
def file(tmp_path: Path) -> MarkFile:
    return MarkFile(tmp_path / "state" / "safecheck" / "marks.yaml")


@anywhere
@given(
    st.lists(marks, max_size=5, unique_by=lambda mark: mark.chat_id),
    st.lists(marks, max_size=3, unique_by=lambda mark: mark.chat_id),
)
def test_what_is_kept_is_what_is_read_and_other_accounts_keep_theirs(
    file: MarkFile, theirs: list[ChatMark], mine: list[ChatMark]
) -> None:
    file.remove()
    file.keep(theirs, {mark.chat_id for mark in theirs})
    assert file.read() == tuple(theirs)
    file.keep(mine, {mark.chat_id for mark in mine})
    kept = {mark.chat_id: mark for mark in file.read()}
    assert kept == {**{mark.chat_id: mark for mark in theirs}, **{mark.chat_id: mark for mark in mine}}
    file.keep((), kept)
    assert not file.exists, "without a mark there is no file"


@posix
def test_g10_it_holds_the_number_the_mark_and_the_day_and_only_its_owner_may_read_it(
    own_home: Path, file: MarkFile
) -> None:
    file.keep([CLUB, SHOP], {CLUB.chat_id, SHOP.chat_id})
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    head, _, body = file.path.read_text(encoding="utf-8").partition("schema: 1\n")
    assert body.split() == [
        *("marks:", "-", "chat:", "'-1001234567890'", "mark:", "known", "marked_on:", "'2026-11-24'"),
        *("-", "chat:", "'-42'", "mark:", "disputed", "marked_on:", "'2026-08-01'"),
    ]
    assert "safecheck answers forget" in head, "it says itself how to throw it away"
    assert places().marks_file == own_home / ".local/state/safecheck/marks.yaml"


@pytest.mark.parametrize(
    ("old", "new", "line", "key"),
    [
        ("mark: known", "mark: safe", 4, "mark"),
        ("mark: known", "mark: known\n  name: Sanne", 5, "name"),
        ('"-42"', "Tuinclub", 3, "chat"),
        ("2026-11-24", "2026-02-30", 5, "marked_on"),
        ("schema: 1", "schema: 2", 1, "schema"),
    ],
)
def test_a_file_that_does_not_fit_is_named_with_line_and_key_and_left_alone(
    file: MarkFile, old: str, new: str, line: int, key: str
) -> None:
    text = GOOD.replace(old, new)
    file.path.parent.mkdir(parents=True)
    file.path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInputError) as caught:
        file.read()
    assert f"line {line}" in str(caught.value), str(caught.value)
    assert key in str(caught.value)
    with pytest.raises(BadInputError):
        file.keep([CLUB], {CLUB.chat_id})
    assert file.path.read_text(encoding="utf-8") == text, "nothing is lost"


def test_a_chat_that_stands_there_twice_is_refused(file: MarkFile) -> None:
    file.path.parent.mkdir(parents=True)
    file.path.write_text(GOOD + GOOD.partition("marks:\n")[2], encoding="utf-8")
    with pytest.raises(BadInputError, match="stands here twice"):
        file.read()
