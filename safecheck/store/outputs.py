"""Write a result to a file: whole or not at all, readable by its owner only, never over something else."""

import contextlib
import os
import stat
import tempfile
from pathlib import Path

from safecheck.model.errors import BadInputError
from safecheck.model.text import N_, clean

_BEGINS, _ENDS = ".safecheck-", ".tmp"


class FileThereError(BadInputError):
    """Something is there already, and was not to be replaced."""


def write_output(path: Path, text: str, force: bool = False) -> None:
    """Write `text` as UTF-8 to `path` with mode 0600, in one step that a kill cannot cut in half.

    The text goes to a temporary file in the same folder, is forced to the disk, and takes its name only then.
    An existing file is replaced with `force` only; its mode is not taken over. A link is never replaced: it
    may lead to a device, or be what another program relies on. Raises BadInputError with one sentence if
    that cannot be done; the temporary file is gone then.
    """
    shown = clean(str(path), 300)
    check_output(path, force)
    try:
        _write(path, text.encode("utf-8"), force)
    except FileExistsError:
        raise _exists(shown) from None
    except FileNotFoundError:
        raise _no_folder(shown) from None
    except PermissionError:
        raise _no_right(shown) from None
    except OSError as error:
        raise _refused(shown, error) from None


def check_output(path: Path, force: bool = False) -> None:
    """Raise BadInputError if `write_output` would refuse `path` as things are now: before any work."""
    shown = clean(str(path), 300)
    if clean(str(path), len(str(path))) != str(path):
        raise BadInputError(
            N_(
                "The name %(path)s holds a line end, two blanks in a row or a sign that cannot be shown. "
                "Choose another name."
            ),
            path=shown,
        )
    try:
        mode = os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        mode = 0
    except OSError as error:
        raise _refused(shown, error) from None
    if stat.S_ISLNK(mode):
        raise BadInputError(N_("%(path)s is a link to something else. Choose another name."), path=shown)
    if mode and not stat.S_ISREG(mode):
        raise BadInputError(N_("%(path)s is not a file. Choose another name."), path=shown)
    if mode and not force:
        raise _exists(shown)
    if not os.path.isdir(path.parent):
        raise _no_folder(shown)
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise _no_right(shown)


def _refused(shown: str, error: OSError) -> BadInputError:
    return BadInputError(
        N_("%(path)s cannot be written. The system says: %(problem)s."),
        path=shown,
        problem=clean(error.strerror or str(error)),
    )


def _no_right(shown: str) -> BadInputError:
    return BadInputError(
        N_("%(path)s cannot be written: you may not write in that folder. Choose another one."), path=shown
    )


def _no_folder(shown: str) -> BadInputError:
    return BadInputError(
        N_("%(path)s cannot be written: that folder does not exist. Choose another one."), path=shown
    )


def _exists(shown: str) -> BadInputError:
    return FileThereError(
        N_("%(path)s exists already. Choose another name, or replace it with --force."), path=shown
    )


def _write(path: Path, data: bytes, force: bool) -> None:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=_BEGINS, suffix=_ENDS)  # mode 0600
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if force:
            temporary.replace(path)
        else:
            _take_free_name(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(path.parent)


def remove_left_behind(folder: Path) -> None:
    """Remove the temporary files that writers left in `folder` who were killed. Only for who knows that
    nobody writes there now. Raises OSError."""
    for path in folder.glob(f"{_BEGINS}*{_ENDS}"):
        path.unlink(missing_ok=True)


def _take_free_name(temporary: Path, path: Path) -> None:
    """Give `temporary` the name `path`, or raise FileExistsError if another process took it meanwhile."""
    try:
        os.link(temporary, path)  # unlike a rename, a link never replaces
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links, such as FAT
        if os.path.lexists(path):
            raise FileExistsError(path) from None
        temporary.replace(path)


def sync_folder(folder: Path) -> None:
    """Force the new name itself to the disk, where the system can do that."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            if stat.S_ISDIR(os.fstat(descriptor).st_mode):
                os.fsync(descriptor)
        finally:
            os.close(descriptor)
