"""Where a report may go, whatever somebody types."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from safecheck.audit.saving import free_path, typed_path, who_could_read
from safecheck.i18n.catalog import load
from safecheck.model.errors import BadInputError


@given(st.text() | st.text("/~.\\\0 a"))
@example("/folder/\0x/y")
@example("/folder/\ud800/y")
@example("~nobody-of-that-name/y")
@example("/" + "a" * 5000 + "/y")
def test_whatever_is_typed_is_a_whole_path_or_one_sentence(typed: str) -> None:
    with contextlib.suppress(BadInputError):
        path = typed_path(typed)
        assert path.is_absolute()
        assert who_could_read(path, "helper", load("en"))


@pytest.mark.parametrize("typed", ["/", "/folder/", "~nobody-of-that-name/y", "a\0b", "\ud800"])
def test_what_can_be_no_file_is_said_in_one_sentence(typed: str) -> None:
    with pytest.raises(BadInputError, match="is not the name of a file"):
        typed_path(typed)


def test_the_first_free_number_is_taken(tmp_path: Path) -> None:
    for name in ("report.html", "report-2.html"):
        (tmp_path / name).touch()
    assert free_path(tmp_path / "report.html") == tmp_path / "report-3.html"
    assert free_path(tmp_path / "other.html") == tmp_path / "other.html"
