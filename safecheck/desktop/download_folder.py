"""Where Telegram Desktop puts files, and how much lies there.

Sources: telegramdesktop/tdesktop 6.1.2, file_utilities.cpp (DefaultDownloadPath), data_document.cpp
(FileNameForSave), application.cpp (canReadDefaultDownloadPath).
"""

import os
from pathlib import Path

from safecheck.desktop.folder_size import folder_size, size_inside, together
from safecheck.desktop.locate import Found
from safecheck.desktop.names import MAX_ACCOUNTS, temporary_folder
from safecheck.desktop.unreadable import ELSEWHERE, UnreadableError
from safecheck.model.local import DownloadFolder, FolderSize
from safecheck.model.text import UntrustedText, clean

_TEMPORARY = "tmp"
_ELSEWHERE = ("//", "\\\\")
# Where these may not read the usual folder, they take the temporary one.
_SANDBOXED = ("flatpak", "snap")


def system_downloads() -> Path:
    """Return this system's folder for downloads, as the user has it."""
    import platformdirs  # only whoever asks needs it

    return platformdirs.user_downloads_path()


def download_folder(found: Found, kept: str, downloads: Path) -> DownloadFolder:
    """Return where files go by the path that is kept in the settings; `downloads` is the system's folder."""
    if not kept:
        name = "Telegram Lite" if found.kind == "lite" else "Telegram Desktop"
        return DownloadFolder("default", UntrustedText(str(downloads / name)))
    if kept == _TEMPORARY:
        return DownloadFolder("temporary", UntrustedText(str(found.tdata / temporary_folder(0))))
    return DownloadFolder("chosen", UntrustedText(str(found.path / kept)))


def download_size(found: Found, root: Path, folder: DownloadFolder) -> FolderSize:
    """Return how much lies where files go; `root` is the data folder. Raises UnreadableError.

    Telegram Desktop makes its own folders when it needs them; one that was chosen has to be there.
    """
    path = Path(folder.path.raw)
    if folder.kind == "chosen":
        if folder.path.raw.startswith(_ELSEWHERE):
            raise UnreadableError(ELSEWHERE, file=clean(folder.path, 300))
        return folder_size(path)
    counted = []
    if folder.kind == "default" and os.path.lexists(path):
        counted.append(folder_size(path))
    if folder.kind == "temporary" or found.kind in _SANDBOXED:
        counted.append(size_inside(root, map(temporary_folder, range(MAX_ACCOUNTS))))
    return together(counted)
