"""A data file as loaded: its value, and which file it was."""

import hashlib
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from safecheck.model.result import PackInfo
from safecheck.packs import yaml_file

T = TypeVar("T")


class Loaded(msgspec.Struct, Generic[T], frozen=True):
    """A pack with what identifies it in a result."""

    pack: T
    info: PackInfo


def read(path: Path | Traversable, file: str | None = None) -> tuple[str, str, str]:
    """Return text, shown name and SHA-256 (hex, of the file's bytes) of a pack file.

    Raises DataFileError if it cannot be read as UTF-8 text.
    """
    name = file or str(path)
    text = yaml_file.read_text(path, name)
    # Strict UTF-8 has one encoding per text, so these are the file's bytes.
    return text, name, hashlib.sha256(text.encode("utf-8")).hexdigest()
