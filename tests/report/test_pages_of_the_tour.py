"""The tour: five short pages that both faces show, in each language."""

import pytest

from safecheck.i18n import catalog
from safecheck.model.text import LANGUAGES, Lang
from safecheck.report.tour import KEYS_OF_LINES, KEYS_OF_SCREENS, table_lines, tour


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("keys", [KEYS_OF_SCREENS, KEYS_OF_LINES])
def test_the_tour_is_five_short_pages_with_one_table_and_ends_with_help(
    lang: Lang, keys: tuple[str, ...]
) -> None:
    words = catalog.load(lang)
    pages = tour(words, keys=tuple(map(words.gettext, keys)))
    assert len(pages) == 5
    assert [page.table is not None for page in pages] == [False, False, False, True, False]
    for page in pages:
        said = " ".join((*page.paragraphs, *page.after))
        assert page.title
        assert len(said) < 600, "short"
    assert pages[-1].paragraphs[-1].rstrip(".").endswith("h")


def test_g20_the_example_is_said_in_sentences_too() -> None:
    english = catalog.load("en")
    table = tour(english, keys=())[3].table
    assert table is not None
    assert table_lines(table, english)[1] == "iPhone (you told us): private: no, group: no, channel: no."
