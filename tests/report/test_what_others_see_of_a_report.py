"""Each share level holds what it promises, in every form: marks in every field of the facts are looked
for."""

import asyncio
import re
from itertools import product
from string import ascii_uppercase

import msgspec
import pytest

from safecheck.audit.paper import rendered_together
from safecheck.i18n.catalog import load
from safecheck.model.facts import AuditFacts
from safecheck.model.result import SHARES, Share
from safecheck.model.text import LANGUAGES, Lang
from safecheck.report.json_document import to_json
from safecheck.report.saving import TOGETHER_FORMS
from tests.report.papers import MARK, NUMBER, READABLE, every_form, judged, marked, practice_facts, view_of

FORMS = (*READABLE, "json")
# However its thousands are set apart.
_EXACT = re.compile(f"{NUMBER:,}".replace(",", "[.,]?"))

Forms = dict[tuple[Share, Lang], dict[str, str]]


@pytest.fixture(scope="module")
def facts() -> AuditFacts:
    return marked(asyncio.run(practice_facts("individual")))


@pytest.fixture(scope="module")
def forms(facts: AuditFacts) -> Forms:
    levels = product(SHARES, LANGUAGES)
    return {(share, lang): every_form(judged(facts, share, lang)) for share, lang in levels}


def test_what_is_private_names_the_chats_that_stand_out(facts: AuditFacts, forms: Forms) -> None:
    result = judged(facts, "private")
    names = [f"{MARK}title{at}" for at, one in enumerate(result.ratings) if one.level not in ("none",)]
    assert len(names) > 5
    for form, text in forms["private", "en"].items():
        assert all(name in text for name in names), form


def test_nothing_for_a_helper_and_no_number_alone_names_a_chat_a_device_or_a_folder(
    forms: Forms,
) -> None:
    for (share, lang), texts in forms.items():
        for form in FORMS if share != "private" else ():
            found = {*re.findall(rf"{MARK}\w*", texts[form], re.IGNORECASE)}
            assert not found, (share, lang, form, found)
            assert not _EXACT.search(texts[form]), (share, lang, form)
            assert "t.me/" not in texts[form], (share, lang, form)


def test_a_helper_reads_of_the_same_chats_by_letters_and_of_no_others(
    forms: Forms,
) -> None:
    words: dict[Lang, str] = {"en": "Group|Channel", "nl": "Groep|Kanaal"}
    for lang, kinds in words.items():
        document = msgspec.json.decode(forms["helper", lang]["json"])
        names = [chat["title"] for chat in document["chats"]]
        letters = [*ascii_uppercase, *(f"A{each}" for each in ascii_uppercase)]
        assert {name.split()[1] for name in names} == {*letters[: len(names)]}
        assert all(re.fullmatch(rf"({kinds}) [A-Z]+", name) for name in names)
        for form in READABLE:
            assert all(name in forms["helper", lang][form] for name in names), form
        assert {chat["level"] for chat in document["chats"]} == {"high", "medium", "low"}
        full = msgspec.json.decode(forms["private", lang]["json"])
        assert document["counts"] == full["counts"]
        assert document["headline"] == full["headline"]


def test_numbers_alone_have_no_list_of_anything(forms: Forms) -> None:
    document = msgspec.json.decode(forms["stats", "en"]["json"])
    for name in ("chats", "devices", "settings", "findings", "plan", "installations"):
        assert document[name] == [], name
    full = msgspec.json.decode(forms["private", "en"]["json"])
    assert document.keys() == full.keys()
    assert document["counts"] == full["counts"]
    for form in READABLE:
        text = forms["stats", "en"][form]
        assert "Android" not in text, form
        assert str(document["counts"]["chats"]["none"]) in text, form


def test_g7_no_readable_form_has_a_category_or_a_figure_of_risk(
    forms: Forms,
) -> None:
    document = msgspec.json.decode(forms["private", "en"]["json"])
    signals = [signal for chat in document["chats"] for signal in chat["signals"]]
    categories = {signal["category"] for signal in signals if "category" in signal}
    rules = {signal["rule"] for signal in signals}
    assert categories
    for texts in forms.values():
        for form in READABLE:
            said = texts[form].casefold()
            assert not [each for each in categories if "-" in each and each in said], form
            assert not [each for each in rules if each in said], form
            assert "risk" not in said, form


def test_a_public_link_stands_on_the_card_only_as_plain_text(facts: AuditFacts, forms: Forms) -> None:
    levels = {rating.chat_id: rating.level for rating in judged(facts, "private").ratings}
    for form in READABLE:
        text = forms["private", "en"][form].replace("\\", "")
        linked = {f"{MARK}id{at}" for at in re.findall(rf"t\.me/{MARK}user(\d+)x0", text)}
        assert linked, form
        assert {levels[id] for id in linked} == {"high"}, form
        assert text.count(f"{MARK}user") == len(linked), form
    assert not re.search(r"href=\"(?!#)", forms["private", "en"]["html"])


def test_the_schema_and_every_key_stay_for_every_share(facts: AuditFacts) -> None:
    for share in SHARES:
        assert msgspec.json.decode(to_json(judged(facts, share)))["share"] == share


def test_a_helper_is_told_that_names_are_left_out(forms: Forms) -> None:
    said = load("en").gettext("This report holds numbers only.")
    assert said in forms["stats", "en"]["text"]
    assert "to somebody who helps" in forms["helper", "en"]["html"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_g17_a_file_of_a_check_together_holds_devices_and_the_names_that_the_owner_added_and_no_other_mark(
    facts: AuditFacts, lang: Lang
) -> None:
    view = view_of(facts, lang)
    catalog = load(lang)
    for form in TOGETHER_FORMS:
        text = rendered_together(form, view, catalog, "CHOSEN")
        found = {*re.findall(rf"{MARK}[a-z]+\d+", text, re.IGNORECASE)}
        named = {word for word in found if re.fullmatch(rf"{MARK}(name|app|title)\d+", word)}
        assert found == named, (form, found - named)
        titles = {word for word in named if word.startswith(f"{MARK}title")}
        assert titles == {chat.title.raw.split()[0] for chat in view.chats}, form
        assert not _EXACT.search(text), form
        assert "t.me/" not in text, form
        assert "CHOSEN" in text, form
        assert text.count({"en": "stands out strongly", "nl": "valt sterk op"}[lang]) == 1, form
        said = text.casefold()
        assert "risk" not in said
        assert not re.search(r"\b(messages|account|channels)\.[a-z]", said), "nothing of what was asked"
