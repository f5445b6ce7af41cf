"""A crash is never exit code 1, and never shows a traceback, a message or a variable."""

import shutil
from pathlib import Path

import pytest

from tests.cli.process import PACKAGE, Run, run

SECRET = "Nothing-of-this-may-be-shown"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package once more, to be damaged."""
    return Path(shutil.copytree(PACKAGE, tmp_path / "copy" / "safecheck"))


def run_copy(tmp_path: Path, copy: Path, *arguments: str) -> Run:
    return run(tmp_path, *arguments, environment={"PYTHONPATH": str(copy.parent)})


def test_p3_a_crash_ends_with_70_and_shows_the_kind_of_error_only(tmp_path: Path, copy: Path) -> None:
    with (copy / "audit" / "evaluate.py").open("a", encoding="utf-8") as module:
        module.write(
            f"\n\ndef evaluate(*arguments: object, **others: object) -> None:\n    hidden = {SECRET!r}\n"
            "    raise RuntimeError(hidden)\n"
        )
    ended = run_copy(tmp_path, copy, "audit", "--demo", "individual", "--fail-on", "high")
    assert ended.code == 70
    assert ended.out == ""
    assert "RuntimeError" in ended.err
    assert SECRET not in ended.err
    assert "hidden" not in ended.err
    assert ended.left == {}


def broken_by(error: str) -> tuple[str, ...]:
    """The program, but for one command that raises `error` as soon as it runs."""
    return (
        "-c",
        "from safecheck.cli import commands\n"
        f"def broken(context):\n    hidden = {SECRET!r}\n    raise {error}\n"
        "commands.switches = broken\nfrom safecheck.__main__ import main\nmain()",
    )


@pytest.mark.parametrize("error", ["KeyError(hidden)", "MemoryError(hidden)", "AssertionError(hidden)"])
def test_p3_any_error_of_a_command_is_named_by_its_kind_only(tmp_path: Path, error: str) -> None:
    ended = run(tmp_path, "switches", command=broken_by(error))
    assert ended.code == 70
    assert error.partition("(")[0] in ended.err
    assert SECRET not in ended.err


def test_ctrl_c_anywhere_in_a_command_ends_with_130(tmp_path: Path) -> None:
    ended = run(tmp_path, "switches", command=broken_by("KeyboardInterrupt"))
    assert (ended.code, ended.out, ended.err) == (130, "", "Stopped.\n")


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_a_part_that_is_missing_is_a_crash_with_a_sentence(tmp_path: Path, copy: Path, lang: str) -> None:
    (copy / "report" / "switches.py").unlink()
    ended = run_copy(tmp_path, copy, "switches", "--lang", lang)
    assert ended.code == 70
    assert "ModuleNotFoundError" in ended.err


def test_a_damaged_catalogue_is_a_crash_with_a_sentence_too(tmp_path: Path, copy: Path) -> None:
    (copy / "data" / "locales" / "nl" / "LC_MESSAGES" / "safecheck.mo").write_bytes(b"no catalogue")
    path = {"PYTHONPATH": str(copy.parent)}
    ended = run(tmp_path, "switches", environment={**path, "LANG": "nl_NL.UTF-8"})
    assert (ended.code, ended.out) == (70, "")
    assert ended.err.startswith("safecheck itself failed (")


def test_a_start_that_fails_is_a_crash_with_a_sentence_too(tmp_path: Path, copy: Path) -> None:
    """A missing dependency, or a file that an update left half written."""
    (copy / "cli" / "parser.py").write_text("def build_parser(:\n", encoding="utf-8")
    ended = run_copy(tmp_path, copy, "switches")
    assert ended.code == 70
    assert "SyntaxError" in ended.err
    assert "build_parser" not in ended.err


@pytest.mark.parametrize(
    ("damaged", "arguments"),
    [
        ("data/rules/chats.yaml", ("audit", "--demo", "individual", "--fail-on", "high")),
        ("data/advice/steps.yaml", ("audit", "--demo", "individual", "--fail-on", "high")),
        ("data/guides/ios.yaml", ("switches",)),
        ("data/help/topics.yaml", ("help-me",)),
    ],
)
def test_a_damaged_data_file_is_named_and_never_ends_with_1(
    tmp_path: Path, copy: Path, damaged: str, arguments: tuple[str, ...]
) -> None:
    (copy / damaged).write_text("pack: [\n", encoding="utf-8")
    ended = run_copy(tmp_path, copy, *arguments)
    assert ended.code in (2, 70)
    assert Path(damaged).name in ended.err
    assert ended.out == ""


def test_a_missing_data_file_is_no_traceback(tmp_path: Path, copy: Path) -> None:
    (copy / "data" / "help" / "topics.yaml").unlink()
    ended = run_copy(tmp_path, copy, "help-me")
    assert ended.code in (2, 70)
    assert ended.err.strip()


def test_the_copy_works_while_it_is_whole(tmp_path: Path, copy: Path) -> None:
    """Without this, any of the tests above could pass because the copy never worked at all."""
    assert run_copy(tmp_path, copy, "switches").code == 0
