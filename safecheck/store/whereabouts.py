"""Who else sees a folder: a service that copies it elsewhere, or other people who use this computer."""

import os
import re
import stat
from pathlib import Path

import msgspec

# By the names that these services give their folders, in whatever part of the path.
_NAMES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), name)
    for pattern, name in (
        (r"dropbox( \(.*\))?", "Dropbox"),
        (r"onedrive( ?-.*)?", "OneDrive"),
        (r"icloud ?drive|com~apple~clouddocs|mobile documents", "iCloud"),
        (r"google ?drive( ?-.*)?|googledrive-.*|drivefs", "Google Drive"),
        (r"nextcloud\d?", "Nextcloud"),
        (r"owncloud\d?", "ownCloud"),
        (r"proton ?drive( ?-.*)?|protondrive-.*", "Proton Drive"),
        (r"megasync|mega", "MEGA"),
        (r"pcloud ?drive", "pCloud"),
        (r"syncthing", "Syncthing"),
    )
)
# By what they put into the folder that they copy.
_MARKERS: tuple[tuple[str, str], ...] = (
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".stfolder", "Syncthing"),
    (".sync_*.db", "Nextcloud"),
    ("._sync_*.db", "Nextcloud"),
    (".owncloudsync.log", "Nextcloud"),
    (".nextcloudsync.log", "Nextcloud"),
)


class Whereabouts(msgspec.Struct, frozen=True):
    """`synced_by` names the service that copies the folder elsewhere, "" if none is known by its marks;
    `listed_by_others`: other users of this computer can see which files lie in it."""

    synced_by: str
    listed_by_others: bool


def whereabouts(folder: Path) -> Whereabouts:
    """Return who else sees `folder` (absolute), as far as its names, marks and rights tell. Nothing in it is
    opened; what cannot be looked at is taken for not being there."""
    real = Path(os.path.realpath(folder))
    return Whereabouts(_synced_by(folder) or _synced_by(real), _listed_by_others(real))


def _synced_by(folder: Path) -> str:
    for part in folder.parts:
        for pattern, name in _NAMES:
            if pattern.fullmatch(part):
                return name
    for each in (folder, *folder.parents):
        for marker, name in _MARKERS:
            try:
                if any(True for _ in each.glob(marker)):
                    return name
            except OSError:
                continue
    return ""


def _listed_by_others(folder: Path) -> bool:
    """Return whether the way there is open to everybody, and the folder's own list too. The rights of Windows
    are others, and are not looked at."""
    if os.name == "nt":
        return False
    try:
        ways = [each.stat().st_mode for each in folder.parents]
        own = folder.stat().st_mode
    except OSError:
        return False
    return all(mode & stat.S_IXOTH for mode in (*ways, own)) and bool(own & stat.S_IROTH)
