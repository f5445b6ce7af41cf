"""Bars say nothing that the numbers beside them do not."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from safecheck.report.charts import bar, shares

numbers = st.integers(min_value=0, max_value=100_000)
widths = st.integers(min_value=1, max_value=120)


@given(numbers, numbers, widths, st.booleans())
def test_a_bar_is_exactly_as_wide_as_asked(value: int, most: int, width: int, unicode: bool) -> None:
    full, empty = bar(value, most, width, unicode=unicode)
    assert len(full + empty) == width


@given(st.integers(min_value=1, max_value=999), widths)
def test_something_is_never_drawn_as_nothing_nor_less_than_all_as_all(most: int, width: int) -> None:
    assert bar(0, most, width)[0] == ""
    assert bar(most, most, width)[1] == ""
    for value in {1, most - 1} - {0, most}:
        full, empty = bar(value, most, width)
        assert full
        assert full != "█" * width
        assert full + empty != "█" * width


@given(st.integers(min_value=1, max_value=500), widths, st.data())
def test_more_is_never_drawn_shorter(most: int, width: int, data: st.DataObject) -> None:
    def eighths(value: int) -> int:
        return sum(" ▏▎▍▌▋▊▉█".index(block) for block in bar(value, most, width)[0])

    lower = data.draw(st.integers(min_value=0, max_value=most))
    higher = data.draw(st.integers(min_value=lower, max_value=most))
    assert eighths(lower) <= eighths(higher)


def test_a_bar_has_a_form_for_terminals_without_blocks() -> None:
    assert bar(3, 4, 8, unicode=False) == ("######", "..")
    assert bar(3, 8, 2) == ("▊", "░")
    assert bar(1, 1, 0) == ("", "")


@given(st.lists(numbers, min_size=1, max_size=6), widths)
def test_shares_fill_the_width_and_leave_nobody_out(counts: list[int], width: int) -> None:
    cells = shares(counts, width)
    some = sum(count > 0 for count in counts)
    if not some or width < some:
        assert set(cells) == {0}
        return
    assert sum(cells) == width
    assert all((size > 0) == (count > 0) for size, count in zip(cells, counts, strict=True))


@given(st.lists(st.integers(min_value=1, max_value=5000), min_size=2, max_size=4))
def test_a_larger_share_is_never_drawn_smaller(counts: list[int]) -> None:
    cells = shares(counts, 48)
    by_count = sorted(zip(counts, cells, strict=True))
    assert all(lower[1] <= higher[1] for lower, higher in pairwise(by_count) if lower[0] < higher[0])
