"""What the README and the guide quote exists: commands, options, exit codes, rooms, files."""

import argparse
import contextlib
import io
import re
import shlex
from pathlib import Path

import pytest

from safecheck.cli.parser import build_parser
from safecheck.i18n.catalog import load
from safecheck.model.errors import ExitCode
from safecheck.packs.guide_pages import PAGES as GUIDE
from safecheck.packs.guide_pages import page_title
from tests.contracts.source import PACKAGE, ROOT

README = ROOT / "README.md"
PAGES = sorted((PACKAGE / "data" / "guide").rglob("*.md"))
VALUES = {"NAME": "individual", "TOPIC": "child", "PAGE": "start", "P": "0", "FILE": "out.txt", "CC": "NL"}


def commands_in(text: str) -> list[str]:
    """Every quoted command line, with what is optional spelled out and names put in."""
    quoted = re.findall(r"`(?:\.venv/bin/)?safecheck(?: [^`\n]*)?`", text)
    quoted += re.findall(r"^(?:.*(?:&& ))?\.venv/bin/safecheck [^\n&|]*$", text, re.MULTILINE)
    for typed in re.findall(r"^```\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        quoted += re.findall(r"^safecheck\b.*$", typed, re.MULTILINE)
    lines = []
    for line in quoted:
        line = re.sub(r"^.*?safecheck", "safecheck", line.strip("`"))
        line = re.sub(r"[\[\]]|(?<= )[<>] \S+", "", line)  # a redirection is the shell's
        lines.append(re.sub(r"\b[A-Z]+\b", lambda found: VALUES.get(found[0], found[0]), line))
    return lines


def complaint_about(line: str) -> str:
    """What the program says against a command line; "" if it can be typed."""
    _, *words = shlex.split(line)
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
        try:
            build_parser(load("en")).parse_args(words)
        except SystemExit as stop:
            return said.getvalue() if stop.code else ""
    return ""


@pytest.mark.parametrize("path", [README, *PAGES], ids=lambda path: str(path.relative_to(ROOT)))
def test_every_quoted_command_can_be_typed(path: Path) -> None:
    for line in commands_in(path.read_text(encoding="utf-8")):
        assert complaint_about(line) == "", line


def test_the_commands_of_the_readme_are_found_and_cover_the_program() -> None:
    lines = commands_in(README.read_text(encoding="utf-8"))
    assert "safecheck audit --demo" in lines, "the command that a newcomer copies"
    named = {words[1] for line in lines if len(words := line.split()) > 1}
    commands = next(
        action.choices
        for action in build_parser(load("en"))._actions
        if isinstance(action, argparse._SubParsersAction)
    )
    assert named >= set(commands)


@pytest.mark.parametrize(
    "line", ["safecheck audit --demmo", "safecheck grade", "safecheck audit --depth deepest"]
)
def test_a_command_that_does_not_exist_is_seen(line: str) -> None:
    assert complaint_about(line)


def test_every_quoted_option_exists() -> None:
    text = re.sub(r"^```.*?^```", "", README.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    quoted = set(re.findall(r"`(--?[a-z][a-z-]*)", text))
    parser = build_parser(load("en"))
    known = {"-h", *parser._option_string_actions}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for sub in action.choices.values():
                known |= set(sub._option_string_actions)
    assert "--format" in quoted
    assert quoted <= known


def test_the_readme_leads_to_every_page_of_the_guide_by_its_title() -> None:
    text = README.read_text(encoding="utf-8")
    section = text.partition("## The guide")[2].partition("\n## ")[0]
    linked = re.findall(r"\[([^\]]+)\]\(safecheck/data/guide/en/([\w-]+)\.md\)", section)[1:]
    assert linked == [(page_title(page, "en"), page) for page in GUIDE]
    elsewhere = re.findall(r"\]\((safecheck/[^)]+)\)", text)
    assert all((ROOT / path).is_file() for path in elsewhere)


def test_the_exit_codes_of_the_readme_are_those_of_the_program() -> None:
    _, _, section = README.read_text(encoding="utf-8").partition("### Exit codes")
    table = section.partition("\n## ")[0]
    codes = {
        int(code) for row in re.findall(r"^\| ([\d, ]+) \|", table, re.MULTILINE) for code in row.split(",")
    }
    assert codes == set(map(int, ExitCode))


def test_the_rooms_of_the_readme_are_those_of_the_package() -> None:
    _, _, section = README.read_text(encoding="utf-8").partition("| room |")
    named = set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE))
    assert named == {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}


def test_every_file_that_the_readme_names_exists() -> None:
    named = set(re.findall(r"`((?:safecheck|tests|\.ci)/[\w./*<>-]+)`", README.read_text(encoding="utf-8")))
    assert len(named) > 5
    for name in named:
        pattern = re.sub(r"<\w+>", "*", name)
        assert list(ROOT.glob(pattern)), name
