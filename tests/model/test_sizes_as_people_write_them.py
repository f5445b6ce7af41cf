"""Sizes: what people type, and what they read."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safecheck.model.errors import BadInputError
from safecheck.model.sizes import GIB, KIB, LARGEST, MIB, size_as_typed, size_in_words


@pytest.mark.parametrize(
    ("typed", "size"),
    [
        ("2MB", 2 * MIB),
        ("2 mb", 2 * MIB),
        ("2M", 2 * MIB),
        ("2MiB", 2 * MIB),
        ("500 kB", 500 * KIB),
        ("500KiB", 500 * KIB),
        ("1.5 GB", 3 * GIB // 2),
        ("1,5GB", 3 * GIB // 2),
        ("0.5 kB", 512),
        ("0.3kB", 308),
        ("1048576", MIB),
        ("7 B", 7),
        ("1 b", 1),
        (" 3 MB ", 3 * MIB),
        ("1024GB", LARGEST),
    ],
)
def test_a_size_is_understood_as_telegram_counts(typed: str, size: int) -> None:
    assert size_as_typed(typed) == size


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "MB",
        "two MB",
        "2XB",
        "-1",
        "1.5",
        "1e9",
        "2 M B",
        "2MB!",
        "0",
        "0MB",
        "1025GB",
        "99999999999999",
        "٣MB",
    ],
)
def test_what_is_no_size_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(BadInputError) as refused:
        size_as_typed(typed)
    assert str(refused.value).endswith(".")


@given(st.integers(1, LARGEST))
def test_bytes_are_understood_to_the_byte(size: int) -> None:
    assert size_as_typed(str(size)) == size
    assert size_as_typed(f"{size} B") == size


@given(st.text(max_size=30))
def test_any_text_is_a_size_or_refused(typed: str) -> None:
    with contextlib.suppress(BadInputError):
        assert 0 < size_as_typed(typed) <= LARGEST


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (1, "1 B"),
        (1023, "1023 B"),
        (KIB, "1 kB"),
        (KIB + 1, "2 kB"),
        (2560 * KIB, "2.5 MB"),
        (10 * MIB, "10 MB"),
        (10 * MIB + 1, "10.1 MB"),
        (3 * GIB // 2, "1.5 GB"),
    ],
)
def test_a_size_is_said_in_the_unit_that_fits_and_rounded_up(size: int, words: str) -> None:
    assert size_in_words(size, "en") == words


def test_a_dutch_size_has_a_comma() -> None:
    assert size_in_words(5 * MIB // 2, "nl") == "2,5 MB"
    assert size_in_words(8 * MIB, "nl") == "8 MB"
