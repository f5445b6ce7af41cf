import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from safecheck.packs import yaml_file

DATA = Path(yaml_file.__file__).resolve().parents[1] / "data"
FILES = sorted(DATA.rglob("*.yaml"))
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w+\}")


def _words(value: Any, where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every mapping that carries a text in a language, with its place in the file."""
    if isinstance(value, dict):
        if set(value) & {"en", "nl"} and set(value) <= {"en", "nl"}:
            yield where, value
        else:
            for key, inner in value.items():
                yield from _words(inner, f"{where}.{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _words(inner, f"{where}[{number}]")


def test_there_is_data_to_look_at() -> None:
    assert FILES


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(DATA).as_posix())
def test_every_text_stands_in_both_languages_with_the_same_placeholders(path: Path) -> None:
    name = path.relative_to(DATA).as_posix()
    for where, words in _words(yaml_file.parse(path.read_text(encoding="utf-8"), name), name):
        assert set(words) == {"en", "nl"}, where
        if isinstance(words["en"], list):  # word lists of rules: each language has its own length
            assert all(words.values()), where
            continue
        english, dutch = str(words["en"]), str(words["nl"])
        assert english.strip(), where
        assert dutch.strip(), where
        assert sorted(_PLACEHOLDER.findall(english)) == sorted(_PLACEHOLDER.findall(dutch)), where
