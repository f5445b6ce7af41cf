"""Reads what Telegram Desktop keeps on this computer, and changes nothing.

Ask `needs_passcode` of each installation that `locate` found, then hand all of them to `read_computer`, with
the passcode if one was asked for. What cannot be read is unknown with its reason, and everything else is
reported all the same. No key, passcode, name or chat is part of what is returned.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from safecheck.desktop.account_settings import AccountSettings
from safecheck.desktop.accounts import Accounts, read_accounts
from safecheck.desktop.app_settings import AppSettings, read_app_settings
from safecheck.desktop.cipher import WrongKeyError
from safecheck.desktop.download_folder import download_folder, download_size
from safecheck.desktop.files import exists, unreadable
from safecheck.desktop.folder_size import size_inside
from safecheck.desktop.locate import Found
from safecheck.desktop.lock import find_lock
from safecheck.desktop.names import SETTINGS, SUFFIXES, account_folder, cache_folders
from safecheck.desktop.profile import Profile
from safecheck.desktop.rights import HAS_MODES, others_may_read
from safecheck.desktop.unreadable import NEWER, RIGHTS_NOT_TOLD, UnreadableError
from safecheck.model.fact import Fact, Note, Unknown
from safecheck.model.local import (
    DownloadFolder,
    FolderSize,
    Installation,
    LocalAccount,
    LocalComputer,
    version_name,
)
from safecheck.model.text import UntrustedText

NEWEST_KNOWN = 6001002  # 6.1.2, whose source was read; newer files are read all the same

T = TypeVar("T")


def needs_passcode(found: Found) -> bool:
    """Return whether a passcode closes an installation. That is quick: only an empty one is tried."""
    try:
        with find_lock(Profile(found.tdata)).open(""):
            return False
    except WrongKeyError:
        return True
    except UnreadableError:
        return False


def read_computer(found: Iterable[Found], passcode: str | None = None, *, downloads: Path) -> LocalComputer:
    """Return everything that can be read of these installations.

    `passcode` is tried on those that do not open without one, which takes a fifth of a second each.
    `downloads` is the system's folder for them (`safecheck.desktop.download_folder.system_downloads`).
    """
    return LocalComputer(tuple(_read(one, passcode, downloads) for one in found))


def _read(found: Found, passcode: str | None, downloads: Path) -> Installation:
    profile = Profile(found.tdata)
    app = _tried(lambda: read_app_settings(profile.read(SETTINGS)))
    accounts = read_accounts(profile, passcode)
    ask, kept = _asking_and_path(app, accounts)
    folder = kept if isinstance(kept, Unknown) else download_folder(found, kept, downloads)
    source = f"tdata/{SETTINGS if app is not None else account_folder(0)}"
    return Installation(
        folder=UntrustedText(str(found.tdata)),
        kind=found.kind,
        version=profile.version,
        passcode=accounts.passcode,
        ask_download_path=_fact(ask, source),
        download_folder=_fact(folder, source),
        downloads=_fact(_size_of_downloads(found, profile, folder), "downloads"),
        open_to_others=_fact(_open_to_others(profile, accounts), "tdata"),
        accounts=tuple(_account(profile, index, read) for index, read in accounts.settings.items()),
        unopened=accounts.unopened,
        notes=_notes(profile.version),
    )


def _account(profile: Profile, index: int, read: AccountSettings) -> LocalAccount:
    source, caches = f"tdata/{account_folder(index)}", cache_folders(index)
    return LocalAccount(
        number=index + 1,
        auto_download=_fact(read.auto_download, source),
        cache_limits=_fact(read.cache_limits, source),
        cache=_fact(_tried(lambda: size_inside(profile.root, caches)), f"tdata/{Path(caches[0]).parent}"),
        notes=read.notes,
    )


def _asking_and_path(
    app: AppSettings | Unknown | None, accounts: Accounts
) -> tuple[bool | Unknown, str | Unknown]:
    """Return whether a place is asked for each file, and the path that is kept. Where an old version left
    these with an account, Telegram Desktop takes them from there."""
    base = app
    if base is None:
        limits = [one.auto_download for one in accounts.settings.values()]
        unread = [one for one in limits if isinstance(one, Unknown)]
        base = unread[0] if unread else accounts.unopened or AppSettings()
    ask, path = (base, base) if isinstance(base, Unknown) else (base.ask_download_path, base.download_path)
    for one in accounts.settings.values():
        ask = ask if one.ask_download_path is None else one.ask_download_path
        path = path if one.download_path is None else one.download_path
    return ask, path


def _size_of_downloads(
    found: Found, profile: Profile, folder: DownloadFolder | Unknown
) -> FolderSize | Unknown:
    if isinstance(folder, Unknown):
        return folder
    return _tried(lambda: download_size(found, profile.root, folder))


def _open_to_others(profile: Profile, accounts: Accounts) -> bool | Unknown:
    """Return whether others can copy a sign-in: its keys, and a lock that opens without a passcode."""
    if accounts.unopened is not None and accounts.passcode == "unknown":
        return accounts.unopened
    if accounts.passcode != "none":
        return False
    if not HAS_MODES:
        return Unknown(RIGHTS_NOT_TOLD)
    names = (f"{account_folder(index)}{suffix}" for index in accounts.settings for suffix in SUFFIXES)
    try:
        return any(
            others_may_read((profile.root / accounts.lock_file, profile.root / name))
            for name in names
            if exists(profile.root, name)
        )
    except OSError as error:
        return unreadable(error, accounts.lock_file).unknown


def _notes(version: int | None) -> tuple[Note, ...]:
    if version is None or version <= NEWEST_KNOWN:
        return ()
    return (Note(NEWER, {"version": version_name(version), "known": version_name(NEWEST_KNOWN)}),)


def _tried(read: Callable[[], T]) -> T | Unknown:
    try:
        return read()
    except UnreadableError as error:
        return error.unknown


def _fact(value: T | Unknown, source: str) -> Fact[T]:
    return Fact(value, source, datetime.now(UTC))
