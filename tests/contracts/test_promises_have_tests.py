"""Every promise and every safeguarding rule that is built already is named by at least one test."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest

from safecheck.packs.guide_pages import load_page
from tests.contracts.source import ROOT

pytestmark = pytest.mark.uncounted

BUILT = {
    *(f"p{number}" for number in (1, 2, 3, 4, 5, 7, 8)),
    *(f"g{number}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 20, 21, 22)),
}
KNOWN = {f"p{number}" for number in range(1, 9)} | {f"g{number}" for number in range(1, 23)}


def names_of_tests() -> Iterator[str]:
    """The name of every test of this project."""
    for path in (ROOT / "tests").rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
                yield node.name


@cache
def numbers() -> Counter[str]:
    return Counter(found[1] for name in names_of_tests() if (found := re.match(r"test_([pg]\d+)_", name)))


@pytest.mark.parametrize("number", sorted(BUILT))
def test_each_number_is_named_by_a_test(number: str) -> None:
    assert numbers()[number] > 0


def test_no_test_names_a_number_that_does_not_exist() -> None:
    assert set(numbers()) <= KNOWN


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_the_guide_explains_every_number(lang: str) -> None:
    page = load_page("promises", "nl" if lang == "nl" else "en")
    explained = {number.lower() for number in re.findall(r"^- ([PG]\d+)\.", page, re.MULTILINE)}
    assert explained == KNOWN
