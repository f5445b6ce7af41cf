"""A folder that everybody may reach, and a moment without the rights of root."""

import importlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65534


@contextmanager
def reachable_folder() -> Iterator[Path]:
    """Give a folder that is thrown away, in which and on the way to which everybody may look."""
    with tempfile.TemporaryDirectory(prefix="safecheck-test-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@contextmanager
def without_the_rights_of_root() -> Iterator[None]:
    """Be somebody without special rights until the end of the block, if this is root; else change nothing."""
    if os.geteuid() != 0:
        yield
        return
    # Python itself may lie where nobody may look, so what it loads later is loaded now.
    importlib.import_module("grp")
    importlib.import_module("pwd")
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
