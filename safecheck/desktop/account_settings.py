"""The settings of one account: what comes by itself, how much the caches keep.

Sources: telegramdesktop/tdesktop 6.1.2, storage_account.cpp (readSessionSettings, applyReadContext),
storage_settings_scheme.cpp (ReadSetting); for the caches desktop-app/lib_storage, storage_cache_types.h.
"""

import msgspec

from safecheck.desktop.auto_download import Chosen, effective, read_session, without_autoplay
from safecheck.desktop.blocks import blocks
from safecheck.desktop.cipher import LocalKey
from safecheck.desktop.container import Container
from safecheck.desktop.stream import Stream
from safecheck.desktop.unreadable import TOO_OLD, NotAcceptedError, UnreadableError
from safecheck.model.fact import Note, Unknown
from safecheck.model.local import AutoDownload, CacheLimits
from safecheck.model.sizes import GIB

_OLDEST = 1005005
_DAY = 86_400
_DEFAULT_CACHES = CacheLimits(GIB, 31 * _DAY, GIB, 31 * _DAY)
_LARGEST_ENTRY = 0xFFFFFF  # a cache has to hold more than one
_NEVER = (0, 0x7FFFFFFF, -1)  # the last two were written by mistake, and are taken as the first

_ASK_PATH, _PATH, _AUTOPLAY, _SESSION, _CACHES_BEFORE, _CACHES = 0x14, 0x33, 0x37, 0x4D, 0x56, 0x5C


class AccountSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What an account's file says. The last two are None since version 2.1.14, which keeps them with the
    settings of the app."""

    auto_download: AutoDownload | Unknown
    cache_limits: CacheLimits | Unknown
    notes: tuple[Note, ...] = ()
    ask_download_path: bool | None = None
    download_path: str | None = None


def read_account_settings(container: Container, key: LocalKey) -> AccountSettings:
    """Read the settings of an account from its file. Nothing after the session settings is needed.

    What stands before something unreadable is kept. Raises UnreadableError if nothing can be read.
    """
    if container.version < _OLDEST:
        raise container.stream().unreadable(TOO_OLD)
    stream = container.decrypted(container.stream().byte_array(), key)
    chosen: Chosen = {}
    caches: CacheLimits | None = None
    ask: bool | None = None
    path: str | None = None
    problem: Unknown | None = None
    notes: tuple[Note, ...] = ()
    try:
        for number in blocks(stream):
            if number in (_CACHES, _CACHES_BEFORE):
                caches = _cache_limits(stream, both=number == _CACHES)
            elif number == _AUTOPLAY and not stream.int32():
                chosen = without_autoplay()
            elif number == _ASK_PATH:
                ask = stream.int32() == 1
            elif number == _PATH:
                path = stream.string()
                stream.step_over("b")
            elif number == _SESSION:
                chosen = read_session(stream.inner(), chosen)
                break
    except NotAcceptedError as error:
        notes = (error.note,)
    except UnreadableError as error:
        problem = error.unknown
    return AccountSettings(
        auto_download=problem or effective(chosen),
        cache_limits=caches or problem or _DEFAULT_CACHES,
        notes=notes,
        ask_download_path=ask,
        download_path=path,
    )


def _cache_limits(stream: Stream, *, both: bool) -> CacheLimits:
    """Read the limits of both caches, or one pair that holds for both, as before 1.5.16."""
    at = stream.offset
    size, seconds = stream.int64(), stream.int32()
    big_size, big_seconds = (stream.int64(), stream.int32()) if both else (size, seconds)
    if min(size, big_size) <= _LARGEST_ENTRY or min(seconds, big_seconds) < -1:
        raise NotAcceptedError(stream.place(at))
    seconds, big_seconds = (0 if each in _NEVER else each for each in (seconds, big_seconds))
    return CacheLimits(size, seconds, big_size, big_seconds)
