"""What the tests of the reader share: reading one profile, and what its tree looks like before and after."""

import hashlib
import os
from pathlib import Path

from safecheck.desktop.locate import Found
from safecheck.desktop.reader import read_computer
from safecheck.i18n.catalog import load
from safecheck.model.fact import Unknown
from safecheck.model.local import AutoDownload, DownloadLimits, Installation, InstallationKind
from tests.desktop import tdata

MIB = tdata.MEBIBYTE
AUTOPLAY = ("autoplay_video", "autoplay_gif", "autoplay_round")
ALL = ("photo", "file", *AUTOPLAY)


def read(
    root: Path,
    passcode: str | None = None,
    *,
    kind: InstallationKind = "named",
    downloads: Path | None = None,
) -> Installation:
    """Read the profile whose data folder is `root`. Without `downloads` the system has an empty folder."""
    found = Found(root.parent, kind, root.name)
    downloads = downloads or root.parent / "downloads of the system"
    (read_one,) = read_computer([found], passcode, downloads=downloads).installations
    return read_one


def switches(installation: Installation, number: int = 1) -> AutoDownload:
    """The switches of one account, which have to be known."""
    (account,) = (each for each in installation.accounts if each.number == number)
    assert isinstance(account.auto_download.value, AutoDownload), account.auto_download.value
    return account.auto_download.value


def why(value: object) -> str:
    """Say in English why a value is unknown, which it has to be. In Dutch it can be said too."""
    assert isinstance(value, Unknown), value
    said = load("en").reason(value)
    dutch = load("nl").reason(value)
    assert dutch != said
    assert "%(" not in said + dutch
    return said


def replacing(layer: tdata.Layer, data: bytes) -> tdata.Change:
    """Replace one layer of what is written."""
    return lambda each, made: data if each == layer else made


def expected(kind: str, limits: tdata.Limits) -> DownloadLimits:
    """What Telegram Desktop makes of limits that were kept for a kind of chat."""
    defaults = {"photo": 8 * MIB, "file": 0 if kind == "channels" else 8 * MIB}
    defaults.update(dict.fromkeys(AUTOPLAY, 50 * MIB))
    kept = {type: getattr(limits, type) for type in ALL}
    return DownloadLimits(
        **{type: defaults[type] if kept[type] == -1 else kept[type] for type in ALL},
        default=tuple(type for type in ALL if kept[type] == -1),
    )


def tree(root: Path) -> dict[str, tuple[object, ...]]:
    """Everything in a tree: what it is, its rights, its size, when it was changed, and what it holds."""
    found: dict[str, tuple[object, ...]] = {}
    for folder, folders, files in os.walk(root):
        for path in (Path(folder, name) for name in (*folders, *files)):
            status = os.lstat(path)
            held: object = None
            if path.is_symlink():
                held = os.readlink(path)
            elif path.is_file() and status.st_size < 10 * MIB and os.access(path, os.R_OK):
                held = hashlib.sha256(path.read_bytes()).hexdigest()
            found[str(path.relative_to(root))] = (status.st_mode, status.st_size, status.st_mtime_ns, held)
    return found
