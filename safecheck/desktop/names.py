"""What Telegram Desktop calls its files and folders.

Sources: telegramdesktop/tdesktop 6.1.2, storage_file_utilities.cpp (ToFilePart, ReadFile),
storage_account.cpp (ComputeDataNameKey, ComputeDatabasePath), storage_domain.cpp (ComputeKeyName),
localstorage.cpp (start).
"""

import hashlib

SETTINGS = "settings"
KEYS = "key_data"
MAP = "map"
MAX_ACCOUNTS = 6
# A file is kept under its name and one of these; how they are chosen among: safecheck.desktop.profile.
SUFFIXES = ("s", "0", "1")


def data_name(index: int) -> str:
    """Return the name of an account, counted from 0: "data", "data#2", "data#3", …"""
    return "data" if index == 0 else f"data#{index + 1}"


def file_name(key: int) -> str:
    """Return the name of a file from its 64-bit key: 16 hexadecimal digits, the lowest first."""
    return f"{key:016X}"[::-1]


def account_folder(index: int) -> str:
    """Return the folder of an account, counted from 0. A file of that name beside it holds the sign-in keys:
    nobody opens that."""
    digest = hashlib.md5(data_name(index).encode(), usedforsecurity=False).digest()
    return file_name(int.from_bytes(digest[:8], "little"))


def cache_folders(index: int) -> tuple[str, str]:
    """Return the folders of an account's two caches: of all media, and of big files."""
    return f"user_{data_name(index)}/cache", f"user_{data_name(index)}/media_cache"


def temporary_folder(index: int) -> str:
    """Return the folder of an account's downloads if they are not to stay, or can go nowhere else."""
    return f"temp_{data_name(index)}"
