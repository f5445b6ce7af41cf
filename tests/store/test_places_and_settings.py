import os
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safecheck.model.errors import BadInputError
from safecheck.store import config, paths


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="XDG folders are a matter of other systems")
def test_asking_for_the_folders_makes_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "c"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "s"))
    places = paths.places()
    assert places.config == tmp_path / "c" / "safecheck"
    assert places.state == tmp_path / "s" / "safecheck"
    assert places.config_file == tmp_path / "c" / "safecheck" / "config.yaml"
    assert list(tmp_path.iterdir()) == []


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "config.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_anything_set_nobody_chose_a_language_and_nothing_fails(tmp_path: Path) -> None:
    chosen = config.preferences(tmp_path / "config.yaml", {})
    assert chosen == config.Preferences(None, "default", "never")


@pytest.mark.parametrize("kind", ["a folder", "a loop of links", "a name that is too long"])
def test_a_file_that_cannot_be_read_sets_nothing_and_says_so(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "config.yaml"
    if kind == "a folder":
        path.mkdir()
    elif kind == "a loop of links":
        path.symlink_to(path)
    else:
        path = tmp_path / ("x" * 300) / "config.yaml"
    chosen = config.preferences(path, {"SAFECHECK_LANGUAGE": "nl"})
    assert (chosen.language, chosen.fail_on) == ("nl", "never")
    assert chosen.unread is not None
    assert "cannot be read" in str(chosen.unread)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_the_place_of_the_file_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "config.yaml")
    chosen = config.preferences(tmp_path / "config.yaml", {})
    assert "not an ordinary file" in str(chosen.unread)


def test_a_file_where_the_folder_should_be_is_no_setting(tmp_path: Path) -> None:
    (tmp_path / "safecheck").write_text("", encoding="utf-8")
    assert config.preferences(tmp_path / "safecheck" / "config.yaml", {}) == config.Preferences()


def test_an_empty_file_sets_nothing(tmp_path: Path) -> None:
    assert config.preferences(_file(tmp_path, "# nothing yet\n"), {}) == config.Preferences()


def test_the_file_counts_when_nothing_else_is_said(tmp_path: Path) -> None:
    chosen = config.preferences(_file(tmp_path, "language: nl\nfail_on: medium\n"), {})
    assert chosen == config.Preferences("nl", "file", "medium")


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    environment = {"SAFECHECK_LANGUAGE": "en", "SAFECHECK_FAIL_ON": "high"}
    chosen = config.preferences(_file(tmp_path, "language: nl\nfail_on: low\n"), environment)
    assert chosen == config.Preferences("en", "environment", "high")


def test_a_flag_wins_over_the_environment_and_the_file(tmp_path: Path) -> None:
    environment = {"SAFECHECK_LANGUAGE": "en", "SAFECHECK_FAIL_ON": "high"}
    chosen = config.preferences(
        _file(tmp_path, "language: en\nfail_on: low\n"), environment, language="nl", fail_on="never"
    )
    assert chosen == config.Preferences("nl", "flag", "never")


def test_an_empty_variable_counts_as_not_set(tmp_path: Path) -> None:
    chosen = config.preferences(_file(tmp_path, "language: nl\n"), {"SAFECHECK_LANGUAGE": ""})
    assert chosen.language == "nl"


def test_an_unknown_setting_is_refused_with_file_line_and_key(tmp_path: Path) -> None:
    path = _file(tmp_path, "language: nl\n\ncolour: red\n")
    with pytest.raises(BadInputError) as refused:
        config.preferences(path, {})
    assert str(path) in str(refused.value)
    assert "line 3" in str(refused.value)
    assert "colour" in str(refused.value)
    assert "language, fail_on" in str(refused.value)


@pytest.mark.parametrize("text", ["fail_on: always\n", "fail_on: true\n", "fail_on: [low]\n"])
def test_an_unknown_value_is_refused_with_file_line_and_key(tmp_path: Path, text: str) -> None:
    path = _file(tmp_path, "# comment\n" + text)
    with pytest.raises(BadInputError, match=r"config\.yaml:2: fail_on .*high, medium, low, never"):
        config.preferences(path, {})


def test_a_value_is_checked_even_when_a_flag_overrules_it(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="language"):
        config.preferences(_file(tmp_path, "language: xx\n"), {}, language="nl")


@pytest.mark.parametrize(
    ("environment", "flags", "name"),
    [
        ({"SAFECHECK_FAIL_ON": "sometimes"}, {}, "SAFECHECK_FAIL_ON"),
        ({"SAFECHECK_LANGUAGE": "xx"}, {}, "SAFECHECK_LANGUAGE"),
        ({}, {"language": "xx"}, "--lang"),
    ],
)
def test_an_unknown_value_names_where_it_was_set(
    tmp_path: Path, environment: dict[str, str], flags: dict[str, str], name: str
) -> None:
    with pytest.raises(BadInputError, match=name):
        config.preferences(tmp_path / "config.yaml", environment, **flags)


def test_a_file_that_is_a_list_is_refused_with_an_example(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="language: nl"):
        config.preferences(_file(tmp_path, "- language\n"), {})


@given(st.text(max_size=60))
def test_any_text_as_config_is_settings_or_one_clear_refusal(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("config") / "config.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    said = ""
    try:
        config.preferences(path, {})
    except BadInputError as refused:
        said = str(refused)
    assert "\n" not in said
    assert not said or "config.yaml" in said


def test_reading_settings_writes_nothing(tmp_path: Path) -> None:
    path = _file(tmp_path, "language: nl\n")
    before = stat.S_IMODE(path.stat().st_mode)
    config.preferences(path, {})
    assert [one.name for one in tmp_path.iterdir()] == ["config.yaml"]
    assert stat.S_IMODE(path.stat().st_mode) == before
