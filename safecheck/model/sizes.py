"""Sizes as people write and read them. A kB is 1,024 bytes and an MB 1,048,576, as Telegram's apps count."""

import math
import re
from fractions import Fraction

from safecheck.model.errors import BadInputError
from safecheck.model.text import N_, Lang, clean

KIB = 1024
MIB = 1024 * KIB
GIB = 1024 * MIB
LARGEST = 1024 * GIB  # far more than Telegram carries

_UNITS = {"": 1, "b": 1, "k": KIB, "m": MIB, "g": GIB}
_SIZE = re.compile(r"([0-9]{1,13})(?:[.,]([0-9]{1,6}))?\s*(?:(b)|([kmg])(?:i?b)?)?", re.IGNORECASE | re.ASCII)


def size_as_typed(text: str) -> int:
    """Return a size such as "2MB", "500 kB", "1.5 GB" or "1048576" in bytes, rounded up.

    Raises BadInputError if it is none, nothing, or more than LARGEST.
    """
    found = _SIZE.fullmatch(text.strip())
    if found is None or (found[2] and not found[4]):
        raise BadInputError(
            N_("“%(size)s” is no size. Write it as 2MB, 500kB, 1.5GB or 1048576."), size=clean(text, 40)
        )
    number = Fraction(f"{found[1]}.{found[2] or 0}")
    size = math.ceil(number * _UNITS[(found[4] or "").lower()])
    if not 0 < size <= LARGEST:
        raise BadInputError(
            N_("“%(size)s” cannot be: a size is at least 1 byte and at most 1024 GB."), size=clean(text, 40)
        )
    return size


def size_in_words(size: int, lang: Lang) -> str:
    """Return bytes as bytes, kB, MB or GB, rounded up."""
    if size < KIB:
        return f"{size} B"
    if size < MIB:
        return f"{math.ceil(size / KIB)} kB"
    unit, name = (MIB, "MB") if size < GIB else (GIB, "GB")
    figure = f"{math.ceil(size * 10 / unit) / 10:g}"
    return f"{figure.replace('.', ',') if lang == 'nl' else figure} {name}"
