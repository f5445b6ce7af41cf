"""`audit --remember`, `history` and `diff` as a person types them."""

import json
from pathlib import Path

import pytest

from tests.cli.process import Run, run

LANGS = ("en", "nl")


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run]:
    """A home in which a practice account was remembered twice, and the second run."""
    folder = tmp_path_factory.mktemp("twice")
    run(folder, "audit", "--demo", "quiet", "--remember", "--with-names")
    return folder, run(folder, "audit", "--demo", "quiet", "--remember")


def test_g10_g22_remembering_says_first_who_could_read_it_and_last_how_to_remove_it(
    twice: tuple[Path, Run],
) -> None:
    folder, second = twice
    assert second.code == 0
    said = second.err.splitlines()
    assert said[0].startswith("This audit is kept in a file on this computer: ")
    assert "Whoever uses your account on this computer can read it" in said[0]
    assert said[-1].endswith("To throw it away: safecheck history forget --all")
    assert "nothing has changed that safecheck" in second.out.partition("Since your check of ")[2]
    (file,) = (folder / "home/.local/state/safecheck/history").iterdir()
    assert file.name.startswith("practice-")
    assert len(file.read_bytes().splitlines()) == 3


def test_an_audit_that_is_not_to_be_remembered_leaves_no_history(tmp_path: Path) -> None:
    assert run(tmp_path, "audit", "--demo", "quiet").left == {}
    listed = run(tmp_path, "history", "--format", "json")
    assert (listed.code, listed.json) == (0, {"schema_version": 1, "audits": []})
    assert listed.err.startswith("No audits are remembered on this computer.")


def test_history_and_diff_of_a_practice_account_that_was_remembered(twice: tuple[Path, Run]) -> None:
    folder, _ = twice
    listed = json.loads(run(folder, "history", "--demo", "quiet", "--format", "json").out)["audits"]
    assert [(entry["groups_and_channels"], entry["with_names"]) for entry in listed] == [
        (18, True),
        (18, False),
    ]
    first, second = (entry["id"] for entry in listed)
    diff = json.loads(run(folder, "diff", first, second, "--demo", "quiet", "--format", "json").out)
    assert (diff["before"]["id"], diff["after"]["id"], diff["came"], diff["left"]) == (first, second, [], [])
    same = run(folder, "diff", "last", second, "--demo", "quiet")
    assert (same.code, "one and the same audit" in same.err) == (2, True)
    assert run(folder, "history").err.startswith("No audits are remembered on this computer."), (
        "practice apart"
    )
    rated = run(folder, "history", "rate", first, "--demo", "quiet")
    assert (rated.code, "Nothing that safecheck compares has changed." in rated.text) == (0, True)


@pytest.mark.parametrize("lang", LANGS)
def test_both_languages_say_it(twice: tuple[Path, Run], lang: str) -> None:
    folder, _ = twice
    listed = run(folder, "history", "--demo", "quiet", "--lang", lang).text
    compared = run(folder, "diff", "--demo", "quiet", "--lang", lang).text
    words = {"en": ("groups and channels", "What changed"), "nl": ("groepen en kanalen", "Wat er veranderde")}
    assert words[lang][0] in listed
    assert words[lang][1] in compared


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("diff",), "No audits are remembered"),
        (("diff", "last"), "No audits are remembered"),
        (("diff", "cafe0000"), "No remembered audit is called cafe0000."),
        (("diff", "2026-02-30"), "No remembered audit is called 2026-02-30."),
        (("diff", "2026-02-03"), "No audit of 2026-02-03 is remembered."),
        (("diff", "--from", "1"), "--from and --to are days of a practice account"),
        (("history", "forget"), "Which audit?"),
        (("history", "forget", "cafe0000"), "No remembered audit is called cafe0000."),
        (("history", "rate"), "No audits are remembered"),
        (("audit", "--this-computer", "--remember"), "Only audits of an account that was signed in to"),
        (("audit", "--demo", "--with-names"), "needs --remember"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_code_2(
    tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    refused = run(tmp_path, *arguments)
    assert (refused.code, refused.out, len(refused.err.splitlines())) == (2, "", 1)
    assert sentence in refused.err
    assert refused.left == {}


def test_forgetting_all_leaves_nothing(tmp_path: Path) -> None:
    run(tmp_path, "audit", "--demo", "quiet", "--remember")
    assert run(tmp_path, "history", "forget", "--all").err == "All remembered audits are forgotten.\n"
    assert not any(run(tmp_path, "history", "--demo", "quiet").left.values()), "no file, but empty folders"


@pytest.mark.uncounted
def test_ninety_days_are_played_listed_and_compared(tmp_path: Path) -> None:
    played = json.loads(run(tmp_path, "history", "--demo", "ninety-days", "--format", "json").out)["audits"]
    assert len(played) == 90
    assert played[0]["groups_and_channels"] == 106
    days = [entry["finished"][:10] for entry in played]
    assert days == sorted(set(days)), "one a day"
    compared = run(tmp_path, "diff", "--demo", "ninety-days", "--from", "20", "--to", "45")
    assert (compared.code, compared.left) == (0, {})
    for line in (
        "over 26 audits",
        "Marked by Telegram since",
        "Steps that are done",
        "Settings of your account",
    ):
        assert line in compared.text
