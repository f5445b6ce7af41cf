"""Which media come by themselves in an account: what was chosen, and what Telegram Desktop makes of it.

Sources: telegramdesktop/tdesktop 6.1.2, data_auto_download.cpp and its header, main_session_settings.cpp
(addFromSerialized).
"""

from safecheck.desktop.stream import Stream
from safecheck.desktop.unreadable import UNKNOWN_BLOCK, NotAcceptedError
from safecheck.model.local import AutoDownload, DownloadLimits
from safecheck.model.sizes import MIB

KINDS = ("private", "groups", "channels")
AUTOPLAY = ("autoplay_video", "autoplay_gif", "autoplay_round")
# In the order of the file. The last two of these are not looked at any more: such media are streamed.
_TYPES = ("photo", "autoplay_video", "voice", "autoplay_round", "music", "autoplay_gif", "file")
_NOT_CHOSEN = -1
_LARGEST = 8000 * 512 * 1024
_AUTOPLAY_LIMIT = 50 * MIB

# What was chosen for a kind of chat and a type of media: up to how many bytes, 0 for off.
Chosen = dict[tuple[str, str], int]


def read_session(stream: Stream, chosen: Chosen) -> Chosen:
    """Return what was chosen by the session settings of an account; `chosen` if they do not say.

    Raises UnreadableError and NotAcceptedError.
    """
    if not stream.left:
        return chosen
    version, at = 0, stream.offset
    if stream.int32() == -1:  # else it is the first value of version 0
        version = stream.int32()
        stream.step_over("i")
    if not 0 <= version <= 2:
        raise stream.unreadable(UNKNOWN_BLOCK, at)
    if version < 2:
        for layout in ("ii", "*bb", "iii", "*q", "iiiiiiiiiiiiiii"):
            stream.step_over(layout)
    else:
        for layout in ("*q", "iiii"):
            stream.step_over(layout)
    limits = stream.inner()
    if limits.left:
        chosen = _read_limits(limits)
    # The old switch for GIFs. It is the sixth value after the limits; the first versions end before it.
    if version == 0 and stream.left >= 6 * 4:
        stream.step_over("iiiii")
        if not stream.int32():
            chosen = chosen | without_autoplay()
    return chosen


def without_autoplay() -> Chosen:
    """Return the choice that nothing plays by itself."""
    return {(kind, type): 0 for kind in KINDS for type in AUTOPLAY}


def effective(chosen: Chosen) -> AutoDownload:
    """Return what Telegram Desktop goes by: what was chosen, and its defaults for the rest."""
    return AutoDownload(*(_limits(kind, chosen) for kind in KINDS))


def _read_limits(stream: Stream) -> Chosen:
    chosen: Chosen = {}
    at = stream.offset
    version = stream.int8()
    if version not in (1, 2):
        raise stream.unreadable(UNKNOWN_BLOCK, at)
    for kind in KINDS:
        for type in _TYPES:
            at = stream.offset
            limit = stream.int32()
            if limit == _NOT_CHOSEN:
                continue
            limit &= 0xFFFFFFFF  # kept as if it had no sign
            if limit > _LARGEST:
                raise NotAcceptedError(stream.place(at))
            # Version 1 had limits of downloads there: they are raised to those of autoplay.
            raised = version == 1 and type in AUTOPLAY
            chosen[kind, type] = max(limit, _AUTOPLAY_LIMIT) if raised else limit
    return chosen


def _limits(kind: str, chosen: Chosen) -> DownloadLimits:
    defaults = {
        "photo": 8 * MIB,
        "file": 0 if kind == "channels" else 8 * MIB,
        **dict.fromkeys(AUTOPLAY, _AUTOPLAY_LIMIT),
    }
    return DownloadLimits(
        **{type: chosen.get((kind, type), default) for type, default in defaults.items()},
        default=tuple(type for type in defaults if (kind, type) not in chosen),
    )
