"""The map of an account: which of its files holds what. Only the settings are looked for.

Source: telegramdesktop/tdesktop 6.1.2, storage_account.cpp (readMapWith); the entry 0x1e came after it.
"""

from safecheck.desktop.cipher import LocalKey
from safecheck.desktop.names import MAP, account_folder, file_name
from safecheck.desktop.profile import Profile
from safecheck.desktop.unreadable import NO_SETTINGS_LISTED, UNKNOWN_ENTRY, UnreadableError

_USER_SETTINGS = 0x09
_KEY = "q"
_KEYS = (
    0x04, 0x07, 0x08, *range(0x0A, 0x10), *range(0x11, 0x14), 0x18, 0x1A, 0x1B, 0x1C, 0x1E,
)  # fmt: skip
_LAYOUTS = {
    **dict.fromkeys(_KEYS, _KEY),
    **dict.fromkeys((0x01, 0x02, 0x1D), "*qq"),  # drafts, storages of bots: one key for each chat
    **dict.fromkeys((0x03, 0x05, 0x06), "*qqqi"),
    0x10: "qqqq",
    0x14: "qq",
    0x15: "b",  # who is signed in, with name and number: stepped over, never decoded
    **dict.fromkeys((0x16, 0x17), "qqq"),
    0x19: "bb",
}


def find_settings(profile: Profile, index: int, key: LocalKey) -> str:
    """Return the name of the file with the settings of an account, counted from 0. Raises UnreadableError.

    An entry of an unknown kind is taken for a key, as most are; that is believed only if the settings come
    after it and their file is there.
    """
    folder = account_folder(index)
    container = profile.read(f"{folder}/{MAP}")
    body = container.stream()
    body.step_over("bb")  # the lock, where versions before 2.1.14 kept it
    stream = container.decrypted(body.byte_array(), key)
    unknown: UnreadableError | None = None
    try:
        while stream.left:
            stream.block, at = None, stream.offset
            stream.block = stream.uint32()
            if stream.block == _USER_SETTINGS:
                name = f"{folder}/{file_name(stream.uint64())}"
                if unknown and not profile.exists(name):
                    break
                return name
            if stream.block not in _LAYOUTS:
                unknown = unknown or stream.unreadable(UNKNOWN_ENTRY, at)
            stream.step_over(_LAYOUTS.get(stream.block, _KEY))
    except UnreadableError as error:
        raise unknown or error from None
    raise unknown or stream.unreadable(NO_SETTINGS_LISTED)
