"""A file that a person asked to have kept: theirs alone, whole or not at all, no way to somewhere else."""

import os
import stat
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from safecheck.model.errors import BadInputError
from safecheck.model.text import N_, clean
from safecheck.store.outputs import write_output

T = TypeVar("T")


class KeptFile:
    """The file at `path`. What is in it is taken as true, so that it must belong to the user."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def exists(self) -> bool:
        """Whether there is such a file now."""
        return os.path.lexists(self.path)

    @property
    def name(self) -> str:
        """How sentences name it."""
        return clean(str(self.path), 300)

    def remove(self) -> bool:
        """Throw the file away, whatever is in it; return whether there was one. Raises BadInputError."""
        try:
            self.path.unlink()
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError as error:
            raise _refused(
                N_("%(path)s cannot be removed. The system says: %(problem)s."), self, error
            ) from None
        return True

    def may_be_read(self) -> bool:
        """Return whether there is a file; raise BadInputError if it may be somebody else's."""
        try:
            found = os.lstat(self.path)
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError as error:
            raise _refused(
                N_("%(path)s cannot be read. The system says: %(problem)s."), self, error
            ) from None
        if stat.S_ISLNK(found.st_mode):
            raise BadInputError(
                N_("%(path)s is a link to something else, and safecheck does not follow it. Remove it."),
                path=self.name,
            )
        if hasattr(os, "geteuid") and found.st_uid != os.geteuid():
            raise BadInputError(
                N_("%(path)s belongs to another user, and safecheck does not rely on it. Remove it."),
                path=self.name,
            )
        return True

    def parsed(self, kind: type[T], problems: Callable[[T], Iterable[tuple[str, str]]]) -> T | None:
        """Return what is in the file as `kind`, None without a file.

        `problems` yields what types cannot see: the key where it stands and a sentence. Raises BadInputError
        with one sentence that names the file, and line and key where there are any; the file stays as it is.
        """
        if not self.may_be_read():
            return None
        from safecheck.packs import yaml_file  # most people have no such file, and loading YAML takes a while

        text = yaml_file.read_text(self.path, self.name)
        kept = yaml_file.convert(yaml_file.parse(text, self.name), kind, text, self.name)
        for key, problem in problems(kept):
            raise yaml_file.problem_at(self.name, yaml_file.line_of(text, key), key, problem)
        return kept

    def write(self, head: str, values: Any) -> None:
        """Write plain `values` as YAML below the comment `head`. Raises BadInputError with one sentence; what
        was in the file is there still."""
        import yaml

        body = yaml.safe_dump(values, sort_keys=False, allow_unicode=True)
        try:
            self.make_folder()
        except OSError as error:
            raise _refused(
                N_("%(path)s cannot be written. The system says: %(problem)s."), self, error
            ) from None
        write_output(self.path, head + body, force=True)

    def make_folder(self) -> None:
        """Make the folder of the file, for the user alone. Raises OSError."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)


def _refused(sentence: str, file: KeptFile, error: OSError) -> BadInputError:
    return BadInputError(sentence, path=file.name, problem=clean(error.strerror or str(error)))


def write_all(descriptor: int, data: bytes) -> None:
    """Write the whole of `data`, however little the system takes at once. Raises OSError."""
    while data:
        data = data[os.write(descriptor, data) :]
