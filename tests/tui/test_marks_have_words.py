"""The language of marks: for each level a symbol, an ASCII form, and a colour of the theme."""

import pytest

from safecheck.tui.marks import colour, mark, mark_cell, mark_of, symbol
from safecheck.tui.themes import THEMES

NAMES = ("high", "medium", "low", "none", "info", "good", "ok", "unknown", "not_applicable")


@pytest.mark.parametrize("name", NAMES)
def test_each_mark_has_both_forms_and_a_colour_of_every_theme(name: str) -> None:
    assert len(symbol(name)) == 1
    assert symbol(name, unicode=False).isascii()
    assert mark(name).plain == symbol(name)
    for theme in THEMES:
        assert colour(name).removeprefix("$") in theme.variables


def test_no_two_marks_look_alike() -> None:
    marks = {mark_of(name) for name in NAMES}
    assert len({symbol(name) for name in marks}) == len(marks)
    assert len({symbol(name, unicode=False) for name in marks}) == len(marks)


def test_g9_the_tick_is_no_level_of_a_chat() -> None:
    ticks = {name for name in ("high", "medium", "low", "none", "info") if symbol(name) == "✓"}
    assert ticks == set()


def test_a_mark_in_a_table_stands_before_its_word() -> None:
    made = mark_cell("high", {"level-high": "#ff0000"}, "strongly")
    assert made.plain == "● strongly"
    assert str(made.style) == "#ff0000"


def test_a_level_that_does_not_exist_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        mark_of("terrible")
