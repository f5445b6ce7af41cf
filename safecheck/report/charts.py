"""Bars of block characters for the screens. Numbers always stand beside them; plain text draws none."""

from collections.abc import Sequence

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_FULL, _EMPTY = "█", "░"
_FULL_ASCII, _EMPTY_ASCII = "#", "."
_HEIGHTS, _HEIGHTS_ASCII = "▁▂▃▄▅▆▇█", "_.-~=+*#"


def bar(value: float, most: float, width: int, *, unicode: bool = True) -> tuple[str, str]:
    """Return the full and the empty part of a bar of `width` cells, in steps of an eighth of a cell.

    Something is never drawn as nothing, and less than everything never as everything.
    """
    if width < 1:
        return "", ""
    steps = 8 if unicode else 1
    eighths = round(width * steps * min(max(value, 0), most) / most) if most > 0 else 0
    if value > 0:
        eighths = max(eighths, 1)
    if value < most:
        eighths = min(eighths, width * steps - 1)
    whole, rest = divmod(eighths, steps)
    if unicode:
        full = _FULL * whole + (_EIGHTHS[rest] if rest else "")
        return full, _EMPTY * (width - len(full))
    return _FULL_ASCII * whole, _EMPTY_ASCII * (width - whole)


def shares(counts: Sequence[int], width: int) -> tuple[int, ...]:
    """Return how many of `width` cells each count takes: in proportion, and at least one where there is
    anything at all. They add up to `width`, or to 0 if there is nothing.
    """
    total = sum(counts)
    some = sum(count > 0 for count in counts)
    if total <= 0 or width < some:
        return tuple(0 for _ in counts)
    exact = [width * count / total for count in counts]
    cells = [max(1, int(part)) if count else 0 for part, count in zip(exact, counts, strict=True)]
    while sum(cells) != width:
        step = 1 if sum(cells) < width else -1
        able = [at for at, size in enumerate(cells) if counts[at] and (step > 0 or size > 1)]
        most = max(able, key=lambda at: step * (exact[at] - cells[at]))
        cells[most] += step
    return tuple(cells)


def sparkline(values: Sequence[int], width: int, *, unicode: bool = True) -> str:
    """Return a line through time of at most `width` cells, one for each value. Of more values each cell has
    the highest of its share, so that nothing that was there for a short time is lost.

    The lowest sign stands for 0, the highest for the most; something is never drawn as nothing.
    """
    heights, most = _HEIGHTS if unicode else _HEIGHTS_ASCII, max(values, default=0)
    cells = max(0, min(width, len(values)))
    shares = [values[at * len(values) // cells : (at + 1) * len(values) // cells] for at in range(cells)]
    return "".join(heights[-(-max(share) * (len(heights) - 1) // most) if most else 0] for share in shares)
