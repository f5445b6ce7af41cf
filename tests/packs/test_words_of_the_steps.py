"""The step words: one entry per kind of step, with sources, and no placeholder without a value."""

import re
from pathlib import Path
from typing import get_args

import pytest

from safecheck.model.plan import StepKind
from safecheck.model.text import Words
from safecheck.packs.step_pack import PLACEHOLDERS, StepText, load_step_pack, load_steps
from safecheck.packs.yaml_file import DataFileError

FILE = Path(__file__).parents[2] / "safecheck" / "data" / "advice" / "steps.yaml"
GOOD = FILE.read_text("utf-8")
PACK = load_steps().pack


def _texts(step: StepText) -> list[Words]:
    return [words for words in (step.title, step.detail, step.removes, step.remains) if words is not None]


def test_every_kind_of_step_has_words() -> None:
    assert {step.kind for step in PACK.steps} == set(get_args(StepKind))
    for kind in {step.kind for step in PACK.steps}:
        assert PACK.step(kind).title.nl


def test_a_variant_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError, match="leave sideways"):
        PACK.step("leave", "sideways")


def test_g3_no_way_of_leaving_can_be_undone() -> None:
    assert {step.undo for step in PACK.steps if step.kind == "leave"} == {"no"}


def test_both_languages_ask_for_the_same_values() -> None:
    for step in PACK.steps:
        for words in _texts(step):
            english, dutch = (set(re.findall(r"\{(\w+)\}", text)) for text in (words.en, words.nl))
            assert english == dutch <= PLACEHOLDERS


def test_every_source_is_used() -> None:
    assert {source for step in PACK.steps for source in step.sources} == set(PACK.sources)


def test_the_shipped_words_say_which_file_they_are() -> None:
    info = load_steps().info
    assert (info.id, info.version) == (PACK.pack, PACK.version)
    assert re.fullmatch(r"[0-9a-f]{64}", info.hash)


def test_only_the_card_and_telegrams_own_address_may_name_a_link() -> None:
    for step in PACK.steps:
        for words in _texts(step):
            assert "t.me" not in words.en + words.nl
            assert "{card}" not in words.en or step.kind == "card"


def test_a_step_that_removes_nothing_says_nothing_about_what_remains() -> None:
    for step in PACK.steps:
        assert (step.removes is None) == (step.remains is None)


def test_one_thing_has_one_dutch_word() -> None:
    others = r"(?i)sjabloon|sjablonen|standaardst|standaardkeuze|kaartje|aanmelding|vreemden|18\+ materiaal"
    for step in PACK.steps:
        for words in _texts(step):
            assert not re.search(others, words.nl), words.nl


@pytest.mark.parametrize(
    ("old", "new", "key", "problem"),
    [
        ("  - kind: mute", "  - kind: card", "steps", "stands here twice"),
        ("    variant: no_path", "", "steps", "stands here twice"),
        ("  - kind: look_again", "  - kind: dance", "steps", "dance"),
        ('{en: "Reporting card for {chat}"', '{en: "Card for {who}"', ".title.en", "{who}"),
        ("    sources: [product]", "    sources: [rumour]", ".sources", "no source rumour"),
        ("Public link: {link}", "Public link: {device}", "card.text.en", "{device}"),
        ("    undo: yes", "    undo: perhaps", ".undo", "perhaps"),
    ],
)
def test_a_damaged_file_is_refused_with_its_place(
    tmp_path: Path, old: str, new: str, key: str, problem: str
) -> None:
    assert old in GOOD
    file = tmp_path / "steps.yaml"
    file.write_text(GOOD.replace(old, new, 1), "utf-8")
    with pytest.raises(DataFileError) as caught:
        load_step_pack(file)
    assert key in caught.value.key
    assert problem in str(caught.value)


def test_a_kind_of_step_without_words_is_refused(tmp_path: Path) -> None:
    start, end = GOOD.index("  - kind: mute"), GOOD.index("  - kind: hotline")
    file = tmp_path / "steps.yaml"
    file.write_text(GOOD[:start] + GOOD[end:], "utf-8")
    with pytest.raises(DataFileError, match="the step mute is missing"):
        load_step_pack(file)
