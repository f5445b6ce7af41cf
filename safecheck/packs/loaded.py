"""A data file as loaded: its value, and which file it was."""

import hashlib
from collections.abc import Callable, Iterable
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from safecheck.model.result import PackInfo
from safecheck.packs import yaml_file
from safecheck.packs.header import Header

T = TypeVar("T")
H = TypeVar("H", bound=Header)

# Yields each problem that types cannot see, as the key where it stands and a sentence.
Problems = Callable[[H], Iterable[tuple[str, str]]]


class Loaded(msgspec.Struct, Generic[T], frozen=True):
    """A pack with what identifies it in a result. `file` and `text` say where a problem stands that shows
    only beside other packs."""

    pack: T
    info: PackInfo
    file: str
    text: str

    def problem(self, key: str, problem: str) -> yaml_file.DataFileError:
        """Return the error for what a check says of one key of this file."""
        return yaml_file.problem_at(self.file, yaml_file.line_of(self.text, key), key, problem)


def read(path: Path | Traversable, file: str | None = None) -> tuple[str, str, str]:
    """Return text, shown name and SHA-256 (hex, of the file's bytes) of a pack file.

    Raises DataFileError if it cannot be read as UTF-8 text.
    """
    name = file or str(path)
    text = yaml_file.read_text(path, name)
    # Strict UTF-8 has one encoding per text, so these are the file's bytes.
    return text, name, hashlib.sha256(text.encode("utf-8")).hexdigest()


def load_pack(
    path: Path | Traversable, kind: type[H], problems: Problems[H], file: str | None = None
) -> Loaded[H]:
    """Read one pack file and check it. Raises DataFileError with file, line and key of its first problem."""
    text, name, digest = read(path, file)
    pack = yaml_file.convert(yaml_file.parse(text, name), kind, text, name)
    for key, problem in problems(pack):
        raise yaml_file.problem_at(name, yaml_file.line_of(text, key), key, problem)
    return Loaded(pack, PackInfo(pack.pack, pack.version, pack.date, digest), name, text)
