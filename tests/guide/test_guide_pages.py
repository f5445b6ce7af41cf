"""The pages of the guide: the same in both languages, readable as they are, true to the rules of words."""

import re
from pathlib import Path

import pytest

import safecheck
from safecheck.model.errors import BadInputError, ExitCode
from safecheck.model.text import LANGUAGES, Lang
from safecheck.packs.guide_pages import PAGES, load_page, page_blocks, page_title, pages_for
from safecheck.report.guide import guide_blocks, split_typed
from tests.cli.texts import LOOKING, NOT, guide_texts, sentences

FOLDER = Path(safecheck.__file__).parent / "data" / "guide"
PROMISES = [f"P{number}" for number in range(1, 9)]
RULES = [f"G{number}" for number in range(1, 23)]
# What is named in an example stands there in the reader's language.
NAMES_IN_EXAMPLES = {"map": "folder", "pagina": "page"}
LOOKED_UP = {"promises", "exit-codes", "export"}  # lists to look something up in, and a recipe
LONGEST = 480  # words of a page that is read in one go

# Opening safecheck's own pages, a setting, an app's menu or a file of one's own leads into no chat.
HARMLESS = {
    "en": r'opens (its|the) (screens|settings)|open "Settings"|open the page in a browser|passphrase opens|'
    r"asks? (for|about)|It looks in the folder|what it looks at|may be looked at|looks once more|"
    r"looked at every day|looks? away|may look|who read|Look in the Telegram app|looks at your screen|"
    r"what they look at|a closer look|search results, calendars|"
    r"shared view",
    "nl": r"opent (zijn|de) (schermen|instellingen)|Open de pagina in een browser|Open \"Settings|kijkt weg|"
    r"mag de ander kijken|naar gekeken|nader bekijk|kijkt nog eens|op je scherm kijkt|wat hij zelf bekijkt|"
    r"waar het naar kijkt|Het kijkt in de map|in de Telegram-app|kijk of alles nog uitstaat|"
    r"Kijkt er misschien iemand|kijkt niemand|nagekeken|het samen kijken",
}
JUDGING = {
    "en": r"\b(suspicious|suspect\w*|criminal\w*|crimes?|punishable|offen[cs]es?|proof|proven|guilty|"
    r"dangerous|grooming|predator\w*|porn\w*|paedo\w*|pedo\w*|extremis\w*|terror\w*)\b",
    "nl": r"\b(verdacht\w*|veilig\w*|fout\w*|bewijs\w*|crimine\w*|misdaad|strafba\w*|schuldig\w*|"
    r"gevaarlijk\w*|grooming|porn\w*|kinderporno\w*|pedo\w*|extremis\w*|terror\w*)\b",
}


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
def test_a_page_reads_well_as_plain_text(lang: Lang) -> None:
    for page in PAGES:
        text = load_page(page, lang)
        assert text.startswith(f"# {page_title(page, lang)}\n")
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
        assert max(len(line) for line in text.splitlines()) <= 130
        for unreadable in ("|", "\t", "<", "![", "](", "\x1b", "─", "●", "**", " *", "\n#\n", "\n\n\n"):
            assert unreadable not in text, page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_is_short_enough_to_be_read_in_one_go(lang: Lang) -> None:
    for page in set(PAGES) - LOOKED_UP:
        assert len(load_page(page, lang).split()) <= LONGEST, page


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_have_the_same_headings_points_and_commands(page: str) -> None:
    english, dutch = (guide_blocks(page, lang) for lang in LANGUAGES)
    shapes = [[one.kind for one in blocks if one.kind != "text"] for blocks in (english, dutch)]
    assert shapes[0] == shapes[1]
    typed = [[one.text for one in blocks if one.kind == "code"] for blocks in (english, dutch)]
    assert typed[0] == typed[1]
    # Sentences have an order of their own in each language, and so have the commands in them.
    in_text = [
        sorted(
            " ".join(NAMES_IN_EXAMPLES.get(word, word) for word in piece.split(" "))
            for one in blocks
            for piece, is_typed in split_typed(one.text)
            if is_typed
        )
        for blocks in (english, dutch)
    ]
    assert in_text[0] == in_text[1]


def test_every_page_that_a_page_names_exists() -> None:
    for page in PAGES:
        for lang in LANGUAGES:
            named = re.findall(r"safecheck guide ([a-z-]+)", load_page(page, lang))
            assert set(named) <= set(PAGES) - {page}, page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_g2_no_page_tells_anyone_to_open_look_search_capture_or_forward(lang: Lang) -> None:
    seen = 0
    for page, text in guide_texts(lang).items():
        for sentence in sentences(re.sub(r"\s(#+|-) ", ". ", text)):
            if re.search(LOOKING[lang], sentence, re.IGNORECASE):
                seen += 1
                fine = "|".join((NOT[lang], HARMLESS[lang]))
                assert re.search(fine, sentence, re.IGNORECASE), (page, sentence)
    assert seen > 20, "the warnings not to look are there, and the words of this test find them"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_g6_g7_no_page_judges_or_names_a_crime(lang: Lang) -> None:
    for page, text in guide_texts(lang).items():
        # One line of the promises says that no crime is named.
        said = re.sub(r"- G7\..*?- G8\.", "", text).replace("safecheck", "")
        assert not re.search(JUDGING[lang], said, re.IGNORECASE), page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_g4_pages_about_a_strong_chat_name_people_who_can_help(lang: Lang) -> None:
    for page in ("start", "switches", "leaving", "report-to-telegram", "devices", "privacy", "together"):
        assert "safecheck help-me" in load_page(page, lang), page


def test_a_page_is_found_whatever_way_its_name_is_written() -> None:
    assert load_page("Exit_Codes.md", "en") == load_page("exit-codes", "en")


def test_the_page_that_fits_stands_first_and_none_is_lost() -> None:
    assert pages_for("plan")[0] == "plan"
    assert [page for page in pages_for("plan") if page != "plan"] == [p for p in PAGES if p != "plan"]
    assert pages_for("") == PAGES


@pytest.mark.parametrize("name", ["nope", "../help/nl.yaml", "", "start/../../x"])
def test_an_unknown_page_is_an_error_that_names_the_known_ones(name: str) -> None:
    with pytest.raises(BadInputError, match=r"start, practice, switches, .*, promises, exit-codes"):
        load_page(name, "en")


def test_a_page_is_taken_apart_into_its_parts() -> None:
    page = (
        "# Title\n\nOne\nline.\n- item\n  goes on\n- item\n\n"
        "```\nsafecheck\nsafecheck guide\n```\n## Next\nEnd\n"
    )
    assert [(block.kind, block.text) for block in page_blocks(page)] == [
        ("title", "Title"),
        ("text", "One line."),
        ("item", "item goes on"),
        ("item", "item"),
        ("code", "safecheck\nsafecheck guide"),
        ("heading", "Next"),
        ("text", "End"),
    ]
