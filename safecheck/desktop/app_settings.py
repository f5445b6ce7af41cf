"""The settings that all accounts share. No passcode protects them.

Sources: telegramdesktop/tdesktop 6.1.2, localstorage.cpp (start), core_settings.cpp (addFromSerialized).
"""

import msgspec

from safecheck.desktop.blocks import MULTI_ACCOUNT, blocks
from safecheck.desktop.cipher import SALT_SIZE, legacy_key
from safecheck.desktop.container import Container
from safecheck.desktop.stream import Stream

_APP_SETTINGS = 0x5E


class AppSettings(msgspec.Struct, frozen=True):
    """Whether a place is asked for each file, and where files go: "" is the usual folder, "tmp" one that is
    cleared at log-out."""

    ask_download_path: bool = False
    download_path: str = ""


def read_app_settings(container: Container) -> AppSettings | None:
    """Read the settings of the app from their file; None if its version kept them with the account.

    Raises UnreadableError.
    """
    body = container.stream()
    salt, part = body.byte_array(), body.byte_array()
    if len(salt) != SALT_SIZE:
        raise container.damaged()
    with legacy_key(b"", salt) as key:
        stream = container.decrypted(part, key)
    if container.version < MULTI_ACCOUNT:
        return None
    for number in blocks(stream):
        if number == _APP_SETTINGS:
            return _beginning(stream.inner())
    return AppSettings()


def _beginning(stream: Stream) -> AppSettings:
    """Read the first values. A proxy lies further on, perhaps with its password: nobody goes there."""
    for layout in ("b", "iiii"):  # colours of themes; layout, moderation and two volumes
        if not stream.left:
            return AppSettings()
        stream.step_over(layout)
    return AppSettings(stream.int32() == 1, stream.string())
