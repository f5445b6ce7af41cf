"""What tests of `audit --this-computer` share: a profile beside the home, the command that reads it."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.cli.process import Run, run
from tests.desktop import tdata

AUDIT = ("audit", "--this-computer")
MIB = tdata.MEBIBYTE
PASSCODE = "appel-42"
OFF = tdata.auto_download(tdata.OFF, tdata.OFF, tdata.OFF)


def profile(folder: Path, **how: Any) -> tdata.Profile:
    """Write a profile of today's to `folder`/Telegram/tdata."""
    return tdata.write_tdata(folder / "Telegram" / "tdata", **how)


def audit_of(
    folder: Path, root: Path | str, *arguments: str, typed: bytes | None = None, **options: Any
) -> Run:
    """Audit the profile in `root`; `typed` is what comes from standard input, as a pipe."""
    if typed is None:
        return run(folder, *AUDIT, "--tdata", str(root), *arguments, **options)
    with piped(typed) as stdin:
        return run(folder, *AUDIT, "--tdata", str(root), *arguments, stdin=stdin, **options)


@contextmanager
def piped(data: bytes) -> Iterator[int]:
    """Give a descriptor from which `data` comes, and nothing after it."""
    with tempfile.TemporaryFile() as held:
        held.write(data)
        held.seek(0)
        yield os.dup(held.fileno())


def values(document: Any, account: int | None = None, installation: int = 1) -> dict[str, Any]:
    """The values of the settings of one account, or of those that belong to none, by their ids."""
    return {
        each["id"].removeprefix("desktop."): each["value"]
        for each in document["settings"]
        if each["scope"] == "this_computer"
        and (each["installation"], each.get("account")) == (installation, account)
    }
