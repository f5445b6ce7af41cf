"""Where Telegram Desktop keeps its data on each platform.

Sources: telegramdesktop/tdesktop 6.1.2, logs.cpp (start), launcher.cpp (CheckPortableVersionFolder),
specific_linux.cpp, specific_win.cpp, specific_mac.mm (psAppDataPath), build/build.bat, build/setup.iss; for
Flatpak and Snap the packages' own sandbox rules. A copy started with `-workdir` cannot be found this way, nor
a portable one in a folder that nothing points to: those have to be named.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from safecheck.desktop.names import KEYS, SETTINGS, SUFFIXES, account_folder
from safecheck.model.errors import BadInputError
from safecheck.model.local import InstallationKind
from safecheck.model.text import N_, clean

_PORTABLE = "TelegramForcePortable"


class Found(msgspec.Struct, frozen=True):
    """One data folder of Telegram Desktop: the folder that holds it, how the app was installed, and its name
    if it was given another one."""

    path: Path
    kind: InstallationKind
    name: str = "tdata"

    @property
    def tdata(self) -> Path:
        """The data folder itself."""
        return self.path / self.name


def locate(platform: str, home: Path, environment: Mapping[str, str]) -> tuple[Found, ...]:
    """Return every data folder of Telegram Desktop that exists, the likeliest first.

    `platform` is as `sys.platform` says it. Only the existence of files is asked; nothing in a data folder is
    opened or listed. A folder that may not be looked into counts as absent.
    """
    found: dict[str, Found] = {}
    for path, kind in _candidates(platform, home, environment):
        if _has_tdata(path):
            found.setdefault(os.path.realpath(path / "tdata"), Found(path, kind))
    return tuple(found.values())


def named(path: Path) -> Found:
    """Return the data folder that somebody named: the folder itself or the one that holds it.

    Raises BadInputError if it is neither.
    """
    path = Path(os.path.abspath(path))
    for found in (Found(path, "named"), Found(path.parent, "named", path.name)):
        if _is_tdata(found.tdata):
            return found
    raise BadInputError(
        N_(
            "%(path)s is no data folder of Telegram Desktop, or you may not look into it."
            " Give the folder tdata, or the folder that holds it."
        ),
        path=clean(str(path), 300),
    )


def _candidates(
    platform: str, home: Path, environment: Mapping[str, str]
) -> Iterator[tuple[Path, InstallationKind]]:
    if platform == "win32":
        roaming = Path(environment.get("APPDATA") or home / "AppData" / "Roaming")
        local = Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local")
        yield roaming / "Telegram Desktop", "installed"
        yield roaming / "Telegram Desktop UWP", "store"
        # Where Windows is reported to redirect the Store app's folder: looking there can only miss.
        package = "TelegramMessengerLLP.TelegramDesktop_t4vj0pshhgkwm"
        yield local / "Packages" / package / "LocalCache" / "Roaming" / "Telegram Desktop UWP", "store"
    elif platform == "darwin":
        support = Path("Library", "Application Support", "Telegram Desktop")
        yield home / support, "native"
        # The App Store's "Telegram Lite", by its bundle identifier; not seen on a Mac.
        yield home / "Library" / "Containers" / "org.telegram.desktop" / "Data" / support, "lite"
    else:
        legacy = home / ".TelegramDesktop"
        wins = _exists(legacy / "tdata", SETTINGS)
        if wins:
            yield legacy, "legacy"
        data = environment.get("XDG_DATA_HOME", "")
        share = Path(data) if data.startswith("/") else home / ".local" / "share"
        yield share / "TelegramDesktop", "native"
        yield home / ".var" / "app" / "org.telegram.desktop" / "data" / "TelegramDesktop", "flatpak"
        yield from ((path, "snap") for path in _snap(home / "snap" / "telegram-desktop"))
        if not wins:
            yield legacy, "legacy"
    for folder in _program_folders(platform, home, environment):
        yield folder / _PORTABLE, "portable"
        if platform == "win32":  # beside the program, where that may write there
            yield folder, "portable"


def _snap(root: Path) -> Iterator[Path]:
    inside = Path(".local") / "share" / "TelegramDesktop"
    current = root / "current" / inside
    if _has_tdata(current):
        yield current
        return
    try:
        revisions = sorted(
            (path for path in root.iterdir() if path.name.isdigit()), key=lambda one: int(one.name)
        )
    except OSError:
        return
    yield from (path / inside for path in reversed(revisions))


def _program_folders(platform: str, home: Path, environment: Mapping[str, str]) -> Iterator[Path]:
    """Yield the folders where the program may lie: where the system finds it by name, and where somebody may
    have put what was downloaded, which unpacks as the folder "Telegram"."""
    program = "Telegram.exe" if platform == "win32" else "Telegram"
    for name in (program, "telegram-desktop"):
        if found := shutil.which(name, path=environment.get("PATH", "")):
            yield Path(os.path.realpath(found)).parent
    if platform == "win32":
        yield Path(environment.get("APPDATA") or home / "AppData" / "Roaming") / "Telegram Desktop"
    usual = (home, home / "Downloads", home / "Desktop", home / "Documents")
    if platform == "darwin":  # beside the bundle
        yield from (Path("/Applications"), home / "Applications", *usual)
    yield from (folder / "Telegram" for folder in usual)


def _has_tdata(folder: Path) -> bool:
    try:
        return (folder / "tdata").is_dir()
    except OSError:
        return False


def _is_tdata(folder: Path) -> bool:
    """Tell a data folder by what every version keeps in it: its settings or keys, or its first account."""
    return _exists(folder, SETTINGS) or _exists(folder, KEYS) or os.path.isdir(folder / account_folder(0))


def _exists(folder: Path, name: str) -> bool:
    return any(os.path.lexists(folder / f"{name}{suffix}") for suffix in SUFFIXES)
