import re
from pathlib import Path

import pytest

import safecheck
from safecheck.model.errors import BadInputError, ExitCode
from safecheck.model.text import LANGUAGES, Lang
from safecheck.packs.guide_pages import PAGES, load_page, page_title

FOLDER = Path(safecheck.__file__).parent / "data" / "guide"
PROMISES = [f"P{number}" for number in range(1, 9)]
RULES = [f"G{number}" for number in range(1, 23)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_pages_exist_in_every_language(lang: Lang) -> None:
    assert sorted(path.stem for path in (FOLDER / lang).iterdir()) == sorted(PAGES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_promise_and_rule_has_its_own_line_in_order(lang: Lang) -> None:
    found = re.findall(r"^- ([PG]\d+)\. \S", load_page("promises", lang), re.MULTILINE)
    assert found == PROMISES + RULES


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_exit_code_of_the_program_is_explained(lang: Lang) -> None:
    found = [int(code) for code in re.findall(r"^- (\d+):", load_page("exit-codes", lang), re.MULTILINE)]
    assert found == sorted(code.value for code in ExitCode)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_reads_well_as_plain_text(page: str, lang: Lang) -> None:
    text = load_page(page, lang)
    assert text.startswith(f"# {page_title(page, lang)}\n")
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert max(len(line) for line in text.splitlines()) <= 130
    for unreadable in ("|", "\t", "<", "![", "](", "\x1b", "─", "●"):
        assert unreadable not in text


def test_both_languages_have_the_same_headings_and_points() -> None:
    for page in PAGES:
        shapes = [re.findall(r"^(#+|-) ", load_page(page, lang), re.MULTILINE) for lang in LANGUAGES]
        assert shapes[0] == shapes[1], page


def test_dutch_pages_use_none_of_the_words_that_judge() -> None:
    for page in PAGES:
        text = load_page(page, "nl")
        assert not re.search(r"\b(verdacht\w*|veilig\w*|fout\w*|bewijs\w*)\b", text, re.IGNORECASE), page


def test_every_command_that_the_pages_name_is_written_as_a_command() -> None:
    for page in PAGES:
        for lang in LANGUAGES:
            for command in re.findall(r"`(safecheck[^`]*)`", load_page(page, lang)):
                assert re.fullmatch(r"safecheck( (--)?[a-z][a-z_-]*| [0-9]+MB)*", command)


def test_a_page_is_found_whatever_way_its_name_is_written() -> None:
    assert load_page("Exit_Codes.md", "en") == load_page("exit-codes", "en")


@pytest.mark.parametrize("name", ["nope", "../help/nl.yaml", "", "start/../../x"])
def test_an_unknown_page_is_an_error_that_names_the_known_ones(name: str) -> None:
    with pytest.raises(BadInputError, match="start, report, promises, exit-codes, export"):
        load_page(name, "en")
