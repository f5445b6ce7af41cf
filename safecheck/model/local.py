"""What was read of Telegram Desktop on this computer: switches, sizes and counts. Never a name of a file in
the download folder, never a chat, never a key.

Sources of the format: telegramdesktop/tdesktop 6.1.2, storage_account.cpp, storage_settings_scheme.cpp,
main_session_settings.cpp, data_auto_download.cpp, core_settings.cpp.
"""

from typing import Literal

import msgspec

from safecheck.model.fact import Fact, Note, Unknown
from safecheck.model.text import UntrustedText

# `lite` is the App Store's build for macOS; `named` was pointed out by whoever asked.
InstallationKind = Literal[
    "native", "legacy", "flatpak", "snap", "portable", "installed", "store", "lite", "named"
]
# None: the file opens without one. `needed`: there is one and it was not given. `given` opened the file.
Passcode = Literal["none", "needed", "given", "wrong", "unknown"]


def version_name(version: int) -> str:
    """Return a version number of Telegram Desktop as people write it: 6001002 is 6.1.2."""
    return f"{version // 1_000_000}.{version // 1_000 % 1_000}.{version % 1_000}"


def local_device_id(installation: int, account: int) -> str:
    """Return the id by which an account of Telegram Desktop here is known as a device; both count from 1."""
    return f"this-computer/{installation}/{account}"


class DownloadLimits(msgspec.Struct, frozen=True, tag="limits"):
    """Up to how many bytes media of one kind of chat come by themselves: 0 is off. The values are those that
    Telegram Desktop goes by, its defaults included; `default` names those that were not changed."""

    photo: int
    file: int
    autoplay_video: int
    autoplay_gif: int
    autoplay_round: int
    default: tuple[str, ...] = ()


class AutoDownload(msgspec.Struct, frozen=True, tag="auto_download"):
    """The switches of one account in Telegram Desktop."""

    private: DownloadLimits
    groups: DownloadLimits
    channels: DownloadLimits


class CacheLimits(msgspec.Struct, frozen=True, tag="cache_limits"):
    """The limits of one account's caches, in bytes and seconds (0: never cleared by time)."""

    total_bytes: int
    total_seconds: int
    big_file_bytes: int
    big_file_seconds: int


class FolderSize(msgspec.Struct, frozen=True, tag="folder_size"):
    """How much lies in a folder: files and bytes. `at_least` if counting was stopped at a bound."""

    files: int
    bytes: int
    at_least: bool = False


class DownloadFolder(msgspec.Struct, frozen=True, tag="download_folder"):
    """Where files go: the usual folder, one that is cleared at log-out, or one that was chosen (`path`)."""

    kind: Literal["default", "temporary", "chosen"]
    path: UntrustedText


class LocalAccount(msgspec.Struct, frozen=True, kw_only=True):
    """One account in an installation; `number` counts from 1 as Telegram Desktop keeps them. Whether anybody
    is signed in to it is not known: that would take its keys."""

    number: int
    auto_download: Fact[AutoDownload]
    cache_limits: Fact[CacheLimits]
    cache: Fact[FolderSize]
    notes: tuple[Note, ...] = ()


class Installation(msgspec.Struct, frozen=True, kw_only=True):
    """One data folder of Telegram Desktop: `folder`, which is called tdata unless somebody renamed it.

    `version` is the highest number in the files that were read (such as 6001002 for 6.1.2), None if none was.
    `open_to_others` is True if other users of this computer may read a profile that no passcode protects.
    `unopened` says why the accounts stayed closed, if they did: then nothing but their sizes is known, and of
    some not even that they are there.
    """

    folder: UntrustedText
    kind: InstallationKind
    version: int | None
    passcode: Passcode
    ask_download_path: Fact[bool]
    download_folder: Fact[DownloadFolder]
    downloads: Fact[FolderSize]
    open_to_others: Fact[bool]
    accounts: tuple[LocalAccount, ...]
    unopened: Unknown | None = None
    notes: tuple[Note, ...] = ()

    @property
    def unread(self) -> tuple[Unknown, ...]:
        """Why something is not known that decides what lands: the switches of an account, or whether a place
        is asked for each file."""
        limits = (account.auto_download.value for account in self.accounts)
        values = (self.unopened, self.ask_download_path.value, *limits)
        return tuple(value for value in values if isinstance(value, Unknown))

    @property
    def complete(self) -> bool:
        """True if everything was read that decides what lands."""
        return not self.unread


class LocalComputer(msgspec.Struct, frozen=True):
    """Every installation that was found, the likeliest first."""

    installations: tuple[Installation, ...]

    @property
    def complete(self) -> bool:
        """True if everything was read that decides what lands."""
        return all(each.complete for each in self.installations)
