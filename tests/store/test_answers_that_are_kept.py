"""The file with what a person told about devices: whole or not at all, theirs only, and read strictly."""

import os
import stat
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safecheck.model.downloads import PROFILE_IDS
from safecheck.model.errors import BadInputError
from safecheck.model.told import Told
from safecheck.store.answers import AnswerFile
from safecheck.store.paths import places

posix = pytest.mark.skipif(os.name != "posix", reason="modes and links as POSIX has them")
not_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read any file"
)

PHONE = Told(device_id="0123456789ab", switches={"wifi": "off", "gallery.groups": "on"}, told_on="2026-11-24")
BROWSER = Told(device_id="ba9876543210", app="web-k", app_language="tr", told_on="2026-08-01")
GOOD = """\
schema: 1
answers:
- device: 0123456789ab
  told_on: 2026-11-24
  switches:
    wifi: "off"
"""

entries = st.builds(
    Told,
    device_id=st.text("0123456789abcdef", min_size=12, max_size=12),
    told_on=st.dates(date(1970, 1, 1)).map(str),
    app=st.sampled_from(("", *PROFILE_IDS)),
    app_language=st.from_regex(r"\A([A-Za-z0-9_-]{1,40})?\Z"),
    switches=st.dictionaries(
        st.from_regex(r"\A[a-z][a-z_]{0,9}(\.[a-z][a-z_]{0,9}){0,2}\Z"),
        st.sampled_from(("on", "off")),
        min_size=1,
        max_size=8,
    ),
)
anywhere = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@pytest.fixture
def file(tmp_path: Path) -> AnswerFile:
    return AnswerFile(tmp_path / "state" / "safecheck" / "answers.yaml")


def written(file: AnswerFile, text: str) -> AnswerFile:
    file.path.parent.mkdir(parents=True, exist_ok=True)
    file.path.write_text(text, encoding="utf-8")
    return file


@settings(anywhere, max_examples=40)  # each writes and reads a file
@given(st.lists(entries, max_size=6, unique_by=lambda entry: entry.device_id))
def test_what_is_kept_is_what_is_read(file: AnswerFile, told: list[Told]) -> None:
    file.remove()
    file.keep(told)
    assert file.read() == tuple(told)
    assert file.exists is bool(told), "without an answer there is no file"


@settings(anywhere, max_examples=40)
@given(st.lists(entries, max_size=4, unique_by=lambda entry: entry.device_id), entries)
def test_one_answer_takes_the_place_of_the_one_before_and_leaves_the_others(
    file: AnswerFile, told: list[Told], entry: Told
) -> None:
    file.remove()
    file.keep(told)
    file.keep([entry])
    assert {each.device_id: each for each in file.read()} == {
        **{each.device_id: each for each in told},
        entry.device_id: entry,
    }
    file.forget({entry.device_id})
    assert file.read() == tuple(each for each in told if each.device_id != entry.device_id)


def test_nothing_is_there_before_anything_is_kept(file: AnswerFile) -> None:
    assert file.read() == ()
    assert not file.exists
    assert not file.remove()
    assert not file.path.parent.exists(), "asking makes no folder"


def test_it_lies_with_the_state_of_the_program(own_home: Path) -> None:
    assert places().answers_file == own_home / ".local/state/safecheck/answers.yaml"


@posix
def test_only_its_owner_may_read_it(file: AnswerFile) -> None:
    file.keep([PHONE])
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.path.parent.stat().st_mode) == 0o700
    assert [one.name for one in file.path.parent.iterdir()] == ["answers.yaml"]


def test_no_name_of_a_device_and_nothing_undecided_is_written(file: AnswerFile) -> None:
    file.keep(
        [
            Told(
                device_name="Phone of Sanne",
                device_id="0123456789ab",
                switches={"wifi": "off", "mobile": "dont_know"},
                told_on="2026-11-24",
            ),
            Told(device_name="Laptop of Sanne", switches={"wifi": "off"}, told_on="2026-11-24"),
        ]
    )
    text = file.path.read_text(encoding="utf-8")
    assert "Sanne" not in text
    assert "mobile" not in text
    assert "safecheck answers forget" in text, "it says itself how to throw it away"


def test_who_takes_everything_back_has_no_file_any_more(file: AnswerFile) -> None:
    file.keep([PHONE, BROWSER])
    file.keep([Told(device_id=PHONE.device_id, told_on="2026-11-25")])
    assert file.read() == (BROWSER,)
    file.forget([BROWSER.device_id])
    assert not file.exists


@pytest.mark.parametrize(
    ("old", "new", "line", "key"),
    [
        ("schema: 1", "schema: 2", 1, "schema"),
        ("wifi:", "../wifi:", 5, "switches"),
        ('"off"', "false", 5, "switches"),
        ('"off"', "dont_know", 5, "switches"),
        ("2026-11-24", "2026-02-30", 4, "told_on"),
        ("2026-11-24", "yesterday", 4, "told_on"),
        ("0123456789ab", "Phone", 3, "device"),
        ("  told_on: 2026-11-24\n", "", 3, ""),
        ("  switches", "  name: Sanne\n  switches", 5, "name"),
        ("  switches", "  app: whatsapp\n  switches", 5, "app"),
        ("answers:\n", "answers: []\n", 3, ""),
        ("schema: 1\n", "", 1, ""),
    ],
)
def test_a_file_that_does_not_fit_is_named_with_line_and_key_and_left_alone(
    file: AnswerFile, old: str, new: str, line: int, key: str
) -> None:
    text = GOOD.replace(old, new)
    assert text != GOOD
    written(file, text)
    with pytest.raises(BadInputError) as caught:
        file.read()
    sentence = str(caught.value)
    assert str(file.path)[:100] in sentence
    assert f"line {line}" in sentence, sentence
    assert key in sentence
    with pytest.raises(BadInputError):
        file.keep([PHONE])
    assert file.path.read_text(encoding="utf-8") == text, "nothing is lost"


def test_a_device_that_stands_there_twice_is_refused(file: AnswerFile) -> None:
    written(file, GOOD + GOOD.partition("answers:\n")[2])
    with pytest.raises(BadInputError, match="stands here twice"):
        file.read()


@anywhere
@given(st.integers(0, len(GOOD)), st.binary(max_size=6), st.integers(0, 20))
def test_a_damaged_file_gives_answers_or_one_sentence(
    file: AnswerFile, at: int, put: bytes, cut: int
) -> None:
    data = GOOD.encode()
    file.path.parent.mkdir(parents=True, exist_ok=True)
    file.path.write_bytes(data[:at] + put + data[at + cut :])
    told: tuple[Told, ...] = ()
    sentence = "answers.yaml"
    try:
        told = file.read()
    except BadInputError as error:
        sentence = str(error)
    assert "answers.yaml" in sentence
    assert all(entry.device_id and date.fromisoformat(entry.told_on) for entry in told)


@posix
def test_a_link_is_neither_followed_nor_replaced(file: AnswerFile, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(GOOD, encoding="utf-8")
    file.path.parent.mkdir(parents=True)
    file.path.symlink_to(other)
    for work in (file.read, lambda: file.keep([PHONE])):
        with pytest.raises(BadInputError, match="is a link"):
            work()
    assert other.read_text(encoding="utf-8") == GOOD
    assert file.remove(), "what is removed is the link"
    assert other.exists()


@posix
def test_a_file_of_another_user_is_not_relied_on(file: AnswerFile, monkeypatch: pytest.MonkeyPatch) -> None:
    written(file, GOOD)
    mine = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: mine + 1)
    with pytest.raises(BadInputError, match="belongs to another user"):
        file.read()


@posix
@not_root
def test_a_file_without_the_right_to_read_it_is_one_sentence(file: AnswerFile) -> None:
    written(file, GOOD).path.chmod(0)
    with pytest.raises(BadInputError, match="cannot be read"):
        file.read()


@posix
@not_root
def test_a_folder_without_the_right_to_write_is_one_sentence(file: AnswerFile) -> None:
    written(file, GOOD).path.parent.chmod(0o500)
    for work in (lambda: file.keep([BROWSER]), file.remove):
        with pytest.raises(BadInputError, match=r"answers\.yaml cannot be"):
            work()
    file.path.parent.chmod(0o700)
    assert file.path.read_text(encoding="utf-8") == GOOD


@pytest.mark.parametrize("kind", ["folder", "pipe", "large"])
def test_what_is_no_ordinary_file_of_a_sensible_size_is_refused(file: AnswerFile, kind: str) -> None:
    file.path.parent.mkdir(parents=True)
    if kind == "folder":
        file.path.mkdir()
    elif kind == "pipe":
        os.mkfifo(file.path)
    else:
        with file.path.open("wb") as stream:
            stream.truncate(1_000_000_000)
    with pytest.raises(BadInputError, match=r"answers\.yaml"):
        file.read()


def test_a_place_that_is_a_file_cannot_hold_a_folder(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("", encoding="utf-8")
    file = AnswerFile(tmp_path / "state" / "answers.yaml")
    assert file.read() == ()
    with pytest.raises(BadInputError, match="cannot be written"):
        file.keep([PHONE])
