"""Where Telegram Desktop keeps its data on each platform.

Sources: Telegram Desktop's logs.cpp, launcher.cpp and specific_*.cpp; for Flatpak and Snap the packages' own
sandbox rules. A copy started with `-workdir`, or a portable one elsewhere, cannot be found this way.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

import msgspec

Kind = Literal["native", "legacy", "flatpak", "snap", "installed", "store"]


class Found(msgspec.Struct, frozen=True):
    """One data folder of Telegram Desktop: the folder that holds `tdata`, and how the app was installed."""

    path: Path
    kind: Kind


def locate(platform: str, home: Path, environment: Mapping[str, str]) -> tuple[Found, ...]:
    """Return every data folder of Telegram Desktop that exists, the likeliest first.

    `platform` is as `sys.platform` says it. Only the existence of `tdata` is asked; nothing in it is opened
    or listed. A folder that may not be looked into counts as absent.
    """
    found: dict[Path, Found] = {}
    for path, kind in _candidates(platform, home, environment):
        if _has_tdata(path):
            found.setdefault(path, Found(path, kind))
    return tuple(found.values())


def _candidates(platform: str, home: Path, environment: Mapping[str, str]) -> Iterator[tuple[Path, Kind]]:
    if platform == "win32":
        roaming = Path(environment.get("APPDATA") or home / "AppData" / "Roaming")
        local = Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local")
        yield roaming / "Telegram Desktop", "installed"
        yield roaming / "Telegram Desktop UWP", "store"
        # Where Windows is reported to redirect the Store app's folder: looking there can only miss.
        package = "TelegramMessengerLLP.TelegramDesktop_t4vj0pshhgkwm"
        yield local / "Packages" / package / "LocalCache" / "Roaming" / "Telegram Desktop UWP", "store"
    elif platform == "darwin":
        yield home / "Library" / "Application Support" / "Telegram Desktop", "native"
    else:
        yield home / ".TelegramDesktop", "legacy"  # first: it wins where both exist
        data = environment.get("XDG_DATA_HOME", "")
        share = Path(data) if data.startswith("/") else home / ".local" / "share"
        yield share / "TelegramDesktop", "native"
        yield home / ".var" / "app" / "org.telegram.desktop" / "data" / "TelegramDesktop", "flatpak"
        yield from ((path, "snap") for path in _snap(home / "snap" / "telegram-desktop"))


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


def _has_tdata(folder: Path) -> bool:
    try:
        return (folder / "tdata").is_dir()
    except OSError:
        return False
