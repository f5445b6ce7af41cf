"""Data files are read strictly; a problem names file, line and key, and no file can crash the program."""

import os
import re
from pathlib import Path

import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import safecheck
from safecheck.i18n import catalog
from safecheck.packs import yaml_file
from safecheck.packs.yaml_file import DataFileError


class Inner(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    size: int = 0


class Outer(msgspec.Struct, forbid_unknown_fields=True):
    title: str
    parts: list[Inner] = []


def load(folder: Path, text: str | bytes) -> Outer:
    path = folder / "some.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return yaml_file.load(path, Outer, "some.yaml")


def test_a_right_file_is_read(tmp_path: Path) -> None:
    read = load(tmp_path, "title: no\nparts:\n- {name: '12:30', size: 3}\n- name: yes\n")
    assert read == Outer("no", [Inner("12:30", 3), Inner("yes")])


@pytest.mark.parametrize(
    ("text", "line", "key", "problem"),
    [
        ("title: a\ntitle: b\n", 2, "", "stands here twice"),
        ("title: a\nparts:\n- name: x\n  sise: 3\n", 4, "parts[0].sise", "unknown field"),
        ("title: a\nparts:\n- name: x\n- name: y\n  size: big\n", 5, "parts[1].size", "Expected `int`"),
        ("title: a\nparts:\n- {name: x}\n- {size: 1}\n", 4, "parts[1]", "missing required field"),
        ("parts: []\n", 1, "", "missing required field"),
        ("title: 3\n", 1, "title", "Expected `str`"),
        ("title: [\n", 2, "", "did not find"),
        ("title: true\n", 1, "title", "Expected `str`"),
        ("- a\n", 1, "", "Expected `object`"),
        ("? [a]\n: b\n", 1, "", "plain text"),
        ("title: !!python/object:os.system x\n", 1, "", "could not determine a constructor"),
        ("title: &a [*a]\n", 1, "", "recursive"),
    ],
)
def test_a_problem_names_file_line_and_key(
    tmp_path: Path, text: str, line: int, key: str, problem: str
) -> None:
    with pytest.raises(DataFileError) as caught:
        load(tmp_path, text)
    assert problem in str(caught.value)
    assert (caught.value.file, caught.value.line, caught.value.key) == ("some.yaml", line, key or "-")
    assert str(caught.value).startswith("some.yaml, line ")


def test_a_file_that_is_not_there_or_no_text_or_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    absent = tmp_path / "absent.yaml"
    with pytest.raises(DataFileError) as caught:
        yaml_file.load(absent, Outer)
    assert str(caught.value) == f"{absent} cannot be read: there is no such file."
    assert (
        catalog.load("nl").sentence(caught.value) == f"{absent} is niet te lezen: dat bestand bestaat niet."
    )
    with pytest.raises(DataFileError, match="cannot be read: it is a folder"):
        yaml_file.load(tmp_path, Outer)
    with pytest.raises(DataFileError, match=r"cannot be read\. The system says: “"):
        yaml_file.load(tmp_path / ("a" * 5000), Outer)
    with pytest.raises(DataFileError, match="is not UTF-8 text"):
        load(tmp_path, b"title: \xff\xfe")
    monkeypatch.setattr(yaml_file, "MAX_BYTES", 10)
    with pytest.raises(DataFileError, match="is too large"):
        load(tmp_path, "title: " + "a" * 20)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no such devices")
def test_what_is_not_an_ordinary_file_is_not_even_opened(tmp_path: Path) -> None:
    """A pipe would keep the program waiting, and a device can go on for ever."""
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "link.yaml").symlink_to("/dev/zero")
    for path in (tmp_path / "pipe.yaml", Path("/dev/zero"), tmp_path / "link.yaml"):
        with pytest.raises(DataFileError, match="it is not an ordinary file"):
            yaml_file.load(path, Outer)


def test_of_a_file_that_is_too_large_no_more_is_read_than_shows_it(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as stream:
        stream.truncate(1 << 40)  # a hole: it takes no room on the disk, and no memory could hold it
    with pytest.raises(DataFileError, match="is too large"):
        yaml_file.load(path, Outer)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read any file")
def test_a_file_without_the_right_to_read_it_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "closed.yaml"
    path.write_text("title: a\n", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(DataFileError, match="you have no right to read it"):
        yaml_file.load(path, Outer)


@pytest.mark.parametrize("text", ["", "\n", "# only a remark\n"])
def test_a_file_that_holds_nothing_is_refused_as_such(tmp_path: Path, text: str) -> None:
    with pytest.raises(DataFileError) as caught:
        load(tmp_path, text)
    assert str(caught.value) == "some.yaml holds nothing. Fill it and try again."


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "[" * 5_000 + "]" * 5_000,
        "{a: " * 5_000 + "}" * 5_000,
        "- " * 5_000 + "x",
        "\n".join(" " * depth + "a:" for depth in range(500)),
    ],
    ids=["open brackets", "brackets", "mappings", "lists", "indented"],
)
def test_a_file_that_nests_without_end_is_refused_and_crashes_nothing(tmp_path: Path, text: str) -> None:
    with pytest.raises(DataFileError, match="nests too deeply"):
        load(tmp_path, text)


def test_brackets_inside_texts_do_no_harm(tmp_path: Path) -> None:
    assert load(tmp_path, "title: '" + "[" * 500 + "'\n").title == "[" * 500


@given(st.text(max_size=200))
def test_any_text_at_all_is_read_or_refused_in_one_sentence(text: str) -> None:
    said = ""
    try:
        yaml_file.convert(yaml_file.parse(text, "f"), Outer, text, "f")
    except DataFileError as error:
        said = str(error)
    assert "\n" not in said
    assert not said or re.match(r"f(, line [1-9]\d*(, key [^:]+)?: | holds nothing| is not YAML)", said)


@pytest.mark.uncounted
def test_every_data_file_can_be_read_where_libyaml_is_missing() -> None:
    """Python's own parser is stricter: it takes no question mark in braces without quotes."""
    files = [*Path(safecheck.__file__).with_name("data").glob("**/*.yaml")]
    assert len(files) > 30
    for path in files:
        assert yaml.load(path.read_text("utf-8"), Loader=yaml.SafeLoader), path
