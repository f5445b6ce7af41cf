"""The blocks of which settings are made: a number, and what belongs to it.

Source: telegramdesktop/tdesktop 6.1.2, storage_settings_scheme.cpp (ReadSetting) and its header. In which
order they are written: localstorage.cpp and storage_account.cpp of 1.5.5 to 6.1.2. The complicated ones, of
emoji and proxies, come after all that is looked for; so they are not known here.
"""

from collections.abc import Iterator

from safecheck.desktop.stream import Stream
from safecheck.desktop.unreadable import SIGN_IN_BLOCK, TOO_OLD_BLOCK, UNKNOWN_BLOCK

# Since this version the settings of all accounts together lie in a file of their own.
MULTI_ACCOUNT = 2001014

_NUMBERS = (
    0x03, *range(0x05, 0x0E), *range(0x11, 0x15), 0x16, 0x17, *range(0x1C, 0x20), 0x21, 0x22, 0x28, 0x29,
    *range(0x30, 0x33), *range(0x35, 0x39), *range(0x41, 0x47), 0x48, 0x49, 0x4C, *range(0x50, 0x53),
    *range(0x57, 0x5A), 0x5F,
)  # fmt: skip
_LAYOUTS = {
    **dict.fromkeys(_NUMBERS, "i"),
    **dict.fromkeys((0x15, 0x19, 0x20, 0x23, 0x4A, 0x4D, 0x53, 0x5B, 0x5D, 0x5E, 0x60), "b"),
    **dict.fromkeys((0x04, 0x47, 0x4E, 0x5A), "q"),
    **dict.fromkeys((0x40, 0x55), "ii"),
    0x0E: "iiiiii",
    0x1A: "*q",
    0x26: "*qh",
    0x33: "bb",
    0x34: "iii",
    0x39: "*qi",
    0x54: "qqi",
    0x56: "qi",
    0x5C: "qiqi",
    0x61: "qq",
}
_SIGN_IN = frozenset((0x00, 0x01, 0x02, 0x27, 0x4B))


def blocks(stream: Stream) -> Iterator[int]:
    """Yield the number of each block. Whoever takes one reads it whole; the others are stepped over.

    Raises UnreadableError at sign-in data, which nobody reads, and at a block whose length nobody knows.
    """
    while stream.left:
        stream.block, at = None, stream.offset
        number = stream.block = stream.uint32()
        if number in _SIGN_IN:
            raise stream.unreadable(SIGN_IN_BLOCK, at)
        if number not in _LAYOUTS:
            raise stream.unreadable(TOO_OLD_BLOCK if stream.version < MULTI_ACCOUNT else UNKNOWN_BLOCK, at)
        begin = stream.offset
        yield number
        if stream.offset == begin:
            stream.step_over(_LAYOUTS[number])
