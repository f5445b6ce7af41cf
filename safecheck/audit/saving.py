"""Saving a report as a file: where it could go, who could read it there, and what was saved in this run."""

import os
from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from pathlib import Path

import platformdirs

from safecheck.audit.kept import removal
from safecheck.i18n.catalog import Catalog
from safecheck.model.errors import BadInputError
from safecheck.model.result import Form
from safecheck.model.text import N_, clean
from safecheck.report.keeping_files import SeenBy, who_could_read_file
from safecheck.report.saving import ENDINGS, name_of_file
from safecheck.store.outputs import check_output, write_output
from safecheck.store.whereabouts import whereabouts


def suggested_path(form: Form, day: date, catalog: Catalog) -> Path:
    """Return a free name for a report of that day: in the folder for documents, the one for downloads or the
    home folder, the first that is there and that no service copies elsewhere as far as is known."""
    folders = [each for each in _folders() if each.is_dir()] or [Path.home()]
    own = [each for each in folders if not whereabouts(each).synced_by]
    return free_path((own or folders)[0] / f"{name_of_file(day, catalog)}.{ENDINGS[form]}")


def _folders() -> tuple[Path, ...]:
    return platformdirs.user_documents_path(), platformdirs.user_downloads_path(), Path.home()


def free_path(path: Path) -> Path:
    """Return `path` if nothing is there, else the same with the first number that is free: report-2.html."""
    return next(each for each in _numbered(path) if not is_there(each))


def is_there(path: Path) -> bool:
    """Return whether something has that name: a file, a folder, a link."""
    return os.path.lexists(path)


def _numbered(path: Path) -> Iterator[Path]:
    yield path
    for number in count(2):
        yield path.with_name(f"{path.stem}-{number}{path.suffix}")


def typed_path(typed: str) -> Path:
    """Return the whole path that somebody typed, where ~ is the home folder. Raises BadInputError for a name
    that cannot be one."""
    try:
        path = Path(typed.strip()).expanduser().absolute()
        os.fsencode(path)
    except (RuntimeError, ValueError):  # nobody's home folder, or a character that no name has
        path = Path()
    if not path.name or "\0" in typed or typed.strip().endswith(("/", "\\")):
        raise BadInputError(
            N_("%(path)s is not the name of a file. Type the folder and a name, such as ~/report.html."),
            path=clean(typed, 300),
        )
    return path


def who_could_read(path: Path, seen_by: SeenBy, catalog: Catalog) -> str:
    """Return who could read a report at `path` (absolute), also by where its folder is (G10)."""
    place = whereabouts(path.parent)
    return who_could_read_file(seen_by, place.synced_by, place.listed_by_others, catalog)


class SavedFiles:
    """The files that were saved in this run, for the closing sentence (G22)."""

    def __init__(self) -> None:
        self._paths: list[Path] = []

    def write(self, path: Path, text: Callable[[], str], *, replace: bool) -> None:
        """Write a report, which is made only where it could be written, and take note of it. Raises
        FileThereError where something is there and is not to be replaced, BadInputError where it cannot be
        written."""
        check_output(path, replace)
        write_output(path, text(), replace)
        if path not in self._paths:
            self._paths.append(path)

    def forget(self) -> None:
        """Know of none any more."""
        self._paths.clear()

    @property
    def any(self) -> bool:
        """Whether something was saved that is still there."""
        return any(map(is_there, self._paths))

    def kept(self, catalog: Catalog) -> tuple[tuple[str, str, str], ...]:
        """Return what is still there, as `safecheck.audit.kept.files_kept` does."""
        what = catalog.gettext("a report that you saved")
        return tuple((what, str(path), removal(path)) for path in self._paths if is_there(path))
