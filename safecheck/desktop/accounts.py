"""The accounts of an installation, opened with its passcode.

Source: telegramdesktop/tdesktop 6.1.2, storage_domain.cpp (startModern).
"""

import msgspec

from safecheck.desktop.account_map import find_settings
from safecheck.desktop.account_settings import AccountSettings, read_account_settings
from safecheck.desktop.cipher import LocalKey, WrongKeyError
from safecheck.desktop.files import exists
from safecheck.desktop.lock import Lock, find_lock
from safecheck.desktop.names import MAX_ACCOUNTS, account_folder
from safecheck.desktop.profile import Profile
from safecheck.desktop.unreadable import PASSCODE_NEEDED, PASSCODE_WRONG, UnreadableError
from safecheck.model.fact import Unknown
from safecheck.model.local import Passcode


class Accounts(msgspec.Struct, frozen=True):
    """The accounts, counted from 0. `unopened` says why the lock did not open, if it did not: the accounts
    are then those that have a folder. `lock_file` is where the lock is kept, if that could be read."""

    settings: dict[int, AccountSettings]
    passcode: Passcode
    lock_file: str = ""
    unopened: Unknown | None = None


_CLOSED: dict[Passcode, str] = {"needed": PASSCODE_NEEDED, "wrong": PASSCODE_WRONG}


def read_accounts(profile: Profile, passcode: str | None) -> Accounts:
    """Open the lock and read the settings of each account that has a folder. `passcode` is tried if the lock
    does not open without one."""
    state: Passcode = "unknown"
    file = ""
    try:
        lock = find_lock(profile)
        file = lock.file
        state, key = _open(lock, passcode)
        if key is None:
            raise UnreadableError(_CLOSED[state])
        with key:
            listed = lock.accounts(key)
            settings = {index: _read(profile, index, key) for index in listed if _is_there(profile, index)}
        return Accounts(settings, state, file)
    except UnreadableError as error:
        there = [index for index in range(MAX_ACCOUNTS) if _is_there(profile, index)]
        return Accounts(dict.fromkeys(there, _unread(error)), state, file, error.unknown)


def _open(lock: Lock, passcode: str | None) -> tuple[Passcode, LocalKey | None]:
    try:
        return "none", lock.open("")
    except WrongKeyError:
        if passcode is None:
            return "needed", None
    try:
        return "given", lock.open(passcode)
    except WrongKeyError:
        return "wrong", None


def _read(profile: Profile, index: int, key: LocalKey) -> AccountSettings:
    try:
        return read_account_settings(profile.read(find_settings(profile, index, key)), key)
    except UnreadableError as error:
        return _unread(error)


def _unread(error: UnreadableError) -> AccountSettings:
    return AccountSettings(auto_download=error.unknown, cache_limits=error.unknown)


def _is_there(profile: Profile, index: int) -> bool:
    return exists(profile.root, account_folder(index))
