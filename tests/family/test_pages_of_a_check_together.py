"""The words of a check together: complete in both languages, checked when loaded (G11, G15, G18)."""

from pathlib import Path

import pytest

from safecheck.family.ceremony import PLACES
from safecheck.family.pages import family_page, people
from safecheck.i18n.catalog import load as load_catalog
from safecheck.model.text import LANGUAGES, Lang
from safecheck.packs.family_pack import CHOICES, FamilyPack, family_problems, load_family
from safecheck.packs.help_pack import load_help
from safecheck.packs.loaded import load_pack
from safecheck.packs.yaml_file import DataFileError
from safecheck.report.before_reading import announcement, own_account

FILE = Path("safecheck/data/family/together.yaml")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_owners_page_says_no_is_fine_and_names_who_listens_g15(lang: Lang) -> None:
    page = family_page("owner_page", load_family().pack, load_help("NL"), lang)
    text = " ".join(page.paragraphs)
    assert {"en": "you need not say why", "nl": "hoeft niet te zeggen waarom"}[lang] in text
    assert all(each in text for each in ("De Kindertelefoon: 0800-0432", "Veilig Thuis: 0800-2000"))
    assert len(people(load_help("NL"), lang)) == 2
    nobody = " ".join(family_page("owner_page", load_family().pack, load_help("US"), lang).paragraphs)
    assert load_family().pack.short.nobody_listed.of(lang) in nobody


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sign_in_page_says_word_for_word_what_stands_before_every_sign_in_g11(lang: Lang) -> None:
    catalog = load_catalog(lang)
    page = family_page("sign_in", load_family().pack, load_help(), lang)
    assert own_account(catalog) in page.paragraphs
    assert announcement(catalog) in page.paragraphs
    alone = family_page("alone", load_family().pack, load_help(), lang)
    assert f"“{catalog.gettext('Check my account')}”" in " ".join(alone.paragraphs)


@pytest.mark.parametrize("place", PLACES)
def test_every_place_has_a_page_whose_choices_the_faces_know(place: str) -> None:
    pack = load_family().pack
    for lang in LANGUAGES:
        page = family_page(place, pack, load_help("US"), lang)  # type: ignore[arg-type] # it is one of them
        assert tuple(choice.key for choice in page.choices) == CHOICES[place]
        assert page.title
        assert not any(mark in " ".join(page.paragraphs) for mark in "{}")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_questions_are_open_and_the_card_asks_nobody_to_show_anything_g18(lang: Lang) -> None:
    pack = load_family().pack
    closed = {"en": ("Do ", "Did ", "Are ", "Is ", "Have "), "nl": ("Heb ", "Ben ", "Is ", "Doe ", "Wil ")}
    assert not [one for one in pack.questions if one.text.of(lang).startswith(closed[lang])]
    card = " ".join(family_page("adult_card", pack, load_help("NL"), lang).paragraphs)
    for said in {
        "en": ("Do not ask your child to show it", "do not look into the group", "Do not be angry"),
        "nl": ("Vraag je kind niet om het te laten zien", "kijk zelf niet in de groep", "Word niet boos"),
    }[lang]:
        assert said in card


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("key: under_16", "key: under_12", "key pages.age.choices"),
        ("source: nspcc", "source: neighbour", "key mind[0].source"),
        ('- "{mind}"', '- "{heart}"', "key pages.adult_card.text[2]"),
        ("groups that you are in?", "groups that you are in.", "key questions[0].text"),
        ("  owner_page:", "  owners_page:", "line"),
    ],
)
def test_a_damaged_file_is_refused_with_file_line_and_key(
    tmp_path: Path, old: str, new: str, where: str
) -> None:
    text = FILE.read_text("utf-8")
    assert old in text
    damaged = tmp_path / "together.yaml"
    damaged.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(DataFileError, match=r"together\.yaml, line \d+") as error:
        load_pack(damaged, FamilyPack, family_problems)
    assert where in str(error.value)
