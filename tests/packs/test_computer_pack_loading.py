"""The pack about this computer must speak of everything that is read there, and refuses what does not fit."""

import re
from importlib import resources
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safecheck.model.local import Installation, LocalComputer
from safecheck.model.text import LANGUAGES, UntrustedText
from safecheck.packs.computer_pack import (
    COMPUTER_STATES,
    LIMIT_CHATS,
    LIMIT_MEDIA,
    ComputerCase,
    load_computer_pack,
)
from safecheck.packs.shipped import computer_pack
from safecheck.packs.yaml_file import DataFileError
from tests.rules.installations import account, installation

FILE = resources.files("safecheck").joinpath("data/rules/computer.yaml")
GOOD = FILE.read_text(encoding="utf-8")
PACK = computer_pack().pack


def refused(folder: Path, text: str) -> DataFileError:
    path = folder / "computer.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError) as error:
        load_computer_pack(path, "computer.yaml")
    assert error.value.file == "computer.yaml"
    return error.value


@pytest.mark.parametrize(
    ("old", "new", "key", "says"),
    [
        ("schema: 1", "schema: 2", "schema", "2"),
        ("pack: computer", "pack: Computer!", "pack", "regex"),
        ("unknown: {en: unknown, nl: onbekend}", "unknown: {en: unknown}", "unknown", "nl"),
        ("unknown: {en: unknown, nl: onbekend}", "unknown: {en: unknown, nl: onbekend, fr: inconnu}",
         "unknown.fr", "fr"),
        ("  only:", "  alone:", "names.alone", "alone"),
        ("    photo: {en: Photos, nl: Foto's}\n", "", "limits.media", "nothing is said about photo"),
        ("    channel: {en: channels, nl: kanalen}\n", "", "limits.chats", "nothing is said about channel"),
        ("    autoplay_round: *reach_autoplay\n", "", "limits.reach", "nothing is said about autoplay_round"),
        ("    private: {en: private chats", "    secret: {en: private chats", "limits.chats", "secret"),
        ("  - id: desktop.downloads\n", "  - id: desktop.uploads\n", "settings[2].id", "desktop.uploads"),
        ("  - id: desktop.cache\n", "  - id: desktop.downloads\n", "settings[3].id", "twice"),
        ("  - id: desktop.cache_limits\n", "  - id: desktop.cache limits\n", "settings[4].id", "regex"),
        ("      temporary: {shown", "      for_a_while: {shown", "settings[1].states",
         "default, temporary, chosen"),
        ("status: ok, protects: true}", "status: fine, protects: true}", "settings[0].states", "fine"),
        ("        status: risk\n", "        status: risk\n        colour: red\n", "colour", "colour"),
        ("  - case: on_view", "  - case: files_land", "rules[1].case", "twice"),
        ("  - case: unread", "  - case: unseen", "rules[3].case", "unseen"),
        ("id: computer.on_view", "id: computer.files_land", "rules[1].id", "twice"),
        ("recommend: [close_profile]", "recommend: [close_it]", "rules[2].finding.recommend[0]", "close_it"),
        ("level: medium", "level: huge", "rules[0].finding.level", "huge"),
        ("As soon as its message is on the screen, a file", "x" * 400, "rules[0].why.en", "at most 400"),
    ],
)  # fmt: skip
def test_a_bad_computer_pack_is_refused_with_its_place(
    tmp_path: Path, old: str, new: str, key: str, says: str
) -> None:
    assert old in GOOD
    error = refused(tmp_path, GOOD.replace(old, new, 1))
    assert key in error.key
    assert error.line > 0
    assert says in str(error)


@pytest.mark.parametrize(
    ("start", "end", "says"),
    [
        (
            "  - id: desktop.download_folder\n",
            "  - id: desktop.downloads\n",
            "desktop.download_folder is missing",
        ),
        ("  - case: on_view\n", "  - case: open_to_others\n", "the case on_view is missing"),
        ("limits:\n", "settings:\n", "limits"),
        ("rules:\n", None, "rules"),
    ],
)
def test_a_computer_pack_that_forgets_something_is_refused(
    tmp_path: Path, start: str, end: str | None, says: str
) -> None:
    cut = GOOD.index(start)
    rest = "" if end is None else GOOD[GOOD.index(end, cut) :]
    assert says in str(refused(tmp_path, GOOD[:cut] + rest))


@pytest.mark.parametrize("text", ["", "[]", "schema: 1\nschema: 1\n", "a: {", "- 1\n", "schema: 1\n"])
def test_what_is_no_pack_at_all_is_refused(tmp_path: Path, text: str) -> None:
    refused(tmp_path, text)


@given(st.data())
def test_a_pack_with_a_line_left_out_is_refused_in_a_sentence_or_says_all_the_same(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    lines = GOOD.splitlines(keepends=True)
    gone = data.draw(st.integers(0, len(lines) - 1))
    path = tmp_path_factory.mktemp("pack") / "computer.yaml"
    path.write_text("".join(lines[:gone] + lines[gone + 1 :]), encoding="utf-8")
    try:
        pack = load_computer_pack(path, "computer.yaml").pack
    except DataFileError:  # any other error would be a crash
        return
    assert {setting.id for setting in pack.settings} == set(COMPUTER_STATES)
    assert {rule.case for rule in pack.rules} == set(get_args(ComputerCase))


def test_the_shipped_pack_says_everything() -> None:
    assert {setting.id: set(setting.states) for setting in PACK.settings} == {
        id: set(states) for id, states in COMPUTER_STATES.items()
    }
    assert {rule.case for rule in PACK.rules} == set(get_args(ComputerCase))
    assert set(PACK.limits.media) == set(PACK.limits.reach) == set(LIMIT_MEDIA)
    assert set(PACK.limits.chats) == set(LIMIT_CHATS)
    assert set(PACK.limits.advice) == set(LIMIT_MEDIA) - {"autoplay_gif"}, "GIFs come whatever theirs says"
    for case in get_args(ComputerCase):
        assert PACK.finding(case).id == f"computer.{case}"
    with pytest.raises(StopIteration):
        PACK.setting("desktop.colour")


def test_a_state_that_is_a_risk_says_what_to_do_and_only_what_is_in_order_protects() -> None:
    for setting in PACK.settings:
        for state in setting.states.values():
            assert (state.status == "risk") is (state.advice is not None)
            assert not (state.protects and state.status == "risk")


def test_every_fact_of_the_pack_has_a_source() -> None:
    for sources in (
        PACK.limits.sources,
        *(setting.sources for setting in PACK.settings),
        *(rule.finding.sources for rule in PACK.rules),
    ):
        assert all(source.title and source.read for source in sources)


def test_nothing_that_comes_on_view_is_said_to_come_without_a_tap() -> None:
    """Without a tap is what the model answers yes to, and it answers so to nothing on a computer."""
    assert not re.search(r"without a tap|zonder (een )?tik", GOOD)


# --- names ------------------------------------------------------------------------------------------------


def several(*folders: str, accounts: int = 1) -> LocalComputer:
    made = [account(number=number + 1) for number in range(accounts)]
    return LocalComputer(tuple(installation(*made, folder=folder) for folder in folders))


def name(of: LocalComputer, place: int = 0, number: int | None = 1) -> str:
    return PACK.names.of(of, of.installations[place], number, "en")


def test_a_name_says_what_tells_it_from_the_others() -> None:
    assert name(several("/a")) == "This computer"
    assert name(several("/a", accounts=2), number=2) == "This computer, account 2"
    assert name(several("/a", accounts=2), number=None) == "This computer"
    assert name(several("/a", "/b"), 1) == "This computer, /b"
    assert name(several("/a", "/b", accounts=2), 1, 2) == "This computer, /b, account 2"
    assert name(several("/a", "/b", accounts=2), 1, None) == "This computer, /b"


@given(st.text(max_size=400))
def test_a_folder_in_a_name_stays_text(folder: str) -> None:
    odd: Installation = installation(account(), account(number=2), folder=folder)
    of = LocalComputer((odd, installation(account())))
    assert odd.folder == UntrustedText(folder)
    for lang in LANGUAGES:
        said = PACK.names.of(of, odd, 2, lang)
        assert said.isprintable() or "\u200d" in said
        assert said.endswith(", account 2")
        assert len(said) < 400
