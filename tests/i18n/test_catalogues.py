import argparse
import ast
import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from babel.messages.extract import extract_from_file

from safecheck.i18n import argparse_words, catalog
from safecheck.model.errors import BadInputError
from safecheck.model.text import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogue_tool", ROOT / ".ci" / "catalog.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


tool = _tool()


@pytest.mark.uncounted
def test_every_message_is_translated_with_the_same_placeholders_and_the_mo_is_fresh() -> None:
    assert list(tool.problems()) == []


@pytest.fixture
def small(tmp_path: Path) -> tuple[Path, Path]:
    """A package of two messages with a complete Dutch catalogue; returns its folder and its locales."""
    package = tmp_path / "demo"
    package.mkdir()
    (package / "a.py").write_text(
        "gettext('Hello %(name)s')\nngettext('one chat', '%(n)d chats', n)\n", encoding="utf-8"
    )
    locales = tmp_path / "locales"
    tool.update(package, locales)
    _edit(
        locales,
        ('msgid "Hello %(name)s"\nmsgstr ""', 'msgid "Hello %(name)s"\nmsgstr "Dag %(name)s"'),
        ('msgstr[0] ""\nmsgstr[1] ""', 'msgstr[0] "één chat"\nmsgstr[1] "%(n)d chats"'),
    )
    tool.update(package, locales)
    assert list(tool.problems(package, locales)) == []
    return package, locales


def _po(locales: Path) -> Path:
    return locales / "nl" / "LC_MESSAGES" / "safecheck.po"


def _edit(locales: Path, *changes: tuple[str, str]) -> None:
    text = _po(locales).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    _po(locales).write_text(text, encoding="utf-8")


def test_a_new_message_is_reported_as_missing(small: tuple[Path, Path]) -> None:
    package, locales = small
    (package / "b.py").write_text("N_('Goodbye')\n", encoding="utf-8")
    assert any("missing" in line and "Goodbye" in line for line in tool.problems(package, locales))


def test_a_message_that_left_the_source_is_reported(small: tuple[Path, Path]) -> None:
    package, locales = small
    (package / "a.py").write_text("gettext('Hello %(name)s')\n", encoding="utf-8")
    assert any("not in the source" in line and "one chat" in line for line in tool.problems(package, locales))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Dag %(name)s", "Dag %(naam)s", "different placeholders"),
        ("Dag %(name)s", "Dag %(name)d", "different placeholders"),
        ('"%(n)d chats"\n', '"chats"\n', "different placeholders"),
        ("Dag %(name)s", "", "not translated"),
        ("Dag %(name)s", "Dag %(name)s ", "different blanks"),
        ("#, python-format\nmsgid", "#, fuzzy, python-format\nmsgid", "fuzzy"),
        ("één chat", "een chat", "is not what the .po compiles to"),
    ],
)
def test_a_translation_that_cannot_be_right_is_reported(
    small: tuple[Path, Path], old: str, new: str, said: str
) -> None:
    package, locales = small
    text = _po(locales).read_text(encoding="utf-8")
    place = text.rindex(old) if old.startswith('"%(n)d') else text.index(old)
    _po(locales).write_text(text[:place] + new + text[place + len(old) :], encoding="utf-8")
    assert any(said in line for line in tool.problems(package, locales)), list(
        tool.problems(package, locales)
    )


def test_an_obsolete_entry_is_reported_and_update_removes_it(small: tuple[Path, Path]) -> None:
    package, locales = small
    with _po(locales).open("a", encoding="utf-8") as stream:
        stream.write('\n#~ msgid "Old"\n#~ msgstr "Oud"\n')
    assert any("obsolete" in line for line in tool.problems(package, locales))
    tool.update(package, locales)
    assert list(tool.problems(package, locales)) == []


def test_update_writes_the_same_bytes_every_time(small: tuple[Path, Path]) -> None:
    package, locales = small
    before = {path: path.read_bytes() for path in locales.rglob("safecheck.*")}
    tool.update(package, locales)
    assert {path: path.read_bytes() for path in locales.rglob("safecheck.*")} == before
    assert len(before) == 2


@pytest.mark.uncounted
def test_the_check_command_ends_with_0_when_nothing_is_wrong() -> None:
    run = subprocess.run(
        [sys.executable, str(ROOT / ".ci" / "catalog.py"), "check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")


def test_messages_are_found_however_the_catalogue_is_called(tmp_path: Path) -> None:
    package = tmp_path / "demo"
    package.mkdir()
    source = """
x = self.catalog.gettext("a " "b")
say = catalog.gettext
say("c"); page.say("not a message"); page.say(one % {"neither": 1}); gettext(unknown or "")
N_("d"); NN_("e", "f"); catalog.ngettext("g", "h", n)
"""
    (package / "a.py").write_text(source, encoding="utf-8")
    assert list(tool.extracted(package)) == [("a b",), ("c",), ("d",), ("e", "f"), ("g", "h")]


@pytest.mark.uncounted
def test_every_sentence_of_an_error_is_marked_for_translation() -> None:
    """An error raised with a bare literal would stay English for everyone."""
    errors = {"SafecheckError"}
    trees = {path: ast.parse(path.read_bytes()) for path in (ROOT / "safecheck").rglob("*.py")}
    for _ in range(3):  # subclasses of subclasses
        for tree in trees.values():
            for node in ast.walk(tree):
                if isinstance(node, ast.ClassDef) and errors & {ast.unparse(base) for base in node.bases}:
                    errors.add(node.name)
    assert {"BadInputError", "DataFileError"} <= errors
    bare = [
        f"{path}:{node.lineno}"
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in errors
        if node.args and re.match(r"f?[\"']", ast.unparse(node.args[0]))
    ]
    assert not bare


def test_g7_dutch_uses_none_of_the_words_that_judge() -> None:
    for message in tool.read("nl"):
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        for form in forms if message.id else ():
            assert not re.search(r"\b(verdacht\w*|veilig\w*|fout\w*|bewijs\w*)\b", form, re.IGNORECASE), form


def test_two_plurals_for_one_singular_are_refused(tmp_path: Path) -> None:
    package = tmp_path / "demo"
    package.mkdir()
    (package / "a.py").write_text("ngettext('a', 'b', n)\nngettext('a', 'c', n)\n", encoding="utf-8")
    with pytest.raises(ValueError, match="two different plurals"):
        tool.extracted(package)


# --- the choice of a language --------------------------------------------------------------------------


def test_the_flag_wins_over_the_preference_and_the_locale() -> None:
    assert catalog.choose("en", "nl", {"LANG": "nl_NL.UTF-8"}) == "en"


def test_the_preference_wins_over_the_locale() -> None:
    assert catalog.choose(None, "nl", {"LANG": "en_GB.UTF-8"}) == "nl"


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({"LANG": "nl_BE.UTF-8"}, "nl"),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "nl_NL.UTF-8"}, "en"),
        ({"LC_MESSAGES": "nl", "LANG": "C"}, "nl"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_without_a_choice_the_locale_decides(environment: dict[str, str], lang: str) -> None:
    assert catalog.choose(None, None, environment) == lang


def test_an_unknown_language_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(BadInputError, match=r"xx.*en, nl"):
        catalog.choose("xx")


def test_dutch_has_its_own_plural() -> None:
    dutch = catalog.load("nl")
    one, many = argparse_words.COUNTED_BY_ARGPARSE[0]
    forms = [dutch.ngettext(one, many, n) for n in (0, 1, 2)]
    assert forms[0] == forms[2] != forms[1]
    assert one not in forms


def test_english_says_the_message_ids_themselves() -> None:
    english = catalog.load("en")
    assert english.gettext("usage: ") == "usage: "
    assert english.gettext("") == ""
    assert english.ngettext("a", "b", 1) == "a"


def test_an_error_speaks_the_language_it_is_asked_in() -> None:
    error = BadInputError("%(path)s is not a file. Choose another name.", path="out")
    assert catalog.load("en").sentence(error) == "out is not a file. Choose another name."
    dutch = catalog.load("nl").sentence(error)
    assert "out" in dutch
    assert dutch != catalog.load("en").sentence(error)


@pytest.mark.parametrize(
    ("environment", "country"),
    [({"LANG": "nl_NL.UTF-8"}, "NL"), ({"LC_ALL": "fr_BE", "LANG": "nl_NL"}, "BE"), ({"LANG": "C"}, "")],
)
def test_the_locale_tells_the_country(environment: dict[str, str], country: str) -> None:
    assert catalog.territory(environment) == country


# --- argparse's own words ------------------------------------------------------------------------------

# Only a programmer's mistake causes these; a user never sees them.
FOR_PROGRAMMERS = (
    ".__call__() not defined",
    "conflicting subparser",
    "conflicting option",
    'argument "-" with mode',
    "cannot merge actions",
    "'required' is an invalid argument",
    "invalid option string",
    "dest= is required",
    "invalid conflict_resolution",
    "mutually exclusive arguments must be optional",
    "cannot have multiple subparser",
    "%r is not callable",
)


def test_every_word_of_this_python_s_argparse_is_in_the_catalogue() -> None:
    assert argparse.__file__ is not None
    said: set[Any] = {
        message
        for _line, message, _comments, _context in extract_from_file(
            "python", argparse.__file__, keywords={"_": None, "ngettext": (1, 2)}
        )
    }
    known: set[Any] = {*argparse_words.SAID_BY_ARGPARSE, *argparse_words.COUNTED_BY_ARGPARSE}
    missing = {
        one
        for one in said - known
        if not (one[0] if isinstance(one, tuple) else one).startswith(FOR_PROGRAMMERS)
    }
    assert not missing
    assert len(said & known) > 20


@pytest.fixture
def argparse_restored(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_", "ngettext"):
        monkeypatch.setattr(argparse, name, getattr(argparse, name))


def test_argparse_speaks_dutch_after_translate_argparse(
    argparse_restored: None, capsys: pytest.CaptureFixture[str]
) -> None:
    argparse_words.translate_argparse(catalog.load("nl"))
    parser = argparse.ArgumentParser(prog="demo")
    parser.add_argument("--level", choices=["a", "b"])
    parser.add_argument("--two", nargs=2)
    dutch_help = parser.format_help()
    for english in ("usage", "options", "show this help message"):
        assert english not in dutch_help
    for wrong in (["--level", "c"], ["--two", "1"], ["--nope"], ["--level"]):
        with pytest.raises(SystemExit) as stopped:
            parser.parse_args(wrong)
        assert stopped.value.code == 2
        said = capsys.readouterr().err
        for english in ("usage", "error", "invalid", "choose", "expected", "unrecognized", "argument "):
            assert english not in said, said


def test_both_languages_can_be_loaded() -> None:
    assert [catalog.load(lang).lang for lang in LANGUAGES] == list(LANGUAGES)
